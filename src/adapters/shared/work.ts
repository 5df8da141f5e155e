// Tracks work in progress, so that a stop can wait for it.
import { setTimeout as sleep } from 'node:timers/promises';

export type Work = {
  /** Counts the work until it settles. */
  readonly track: <T>(work: Promise<T>) => Promise<T>;
  /** Resolves when all work has settled, or after `ms` milliseconds. */
  readonly finish: (ms: number) => Promise<void>;
};

export function createWork(): Work {
  const running = new Set<Promise<unknown>>();
  return {
    track: async (work) => {
      running.add(work);
      try {
        return await work;
      } finally {
        running.delete(work);
      }
    },
    finish: async (ms) => {
      const timer = new AbortController();
      const late = sleep(ms, undefined, { signal: timer.signal }).catch(() => undefined);
      await Promise.race([Promise.allSettled(running), late]);
      timer.abort();
    },
  };
}
