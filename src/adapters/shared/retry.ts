// Trying again: the one loop for everything that a platform may fail at for a while.
import { setTimeout as sleep } from 'node:timers/promises';

export type RetryParts = {
  /**
   * How long to wait, in milliseconds, after a try (the first is 1) has failed; undefined where another is of no use. May throw
   * a better error than the one that came.
   */
  readonly pauseAfter: (error: unknown, round: number) => number | undefined;
  /** Ends the waiting, and with it the tries. */
  readonly signal?: AbortSignal;
  readonly wait?: (ms: number) => Promise<void>;
};

/** Tries until it works or `pauseAfter` gives it up; then, or once the signal is given, it rejects with the last error. */
export async function retry<T>(attempt: () => Promise<T>, { pauseAfter, signal, wait }: RetryParts): Promise<T> {
  const pause = wait ?? ((ms: number) => sleep(ms, undefined, signal === undefined ? {} : { signal }));
  for (let round = 1; ; round += 1) {
    try {
      return await attempt();
    } catch (error) {
      const ms = signal?.aborted === true ? undefined : pauseAfter(error, round);
      if (ms === undefined) throw error;
      // Where the signal ends the wait, what counts is why there was one.
      await pause(ms).catch(() => undefined);
      if (signal?.aborted === true) throw error;
    }
  }
}

/** Twice as long each round, up to the longest. */
export function doubling(firstMs: number, longestMs: number): (round: number) => number {
  return (round) => Math.min(longestMs, firstMs * 2 ** (round - 1));
}
