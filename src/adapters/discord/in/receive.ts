// Messages of people to questions. Pure: what Discord sends is untrusted JSON, read once here. The bot answers a person who
// mentions it, replies to it or writes to it directly, and nobody else.
import * as v from 'valibot';
import type { Target } from '../../../document/target.js';
import type { Origin } from '../../../ports.js';
import { type Asked, toQuestion } from '../../shared/asked.js';
import { pointsAt } from '../../shared/pointing.js';
import { decodeButton } from '../buttons.js';
import { messageWords, plainContent } from './text.js';

/** A message to answer. `asked` is what it asks, without where it comes from. */
export type DiscordQuestion = {
  readonly messageId: string;
  readonly channel: string;
  readonly from: Origin;
  readonly asker: string;
  readonly direct: boolean;
  /** Whether its words were changed since it was sent. */
  readonly edited: boolean;
  /** What Discord keeps from the bot: the words of a reply, or those of the message that it points at. */
  readonly hidden?: 'reply' | 'message';
  readonly asked: Asked;
};

// One malformed field that is not needed must not lose the message.
const maybe = <T extends v.GenericSchema>(schema: T) => v.fallback(v.optional(v.nullable(schema)), undefined);
const user = v.looseObject({ id: v.string(), bot: v.optional(v.boolean()), system: v.optional(v.boolean()) });
const referenced = v.looseObject({
  author: maybe(user),
  components: v.optional(v.unknown()),
  interaction_metadata: v.optional(v.unknown()),
});
const message = v.looseObject({
  id: v.string(),
  channel_id: v.string(),
  guild_id: maybe(v.string()),
  type: v.optional(v.number(), 0),
  author: user,
  webhook_id: v.optional(v.nullable(v.string())),
  content: maybe(v.string()),
  mentions: maybe(v.array(v.looseObject({ id: v.string() }))),
  edited_timestamp: maybe(v.string()),
  referenced_message: maybe(referenced),
});

// https://docs.discord.com/developers/resources/message#message-object-message-types: written by a person, and replied. All others are
// notices of Discord.
const written = 0;
const replied = 19;

/**
 * The question that a message asks the bot `self`, or undefined where it asks none. Everybody's, a role's and another bot's messages
 * are no questions; so is a reply whose words Discord keeps from the bot because it does not mention it.
 */
export function receiveMessage(
  data: unknown,
  self: string,
  parentOf: (channel: string) => string | undefined = () => undefined,
): DiscordQuestion | undefined {
  const parsed = v.safeParse(message, data);
  if (!parsed.success) return undefined;
  const { id, channel_id, guild_id, author, type, mentions, referenced_message, webhook_id } = parsed.output;
  const content = parsed.output.content ?? '';
  if (!/^\d{1,20}$/.test(id)) return undefined;
  if (author.id === self || author.bot === true || author.system === true || (webhook_id ?? null) !== null)
    return undefined;
  if (type !== written && type !== replied) return undefined;
  const direct = (guild_id ?? null) === null;
  const mentioned = (mentions ?? []).some((each) => each.id === self);
  const answered = referenced_message?.author?.id === self ? referenced_message : undefined;
  const isHeard = direct || mentioned;
  // https://github.com/discord/discord-api-docs/issues/5395: a reply to the answer of a command comes without its words unless it pings.
  const isWordless = !isHeard && content.trim() === '' && answered?.interaction_metadata !== undefined;
  if (!isHeard && !isWordless && (answered === undefined || content.trim() === '')) return undefined;
  const context = answered === undefined ? undefined : findContext(answered.components);
  const words = plainContent(content);
  const parent = parentOf(channel_id);
  const pointedAt = answered === undefined && pointsAt(words) ? messageWords(referenced_message) : undefined;
  return {
    messageId: id,
    channel: channel_id,
    from: {
      platform: 'discord',
      channel: channel_id,
      user: author.id,
      ...(direct || !guild_id ? {} : { workspace: guild_id }),
      ...(parent === undefined ? {} : { parent }),
    },
    asker: author.id,
    direct,
    edited: typeof parsed.output.edited_timestamp === 'string',
    ...(isWordless ? { hidden: 'reply' as const } : pointedAt === '' ? { hidden: 'message' as const } : {}),
    asked: pointedAt === undefined ? toQuestion(words, context) : { type: 'explain', text: pointedAt },
  };
}

/** The message that was deleted, or messages. */
export function receiveDeleted(data: unknown): readonly string[] {
  const one = v.safeParse(v.looseObject({ id: v.string() }), data);
  if (one.success) return [one.output.id];
  const many = v.safeParse(v.looseObject({ ids: v.array(v.string()) }), data);
  return many.success ? many.output.ids : [];
}

/** Who the bot is, from what Discord says first. */
export function receiveReady(data: unknown): { readonly user: string; readonly application: string } | undefined {
  const parsed = v.safeParse(
    v.looseObject({ user: v.looseObject({ id: v.string() }), application: v.looseObject({ id: v.string() }) }),
    data,
  );
  return parsed.success ? { user: parsed.output.user.id, application: parsed.output.application.id } : undefined;
}

/** The server that lost the bot or has it; one that Discord cannot reach for a while has lost nothing. */
export function receiveServer(data: unknown): string | undefined {
  const parsed = v.safeParse(v.looseObject({ id: v.string(), unavailable: v.optional(v.boolean()) }), data);
  return parsed.success && parsed.output.unavailable !== true ? parsed.output.id : undefined;
}

/** A server that has the bot: since when, in milliseconds since 1970, and where Discord itself writes to it, to those who look after it first. */
export type Arrival = { readonly server: string; readonly joinedAt: number; readonly channels: readonly string[] };

const channelId = v.fallback(v.optional(v.nullable(v.string())), undefined);
const arrival = v.looseObject({
  id: v.string(),
  unavailable: v.optional(v.boolean()),
  joined_at: v.string(),
  // Of a server that is a community, for its moderators.
  public_updates_channel_id: channelId,
  system_channel_id: channelId,
});

/** What a server says that has the bot, the first time and at each connection. */
export function receiveArrival(data: unknown): Arrival | undefined {
  const parsed = v.safeParse(arrival, data);
  const joinedAt = parsed.success ? Date.parse(parsed.output.joined_at) : Number.NaN;
  if (!parsed.success || parsed.output.unavailable === true || Number.isNaN(joinedAt)) return undefined;
  const { id, public_updates_channel_id: updates, system_channel_id: system } = parsed.output;
  return { server: id, joinedAt, channels: [...new Set([updates, system])].flatMap((channel) => channel ?? []) };
}

/** The ids of everything that can be pressed in a message, from top to bottom. */
export function customIds(components: unknown): readonly string[] {
  if (!Array.isArray(components)) return [];
  return components.flatMap((each: unknown) => {
    if (typeof each !== 'object' || each === null) return [];
    const id = 'custom_id' in each && typeof each.custom_id === 'string' ? [each.custom_id] : [];
    const options = 'options' in each ? optionValues(each.options) : [];
    return [...id, ...options, ...('components' in each ? customIds(each.components) : [])];
  });
}

// A menu has what each option does in its value.
function optionValues(options: unknown): readonly string[] {
  if (!Array.isArray(options)) return [];
  return options.flatMap((each: unknown) =>
    typeof each === 'object' && each !== null && 'value' in each && typeof each.value === 'string' ? [each.value] : [],
  );
}

/** Who asked for the answer that has these components, as its own button says. */
export function findAsker(components: unknown): string | undefined {
  return presses(components).find((press) => press.type === 'dismiss')?.asker;
}

/** What a reply to the answer with these components goes on from. */
export function findContext(components: unknown): Target | undefined {
  return presses(components).find((press) => press.type === 'dismiss')?.context;
}

function presses(components: unknown) {
  return customIds(components).flatMap((id) => decodeButton(id) ?? []);
}
