// Logs are events: one JSON line with a stable name and fields, or a readable form on a terminal.
import { Writable } from 'node:stream';
import { pino } from 'pino';
import pretty from 'pino-pretty';
import type { LogLevel } from '../config.js';
import type { Logger } from '../ports.js';
import { createMask } from './mask.js';
import type { Output } from './output.js';

/**
 * A logger on an output. Fields named like secrets are left out, and secrets inside other fields are masked.
 */
export function createLogger(
  level: LogLevel,
  isTerminal: boolean,
  secrets: readonly string[],
  output: Pick<Output, 'write'>,
): Logger {
  const options = {
    level,
    base: null,
    redact: { paths: secretNames, remove: true },
    hooks: { streamWrite: createMask(secrets) },
  };
  const log = pino(
    options,
    isTerminal ? pretty({ destination: streamTo(output), ignore: 'event', colorize: true }) : output,
  );
  const write = (at: Exclude<LogLevel, 'silent'>) => (event: string, fields?: Readonly<Record<string, unknown>>) =>
    log[at]({ event, ...fields }, event);
  return { debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') };
}

const secretNames = ['token', 'secret', 'password', 'authorization'].flatMap((name) => [name, `*.${name}`]);

function streamTo(output: Pick<Output, 'write'>): Writable {
  return new Writable({
    write: (chunk, _encoding, done) => {
      output.write(String(chunk));
      done();
    },
  });
}
