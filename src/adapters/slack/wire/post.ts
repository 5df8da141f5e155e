// Sends a message exactly once: waits if Slack says so, sends only text if Slack refuses the blocks, and never resends what Slack may have
// accepted.
import { setTimeout as sleep } from 'node:timers/promises';
import { RespondError, webApi } from '@slack/bolt';
import { assertNever } from '../../../document/nodes.js';
import type { Logger } from '../../../ports.js';
import { retry } from '../../shared/retry.js';
import { type Blocks, checkMessage, type SlackMessage } from '../out/limits.js';

export type PostContent = { readonly text: string; readonly blocks: Blocks };
/** `unknown`: no answer from Slack, so it may have accepted the message. */
export type SlackPosted =
  | { readonly type: 'sent'; readonly ts: string | undefined }
  | { readonly type: 'unknown' }
  | { readonly type: 'refused'; readonly code: string };

/** Sends one message; returns its timestamp if Slack gives one. Throws what the SDK throws. */
export type Send = (content: PostContent) => Promise<string | undefined>;
export type Post = (send: Send, message: SlackMessage) => Promise<SlackPosted>;

// How often Slack is waited for when it says for how long. A response_url doesn't, so it is treated as if it was out of reach.
const maxWaits = 2;
const maxWaitMs = 30_000;
// The first wait when Slack is unreachable; it doubles each time, to sit out an outage of some seconds.
const unreachableMs = 1_000;
const maxUnreachable = 4;

/** Makes a repeatable call, waiting as long as Slack says unless the total is too long; rejects as the call does. */
export type Insist = <T>(call: () => Promise<T>) => Promise<T>;

export function createInsist(logger: Logger, wait: (ms: number) => Promise<void> = (ms) => sleep(ms)): Insist {
  return (call) => {
    let waited = 0;
    // Each counts for itself: one limit after two outages is no reason to give up.
    let limits = 0;
    let outages = 0;
    const pauseAfter = (error: unknown): number | undefined => {
      const failure = readFailure(error);
      if (failure.type !== 'wait') return undefined;
      const isLimited = failure.code === rateLimited;
      if (isLimited) limits += 1;
      else outages += 1;
      const ms = isLimited ? failure.ms : failure.ms * 2 ** (outages - 1);
      waited += ms;
      if (limits > maxWaits || outages > maxUnreachable || waited > maxWaitMs) return undefined;
      logger.warn('slack_waits', { ms, code: failure.code });
      return ms;
    };
    return retry(call, { pauseAfter, wait });
  };
}

export function createPost(logger: Logger, insist: Insist): Post {
  const attempt = async (send: Send, content: PostContent): Promise<SlackPosted> => {
    try {
      return { type: 'sent', ts: await insist(() => send(content)) };
    } catch (error) {
      const failure = readFailure(error);
      switch (failure.type) {
        case 'wait':
          return refused(logger, failure.code);
        case 'blocks':
          if (content.blocks.length === 0) return refused(logger, failure.code);
          logger.error('slack_blocks_refused', { code: failure.code, details: failure.details });
          return attempt(send, { ...content, blocks: [] });
        case 'unknown':
          logger.warn('slack_post_unanswered', { error: failure.error });
          return { type: 'unknown' };
        case 'refused':
          return refused(logger, failure.code, failure.needed);
        default:
          return assertNever(failure);
      }
    }
  };

  return async (send, message) => {
    const problems = checkMessage(message);
    if (problems.length > 0) logger.error('slack_message_unfit', { problems: problems.slice(0, 5) });
    return attempt(send, problems.length > 0 ? { text: message.text, blocks: [] } : message);
  };
}

function refused(logger: Logger, code: string, needed?: string): SlackPosted {
  // The caller works around not being in a channel.
  const level = outsiderCodes.includes(code) ? 'debug' : 'error';
  logger[level]('slack_post_refused', { code, ...(needed === undefined ? {} : scopeAdvice(needed)) });
  return { type: 'refused', code };
}

/** For the log: which scopes are missing and what to do. Scopes are granted when an app is installed. */
export function scopeAdvice(needed: string) {
  return {
    needed,
    fix: 'add it under OAuth & Permissions > Bot Token Scopes, then reinstall the app to the workspace',
  };
}

export const rateLimited = 'ratelimited';

/** The bot can't write there, but may still answer by other means. */
export const outsiderCodes = [
  'not_in_channel',
  'channel_not_found',
  'is_archived',
  'user_not_in_channel',
  'restricted_action',
];

type SendFailure =
  | { readonly type: 'wait'; readonly ms: number; readonly code: string }
  | { readonly type: 'blocks'; readonly code: string; readonly details: readonly string[] }
  | { readonly type: 'unknown'; readonly error: string }
  | { readonly type: 'refused'; readonly code: string; readonly needed?: string };

// Slack's codes for blocks it doesn't accept (docs.slack.dev/reference/methods/chat.postMessage, "Errors").
const blockCodes = [
  'invalid_blocks',
  'invalid_blocks_format',
  'invalid_attachments',
  'msg_blocks_too_long',
  'msg_too_long',
];

export function readFailure(error: unknown): SendFailure {
  if (error instanceof webApi.WebAPIRateLimitedError) {
    return { type: 'wait', ms: error.retryAfter * 1_000, code: rateLimited };
  }
  if (error instanceof webApi.WebAPIPlatformError) {
    const { error: code, response_metadata: metadata } = error.data;
    const needed = 'needed' in error.data ? error.data.needed : undefined;
    if (blockCodes.includes(code)) return { type: 'blocks', code, details: metadata?.messages ?? [] };
    return { type: 'refused', code, ...(typeof needed === 'string' ? { needed } : {}) };
  }
  if (error instanceof RespondError) return readRespondFailure(error);
  if (error instanceof webApi.WebAPIHTTPError && error.statusCode === unavailable)
    return { type: 'wait', ms: unreachableMs, code: `status_${unavailable}` };
  if (error instanceof webApi.WebAPIRequestError && neverLeft(error.original)) {
    return { type: 'wait', ms: unreachableMs, code: 'unreachable' };
  }
  return { type: 'unknown', error: error instanceof Error ? error.message : String(error) };
}

// With this status nothing was accepted; after any other server error the message may have been.
const unavailable = 503;

// A response_url gives no reason but the status: 404 and 410 if it is used up, 4xx or 500 if it refuses the content.
function readRespondFailure({ statusCode = 0 }: RespondError): SendFailure {
  const code = `status_${statusCode}`;
  if (statusCode === 429 || statusCode === unavailable) return { type: 'wait', ms: unreachableMs, code };
  if (statusCode === 403 || statusCode === 404 || statusCode === 410) return { type: 'refused', code };
  if ((statusCode >= 400 && statusCode < 500) || statusCode === 500) return { type: 'blocks', code, details: [] };
  return { type: 'unknown', error: code };
}

// No connection was made, so nothing can have arrived.
const unreachableCodes = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT'];

function neverLeft({ cause }: Error): boolean {
  return cause instanceof Error && 'code' in cause && unreachableCodes.includes(String(cause.code));
}
