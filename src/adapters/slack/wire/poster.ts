// Posts where nobody asked: tips, and a word to their owner.
import type { webApi } from '@slack/bolt';
import { assertNever, type Document } from '../../../document/nodes.js';
import type { Logger } from '../../../ports.js';
import type { Posted, Poster } from '../../../tips/ports.js';
import { checkMessage, type SlackMessage } from '../out/limits.js';
import { renderMessage } from '../out/render.js';
import { readFailure, scopeAdvice } from './post.js';
import { tokenCodes } from './start.js';

// "Several hundred messages per minute" for a workspace, and one a second for a channel (docs.slack.dev/apis/web-api/rate-limits);
// answers to mentions are such messages too and have the larger part left.
const postsPerSecond = 3;
// A workspace that took the token back may install the bot again; asking often does not help.
const tokenMs = 10 * 60_000;

type SlackPosterParts = {
  /** The client with the token of a workspace; rejects where the bot is not installed there. */
  readonly clientOf: (workspace: string) => Promise<webApi.WebClient>;
  readonly logger: Logger;
};

export function createPoster({ clientOf, logger }: SlackPosterParts): Poster {
  const send = async (client: webApi.WebClient, channel: string, { text, blocks }: SlackMessage): Promise<Posted> => {
    try {
      const { ts } = await client.chat.postMessage({
        channel,
        text,
        ...(blocks.length === 0 ? {} : { blocks: [...blocks] }),
        unfurl_links: false,
        unfurl_media: false,
      });
      return { type: 'sent', ...(ts === undefined ? {} : { message: ts }) };
    } catch (error) {
      const failure = readFailure(error);
      switch (failure.type) {
        case 'wait':
          return { type: 'failed', retryAfterMs: failure.ms };
        case 'blocks':
          logger.error('slack_blocks_refused', { code: failure.code, details: failure.details });
          return blocks.length === 0 ? { type: 'failed' } : send(client, channel, { text, blocks: [] });
        case 'unknown':
          return { type: 'unknown' };
        case 'refused':
          if (failure.needed !== undefined) logger.error('slack_post_refused', scopeAdvice(failure.needed));
          return refusal(failure.code);
        default:
          return assertNever(failure);
      }
    }
  };

  const post = async (workspace: string, channel: string, document: Document): Promise<Posted> => {
    const { about } = document;
    const message = renderMessage(document, about === undefined ? {} : { ask: { type: 'press', target: about } });
    const problems = checkMessage(message);
    if (problems.length > 0) logger.error('slack_message_unfit', { problems: problems.slice(0, 5) });
    let client: webApi.WebClient;
    try {
      client = await clientOf(workspace);
    } catch (error) {
      // Where the tokens are kept may be away for a while; where there are none, the day passes without a tip.
      logger.warn('slack_token_missing', { workspace, error: error instanceof Error ? error.message : String(error) });
      return { type: 'failed', retryAfterMs: tokenMs };
    }
    return send(client, channel, problems.length > 0 ? { text: message.text, blocks: [] } : message);
  };

  return {
    pace: { perSecond: postsPerSecond, per: 'workspace' },
    post: ({ workspace, channel }, document) => post(workspace, channel, document),
    // Without rights to read channels, which the bot has no other use for, only a post tells.
    postProblem: async () => 'untold',
    tell: (workspace, user, document) => post(workspace, user, document),
  };
}

// docs.slack.dev/reference/methods/chat.postMessage, "Errors".
const problems: Readonly<Record<string, 'forbidden' | 'gone' | 'outside'>> = {
  channel_not_found: 'gone',
  is_archived: 'gone',
  not_in_channel: 'outside',
  restricted_action: 'forbidden',
  restricted_action_read_only_channel: 'forbidden',
  restricted_action_thread_only_channel: 'forbidden',
  restricted_action_non_threadable_channel: 'forbidden',
  restricted_action_thread_locked: 'forbidden',
  channel_is_limited_access: 'forbidden',
  ekm_access_denied: 'forbidden',
  messages_tab_disabled: 'forbidden',
  no_permission: 'forbidden',
  user_not_in_channel: 'outside',
};
// "It's possible some aspect of the operation succeeded before the error was raised."
const perhapsThere = ['internal_error', 'fatal_error'];

function refusal(code: string): Posted {
  const reason = problems[code];
  if (reason !== undefined) return { type: 'refused', reason };
  if (tokenCodes.includes(code)) return { type: 'failed', retryAfterMs: tokenMs };
  return perhapsThere.includes(code) ? { type: 'unknown' } : { type: 'failed' };
}
