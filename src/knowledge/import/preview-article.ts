// The playground's import preview: what an article would become, with its own engine to question it.

import type { ImportedPart, PreviewImport } from '../../adapters/playground/ports.js';
import { createEngine, type Engine } from '../../engine/engine.js';
import type { Handle } from '../../ports.js';

const longestShown = 300;

/** Makes the preview; `handleWith` is the bot on another engine. Writes nothing, and loads the parsers only when needed. */
export function createPreviewImport(handleWith: (engine: Engine) => Handle): PreviewImport {
  return async (name, bytes) => {
    const [{ importArticle }, { previewKnowledge }, { slugOf, clipSlug }, { clip }] = await Promise.all([
      import('./article.js'),
      import('./preview.js'),
      import('./entries.js'),
      import('./labels.js'),
    ]);
    const key = clipSlug(slugOf(name.replace(/\.\w+$/, '')), 20);
    const read = await importArticle(name, bytes, { key });
    if (read.type === 'refused') return { type: 'refused', why: `${name} ${read.why}.` };
    const preview = previewKnowledge(read);
    const engine = createEngine(preview.knowledge);
    const { text, item, found } = read;
    const partOf = (place: { start: number; end: number; why: string }): ImportedPart => ({
      why: place.why,
      line: text.slice(0, place.start).split('\n').length,
      words: clip(text.slice(place.start, place.end), longestShown),
    });
    const inOrder = (a: ImportedPart, b: ImportedPart) => a.line - b.line;
    return {
      type: 'preview',
      title: item.title,
      entries: preview.entries.map(({ id, type, title }) => ({
        type,
        title,
        document: engine.show({ type: 'entry', id }).document,
      })),
      unclear: found.unclear.map(partOf).sort(inOrder),
      leftOut: found.leftOut.map(partOf).sort(inOrder),
      handle: handleWith(engine),
    };
  };
}
