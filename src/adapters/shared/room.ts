// Limits how many requests run at once. Each of them holds a connection, and under a flood the bot would spend its time opening thousands.

/** Runs at most this many pieces of work at once; the others start in the order they came. */
export function createRoom(most: number): <T>(work: () => Promise<T>) => Promise<T> {
  const waiting: (() => void)[] = [];
  let free = most;
  return async (work) => {
    if (free > 0) free -= 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next === undefined) free += 1;
      else next();
    }
  };
}
