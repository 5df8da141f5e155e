// Where a message goes, and by which call. Never `say()`, which forgets the thread.
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

/** What a listener has to answer with. `respond` writes to the response_url of a command, shortcut or press. */
export type Tools = {
  readonly client: webApi.WebClient;
  readonly respond?: RespondFn;
  /** What a form can be opened with. */
  readonly trigger?: string;
};

export type SlackPlace =
  /** `begun`: it has replies already. */
  | { readonly type: 'thread'; readonly channel: string; readonly threadTs: string; readonly begun: boolean }
  /** The bot's direct messages with somebody. */
  | { readonly type: 'direct'; readonly user: string }
  /** For one person's eyes; a thread that has no replies shows nothing private, so that `threadTs` is that of a real one. */
  | { readonly type: 'private'; readonly channel: string; readonly user: string; readonly threadTs?: string }
  /** In the place of a message of the bot. */
  | { readonly type: 'edit'; readonly channel: string; readonly ts: string }
  | { readonly type: 'response'; readonly to: 'asker' | 'channel'; readonly replace: boolean };

export type DeliverMessage = (tools: Tools, place: SlackPlace, message: SlackMessage) => Promise<SlackPosted>;
/** Takes a message of the bot away; what is gone already is `sent` too. */
export type Remove = (tools: Tools, channel: string, ts: string) => Promise<SlackPosted>;
export type Replace = (tools: Tools, channel: string, ts: string, message: SlackMessage) => Promise<SlackPosted>;

// What became of an answer, as the metrics count it.
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
      // A message can be answered in a channel that the bot is not in: shortcuts work everywhere.
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
        // An answer that was shared where the bot is no member can be removed by the way it came alone.
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
