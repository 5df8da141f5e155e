// Logs are events: one JSON line with a stable name and fields; on a terminal the same, readable.
import { type DestinationStream, pino } from 'pino';
import pretty from 'pino-pretty';
import type { LogLevel } from '../config.js';
import type { Logger } from '../ports.js';
import { createMask } from './mask.js';

/**
 * A logger on standard output, or on what is given. Fields named like secrets are left out, and secrets inside of other fields are
 * masked, whoever passes them.
 */
export function createLogger(
  level: LogLevel,
  isTerminal: boolean,
  secrets: readonly string[],
  destination: DestinationStream = pino.destination(),
): Logger {
  const options = {
    level,
    base: null,
    redact: { paths: secretNames, remove: true },
    hooks: { streamWrite: createMask(secrets) },
  };
  const log = pino(options, isTerminal ? pretty({ destination, ignore: 'event', colorize: true }) : destination);
  const write = (at: Exclude<LogLevel, 'silent'>) => (event: string, fields?: Readonly<Record<string, unknown>>) =>
    log[at]({ event, ...fields }, event);
  return { debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') };
}

const secretNames = ['token', 'secret', 'password', 'authorization'].flatMap((name) => [name, `*.${name}`]);
