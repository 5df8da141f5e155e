// Turns people's messages into questions. Pure: what Discord sends is untrusted JSON, parsed once here. The bot answers people who mention
// it, reply to it or write to it directly, and nobody else.
import * as v from 'valibot';
import type { Target } from '../../../document/target.js';
import type { Origin } from '../../../ports.js';
import { type Asked, toQuestion } from '../../shared/asked.js';
import { pointsAt } from '../../shared/pointing.js';
import { decodeButton } from '../buttons.js';
import { messageWords, plainContent } from './text.js';

/** A message to answer. `asked` is the question without its origin. */
export type DiscordQuestion = {
  readonly messageId: string;
  readonly channel: string;
  readonly from: Origin;
  readonly asker: string;
  readonly direct: boolean;
  /** Whether the message was edited after it was sent. */
  readonly edited: boolean;
  /** What Discord hides from the bot: the text of a reply, or of the message it points at. */
  readonly hidden?: 'reply' | 'message';
  readonly asked: Asked;
};

/** A field that isn't needed: malformed, it must not lose the message or interaction. */
export const maybe = <T extends v.GenericSchema>(schema: T) => v.fallback(v.optional(v.nullable(schema)), undefined);
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

// https://docs.discord.com/developers/resources/message#message-object-message-types: written by a person, and a reply. All other types are
// system notices.
const written = 0;
const replied = 19;

/**
 * The question that a message asks the bot `self`, or undefined if it asks none. @everyone, role mentions and other bots' messages are not
 * questions; nor is a reply whose text Discord hides because it doesn't mention the bot.
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
  // https://github.com/discord/discord-api-docs/issues/5395: a reply to a command's answer arrives without its text unless it pings the bot.
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

/** The ids of deleted messages. */
export function receiveDeleted(data: unknown): readonly string[] {
  const one = v.safeParse(v.looseObject({ id: v.string() }), data);
  if (one.success) return [one.output.id];
  const many = v.safeParse(v.looseObject({ ids: v.array(v.string()) }), data);
  return many.success ? many.output.ids : [];
}

/** The bot's user and application ids, from Discord's READY event. */
export function receiveReady(data: unknown): { readonly user: string; readonly application: string } | undefined {
  const parsed = v.safeParse(
    v.looseObject({ user: v.looseObject({ id: v.string() }), application: v.looseObject({ id: v.string() }) }),
    data,
  );
  return parsed.success ? { user: parsed.output.user.id, application: parsed.output.application.id } : undefined;
}

/** The server that added or removed the bot; one that is only unavailable for a while has removed nothing. */
export function receiveServer(data: unknown): string | undefined {
  const parsed = v.safeParse(v.looseObject({ id: v.string(), unavailable: v.optional(v.boolean()) }), data);
  return parsed.success && parsed.output.unavailable !== true ? parsed.output.id : undefined;
}

/** A server that has the bot: when it joined, in milliseconds since 1970, and the channels Discord itself writes to, the moderators' first. */
export type Arrival = { readonly server: string; readonly joinedAt: number; readonly channels: readonly string[] };

const channelId = v.fallback(v.optional(v.nullable(v.string())), undefined);
const arrival = v.looseObject({
  id: v.string(),
  unavailable: v.optional(v.boolean()),
  joined_at: v.string(),
  // Community servers have this channel for their moderators.
  public_updates_channel_id: channelId,
  system_channel_id: channelId,
});

/** A server that has the bot; Discord sends this on joining and again on each connection. */
export function receiveArrival(data: unknown): Arrival | undefined {
  const parsed = v.safeParse(arrival, data);
  const joinedAt = parsed.success ? Date.parse(parsed.output.joined_at) : Number.NaN;
  if (!parsed.success || parsed.output.unavailable === true || Number.isNaN(joinedAt)) return undefined;
  const { id, public_updates_channel_id: updates, system_channel_id: system } = parsed.output;
  return { server: id, joinedAt, channels: [...new Set([updates, system])].flatMap((channel) => channel ?? []) };
}

/** The ids of everything that can be pressed in a message, from top to bottom. */
function customIds(components: unknown): readonly string[] {
  if (!Array.isArray(components)) return [];
  return components.flatMap((each: unknown) => {
    if (typeof each !== 'object' || each === null) return [];
    const id = 'custom_id' in each && typeof each.custom_id === 'string' ? [each.custom_id] : [];
    const options = 'options' in each ? optionValues(each.options) : [];
    return [...id, ...options, ...('components' in each ? customIds(each.components) : [])];
  });
}

// In a menu, each option's value says what it does.
function optionValues(options: unknown): readonly string[] {
  if (!Array.isArray(options)) return [];
  return options.flatMap((each: unknown) =>
    typeof each === 'object' && each !== null && 'value' in each && typeof each.value === 'string' ? [each.value] : [],
  );
}

/** Who asked for the answer with these components, as its own button records. */
export function findAsker(components: unknown): string | undefined {
  return presses(components).find((press) => press.type === 'dismiss')?.asker;
}

/** The context that a reply to the answer with these components continues from. */
function findContext(components: unknown): Target | undefined {
  return presses(components).find((press) => press.type === 'dismiss')?.context;
}

function presses(components: unknown) {
  return customIds(components).flatMap((id) => decodeButton(id) ?? []);
}
