// Words of questions go after a time, whoever remembers them.
import type { Clock, Logger } from '../ports.js';
import type { People } from './ports.js';

const hourMs = 60 * 60_000;
const dayMs = 24 * hourMs;

export type Retention = {
  /** Removes what is too old, or would be before the next time. Never rejects. */
  readonly purge: () => Promise<void>;
  /** Removes at once, and then every hour. */
  readonly start: () => void;
  readonly stop: () => void;
};

export function createRetention(parts: {
  readonly people: Pick<People, 'purge'>;
  readonly days: number;
  readonly clock: Clock;
  readonly logger: Logger;
}): Retention {
  const { people, days, clock, logger } = parts;
  let timer: ReturnType<typeof setInterval> | undefined;
  const purge = async (): Promise<void> => {
    try {
      const removed = await people.purge(clock.now() - days * dayMs + hourMs);
      if (removed > 0) logger.info('words_removed', { removed });
    } catch (error) {
      logger.warn('words_not_removed', { problem: error instanceof Error ? error.message : String(error) });
    }
  };
  return {
    purge,
    start: () => {
      void purge();
      timer = setInterval(() => void purge(), hourMs);
      timer.unref();
    },
    stop: () => clearInterval(timer),
  };
}
