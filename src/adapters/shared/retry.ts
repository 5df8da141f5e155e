// The one retry loop, for whatever a platform may fail at for a while.
import { setTimeout as sleep } from 'node:timers/promises';

type RetryParts = {
  /**
   * Milliseconds to wait after a failed try (the first is 1), or undefined to give up. May throw a better error than the one it was
   * given.
   */
  readonly pauseAfter: (error: unknown, round: number) => number | undefined;
  /** Ends the waiting and the retries. */
  readonly signal?: AbortSignal;
  readonly wait?: (ms: number) => Promise<void>;
};

/** Retries until it works or `pauseAfter` gives up; then, or on the signal, rejects with the last error. */
export async function retry<T>(attempt: () => Promise<T>, { pauseAfter, signal, wait }: RetryParts): Promise<T> {
  const pause = wait ?? ((ms: number) => sleep(ms, undefined, signal === undefined ? {} : { signal }));
  for (let round = 1; ; round += 1) {
    try {
      return await attempt();
    } catch (error) {
      const ms = signal?.aborted === true ? undefined : pauseAfter(error, round);
      if (ms === undefined) throw error;
      // If the signal ends the wait, report the failure behind it.
      await pause(ms).catch(() => undefined);
      if (signal?.aborted === true) throw error;
    }
  }
}

/** Doubles each round, up to the longest. */
export function doubling(firstMs: number, longestMs: number): (round: number) => number {
  return (round) => Math.min(longestMs, firstMs * 2 ** (round - 1));
}
