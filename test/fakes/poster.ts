// A platform that records posts, with methods that cause faults.
import type { Document } from '../../src/document/nodes.js';
import { renderPlain } from '../../src/document/plain.js';
import type { Place } from '../../src/ports.js';
import type { Posted, Poster, PostProblem } from '../../src/tips/ports.js';

export type Post = Place & {
  readonly words: string;
  readonly document: Document;
  readonly key: string;
  readonly at: number;
};

/** With `knowsKeyForMs` it drops a post whose key it knows, as Discord does. */
export function createFakePoster(clock: { readonly now: () => number }, pace: Poster['pace'], knowsKeyForMs?: number) {
  const posts: Post[] = [];
  const told: { readonly workspace: string; readonly user: string; readonly words: string }[] = [];
  const faults: Posted[] = [];
  const problems = new Map<string, PostProblem | 'unknown' | 'untold'>();
  const state = { down: undefined as Posted | undefined, held: undefined as Promise<void> | undefined };
  const poster: Poster = {
    pace,
    ...(knowsKeyForMs === undefined ? {} : { knowsKeyForMs }),
    post: async (place, document, key) => {
      if (state.held !== undefined) await state.held;
      const fault = faults.shift() ?? state.down;
      const problem = problems.get(place.channel);
      if (fault !== undefined) return fault;
      if (problem !== undefined && problem !== 'unknown' && problem !== 'untold')
        return { type: 'refused', reason: problem };
      const known = posts.findIndex((each) => each.key === key && clock.now() - each.at < (knowsKeyForMs ?? 0));
      if (known >= 0) return { type: 'sent', message: String(known + 1) };
      posts.push({ ...place, words: renderPlain(document, { choices: false }), document, key, at: clock.now() });
      return { type: 'sent', message: String(posts.length) };
    },
    postProblem: async ({ channel }) => problems.get(channel),
    tell: async (workspace, user, document) => {
      told.push({ workspace, user, words: renderPlain(document, { width: 1_000 }) });
      return { type: 'sent' };
    },
  };
  return {
    poster,
    posts,
    told,
    problems,
    /** The outcomes of the next posts, in order. */
    fail: (...next: readonly Posted[]): void => {
      faults.push(...next);
    },
    /** Holds every post from now on until the returned function is called. */
    hold: (): (() => void) => {
      let release = (): void => undefined;
      state.held = new Promise((resolve) => {
        release = resolve;
      });
      return release;
    },
    /** The outcome of every post from now on; undefined for success. */
    failAlways: (fault: Posted | undefined): void => {
      state.down = fault;
    },
  };
}
