// Logs are events: one JSON line with a stable name and fields; on a terminal the same, readable.
import { pino } from 'pino';
import pretty from 'pino-pretty';
import type { LogLevel } from '../config.js';
import type { Logger } from '../ports.js';

/** A logger on standard output. Fields named like secrets are left out, whoever passes them. */
export function createLogger(level: LogLevel, isTerminal: boolean): Logger {
  const options = { level, base: null, redact: { paths: secrets, remove: true } };
  const log = isTerminal
    ? pino(options, pretty({ sync: true, ignore: 'pid,hostname', colorize: true }))
    : pino(options);
  const write = (at: Exclude<LogLevel, 'silent'>) => (event: string, fields?: Readonly<Record<string, unknown>>) =>
    log[at]({ event, ...fields }, event);
  return { debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') };
}

const secrets = ['token', 'secret', 'password', 'authorization'].flatMap((name) => [name, `*.${name}`]);
