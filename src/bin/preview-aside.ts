// The playground's import preview: shows what an article would become, without writing anything. Articles are untrusted, so they are read in a
// worker thread with limits on time and memory, while the bot goes on answering.
import { Worker } from 'node:worker_threads';
import type { ImportPreview, PreviewImport } from '../adapters/playground/ports.js';
import { document, paragraph } from '../document/build.js';
import type { Reply } from '../ports.js';
import type { AsideRequest, AsideResponse } from './import-aside.js';

// An article of 1 MB takes a second or two on a small machine.
const withinMs = 10_000;
const mostMemoryMb = 256;

type Unnumbered = AsideRequest extends infer R ? (R extends AsideRequest ? Omit<R, 'id'> : never) : never;

/** Makes the preview. `thread` and `patienceMs` are for tests. */
export function createPreviewAside({
  thread = new URL('./import-aside.js', import.meta.url),
  patienceMs = withinMs,
} = {}): PreviewImport {
  const { ask } = createAside(thread, patienceMs);
  return async (name, bytes) => {
    const made = await ask({ type: 'preview', name, bytes });
    if (made === undefined) return { type: 'refused', why: `${name} takes more time or memory than an article may` };
    if (made.type === 'refused') return made;
    if (made.type !== 'preview') throw new Error(`the thread said ${made.type}`);
    const { id, ...shown } = made;
    const handle: ImportPreview['handle'] = async (incoming) => {
      const said = await ask({ type: 'ask', preview: id, incoming });
      return said?.type === 'reply' ? said.reply : gone;
    };
    return { ...shown, handle };
  };
}

const gone: Reply = {
  document: document([paragraph('That preview is gone. Choose the file again.')]),
  why: document([]),
  outcome: 'unanswered',
  entries: [],
  score: 0,
};

/** One thread, started on first use and again after it ended; requests that it didn't finish resolve with undefined. */
function createAside(file: URL, patienceMs: number) {
  type Open = { readonly worker: Worker; readonly waiting: Map<number, (said: AsideResponse | undefined) => void> };
  let open: Open | undefined;
  let last = 0;

  const start = (): Open => {
    const worker = new Worker(file, { resourceLimits: { maxOldGenerationSizeMb: mostMemoryMb } });
    const started: Open = { worker, waiting: new Map() };
    const end = (): void => {
      if (open === started) open = undefined;
      for (const resolve of started.waiting.values()) resolve(undefined);
      started.waiting.clear();
    };
    worker.unref();
    worker.on('message', (said: AsideResponse) => started.waiting.get(said.id)?.(said));
    // Out of memory, or a bug: its previews are lost, and the next request starts a new thread.
    worker.on('error', end);
    worker.on('exit', end);
    return started;
  };

  const ask = async (request: Unnumbered): Promise<AsideResponse | undefined> => {
    open ??= start();
    const { worker, waiting } = open;
    last += 1;
    const id = last;
    const timer = setTimeout(() => void worker.terminate(), patienceMs);
    try {
      return await new Promise((resolve) => {
        waiting.set(id, resolve);
        worker.postMessage({ ...request, id });
      });
    } finally {
      clearTimeout(timer);
      waiting.delete(id);
    }
  };
  return { ask };
}
