// A store whose gaps can be waited for: they are noted behind the answers.
import type { Store } from '../../src/store/ports.js';

/** `settle` resolves when everything that was noted up to now is written, or was refused. */
export function watchGaps(store: Store): { readonly kept: Store; readonly settle: () => Promise<void> } {
  const pending: Promise<unknown>[] = [];
  const kept: Store = {
    ...store,
    gaps: {
      ...store.gaps,
      add: (from, asked) => {
        const added = store.gaps.add(from, asked);
        pending.push(added.catch(() => undefined));
        return added;
      },
    },
  };
  return {
    kept,
    settle: async () => {
      await new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
      await Promise.all(pending.splice(0));
    },
  };
}
