// Batches many small writes: each commit waits for the disk, and on SQLite it blocks the process. Items that arrive during a write go into
// the next batch.
import { setTimeout as sleep } from 'node:timers/promises';
import { AppError } from '../errors.js';

type Gather<T> = {
  /** Resolves once the item is written, and rejects if its batch does. */
  readonly add: (item: T) => Promise<void>;
  /** Resolves when nothing is left to write. */
  readonly settled: () => Promise<void>;
};

// At most a fifth of the time is spent writing, however slow the disk is; on a fast one, writes of a tenth of a second are batched.
const restForEach = 4;
const shortestRestMs = 100;
const longestRestMs = 500;
// A database outage must not fill the memory.
const maxWaiting = 10_000;
// A statement can have some 32,000 values on SQLite and 65,000 on PostgreSQL.
const mostAtOnce = 500;

export function createGather<T>(write: (items: readonly T[]) => Promise<void>): Gather<T> {
  type Waiting = { readonly item: T; readonly resolve: () => void; readonly reject: (error: unknown) => void };
  const waiting: Waiting[] = [];
  let writing: Promise<void> | undefined;

  const writeAll = async (): Promise<void> => {
    while (waiting.length > 0) {
      const batch = waiting.splice(0, mostAtOnce);
      const started = performance.now();
      try {
        await write(batch.map(({ item }) => item));
        for (const { resolve } of batch) resolve();
      } catch (error) {
        for (const { reject } of batch) reject(error);
      }
      const restMs = (performance.now() - started) * restForEach;
      await sleep(Math.min(longestRestMs, Math.max(shortestRestMs, restMs)));
    }
    writing = undefined;
  };

  return {
    add: (item) =>
      new Promise((resolve, reject) => {
        if (waiting.length >= maxWaiting) {
          reject(new AppError('store', 'The database cannot keep up: something was not stored'));
          return;
        }
        waiting.push({ item, resolve, reject });
        writing ??= writeAll();
      }),
    settled: async () => writing,
  };
}
