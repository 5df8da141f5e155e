// Logs are events: one JSON line with a stable name and fields; on a terminal the same, readable.
import { pino } from 'pino';
import pretty from 'pino-pretty';
import type { LogLevel } from '../config.js';
import type { Logger } from '../ports.js';
import { createMask } from './mask.js';

/** A logger on standard output. Fields named like secrets are left out, and secrets inside of other fields are masked, whoever passes them. */
export function createLogger(level: LogLevel, isTerminal: boolean, secrets: readonly string[]): Logger {
  const options = {
    level,
    base: null,
    redact: { paths: secretNames, remove: true },
    hooks: { streamWrite: createMask(secrets) },
  };
  const log = isTerminal ? pino(options, pretty({ sync: true, ignore: 'event', colorize: true })) : pino(options);
  const write = (at: Exclude<LogLevel, 'silent'>) => (event: string, fields?: Readonly<Record<string, unknown>>) =>
    log[at]({ event, ...fields }, event);
  return { debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') };
}

const secretNames = ['token', 'secret', 'password', 'authorization'].flatMap((name) => [name, `*.${name}`]);
