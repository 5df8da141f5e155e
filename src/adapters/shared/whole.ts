// A chat shows a short answer with more behind buttons; a program gets it all at once. Pure.
import { blocksOf } from '../../document/blocks.js';
import type { Block, Citation, Document, Sources, Taken } from '../../document/nodes.js';
import { inlineText } from '../../document/plain.js';
import type { Target } from '../../document/target.js';

// The blocks that show each part in full.
const shownBy = { views: 'view', rows: 'table', sides: 'disagreement' } as const;
type OpenPart = keyof typeof shownBy;

/** The answer with all its views, rows and sides; `show` resolves a button's target. Only buttons that lead on remain. */
export function wholeOf(answer: Document, show: (target: Target) => Document): Document {
  const buttons = blocksOf(answer, 'choices');
  const opened = buttons
    .filter(({ role }) => role === 'more')
    .flatMap(({ children }) => children.flatMap(({ target }) => (isPart(target) ? [target] : [])))
    .map((target) => ({ type: shownBy[target.part], of: show(target) }));
  const full = (type: Block['type']) => blocksOf(opened.find((each) => each.type === type)?.of ?? answer, type);
  const sources = mergeSources([answer, ...opened.map(({ of }) => of)]);
  const leadOn = buttons.filter(({ role }) => role !== 'more');
  const said = answer.children.filter(({ type }) => !lateBlocks.has(type));
  return {
    ...answer,
    children: [...said, ...full('table'), ...full('view'), ...full('disagreement'), ...sources, ...leadOn],
  };
}

const lateBlocks: ReadonlySet<Block['type']> = new Set(['table', 'view', 'disagreement', 'sources', 'choices']);

function isPart(target: Target): target is Target & { readonly part: OpenPart } {
  return (target.type === 'entry' || target.type === 'comparison') && Object.hasOwn(shownBy, target.part ?? '');
}

function mergeSources(documents: readonly Document[]): readonly Sources[] {
  const all = documents.flatMap((each) => blocksOf(each, 'sources'));
  const [first] = all;
  if (first === undefined) return [];
  return [
    {
      type: 'sources',
      manner: all.every(({ manner }) => manner === first.manner) ? first.manner : 'both',
      citations: unique(all, ({ citations }) => citations, placeKey),
      named: unique(all, ({ citations, named = citations }) => named, placeKey),
      taken: unique(all, ({ taken = [] }) => taken, takenKey),
    },
  ];
}

const placeKey = ({ article, heading }: Citation) => `${article} ${heading}`;
const takenKey = ({ part, children }: Taken) => `${part} ${inlineText(children)}`;

function unique<T>(
  all: readonly Sources[],
  of: (sources: Sources) => readonly T[],
  keyOf: (each: T) => string,
): readonly T[] {
  return [...new Map(all.flatMap(of).map((each) => [keyOf(each), each])).values()];
}
