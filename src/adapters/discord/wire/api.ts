// Requests to Discord: what goes out, how often it is tried, and what stands in where Discord refuses it. Nothing is done twice: an
// acknowledgement that landed is refused by Discord the second time, and a message carries a nonce.
import { type RateLimitData, REST, type RESTOptions, Routes } from 'discord.js';
import type { DiscordConfig } from '../../../config.js';
import type { Clock, Logger } from '../../../ports.js';
import type { OutgoingProxy } from '../../shared/proxy.js';
import { doubling, retry } from '../../shared/retry.js';
import type { ReplyToken } from '../in/interaction.js';
import { checkMessage } from '../out/limits.js';
import { asEdit, type Modal, type Payload } from '../out/payload.js';
import { errorFields, type Failure, failureOf } from './failures.js';

/** https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-response-object-interaction-callback-type */
export const callbackTypes = { message: 4, deferred: 5, deferredUpdate: 6, update: 7, choices: 8, modal: 9 } as const;
export type CallbackData =
  | Payload
  | Modal
  | { readonly flags: number }
  | { readonly choices: readonly { readonly name: string; readonly value: string }[] };
export type ApiResult<T = void> = { readonly type: 'sent'; readonly value: T } | { readonly type: Failure };

export type Api = ReturnType<typeof createApi>;

// An answer to an interaction lands within three seconds or never; a single try of it must leave time for another one.
const callbackTimeoutMs = 1000;
const callbackWindowMs = 2600;
// A few tries in that time: a Discord that is down is not helped by more.
const callbackPauseMs = doubling(200, 1000);
const requestTimeoutMs = 5000;
const pausesMs: readonly number[] = [250, 1000, 2500];
// Where somebody waits, an outage of some seconds is waited for: a message is known by its nonce for minutes, and an interaction's token
// lives for fifteen.
const patientPausesMs: readonly number[] = [...pausesMs, 5000, 10_000];
// Discord bans an address after 10,000 refused requests in ten minutes.
const invalidRequestWarningInterval = 100;

export type ApiParts = {
  readonly config: DiscordConfig;
  readonly logger: Logger;
  readonly clock: Clock;
  readonly proxy?: OutgoingProxy | undefined;
  /** Told the id of each interaction whose acknowledgement Discord took. */
  readonly onAcknowledged?: (interaction: string) => void;
};

/** The requests that the adapter makes. None of them rejects; what failed is logged and told. */
export function createApi(parts: ApiParts) {
  const { config, logger, clock, proxy, onAcknowledged } = parts;
  // Asked at each wait whether to give up instead, it is also where waits are seen.
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
  // A late answer to an interaction is none: better to give up than to sleep for as long as Discord says.
  const hurried = new REST({
    ...restOptions(config, proxy),
    timeout: callbackTimeoutMs,
    retries: 0,
    rejectOnRateLimit: limited(callbackWindowMs),
  });
  rest.on('invalidRequestWarning', ({ count }) => logger.warn('discord_invalid_requests', { count }));

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

  /** The first of the candidates that keeps our own rules and that Discord takes; the others need not be made. */
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
      await retry(() => hurried.post(Routes.interactionCallback(id, token), { body, auth: false }), {
        pauseAfter: (error, round) => {
          const pause = callbackPauseMs(round);
          return failureOf(error) === 'transient' && clock.now() + pause < until ? pause : undefined;
        },
      });
      onAcknowledged?.(id);
      return { type: 'sent', value: undefined };
    } catch (error) {
      const failure = failureOf(error);
      // A try before this one, or another process, got through: there is an answer.
      if (failure === 'landed') logger.info('discord_already_acknowledged', { interaction: id });
      else logger.warn('discord_callback_failed', { interaction: id, type: failure, ...errorFields(error) });
      return { type: failure };
    }
  };

  const messageId = (answer: unknown): string | undefined =>
    typeof answer === 'object' && answer !== null && 'id' in answer && typeof answer.id === 'string'
      ? answer.id
      : undefined;

  return {
    /** The first answer to an interaction; the candidates stand in for each other. */
    answer: (call: ReplyToken, type: number, candidates: Iterable<Payload>) =>
      firstTaken('callback', candidates, (payload) => callback(call, type, payload)),
    callback,
    /** Puts the answer in the place of the message that a deferred acknowledgement promised, or of the pressed one. */
    editOriginal: ({ application, token }: ReplyToken, candidates: Iterable<Payload>) =>
      firstTaken('edit_original', candidates, (payload) =>
        persist(
          'edit_original',
          () => rest.patch(Routes.webhookMessage(application, token), { body: asEdit(payload), auth: false }),
          patientPausesMs,
        ),
      ),
    followUp: ({ application, token }: ReplyToken, candidates: Iterable<Payload>) =>
      firstTaken('follow_up', candidates, (payload) =>
        persist(
          'follow_up',
          () => rest.post(Routes.webhook(application, token), { body: payload, auth: false }),
          patientPausesMs,
        ),
      ),
    deleteOriginal: ({ application, token }: ReplyToken) =>
      persist('delete_original', () => rest.delete(Routes.webhookMessage(application, token), { auth: false })),
    /** Posts a message and tells its id. Discord drops a second one with the same nonce, so trying again is safe. */
    post: (
      channel: string,
      candidates: Iterable<Payload>,
      {
        nonce,
        replyTo,
        patient = false,
      }: { readonly nonce: string; readonly replyTo?: string; readonly patient?: boolean },
    ): Promise<ApiResult<string | undefined>> =>
      firstTaken('post', candidates, (payload) =>
        persist(
          'post',
          async () =>
            messageId(
              await rest.post(Routes.channelMessages(channel), {
                body: {
                  ...payload,
                  nonce,
                  enforce_nonce: true,
                  // The question may be deleted by now; its answer then goes the same way.
                  ...(replyTo === undefined
                    ? {}
                    : { message_reference: { message_id: replyTo, fail_if_not_exists: false } }),
                },
              }),
            ),
          patient ? patientPausesMs : pausesMs,
        ),
      ),
    edit: (channel: string, message: string, candidates: Iterable<Payload>) =>
      firstTaken('edit', candidates, (payload) =>
        persist('edit', () => rest.patch(Routes.channelMessage(channel, message), { body: asEdit(payload) })),
      ),
    remove: (channel: string, message: string) =>
      persist('delete', () => rest.delete(Routes.channelMessage(channel, message))),
    react: (channel: string, message: string, emoji: string) =>
      persist('react', () => rest.put(Routes.channelMessageOwnReaction(channel, message, encodeURIComponent(emoji)))),
    /** The channel of the conversation with one person. */
    openDirect: (user: string): Promise<ApiResult<string | undefined>> =>
      persist('open_direct', async () =>
        messageId(await rest.post(Routes.userChannels(), { body: { recipient_id: user } })),
      ),
    get: (route: `/${string}`, query?: Readonly<Record<string, string>>) =>
      rest.get(route, query === undefined ? {} : { query: new URLSearchParams(query) }),
    put: (route: `/${string}`, body: unknown) => rest.put(route, { body }),
    close: () => {
      for (const each of [rest, hurried]) {
        each.clearHandlerSweeper();
        each.clearHashSweeper();
      }
    },
  };
}

/** What every client of Discord's REST API here is given; the address is the only difference between test and production. */
export function restOptions({ apiUrl }: DiscordConfig, proxy: OutgoingProxy | undefined): Partial<RESTOptions> {
  return {
    api: apiUrl,
    version: '10',
    invalidRequestWarningInterval,
    // The two know the same requests by types of different versions.
    ...(proxy === undefined ? {} : { makeRequest: proxy.fetch as unknown as RESTOptions['makeRequest'] }),
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
