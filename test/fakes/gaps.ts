// A store whose gaps can be awaited: they are recorded after the answers.
import type { Store } from '../../src/store/ports.js';

/** `settle` resolves once everything recorded so far is written or rejected. */
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
