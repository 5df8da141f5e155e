// So many requests under way at once, and no more: each has a connection of its own while it lasts, and a flood that opens thousands of them
// spends its time on that.

/** Room for so many pieces of work at once; the others begin in the order in which they came. */
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
