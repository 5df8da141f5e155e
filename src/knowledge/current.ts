// The one place that knows which knowledge is in use. The folder is read anew when it changes; until that is done the old knowledge
// answers, and a broken folder changes nothing.
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
  /** The knowledge in use and the engine on it: ask whenever they are needed, and never keep them. */
  readonly current: () => Loaded;
  /** Reads the folder anew; never rejects. `why` is for the log. */
  readonly reload: (why: string) => Promise<void>;
  /** Reads it anew from now on whenever something in it changes. */
  readonly watch: () => Promise<void>;
  /** Hears whenever other knowledge is in use. */
  readonly onReplaced: (listener: () => void) => void;
  readonly close: () => Promise<void>;
};

// An author's editor, a checkout or an import writes many files; the folder is read when it has been quiet for so long.
const quietMs = 300;
// A few hundred files are looked at in some milliseconds. What a system tells of changes ends where a folder is replaced, and on many mounts
// never comes. docs/decisions/0088-looking-instead-of-watching.md
const lookEveryMs = 1_000;
// On threads of the pool it would take eight times the processor time; all in one go would keep questions waiting.
const lookedAtOnce = 20;
// So many problems are named in the log; check-knowledge names all.
const mostNamed = 20;

/** Reads the knowledge of a folder; rejects, as `loadEngine` does, where it cannot be used. `make` is for tests. */
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

  // What changes while the folder is read is read after that.
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

/** What can be seen of a folder without reading its files: any edit, any file more or less, another folder in its place. */
function createLook(folder: string): () => Promise<string> {
  return async () => {
    const seen: string[] = [];
    for (const [at, name] of namesRead(folder).entries()) {
      if (at % lookedAtOnce === 0) await breathe();
      // One that has gone since is a change too.
      const found = statSync(join(folder, name), { throwIfNoEntry: false });
      seen.push(found === undefined ? name : `${name} ${found.ino} ${found.size} ${found.mtimeMs} ${found.ctimeMs}`);
    }
    return seen.join('\n');
  };
}

// Reading and learning take seconds, in which Discord and Slack would wait in vain for an acknowledgement, and signals for somebody who
// heeds them.
async function makeAside(folder: string): Promise<Made> {
  const thread = new Worker(new URL('./aside.js', import.meta.url), { workerData: folder });
  thread.unref();
  const [said] = (await once(thread, 'message')) as [ThreadResult];
  if (said.type === 'refused') throw new AppError('knowledge', said.why);
  return said.made;
}
