// Words of questions are deleted after a while; but a clock that is temporarily wrong must not delete them all.
// docs/decisions/0087-wrong-clocks.md
import type { Clock, Logger } from '../ports.js';
import type { People } from './ports.js';

const hourMs = 60 * 60_000;
const dayMs = 24 * hourMs;
// The clock is noted every hour; a machine may be off for a day.
const mostJumpMs = dayMs + hourMs;
// After a longer jump, the clock is trusted again once it has run evenly for this long.
const doubtMs = dayMs;

/** The last note on the clock: its time, and until when it is doubted, in milliseconds since 1970. */
type ClockNote = { readonly at: number; readonly doubtedUntil: number };

type Retention = {
  /** Deletes what is too old, or would be before the next run, unless the clock is in doubt. Never rejects. */
  readonly purge: () => Promise<void>;
  /** Purges at once, and then every hour. */
  readonly start: () => void;
  readonly stop: () => void;
};

export function createRetention(parts: {
  readonly people: Pick<People, 'purge' | 'noteClock'>;
  readonly days: number;
  readonly clock: Clock;
  readonly logger: Logger;
}): Retention {
  const { people, days, clock, logger } = parts;
  let timer: ReturnType<typeof setInterval> | undefined;
  const purge = async (): Promise<void> => {
    try {
      const now = clock.now();
      const note = readNote(await people.noteClock((last) => JSON.stringify(nextNote(readNote(last), now))));
      if (note !== undefined && now < note.doubtedUntil) {
        logger.info('words_kept_for_now', { doubtedUntil: new Date(note.doubtedUntil).toISOString() });
        return;
      }
      const removed = await people.purge(now - days * dayMs + hourMs, now + hourMs);
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

function nextNote(last: ClockNote | undefined, now: number): ClockNote {
  const isEven = last !== undefined && Math.abs(now - last.at) <= mostJumpMs;
  return { at: now, doubtedUntil: isEven ? last.doubtedUntil : now + doubtMs };
}

function readNote(kept: string | undefined): ClockNote | undefined {
  const [at, doubtedUntil] = (kept === undefined ? '' : kept).match(/\d+/g)?.map(Number) ?? [];
  return at === undefined || doubtedUntil === undefined ? undefined : { at, doubtedUntil };
}
