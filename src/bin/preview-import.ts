// The preview of an import for the playground: an article to what it would become, with an engine of its own to ask.
import { createApp } from '../app.js';
import { createEngine } from '../engine/engine.js';
import type { Knowledge } from '../engine/entry.js';
import type { ImportedPart, PreviewImport } from '../ports.js';

const longestShown = 300;

/** Makes the preview; `knowledge` gives the bot's own words. Nothing is written, and the parsers are loaded when they are needed. */
export function createPreviewImport(knowledge: Pick<Knowledge, 'messages' | 'vocabulary' | 'beside'>): PreviewImport {
  return async (name, bytes) => {
    const [{ readArticle }, { previewKnowledge }, { slugOf, clip, clipSlug }] = await Promise.all([
      import('../knowledge/import/article.js'),
      import('../knowledge/import/preview.js'),
      import('../knowledge/import/entries.js'),
    ]);
    const key = clipSlug(slugOf(name.replace(/\.\w+$/, '')), 20);
    const read = readArticle(name, bytes, { key });
    if (read.type === 'refused') return { type: 'refused', why: `${name} ${read.why}.` };
    const preview = previewKnowledge(read, knowledge);
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
      handle: createApp({ engine, allow: async () => true }).handle,
    };
  };
}
