// Drafts a knowledge file for a gap: whatever can be known is filled in, and the answer is left to an author.
import type { Entry } from '../engine/entry.js';
import { normalizeText } from '../engine/read/normalize.js';
import type { Gap } from './ports.js';

/** What the draft is made from; `nearest` are the `entries` nearest to the question, best first. */
type DraftParts = {
  readonly gap: Gap;
  readonly nearest: readonly Entry[];
  readonly entries: readonly Entry[];
};
export type DraftFile = { readonly file: string; readonly text: string };

// As in docs/knowledge.md.
const maxId = 40;
const maxTitle = 80;
const maxLabel = 40;
const maxRelated = 5;
const leastRelated = 2;

/** The file's name and text, which `npm run check-knowledge` accepts once there is an answer. */
export function draftOf({ gap, nearest, entries }: DraftParts): DraftFile {
  const id = idOf(gap.words, new Set(entries.flatMap((entry) => [entry.id, ...(entry.merged ?? [])])));
  const title = titleOf(gap.words, entries);
  const related = nearest.slice(0, maxRelated).map((entry) => entry.id);
  const cited = nearest.flatMap(({ views }) => views).flatMap(({ citations }) => citations)[0];
  const lines = [
    '---',
    `id: ${id}`,
    'kind: faq',
    `title: ${JSON.stringify(title)}`,
    `label: ${JSON.stringify(clip(title, maxLabel))}`,
    'questions:',
    ...gap.wordings.map((words) => `  - ${JSON.stringify(words)}`),
    ...(related.length < leastRelated ? [] : [`related: [${related.join(', ')}]`]),
    '---',
    '',
    // Left empty for the answer; the check complains until it is there.
    '',
    '> Say here what this article adds, and correct the place.',
    '>',
    `> ${cited === undefined ? 'article > heading' : `${cited.article} > ${cited.heading}`}`,
    '',
  ];
  return { file: `knowledge/faq/${id}.md`, text: lines.join('\n') };
}

function idOf(words: string, taken: ReadonlySet<string>): string {
  const tokens =
    words
      .normalize('NFKD')
      .toLowerCase()
      .match(/[a-z0-9]+/g) ?? [];
  const base = tokens.reduce((id, token) => (`${id}-${token}`.length > maxId - 3 ? id : `${id}-${token}`), '').slice(1);
  const name = base === '' ? 'question' : base;
  const numbered = [name, ...Array.from({ length: 98 }, (_, index) => `${name}-${index + 2}`)];
  return numbered.find((id) => !taken.has(id)) ?? name;
}

// A name belongs to one entry, and an unhelpful answer may have been asked for by its entry's name.
function titleOf(words: string, entries: readonly Entry[]): string {
  const taken = new Set(entries.flatMap(({ title, aliases }) => [title, ...aliases].map(normalizeText)));
  const said = sentenceCase(words);
  const titles = [said, `More on ${words}`, ...Array.from({ length: 98 }, (_, index) => `${index + 2}: ${said}`)];
  return titles.map((each) => clip(each, maxTitle)).find((each) => !taken.has(normalizeText(each))) ?? said;
}

function sentenceCase(words: string): string {
  return words.replace(/^\p{Ll}/u, (letter) => letter.toUpperCase());
}

function clip(text: string, length: number): string {
  if (text.length <= length) return text;
  const cut = text.slice(0, length - 1);
  const space = cut.lastIndexOf(' ');
  return `${(space > length / 2 ? cut.slice(0, space) : cut).replace(/[\uD800-\uDBFF]$/, '')}…`;
}
