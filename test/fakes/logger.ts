// A logger that records its lines.
import type { Logger } from '../../src/ports.js';

export type LogLine = {
  readonly level: string;
  readonly event: string;
  readonly fields: Readonly<Record<string, unknown>>;
};

export function createFakeLogger(): Logger & { readonly lines: LogLine[]; readonly events: () => string[] } {
  const lines: LogLine[] = [];
  const write =
    (level: string) =>
    (event: string, fields: Readonly<Record<string, unknown>> = {}) => {
      lines.push({ level, event, fields });
    };
  return {
    debug: write('debug'),
    info: write('info'),
    warn: write('warn'),
    error: write('error'),
    lines,
    // Debug lines are nobody's promise.
    events: () => lines.filter(({ level }) => level !== 'debug').map(({ event }) => event),
  };
}
