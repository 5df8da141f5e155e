// The one place that knows which knowledge is in use. The folder is read again when it changes; until that is done the old knowledge answers,
// and a broken folder changes nothing.
import { once } from 'node:events';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate as breathe } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { AppError, describeError } from '../errors.js';
import type { Logger } from '../ports.js';
import type { ThreadResult } from './aside.js';
import { type Loaded, loadEngine, type Made, openMade } from './load.js';
import { namesRead } from './places.js';

export type Current = {
  /** The knowledge in use and its engine: ask for them whenever needed, and never keep them. */
  readonly current: () => Loaded;
  /** Reads the folder again; never rejects. `why` is for the log. */
  readonly reload: (why: string) => Promise<void>;
  /** From now on, reads the folder again whenever something in it changes. */
  readonly watch: () => Promise<void>;
  /** Called whenever the knowledge has been replaced. */
  readonly onReplaced: (listener: () => void) => void;
  readonly close: () => Promise<void>;
};

// An editor, a checkout or an import writes many files, so the folder is read once it has been quiet for this long.
const quietMs = 300;
// Checking a few hundred files takes some milliseconds. Systems' change events end when the folder is replaced, and on many mounts never
// come. docs/decisions/0088-looking-instead-of-watching.md
const lookEveryMs = 1_000;
// The thread pool would take eight times the processor time; all files at once would keep questions waiting.
const lookedAtOnce = 20;
// Problems named in the log; check-knowledge names all.
const mostNamed = 20;

/** Reads a folder's knowledge; like `loadEngine`, rejects if it can't be used. `make` is for tests. */
export async function createCurrent(folder: string, logger: Logger, make = makeAside): Promise<Current> {
  let current = await loadEngine(folder, make);
  let reading: Promise<void> | undefined;
  let isStale = false;
  let timer: NodeJS.Timeout | undefined;
  let watching: NodeJS.Timeout | undefined;
  const listeners = new Set<() => void>();

  const read = async (why: string): Promise<void> => {
    const started = performance.now();
    try {
      current = openMade(await make(folder));
      const { articles, entries } = current.knowledge;
      const ms = Math.round(performance.now() - started);
      logger.info('knowledge_reloaded', { why, articles: articles.length, entries: entries.length, ms });
      for (const listener of listeners) listener();
    } catch (error) {
      const lines = error instanceof AppError ? error.message.split('\n') : [describeError(error)];
      logger.error('knowledge_kept', {
        why,
        problems: lines.slice(0, mostNamed),
        more: Math.max(0, lines.length - mostNamed),
      });
    }
  };

  // Changes during the reading are read after it.
  const reload = async (why: string): Promise<void> => {
    if (reading !== undefined) {
      isStale = true;
      return reading;
    }
    reading = (async () => {
      do {
        isStale = false;
        await read(why);
      } while (isStale);
      reading = undefined;
    })();
    return reading;
  };

  const soon = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => void reload('changed'), quietMs);
    timer.unref();
  };

  return {
    current: () => current,
    reload,
    onReplaced: (listener) => void listeners.add(listener),
    watch: async () => {
      const look = createLook(folder);
      let seen = await look();
      let isBlind = false;
      watching = setInterval(async () => {
        try {
          const found = await look();
          if (found !== seen) soon();
          seen = found;
          isBlind = false;
        } catch (error) {
          if (!isBlind) logger.warn('knowledge_unwatched', { problem: describeError(error) });
          isBlind = true;
        }
      }, lookEveryMs);
      watching.unref();
      logger.info('knowledge_watched', { folder });
    },
    close: async () => {
      clearTimeout(timer);
      clearInterval(watching);
    },
  };
}

/** What can be seen of a folder without reading its files: edited, added or removed files, or another folder in its place. */
function createLook(folder: string): () => Promise<string> {
  return async () => {
    const seen: string[] = [];
    for (const [at, name] of namesRead(folder).entries()) {
      if (at % lookedAtOnce === 0) await breathe();
      // A file that has gone is a change too.
      const found = statSync(join(folder, name), { throwIfNoEntry: false });
      seen.push(found === undefined ? name : `${name} ${found.ino} ${found.size} ${found.mtimeMs} ${found.ctimeMs}`);
    }
    return seen.join('\n');
  };
}

// Reading and learning take seconds, during which Discord and Slack would wait in vain for an acknowledgement, and signals would go
// unheeded.
async function makeAside(folder: string): Promise<Made> {
  const thread = new Worker(new URL('./aside.js', import.meta.url), { workerData: folder });
  thread.unref();
  const [said] = (await once(thread, 'message')) as [ThreadResult];
  if (said.type === 'refused') throw new AppError('knowledge', said.why);
  return said.made;
}
