// Explains what prevents a start or ends a session for good, and what to change where.
import type { DiscordConfig } from '../../../config.js';
import { AppError } from '../../../errors.js';
import { failureOf } from './failures.js';

const portal = 'https://discord.com/developers/applications';

/**
 * Why a session ended for good; reconnecting is pointless after these:
 * https://docs.discord.com/developers/topics/opcodes-and-status-codes#gateway-gateway-close-event-codes
 */
export function endOf(code: number): AppError | undefined {
  switch (code) {
    case 4004:
      return tokenRefused();
    case 4010:
    case 4011:
    case 4012:
      return new AppError(
        'platformRefused',
        `Discord ended the connection (${code}): update the bot, then start it again`,
      );
    case 4013:
    case 4014:
      return intentsRefused(code);
    default:
      return undefined;
  }
}

function tokenRefused(cause?: unknown): AppError {
  return new AppError(
    'platformRefused',
    `Discord refuses DISCORD_TOKEN: copy the bot's token from ${portal} (Bot, Reset Token)`,
    { cause },
  );
}

function intentsRefused(code: number, cause?: unknown): AppError {
  return new AppError(
    'platformRefused',
    `Discord refuses the bot's intents (${code}): look at ${portal} (Bot, Privileged Gateway Intents); with DISCORD_MESSAGE_CONTENT=on Message Content has to be on there, else this bot needs none of them`,
    { cause },
  );
}

/** Why a start failed, if no retry will change it. */
export function refusal(error: unknown, { apiUrl }: DiscordConfig): Error | undefined {
  const message = error instanceof Error ? error.message : '';
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  if (code === 'TokenInvalid' || /^Authentication failed/.test(message) || failureOf(error) === 'unauthorised') {
    return tokenRefused(error);
  }
  if (/disallowed intents/i.test(message)) {
    return intentsRefused(4014, error);
  }
  if (/invalid (?:intents|shard|api version)|sharding is required/i.test(message)) {
    return new AppError('platformRefused', `Discord refuses the connection: ${message}`, { cause: error });
  }
  const failure = failureOf(error);
  if (failure === 'transient' || failure === 'limited') return undefined;
  return new AppError(
    'platformRefused',
    `Discord's API at ${apiUrl} does not answer as Discord's does: check DISCORD_API_URL`,
    { cause: error },
  );
}
