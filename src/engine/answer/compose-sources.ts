// The sources of an answer: what it took from which place, which of them the reader already sees named, and whose words it uses.
import { paragraph, text } from '../../document/build.js';
import type { Block, Citation, Inline, Sources, Table, Taken, View } from '../../document/nodes.js';
import { inlineText } from '../../document/plain.js';
import type { Entry } from '../entry.js';

/** What is based on articles, apart from a body's views and tables. `named` is what the line under the answer must say. */
type Resting = {
  readonly taken?: readonly Taken[];
  readonly named?: readonly Citation[];
  readonly manner?: Sources['manner'];
};

/** The sources of a body of blocks; none if nothing is cited. */
export function sourcesOf(body: readonly Block[], { taken = [], named = [], manner }: Resting): readonly Sources[] {
  const all = [...taken, ...body.flatMap(takenBy)];
  const citations = uniqueCitations(all.flatMap((each) => each.citations));
  if (citations.length === 0) return [];
  const atViews = new Set(viewsOf(body).flatMap((view) => view.citations.map(keyOf)));
  return [
    {
      type: 'sources',
      manner: manner ?? mannerOf(body),
      citations,
      named: uniqueCitations(named).filter((citation) => !atViews.has(keyOf(citation))),
      taken: all,
    },
  ];
}

/** What an entry's answer is based on: all of its views, shown or not. */
export function takenByAnswer(entry: Entry, part = 'Answer'): readonly Taken[] {
  const citations = uniqueCitations(entry.views.flatMap((view) => view.citations));
  return entry.answer.length === 0 || citations.length === 0 ? [] : [{ part, children: entry.answer, citations }];
}

export function uniqueCitations(citations: readonly Citation[]): readonly Citation[] {
  return [...new Map(citations.map((citation) => [keyOf(citation), citation])).values()];
}

const keyOf = ({ article, heading }: Citation) => `${article} ${heading}`;

function viewsOf(body: readonly Block[]): readonly View[] {
  return body.flatMap((block) => (block.type === 'view' ? [block] : block.type === 'disagreement' ? block.views : []));
}

function takenBy(block: Block): readonly Taken[] {
  if (block.type === 'table') return takenByRows(block);
  return viewsOf([block]).map(({ children, citations }) => ({ part: 'View', children, citations }));
}

function takenByRows({ children: [, ...rows] }: Table): readonly Taken[] {
  return rows.flatMap(({ children: [label, ...cells], citations }) => {
    if (citations.length === 0) return [];
    const said = cells.flatMap((cell, index): readonly Inline[] => [
      ...(index === 0 ? [] : [text(' / ')]),
      ...cell.children,
    ]);
    return [{ part: inlineText(label?.children ?? []), children: said, citations }];
  });
}

function mannerOf(body: readonly Block[]): Sources['manner'] {
  const parts = [...viewsOf(body), ...body.filter((block) => block.type === 'table')];
  const isQuoted = parts.map(({ verbatim }) => verbatim === true);
  if (isQuoted.length > 0 && !isQuoted.includes(false) && !hasOwnWords(body)) return 'quoted';
  return isQuoted.includes(true) || body.some(hasQuotation) ? 'both' : 'retold';
}

// A paragraph longer than a label is ours, since quotes are views.
function hasOwnWords(blocks: readonly Block[]): boolean {
  return blocks.some((block) => block.type === 'paragraph' && block.children.some(({ type }) => type !== 'strong'));
}

// By convention, only an article's words are in straight quotation marks.
function hasQuotation(block: Block): boolean {
  switch (block.type) {
    case 'paragraph':
    case 'view':
      return inlineText(block.children).includes('"');
    case 'list':
      return block.children.some((item) => inlineText(item.children).includes('"'));
    case 'table':
      return block.children.some((row) => row.children.some((cell) => inlineText(cell.children).includes('"')));
    case 'disagreement':
      return [block, ...block.views].some(({ children }) => inlineText(children).includes('"'));
    default:
      return false;
  }
}

/** What is based on these places, with the sources named under it. */
export function sourcesUnder(part: string, children: readonly Inline[], citations: readonly Citation[]) {
  return sourcesOf([paragraph(children)], { taken: [{ part, children, citations }], named: citations });
}
