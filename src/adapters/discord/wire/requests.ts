// Makes requests to Discord: how often each is retried, what stands in if Discord refuses it, and what is logged. Retries do nothing
// twice: Discord refuses a second acknowledgement, and a message carries a nonce.
import { type RateLimitData, REST, Routes } from 'discord.js';
import type { DiscordConfig } from '../../../config.js';
import type { Clock, Logger } from '../../../ports.js';
import type { OutgoingProxy } from '../../shared/proxy.js';
import { doubling, retry } from '../../shared/retry.js';
import { createRoom } from '../../shared/room.js';
import type { ReplyToken } from '../in/interaction.js';
import { checkMessage } from '../out/limits.js';
import type { Modal, Payload } from '../out/payload.js';
import { errorFields, type Failure, failureOf } from './failures.js';
import { restOptions } from './sdk.js';

/** https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-response-object-interaction-callback-type */
export const callbackTypes = { message: 4, deferred: 5, deferredUpdate: 6, update: 7, choices: 8, modal: 9 } as const;
type CallbackData =
  | Payload
  | Modal
  | { readonly flags: number }
  | { readonly choices: readonly { readonly name: string; readonly value: string }[] };
export type ApiResult<T = void> = { readonly type: 'sent'; readonly value: T } | { readonly type: Failure };

// An answer to an interaction arrives within three seconds or never; one try must leave time for another.
const callbackTimeoutMs = 1000;
const callbackWindowMs = 2600;
// Only a few tries fit; more wouldn't help a Discord that is down.
const callbackPauseMs = doubling(200, 1000);
const requestTimeoutMs = 5000;
// At 200 ms per request, 500 answers to interactions a second.
const mostAtOnce = 100;
// https://docs.discord.com/developers/interactions/receiving-and-responding#endpoints
const followingSweepMs = 60_000;
const pausesMs: readonly number[] = [250, 1000, 2500];
// When somebody is waiting, an outage of some seconds is sat out: Discord remembers a message's nonce for minutes, and an interaction's
// token lives for fifteen.
export const patientPausesMs: readonly number[] = [...pausesMs, 5000, 10_000];

export type RequestsParts = {
  readonly config: DiscordConfig;
  readonly logger: Logger;
  readonly clock: Clock;
  readonly proxy?: OutgoingProxy | undefined;
  /** Told the id of each interaction that Discord let us acknowledge. */
  readonly onAcknowledged?: (interaction: string) => void;
};

/** Request functions; none rejects, failures are logged and returned. */
export function createRequests(parts: RequestsParts) {
  const { config, logger, clock, proxy, onAcknowledged } = parts;
  // Called before each wait to decide whether to give up, so waits are also reported here.
  const limited =
    (longestMs: number) =>
    ({ method, route, global, retryAfter }: RateLimitData): boolean => {
      logger.warn('discord_rate_limited', { method, route, global, waitMs: retryAfter });
      return retryAfter > longestMs;
    };
  const rest = new REST({
    ...restOptions(config, proxy),
    timeout: requestTimeoutMs,
    retries: 0,
    rejectOnRateLimit: limited(Number.POSITIVE_INFINITY),
  }).setToken(config.token);
  // A late answer to an interaction is useless: give up rather than wait out Discord's rate limit.
  const hurried = new REST({
    ...restOptions(config, proxy),
    timeout: callbackTimeoutMs,
    retries: 0,
    rejectOnRateLimit: limited(callbackWindowMs),
  });
  // Edits and follow-ups of acknowledged interactions don't count toward the bot's global limit.
  const following = new REST({
    ...restOptions(config, proxy),
    timeout: requestTimeoutMs,
    retries: 0,
    globalRequestsPerSecond: Number.POSITIVE_INFINITY,
    // discord.js keeps a queue for each interaction, which is soon empty.
    handlerSweepInterval: followingSweepMs,
    rejectOnRateLimit: limited(Number.POSITIVE_INFINITY),
  });
  rest.on('invalidRequestWarning', ({ count }) => logger.warn('discord_invalid_requests', { count }));

  const soon = inRoom(hurried);

  const persist = async <T>(
    what: string,
    request: () => Promise<T>,
    pauses: readonly number[] = pausesMs,
  ): Promise<ApiResult<T>> => {
    try {
      const pauseAfter = (error: unknown, round: number) =>
        failureOf(error) === 'transient' ? pauses[round - 1] : undefined;
      return { type: 'sent', value: await retry(request, { pauseAfter }) };
    } catch (error) {
      const type = failureOf(error);
      logger[levels[type]]('discord_request_failed', { what, type, ...errorFields(error) });
      return { type };
    }
  };

  /** Sends the first candidate that passes our own checks and that Discord accepts; later ones are built only if needed. */
  const firstTaken = async <T>(
    what: string,
    candidates: Iterable<Payload>,
    send: (payload: Payload) => Promise<ApiResult<T>>,
  ): Promise<ApiResult<T>> => {
    let last: ApiResult<T> = { type: 'refused' };
    for (const payload of candidates) {
      const problems = checkMessage(payload);
      if (problems.length > 0) logger.error('discord_payload_invalid', { what, problems });
      else last = await send(payload);
      if (last.type !== 'refused') return last;
    }
    return last;
  };

  const callback = async ({ id, token }: ReplyToken, type: number, data?: CallbackData): Promise<ApiResult> => {
    const until = clock.now() + callbackWindowMs;
    const body = { type, ...(data === undefined ? {} : { data }) };
    try {
      await retry(() => soon.post(Routes.interactionCallback(id, token), { body, auth: false }), {
        pauseAfter: (error, round) => {
          const pause = callbackPauseMs(round);
          return failureOf(error) === 'transient' && clock.now() + pause < until ? pause : undefined;
        },
      });
      onAcknowledged?.(id);
      return { type: 'sent', value: undefined };
    } catch (error) {
      const failure = failureOf(error);
      // An earlier try, or another process, got through: there is an answer.
      if (failure === 'landed') logger.info('discord_already_acknowledged', { interaction: id });
      else logger.warn('discord_callback_failed', { interaction: id, type: failure, ...errorFields(error) });
      return { type: failure };
    }
  };

  const close = (): void => {
    for (const each of [rest, hurried, following]) {
      each.clearHandlerSweeper();
      each.clearHashSweeper();
    }
  };

  return { rest: inRoom(rest), following: inRoom(following), persist, firstTaken, callback, close };
}

/** Limits how many requests run at once: discord.js wakes every request that waits for a limit, again and again. */
function inRoom(rest: REST): Pick<REST, 'get' | 'post' | 'patch' | 'put' | 'delete'> {
  const room = createRoom(mostAtOnce);
  return {
    get: (...of) => room(() => rest.get(...of)),
    post: (...of) => room(() => rest.post(...of)),
    patch: (...of) => room(() => rest.patch(...of)),
    put: (...of) => room(() => rest.put(...of)),
    delete: (...of) => room(() => rest.delete(...of)),
  };
}

const levels: Readonly<Record<Failure, 'info' | 'warn' | 'error'>> = {
  refused: 'error',
  gone: 'info',
  forbidden: 'warn',
  landed: 'info',
  late: 'warn',
  limited: 'warn',
  unauthorised: 'error',
  transient: 'warn',
};
