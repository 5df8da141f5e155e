// The engines for taught answers: one made at once, and one that has learned, in a worker thread while the bot goes on answering.
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { createEngine, type Engine } from '../engine/engine.js';
import type { Entry, Knowledge } from '../engine/entry.js';
import type { Index } from '../engine/find/index.js';
import { lazy } from '../engine/lazy.js';
import { createQuickEngine } from '../engine/quick.js';
import { describeError } from '../errors.js';
import { readEnglish } from '../language/english.js';
import type { Logger } from '../ports.js';
import type { LearnRequest } from './learn-aside.js';

// 500 answers with many ways of asking take a few seconds on a small machine, a tenth of this.
const withinMs = 60_000;
const mostMemoryMb = 256;
// With very many workspaces waiting, most requests would be obsolete by their turn.
const mostWaiting = 20;
// A pause before each, so that a question right after a change waits for nothing, and learning never occupies a whole processor.
const pauseMs = 500;

/** `shipped` is the knowledge whose synonyms and messages they share. `thread` is for tests. */
export function createOwnEngines(
  shipped: () => Knowledge,
  logger: Logger,
  thread = new URL('./learn-aside.js', import.meta.url),
) {
  const knowledgeOf = (entries: readonly Entry[]): Knowledge => ({
    ...shipped(),
    entries,
    tips: [],
    beside: { outside: [], smallTalk: [] },
  });
  // Three megabytes, shared by all of them.
  const english = lazy(readEnglish);
  // One at a time, and only the latest request per workspace: several threads would take the processor from the answers.
  const wanted = new Map<string, { readonly knowledge: Knowledge; readonly done: (learned?: Engine) => void }>();
  let isAtWork = false;

  const work = async (): Promise<void> => {
    if (isAtWork) return;
    isAtWork = true;
    for (;;) {
      await sleep(pauseMs, undefined, { ref: false });
      const [next] = wanted;
      if (next === undefined) break;
      const [of, { knowledge, done }] = next;
      wanted.delete(of);
      try {
        done(createEngine(knowledge, english(), await learnAside(thread, knowledge)));
      } catch (error) {
        logger.warn('taught_not_learned', { problem: describeError(error) });
        done();
      }
    }
    isAtWork = false;
  };

  return {
    make: (entries: readonly Entry[]): Engine => createQuickEngine(knowledgeOf(entries), english()),
    /** Never rejects; resolves with undefined if it failed, or if the request is obsolete. */
    learn: (of: string, entries: readonly Entry[]): Promise<Engine | undefined> => {
      wanted.get(of)?.done();
      return new Promise((done) => {
        wanted.delete(of);
        wanted.set(of, { knowledge: knowledgeOf(entries), done });
        const [oldest] = wanted;
        if (wanted.size > mostWaiting && oldest !== undefined) {
          wanted.delete(oldest[0]);
          oldest[1].done();
        }
        void work();
      });
    },
  };
}

async function learnAside(file: URL, { entries, beside, vocabulary }: Knowledge): Promise<Index> {
  const workerData: LearnRequest = { entries, beside, vocabulary };
  const worker = new Worker(file, { workerData, resourceLimits: { maxOldGenerationSizeMb: mostMemoryMb } });
  worker.unref();
  try {
    const [index] = (await once(worker, 'message', { signal: AbortSignal.timeout(withinMs) })) as [Index];
    return index;
  } finally {
    void worker.terminate();
  }
}
