// The one place that knows which knowledge is in use. The folder is read anew when it changes; until that is done the old knowledge
// answers, and a broken folder changes nothing.
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { AppError, describeError } from '../errors.js';
import type { Logger } from '../ports.js';
import type { Said } from './aside.js';
import { type Loaded, loadEngine, type Made, openMade } from './load.js';

export type Current = {
  /** The knowledge in use and the engine on it: ask whenever they are needed, and never keep them. */
  readonly current: () => Loaded;
  /** Reads the folder anew; never rejects. `why` is for the log. */
  readonly reload: (why: string) => Promise<void>;
  /** Reads it anew from now on whenever something in it changes. */
  readonly watch: () => Promise<void>;
  readonly close: () => Promise<void>;
};

// An author's editor, a checkout or an import writes many files; the folder is read when it has been quiet for so long.
const quietMs = 300;
// So many problems are named in the log; check-knowledge names all.
const mostNamed = 20;

/** Reads the knowledge of a folder; rejects, as `loadEngine` does, where it cannot be used. */
export async function createCurrent(folder: string, logger: Logger): Promise<Current> {
  let current = await loadEngine(folder, makeAside);
  let reading: Promise<void> | undefined;
  let isStale = false;
  let timer: NodeJS.Timeout | undefined;
  let stopWatching: (() => Promise<void>) | undefined;

  const read = async (why: string): Promise<void> => {
    const started = performance.now();
    try {
      current = openMade(await makeAside(folder));
      const { articles, entries } = current.knowledge;
      const ms = Math.round(performance.now() - started);
      logger.info('knowledge_reloaded', { why, articles: articles.length, entries: entries.length, ms });
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
    watch: async () => {
      // Nothing that the start needs.
      const { watch } = await import('chokidar');
      const watcher = watch(folder, { ignoreInitial: true });
      watcher.on('all', soon);
      // On some systems and mounts nothing can be watched; a signal still reads the folder anew.
      watcher.on('error', (error) => logger.warn('knowledge_unwatched', { problem: describeError(error) }));
      stopWatching = () => watcher.close();
      await new Promise<void>((resolve) => {
        watcher.once('ready', () => resolve());
      });
      logger.info('knowledge_watched', { folder });
    },
    close: async () => {
      clearTimeout(timer);
      await stopWatching?.();
    },
  };
}

// Reading and learning take seconds, in which Discord and Slack would wait in vain for an acknowledgement, and signals for somebody who
// heeds them.
async function makeAside(folder: string): Promise<Made> {
  const thread = new Worker(new URL('./aside.js', import.meta.url), { workerData: folder });
  thread.unref();
  const [said] = (await once(thread, 'message')) as [Said];
  if (said.type === 'refused') throw new AppError('knowledge', said.why);
  return said.made;
}
