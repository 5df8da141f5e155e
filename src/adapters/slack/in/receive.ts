// Reads Slack's events; undefined if they ask for nothing. Pure. Payloads are untrusted: each is parsed once, here, and only for the
// fields that are used.
import * as v from 'valibot';
import type { Origin } from '../../../ports.js';
import type { Asked } from '../../shared/asked.js';
import { collectTexts } from '../../shared/pointing.js';
import type { Complete } from '../../shared/ports.js';
import { readText } from '../out/text.js';
import { explainShortcut, readCommand } from './commands.js';

/** A question, before its conversation's context is added. `keys` identify the post: it is answered once, whichever of them comes first. */
export type SlackQuestion = {
  readonly from: Origin & { readonly channel: string; readonly user: string };
  readonly text: string;
  readonly ts: string;
  readonly threadTs: string;
  /** Whether it continues a thread. */
  readonly isReply: boolean;
  readonly isDirect: boolean;
  /** The text of messages forwarded with it, and the message its writer was looking at, if Slack says. */
  readonly attached: string;
  readonly viewed?: MessagePlace;
  readonly keys: readonly string[];
};

export type MessagePlace = { readonly channel: string; readonly ts: string };

/** What happened to a message that concerns the bot. */
export type MessageEvent =
  | { readonly type: 'asked'; readonly asked: SlackQuestion }
  | { readonly type: 'edited'; readonly asked: SlackQuestion; readonly version: string }
  | { readonly type: 'deleted'; readonly channel: string; readonly ts: string };

const string = v.string();
const maybe = v.optional(v.nullable(string));

const message = v.object({
  user: string,
  ts: string,
  text: maybe,
  thread_ts: maybe,
  subtype: maybe,
  bot_id: maybe,
  client_msg_id: maybe,
  attachments: v.optional(v.unknown()),
  app_context: v.optional(v.unknown()),
  edited: v.optional(v.nullable(v.object({ ts: string }))),
});
const posted = v.object({ ...message.entries, channel: string });
const changed = v.object({ channel: string, subtype: v.literal('message_changed'), message: v.unknown() });
const tombstone = v.object({ subtype: v.literal('tombstone'), ts: string });
const deleted = v.object({ channel: string, subtype: v.literal('message_deleted'), deleted_ts: string });
const direct = v.object({ channel_type: v.literal('im') });

// Subtypes of posts by people: with a file, and sent to the channel from a thread.
const postedSubtypes = ['file_share', 'thread_broadcast'];

// These post notices ("archived the channel") and reminders as ordinary messages.
const systemUsers = ['USLACK', 'USLACKBOT'];

/** A mention of the bot in a channel or thread. After an edit, Slack sends it again with the new text. */
export function receiveMention(event: unknown, team: string, botUserId: string | undefined): MessageEvent | undefined {
  const parsed = v.safeParse(posted, event);
  if (!parsed.success) return undefined;
  const { edited, channel } = parsed.output;
  const asked = readPost(parsed.output, channel, team, botUserId, false);
  if (asked === undefined) return undefined;
  const version = edited?.ts;
  return version === undefined ? { type: 'asked', asked } : { type: 'edited', asked, version };
}

/** A direct message to the bot. In channels, mentions arrive separately, so messages are ignored. */
export function receiveMessage(event: unknown, team: string, botUserId: string | undefined): MessageEvent | undefined {
  if (!v.is(direct, event)) return undefined;
  if (v.is(deleted, event)) return { type: 'deleted', channel: event.channel, ts: event.deleted_ts };
  if (v.is(changed, event)) return readChange(event.message, event.channel, team, botUserId);
  const parsed = v.safeParse(posted, event);
  const asked = parsed.success ? readPost(parsed.output, parsed.output.channel, team, botUserId, true) : undefined;
  return asked === undefined ? undefined : { type: 'asked', asked };
}

const inChannel = v.object({ channel_type: v.picklist(['channel', 'group']) });

/**
 * A new post that addresses nobody, for help channels; undefined for anything else: thread replies and mentions belong to a conversation.
 */
export function receivePost(event: unknown, team: string, botUserId: string | undefined): SlackQuestion | undefined {
  if (!v.is(inChannel, event)) return undefined;
  const parsed = v.safeParse(posted, event);
  if (!parsed.success || (parsed.output.subtype ?? 'file_share') !== 'file_share') return undefined;
  if (/<[@!]/.test(parsed.output.text ?? '')) return undefined;
  const question = readPost(parsed.output, parsed.output.channel, team, botUserId, false);
  return question === undefined || question.text === '' || typeof parsed.output.thread_ts === 'string'
    ? undefined
    : question;
}

function readChange(
  changedTo: unknown,
  channel: string,
  team: string,
  botUserId: string | undefined,
): MessageEvent | undefined {
  // A deleted question with answers leaves a tombstone in its thread.
  if (v.is(tombstone, changedTo)) return { type: 'deleted', channel, ts: changedTo.ts };
  const parsed = v.safeParse(message, changedTo);
  if (!parsed.success) return undefined;
  const asked = readPost(parsed.output, channel, team, botUserId, true);
  // Slack also sends "changed" when it adds a preview or counts replies.
  const version = parsed.output.edited?.ts;
  return asked === undefined || version === undefined ? undefined : { type: 'edited', asked, version };
}

function readPost(
  post: v.InferOutput<typeof message>,
  channel: string,
  team: string,
  botUserId: string | undefined,
  isDirect: boolean,
): SlackQuestion | undefined {
  const { user, ts, subtype, bot_id: botId, thread_ts: threadTs, client_msg_id: clientId } = post;
  if (typeof botId === 'string' || user === botUserId || systemUsers.includes(user)) return undefined;
  if (typeof subtype === 'string' && !postedSubtypes.includes(subtype)) return undefined;
  const text = readText(post.text ?? '', botUserId);
  const attached = readParts(post.attachments);
  const viewed = readViewed(post.app_context);
  return {
    from: { platform: 'slack', workspace: team, channel, user, ...directly(channel) },
    // A pasted table arrives only as an attachment (vercel/chat#803).
    text: text === '' ? attached : text,
    ts,
    threadTs: threadTs ?? ts,
    isReply: typeof threadTs === 'string' && threadTs !== ts,
    isDirect,
    attached,
    ...(viewed === undefined ? {} : { viewed }),
    // In a channel shared between workspaces, the same post arrives once for each, with the same client_msg_id.
    keys: [`${team}:${channel}:${ts}`, ...(typeof clientId === 'string' ? [`client:${clientId}`] : [])],
  };
}

const viewing = v.object({
  type: v.literal('slack#/types/message_context'),
  value: v.object({ channel_id: string, message_ts: string }),
});
const context = v.object({ entities: v.array(v.unknown()) });

// In the agent view, Slack says what is open next to it: a channel, a canvas or a message. Only a message has text.
function readViewed(appContext: unknown): MessagePlace | undefined {
  const parsed = v.safeParse(context, appContext);
  const found = parsed.success ? parsed.output.entities.find((entity) => v.is(viewing, entity)) : undefined;
  return v.is(viewing, found) ? { channel: found.value.channel_id, ts: found.value.message_ts } : undefined;
}

/** Set for a direct message with the bot, whose id begins with D. https://docs.slack.dev/reference/objects/conversation-object */
export function directly(channel: string): { readonly direct?: true } {
  return channel.startsWith('D') ? { direct: true } : {};
}

/** What a message asks for. */
export function readQuestion({ text }: SlackQuestion): Asked {
  return text === '' ? { type: 'help' } : { type: 'question', text };
}

const command = v.object({
  command: string,
  text: v.optional(string, ''),
  user_id: string,
  channel_id: string,
  team_id: maybe,
  enterprise_id: maybe,
  trigger_id: maybe,
});

type SlackCommand = {
  readonly from: Origin & { readonly channel: string; readonly user: string };
  readonly ask: Asked;
  readonly trigger: string | undefined;
  readonly key: string | undefined;
};

export function receiveCommand(payload: unknown, complete: Complete): SlackCommand | undefined {
  const parsed = v.safeParse(command, payload);
  if (!parsed.success) return undefined;
  const { command: name, user_id: user, channel_id: channel, team_id, enterprise_id, trigger_id } = parsed.output;
  const text = readText(parsed.output.text);
  const workspace = team_id ?? enterprise_id ?? '';
  const key = typeof trigger_id === 'string' ? `command:${trigger_id}` : undefined;
  return {
    from: { platform: 'slack', workspace, channel, user },
    ask: readCommand(name, text, complete),
    trigger: trigger_id ?? undefined,
    key,
  };
}

const shortcut = v.object({
  callback_id: string,
  trigger_id: maybe,
  team: v.optional(v.nullable(v.object({ id: string, domain: maybe }))),
  user: v.object({ id: string }),
  channel: v.object({ id: string }),
  message_ts: maybe,
  message: v.object({
    text: maybe,
    ts: maybe,
    thread_ts: maybe,
    blocks: v.optional(v.unknown()),
    attachments: v.optional(v.unknown()),
  }),
});

export type Shortcut = {
  readonly from: Origin & { readonly channel: string; readonly user: string };
  readonly ask: Asked;
  /** Opens a form; valid for three seconds. */
  readonly trigger: string | undefined;
  readonly threadTs: string | undefined;
  readonly key: string | undefined;
};

export function receiveShortcut(payload: unknown): Shortcut | undefined {
  const parsed = v.safeParse(shortcut, payload);
  if (!parsed.success) return undefined;
  const { callback_id: callbackId, trigger_id, team, user, channel, message: marked, message_ts } = parsed.output;
  return {
    from: { platform: 'slack', workspace: team?.id ?? '', channel: channel.id, user: user.id },
    ask: askedBy(
      callbackId,
      messageWords(marked),
      marked.ts ?? message_ts ?? '',
      linkTo(team?.domain, channel.id, marked.ts ?? message_ts),
    ),
    trigger: trigger_id ?? undefined,
    threadTs: marked.thread_ts ?? undefined,
    key: typeof trigger_id === 'string' ? `shortcut:${trigger_id}` : undefined,
  };
}

// The format of Slack's own "Copy link".
function linkTo(domain: string | null | undefined, channel: string, ts: string | null | undefined): string | undefined {
  if (!domain || !ts || !/^[a-z0-9-]+$/.test(domain)) return undefined;
  return `https://${domain}.slack.com/archives/${channel}/p${ts.replace('.', '')}`;
}

function askedBy(callbackId: string, text: string, id: string, link: string | undefined): Asked {
  if (callbackId === explainShortcut.callbackId) return { type: 'explain', text };
  const input = { type: 'message', text, id, ...(link === undefined ? {} : { link }) } as const;
  return { type: 'command', name: callbackId.replaceAll('_', '-'), input };
}

const textNames = new Set(['text', 'title', 'pretext']);

// All text in blocks and attachments, however nested.
function readParts(parts: unknown): string {
  return readText(collectTexts(parts, textNames).replaceAll('\n', ' '));
}

// Slack's text for clients that can't draw the blocks.
const placeholder = "This content can't be displayed.";

/** The text of a message that somebody points at; empty if there is none. Blocks repeat the text, so they are read only without one. */
export function messageWords({
  text,
  blocks,
  attachments,
}: {
  readonly text?: string | null | undefined;
  readonly blocks?: unknown;
  readonly attachments?: unknown;
}): string {
  const written = text === placeholder ? '' : readText(text ?? '');
  return `${written === '' ? readParts(blocks) : written} ${readParts(attachments)}`.trim();
}
