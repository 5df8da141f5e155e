// Classifies failed requests to Discord by what to do next.
import { randomUUID } from 'node:crypto';
import { DiscordAPIError, HTTPError, RateLimitError } from 'discord.js';
import type { Logger } from '../../../ports.js';

/**
 * `refused`: Discord doesn't accept the body, a simpler one may do. `gone`: the target no longer exists. `forbidden`: a permission is
 * missing. `landed`: already answered, by this process or another. `late`: the time to answer is over. `limited`: too many requests.
 * `transient`: unknown whether it was done; may be retried if doing it twice does no harm.
 */
export type Failure = 'refused' | 'gone' | 'forbidden' | 'landed' | 'late' | 'limited' | 'unauthorised' | 'transient';

// https://docs.discord.com/developers/topics/opcodes-and-status-codes#json
const byCode: Readonly<Record<number, Failure>> = {
  10008: 'gone', // unknown message
  10015: 'late', // unknown webhook: the token of an interaction has died
  40058: 'transient', // a forum post whose first message Discord doesn't have yet
  10062: 'late', // unknown interaction
  40060: 'landed', // already acknowledged
  50027: 'late', // invalid webhook token
};
const byStatus: Readonly<Record<number, Failure>> = {
  401: 'unauthorised',
  403: 'forbidden',
  404: 'gone',
  429: 'limited',
};

/** Classifies an error of discord.js. */
export function failureOf(error: unknown): Failure {
  if (error instanceof RateLimitError) return 'limited';
  if (error instanceof DiscordAPIError) return byCode[Number(error.code)] ?? byStatus[error.status] ?? 'refused';
  if (error instanceof HTTPError) return byStatus[error.status] ?? 'transient';
  return 'transient';
}

/** The parts of an error that may be logged: Discord names the refused field, but the URL holds the interaction's token. */
export function errorFields(error: unknown): Readonly<Record<string, unknown>> {
  if (error instanceof DiscordAPIError) return { status: error.status, code: error.code, message: error.message };
  if (error instanceof HTTPError) return { status: error.status };
  if (error instanceof RateLimitError) return { retryAfterMs: error.retryAfter };
  return error instanceof Error ? { message: error.message } : { message: String(error) };
}

/** Logs a failure and returns the id to tell the person. */
export type Fail = (where: string, error: unknown) => string;

/** Told the outcome of each answer. */
export type Delivered = (became: 'sent' | Failure) => void;

// Outcomes as the metrics count them.
const arrival: Readonly<Record<'sent' | Failure, 'arrived' | 'unknown' | 'lost'>> = {
  sent: 'arrived',
  landed: 'arrived',
  transient: 'unknown',
  refused: 'lost',
  gone: 'lost',
  forbidden: 'lost',
  late: 'lost',
  limited: 'lost',
  unauthorised: 'lost',
};

export function createDelivered(logger: Pick<Logger, 'debug'>): Delivered {
  return (became) => logger.debug('delivered', { platform: 'discord', became: arrival[became] });
}

export function createFail(logger: Pick<Logger, 'error'>): Fail {
  return (where, error) => {
    const id = randomUUID().slice(0, 8);
    const stack = error instanceof Error ? { stack: error.stack } : {};
    logger.error('discord_failed', { id, where, ...errorFields(error), ...stack });
    return id;
  };
}
