// The knowledge that an article would become, in memory.
import type { Knowledge } from '../../engine/entry.js';
import { normalizeText } from '../../engine/read/normalize.js';
import { createCitationReader } from '../citations.js';
import { createReadContext } from '../context.js';
import { readEntryFile } from '../entry-file.js';
import { mergeQuotes } from '../merge.js';
import { neutralMessages } from '../messages.js';
import type { Problem } from '../yaml.js';
import { toEntryFiles } from './entries.js';
import type { Imported } from './folder.js';

type PreviewedEntry = { readonly id: string; readonly type: string; readonly title: string };

/** An article's knowledge, read as its files would be. The bot's messages are those of a folder served on its own. */
export function previewKnowledge({ text, item, found }: Imported): {
  readonly knowledge: Knowledge;
  readonly entries: readonly PreviewedEntry[];
} {
  const files = toEntryFiles(text, item, found, {
    known: [],
    isTakenId: () => false,
    isTakenTitle: () => false,
    isServedName: () => false,
    sameAs: () => undefined,
  });
  const problems: Problem[] = [];
  const context = createReadContext(problems, createCitationReader([item]), () => text);
  const drafts = files.flatMap(({ content, file }) => readEntryFile(content, file, problems, context) ?? []);
  const { drafts: shown } = mergeQuotes(drafts, normalizeText);
  const messages = neutralMessages(
    item.title,
    found.findings.flatMap(({ type, title }) => (type === 'question' ? [title] : [])),
  );
  return {
    knowledge: {
      articles: [item],
      entries: shown.map(({ entry }) => entry),
      tips: [],
      vocabulary: { synonyms: [], filler: [], outside: [] },
      beside: { outside: [], smallTalk: messages.help.asked },
      guide: { start: '', steps: [], verdicts: [] },
      messages,
    },
    entries: files.map(({ id, type, title }) => ({ id, type, title })),
  };
}
