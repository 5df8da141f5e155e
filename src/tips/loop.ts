// The loop while the bot runs: deliver what is due, then sleep until more is.
import type { Clock, Logger } from '../ports.js';
import type { TipStore } from './ports.js';

type LoopParts = {
  readonly store: Pick<TipStore, 'soonest'>;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly wait: (ms: number, signal?: AbortSignal) => Promise<void>;
  readonly refresh: () => Promise<void>;
  readonly tick: () => Promise<void>;
  readonly stopping: AbortSignal;
};

// Another process may add a schedule, and clocks may be set, so never sleep longer than this.
const longestSleepMs = 20_000;
// When to check again on what can't be claimed now (its lane rests, its platform is off).
const shortestSleepMs = 1_000;
export function createLoop({ store, clock, logger, wait, refresh, tick, stopping }: LoopParts) {
  let sleeping = new AbortController();
  let loop: Promise<void> | undefined;

  const sleep = async (): Promise<void> => {
    const soonest = await store.soonest().catch(() => undefined);
    const ms = soonest === undefined ? longestSleepMs : soonest - clock.now();
    await wait(Math.min(longestSleepMs, Math.max(shortestSleepMs, ms)), sleeping.signal);
    sleeping = new AbortController();
  };

  const run = async (): Promise<void> => {
    let planned = false;
    while (!stopping.aborted) {
      try {
        if (!planned) await refresh();
        planned = true;
        await tick();
      } catch (error) {
        // The database is away: tips wait, but answers don't.
        logger.error('tips_failed', { error: error instanceof Error ? error.message : String(error) });
      }
      if (!stopping.aborted) await sleep();
    }
  };

  return {
    /** Checks now what is due, because a schedule was added or changed. */
    wake: (): void => sleeping.abort(),
    start: (): void => {
      loop ??= run();
    },
    ended: async (): Promise<void> => loop,
  };
}
