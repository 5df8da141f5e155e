// The routes of the import preview. Previews live in memory, a few at a time, and are gone with the process.
import { randomUUID } from 'node:crypto';
import type { Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { PageLink } from './frame.js';
import { type ImportContent, importPath, renderImportPage } from './import-page.js';
import type { Answer, ImportPreview, PreviewImport } from './ports.js';
import { type PlaygroundIncoming, receiveQuery } from './receive.js';

/** An article may be so large here; the form around it takes a little more. */
export const maxPreviewBytes = 1024 * 1024;
const maxFormBytes = maxPreviewBytes + 64 * 1024;
// Old previews make room for new ones.
const mostPreviews = 8;

type Parts = {
  readonly previewImport: PreviewImport;
  /** Answers what was asked of a preview. */
  readonly answer: (incoming: PlaygroundIncoming, handle: ImportPreview['handle']) => Promise<Answer>;
  readonly links: readonly PageLink[];
};

/** Serves the preview at `/import`: a form, what is posted to it, and what is asked of it. */
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
      refuse(context, 'An article may be 1 MB large here. npm run import-article takes larger ones.', 413),
  });
  app.post(importPath, limit, async (context) => {
    const file = await readFile(context);
    if (file === undefined || file.name === '') return refuse(context, 'Choose a file first.', 400);
    if (file.size > maxPreviewBytes)
      return refuse(context, 'An article may be 1 MB large here. npm run import-article takes larger ones.', 413);
    const preview = await previewImport(file.name.slice(-maxName), new Uint8Array(await file.arrayBuffer()));
    if (preview.type === 'refused') return refuse(context, preview.why, 400);
    const id = randomUUID();
    for (const old of [...previews.keys()].slice(0, Math.max(0, previews.size + 1 - mostPreviews)))
      previews.delete(old);
    previews.set(id, preview);
    // A page that was posted would be posted again when it is loaded again.
    return context.redirect(`${importPath}?p=${id}`, 303);
  });
}

const maxName = 120;

// What is no form, or a broken one, has no file.
async function readFile(context: Context): Promise<File | undefined> {
  if (!/^multipart\/form-data\b/i.test(context.req.header('content-type') ?? '')) return undefined;
  const body = await context.req.parseBody().catch(() => undefined);
  const file = body?.['file'];
  return file instanceof File ? file : undefined;
}
