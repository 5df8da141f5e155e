// Where a message goes, and through which call. Never `say()`, which forgets the thread.
import type { RespondArguments, RespondFn } from '@slack/bolt';
import { webApi } from '@slack/bolt';
import type { Logger } from '../../../ports.js';
import type { SlackMessage } from '../out/limits.js';
import {
  type Insist,
  outsiderCodes,
  type Post,
  type PostContent,
  readFailure,
  type Send,
  type SlackPosted,
} from './post.js';

/** What a listener answers with. `respond` writes to the response_url of a command, shortcut or press. */
export type Tools = {
  readonly client: webApi.WebClient;
  readonly respond?: RespondFn;
  /** Opens a form. */
  readonly trigger?: string;
};

export type SlackPlace =
  /** `begun`: the thread already has replies. */
  | { readonly type: 'thread'; readonly channel: string; readonly threadTs: string; readonly begun: boolean }
  | { readonly type: 'direct'; readonly user: string }
  /** Seen by one person only. A thread without replies can't show anything private, so `threadTs` must be a thread that has some. */
  | { readonly type: 'private'; readonly channel: string; readonly user: string; readonly threadTs?: string }
  /** Replaces a message of the bot. */
  | { readonly type: 'edit'; readonly channel: string; readonly ts: string }
  | { readonly type: 'response'; readonly to: 'asker' | 'channel'; readonly replace: boolean };

export type DeliverMessage = (tools: Tools, place: SlackPlace, message: SlackMessage) => Promise<SlackPosted>;
/** Removes a message of the bot; `sent` also if it is already gone. */
export type Remove = (tools: Tools, channel: string, ts: string) => Promise<SlackPosted>;
export type Replace = (tools: Tools, channel: string, ts: string, message: SlackMessage) => Promise<SlackPosted>;

// Outcomes as the metrics count them.
const arrival = { sent: 'arrived', unknown: 'unknown', refused: 'lost' } as const;
const quiet = { unfurl_links: false, unfurl_media: false } as const;

export function createDeliver(
  post: Post,
  insist: Insist,
  logger: Pick<Logger, 'debug' | 'warn'>,
): { readonly deliver: DeliverMessage; readonly replace: Replace; readonly remove: Remove } {
  const counted = (posted: SlackPosted): SlackPosted => {
    logger.debug('delivered', { platform: 'slack', became: arrival[posted.type] });
    return posted;
  };
  return {
    deliver: async (tools, place, message) => {
      const posted = await post(sendTo(tools, place), message);
      // Shortcuts also work in channels that the bot isn't in.
      const isOutside = posted.type === 'refused' && outsiderCodes.includes(posted.code);
      if (!isOutside || tools.respond === undefined || place.type === 'response') return counted(posted);
      return counted(await post(sendTo(tools, { type: 'response', to: 'asker', replace: false }), message));
    },
    remove: async ({ client, respond }, channel, ts) => {
      try {
        await insist(() => client.chat.delete({ channel, ts }));
        return { type: 'sent', ts };
      } catch (error) {
        const code = codeOf(error);
        if (code === 'message_not_found') return { type: 'sent', ts };
        // An answer shared where the bot isn't a member can only be removed the way it was posted.
        if (respond === undefined || !notOwnCodes.includes(code)) {
          logger.warn('slack_delete_failed', { code });
          return { type: 'refused', code };
        }
        await callResponse(respond, { delete_original: true });
        return { type: 'sent', ts };
      }
    },
    replace: async ({ client }, channel, ts, message) => {
      const send: Send = async ({ text, blocks }) => {
        // Without an empty list the old blocks would stay.
        const { ts: updated } = await client.chat.update({ channel, ts, text, blocks: [...blocks] });
        return updated ?? ts;
      };
      return counted(await post(send, message));
    },
  };
}

// docs.slack.dev/reference/methods/chat.delete, "Errors".
const notOwnCodes: readonly string[] = [...outsiderCodes, 'cant_delete_message'];

function codeOf(error: unknown): string {
  const failure = readFailure(error);
  return 'code' in failure ? failure.code : failure.error;
}

function sendTo({ client, respond }: Tools, place: SlackPlace): Send {
  switch (place.type) {
    case 'thread':
      return async (content) => {
        const { channel, threadTs } = place;
        return (await client.chat.postMessage({ channel, thread_ts: threadTs, ...fields(content), ...quiet })).ts;
      };
    case 'direct':
      return async (content) =>
        (await client.chat.postMessage({ channel: place.user, ...fields(content), ...quiet })).ts;
    case 'private':
      return async (content) => {
        const { channel, user, threadTs } = place;
        const thread = threadTs === undefined ? {} : { thread_ts: threadTs };
        await client.chat.postEphemeral({ channel, user, ...thread, ...fields(content) });
        return undefined;
      };
    case 'edit':
      return async ({ text, blocks }) => {
        const { channel, ts } = place;
        return (await client.chat.update({ channel, ts, text, blocks: [...blocks] })).ts;
      };
    case 'response':
      return async (content) => {
        const type = place.to === 'channel' ? 'in_channel' : 'ephemeral';
        await callResponse(respond, {
          response_type: type,
          replace_original: place.replace,
          ...fields(content),
          ...(place.replace ? { blocks: [...content.blocks] } : {}),
          ...quiet,
        });
        return undefined;
      };
  }
}

/** Writes to the response_url; some of its refusals come with status 200. */
export async function callResponse(respond: RespondFn | undefined, message: RespondArguments): Promise<void> {
  if (respond === undefined) throw refusal('no_response_url');
  const response = await respond(message);
  const body = (await response.text()).trim();
  const error = /^\{.*"ok"\s*:\s*false/.test(body) ? /"error"\s*:\s*"([a-z_]+)"/.exec(body)?.[1] : undefined;
  if (error !== undefined) throw refusal(error);
}

function refusal(error: string): Error {
  return new webApi.WebAPIPlatformError({ ok: false, error });
}

function fields({ text, blocks }: PostContent) {
  return blocks.length === 0 ? { text } : { text, blocks: [...blocks] };
}
