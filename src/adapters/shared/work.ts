// What is under way, so that a stop can wait for it.
import { setTimeout as sleep } from 'node:timers/promises';

export type Work = {
  /** The same work, counted until it has ended. */
  readonly track: <T>(work: Promise<T>) => Promise<T>;
  /** Resolves when all of it has ended, however it did, or after so many milliseconds. */
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
