// The worker thread that reads articles for the import preview, and answers questions about them: see preview-aside.ts.
import { parentPort } from 'node:worker_threads';
import type { ImportPreview } from '../adapters/playground/ports.js';
import { createApp } from '../app.js';
import { createPreviewImport } from '../knowledge/import/preview-article.js';
import type { Handle, Incoming, Reply } from '../ports.js';

/** Requests to the thread, handled one at a time; `preview` is the id of the request that made it. */
export type AsideRequest = { readonly id: number } & (
  | {
      readonly type: 'preview';
      readonly name: string;
      readonly bytes: Uint8Array;
    }
  | { readonly type: 'ask'; readonly preview: number; readonly incoming: Incoming }
);

/** Its responses. `gone`: it no longer has that preview. */
export type AsideResponse = { readonly id: number } & (
  | Omit<ImportPreview, 'handle'>
  | { readonly type: 'refused'; readonly why: string }
  | { readonly type: 'reply'; readonly reply: Reply }
  | { readonly type: 'gone' }
);

// As many as the page keeps.
const mostPreviews = 8;
const handles = new Map<number, Handle>();

async function makePreview({ id, name, bytes }: AsideRequest & { readonly type: 'preview' }): Promise<AsideResponse> {
  const preview = createPreviewImport(
    (engine) => createApp({ current: () => ({ engine }), allow: async () => true }).handle,
  );
  const made = await preview(name, bytes);
  if (made.type === 'refused') return { id, ...made };
  const { handle, ...shown } = made;
  for (const old of [...handles.keys()].slice(0, Math.max(0, handles.size + 1 - mostPreviews))) handles.delete(old);
  handles.set(id, handle);
  return { id, ...shown };
}

async function answer(request: AsideRequest): Promise<AsideResponse> {
  if (request.type === 'preview') return makePreview(request);
  const reply = await handles.get(request.preview)?.(request.incoming);
  // `why` is computed lazily, which doesn't survive being sent to another thread.
  return reply === undefined
    ? { id: request.id, type: 'gone' }
    : { id: request.id, type: 'reply', reply: { ...reply, why: reply.why } };
}

let last: Promise<unknown> = Promise.resolve();
parentPort?.on('message', (request: AsideRequest) => {
  last = last.then(async () => parentPort?.postMessage(await answer(request)));
});
