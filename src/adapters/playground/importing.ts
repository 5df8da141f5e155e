// The routes of the import preview. Only a few previews are kept, in memory, and they end with the process.
import { randomUUID } from 'node:crypto';
import type { Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { PageLink } from './frame.js';
import { type ImportContent, importPath, renderImportPage } from './import-page.js';
import type { Answer, ImportPreview, PreviewImport } from './ports.js';
import { type PlaygroundIncoming, receiveQuery } from './receive.js';

/** The largest article, in bytes; the form around it adds a little. */
const maxPreviewBytes = 1024 * 1024;
const maxFormBytes = maxPreviewBytes + 64 * 1024;
// Old previews make room for new ones.
const mostPreviews = 8;

type Parts = {
  readonly previewImport: PreviewImport;
  /** Answers a question to a preview. */
  readonly answer: (incoming: PlaygroundIncoming, handle: ImportPreview['handle']) => Promise<Answer>;
  readonly links: readonly PageLink[];
};

/** Serves the preview at `/import`: the form, its submission, and questions to the result. */
export function serveImport(app: Hono, { previewImport, answer, links }: Parts): void {
  const previews = new Map<string, ImportPreview>();
  const show = (context: Context, content: ImportContent, status: 200 | 400 | 404 | 413 = 200) =>
    context.html(renderImportPage(content, links), status);
  const refuse = (context: Context, problem: string, status: 400 | 404 | 413) =>
    show(context, { type: 'form', problem }, status);

  app.get(importPath, async (context) => {
    const query = new URL(context.req.url).searchParams;
    const id = query.get('p');
    if (id === null) return show(context, { type: 'form' });
    const preview = previews.get(id);
    if (preview === undefined) return refuse(context, 'That preview is gone. Choose the file again.', 404);
    const received = receiveQuery(query);
    const content = { type: 'preview', id, preview, question: query.get('q') ?? '' } as const;
    switch (received.type) {
      case 'nothing':
        return show(context, content);
      case 'malformed':
        return show(context, { ...content, problem: received.message }, 400);
      case 'incoming':
        return show(context, { ...content, answer: await answer(received.incoming, preview.handle) });
    }
  });
  const limit = bodyLimit({
    maxSize: maxFormBytes,
    onError: (context) =>
      refuse(context, 'An article may have at most 1 MB here. npm run import-article takes larger ones.', 413),
  });
  app.post(importPath, limit, async (context) => {
    const file = await readFile(context);
    if (file === undefined || file.name === '') return refuse(context, 'Choose a file first.', 400);
    if (file.size > maxPreviewBytes)
      return refuse(context, 'An article may have at most 1 MB here. npm run import-article takes larger ones.', 413);
    const preview = await previewImport(file.name.slice(-maxName), new Uint8Array(await file.arrayBuffer()));
    if (preview.type === 'refused') return refuse(context, preview.why, 400);
    const id = randomUUID();
    for (const old of [...previews.keys()].slice(0, Math.max(0, previews.size + 1 - mostPreviews)))
      previews.delete(old);
    previews.set(id, preview);
    // Redirect, because reloading a posted page would post it again.
    return context.redirect(`${importPath}?p=${id}`, 303);
  });
}

const maxName = 120;

// A malformed form has no file.
async function readFile(context: Context): Promise<File | undefined> {
  if (!/^multipart\/form-data\b/i.test(context.req.header('content-type') ?? '')) return undefined;
  const body = await context.req.parseBody().catch(() => undefined);
  const file = body?.['file'];
  return file instanceof File ? file : undefined;
}
