// Unprompted posts: tips, and messages to their owner.
import type { webApi } from '@slack/bolt';
import { assertNever, type Document } from '../../../document/nodes.js';
import type { Logger } from '../../../ports.js';
import type { Posted, Poster } from '../../../tips/ports.js';
import { checkMessage, type SlackMessage } from '../out/limits.js';
import { renderMessage } from '../out/render.js';
import { readFailure, scopeAdvice } from './post.js';
import { tokenCodes } from './start.js';

// "Several hundred messages per minute" per workspace, and one a second per channel (docs.slack.dev/apis/web-api/rate-limits); most of it
// is left for answers to mentions, which count too.
const postsPerSecond = 3;
// A workspace that revoked the token may install the bot again; retrying often doesn't help.
const tokenMs = 10 * 60_000;

type SlackPosterParts = {
  /** The client with a workspace's token; rejects if the bot isn't installed there. */
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
      // The token store may be down for a while; if there is no token, the day passes without a tip.
      logger.warn('slack_token_missing', { workspace, error: error instanceof Error ? error.message : String(error) });
      return { type: 'failed', retryAfterMs: tokenMs };
    }
    return send(client, channel, problems.length > 0 ? { text: message.text, blocks: [] } : message);
  };

  return {
    pace: { perSecond: postsPerSecond, per: 'workspace' },
    post: ({ workspace, channel }, document) => post(workspace, channel, document),
    // The bot has no other use for the right to read channels, so only posting tells.
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
// Slack's docs: "It's possible some aspect of the operation succeeded before the error was raised."
const perhapsThere = ['internal_error', 'fatal_error'];

function refusal(code: string): Posted {
  const reason = problems[code];
  if (reason !== undefined) return { type: 'refused', reason };
  if (tokenCodes.includes(code)) return { type: 'failed', retryAfterMs: tokenMs };
  return perhapsThere.includes(code) ? { type: 'unknown' } : { type: 'failed' };
}
