// Reads commands, presses, forms and completions. Pure: what Discord sends is untrusted JSON, parsed once here.
import * as v from 'valibot';
import type { Origin } from '../../../ports.js';
import { decodeButton, type Press } from '../buttons.js';
import { type CommandRequest, type CompletionRequest, readCommand, readTyped } from './commands.js';
import { findAsker, maybe } from './receive.js';
import { threadTypes } from './rights.js';

/** What is needed to answer: a token that expires after three seconds, or fifteen minutes once acknowledged. */
export type ReplyToken = { readonly id: string; readonly token: string; readonly application: string };

/** The message whose button was pressed. */
type PressedMessage = { readonly private: boolean; readonly asker?: string };

/** `direct`: in a conversation with the bot alone. `managesMessages`: whether the person may do that there. */
export type Interaction = {
  readonly call: ReplyToken;
  readonly from: Origin;
  readonly user: string;
  readonly direct: boolean;
  readonly managesMessages: boolean;
} & (
  | CommandRequest
  | CompletionRequest
  | { readonly type: 'press'; readonly press: Press; readonly message: PressedMessage }
  /** The reason for a vote, from the form. */
  | { readonly type: 'reason'; readonly press: Press; readonly reason: string }
  /** A button or form that we don't know; it is answered all the same. */
  | { readonly type: 'unknown' }
);

const person = v.looseObject({ id: v.string() });
const interaction = v.looseObject({
  id: v.string(),
  token: v.string(),
  application_id: v.string(),
  type: v.number(),
  guild_id: maybe(v.string()),
  channel_id: maybe(v.string()),
  channel: maybe(v.looseObject({ id: v.string(), type: maybe(v.number()), parent_id: maybe(v.string()) })),
  context: maybe(v.number()),
  member: maybe(v.looseObject({ user: person, permissions: maybe(v.string()), roles: maybe(v.array(v.string())) })),
  authorizing_integration_owners: maybe(v.record(v.string(), v.string())),
  user: maybe(person),
  message: maybe(v.looseObject({ flags: maybe(v.number()), components: v.optional(v.unknown()) })),
  data: v.optional(v.unknown()),
});
type Parsed = v.InferOutput<typeof interaction>;

// https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-object-interaction-type
const interactionTypes = { command: 2, component: 3, autocomplete: 4, modal: 5 } as const;
const botConversation = 1;
const ephemeral = 64;
// https://docs.discord.com/developers/topics/permissions#permissions-bitwise-permission-flags
const administrator = 1n << 3n;
const manageServer = 1n << 5n;
const manageMessages = 1n << 13n;

/** What an interaction asks for, or undefined if there is nothing to answer (a ping, or not an interaction). */
export function receiveInteraction(data: unknown): Interaction | undefined {
  const parsed = v.safeParse(interaction, data);
  if (!parsed.success) return undefined;
  const raw = parsed.output;
  const user = raw.member?.user.id ?? raw.user?.id;
  if (user === undefined) return undefined;
  const channel = raw.channel_id ?? raw.channel?.id;
  const parent = threadTypes.includes(raw.channel?.type ?? -1) ? raw.channel?.parent_id : undefined;
  const permissions = readPermissions(raw.member?.permissions);
  const installed = isInstalled(raw);
  const managesServer = installed && (permissions & (administrator | manageServer)) !== 0n;
  const roles = installed ? (raw.member?.roles ?? []) : [];
  const common = {
    call: { id: raw.id, token: raw.token, application: raw.application_id },
    from: {
      platform: 'discord',
      user,
      ...(channel === undefined ? {} : { channel }),
      ...(raw.guild_id ? { workspace: raw.guild_id } : {}),
      ...(parent ? { parent } : {}),
      ...(managesServer ? { manages: true } : {}),
      ...(roles.length === 0 ? {} : { roles }),
    },
    user,
    // Discord leaves the context out of older kinds of interactions.
    direct: raw.guild_id ? false : (raw.context ?? botConversation) === botConversation,
    managesMessages: (permissions & (administrator | manageMessages)) !== 0n,
  };
  switch (raw.type) {
    case interactionTypes.command:
      return { ...common, ...(readCommand(raw.data, raw.guild_id) ?? unknownInteraction) };
    case interactionTypes.component:
      return { ...common, ...readPress(raw) };
    case interactionTypes.autocomplete:
      return { ...common, ...readTyped(raw.data) };
    case interactionTypes.modal:
      return { ...common, ...readForm(raw.data) };
    default:
      return undefined;
  }
}

// A user-installed bot also appears in servers that never added it; nobody there manages it.
// https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-object-authorizing-integration-owners-object
function isInstalled({ authorizing_integration_owners: owners }: Parsed): boolean {
  return owners === undefined || owners === null || owners['0'] !== undefined || owners['1'] === undefined;
}

function readPermissions(text: string | null | undefined): bigint {
  return typeof text === 'string' && /^\d{1,30}$/.test(text) ? BigInt(text) : 0n;
}

type Specific = Interaction extends infer Each ? (Each extends Interaction ? Omit<Each, keyof Common> : never) : never;
type Common = {
  call: ReplyToken;
  from: Origin;
  user: string;
  direct: boolean;
  managesMessages: boolean;
};
const unknownInteraction = { type: 'unknown' } as const;

const componentData = v.looseObject({ custom_id: v.string(), values: v.optional(v.array(v.string()), []) });

function readPress({ data, message }: Parsed): Specific {
  const parsed = v.safeParse(componentData, data);
  if (!parsed.success || message === undefined || message === null) return unknownInteraction;
  const { custom_id, values } = parsed.output;
  const own = decodeButton(custom_id);
  const press = own?.type === 'select' ? decodeButton(values[0] ?? '') : own;
  if (press === undefined || press.type === 'select' || press.type === 'reason' || press.type === 'form')
    return unknownInteraction;
  const asker = findAsker(message.components);
  return {
    type: 'press',
    press,
    message: {
      private: ((message.flags ?? 0) & ephemeral) !== 0,
      ...(asker === undefined ? {} : { asker }),
    },
  };
}

const field = v.looseObject({
  custom_id: v.optional(v.string(), ''),
  value: v.optional(v.string()),
  values: v.optional(v.array(v.string())),
});
const labelled = v.looseObject({ ...field.entries, component: v.optional(field) });
const formData = v.looseObject({ custom_id: v.string(), components: v.optional(v.array(labelled), []) });

function readForm(data: unknown): Specific {
  const parsed = v.safeParse(formData, data);
  const press = parsed.success ? decodeButton(parsed.output.custom_id) : undefined;
  if (!parsed.success || (press?.type !== 'reason' && press?.type !== 'form')) return unknownInteraction;
  const filled = parsed.output.components.flatMap((each) => {
    const { custom_id, value, values } = each.component ?? each;
    const words = (values?.join(',') ?? value ?? '').trim();
    return words === '' ? [] : [[custom_id, words] as const];
  });
  if (press.type === 'reason') return { type: 'reason', press, reason: filled.map(([, words]) => words).join(' ') };
  return { type: 'ask', asked: { type: 'form', id: press.id, values: Object.fromEntries(filled) }, private: true };
}
