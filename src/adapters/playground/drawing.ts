// What the parts of a drawn document must agree on: the number of each place, and where in the card it is quoted. Pure.
import type { Citation, Document, View } from '../../document/nodes.js';
import { citationName } from '../../document/plain.js';
import type { Target } from '../../document/target.js';
import { citedArticles, hasList } from '../shared/sources.js';

export type Drawing = {
  readonly document: Document;
  readonly title: string;
  /** The heading level of the title; labels inside the document are one below. */
  readonly level: number;
  /** Whether parts have ids, so that sources can link to views. Only one document per page may have them. */
  readonly hasIds: boolean;
  /** The number of each place, by its key, for the rows of tables. */
  readonly numbers: ReadonlyMap<string, number>;
  /** Whether the list of sources has every numbered place; otherwise the table has its own list. */
  readonly isListed: boolean;
  /** The id of each view, and of the first view from each place, by the place's key. */
  readonly viewIds: ReadonlyMap<View, string>;
  readonly viewOf: ReadonlyMap<string, string>;
  /** What opens the hidden views. */
  readonly hiddenViews: Target | undefined;
};

/** Identifies a place in an article. */
export function placeKey({ article, heading }: Pick<Citation, 'article' | 'heading'>): string {
  return `${article} › ${heading}`;
}

export function placeName(citation: Citation): string {
  return `${citationName(citation)} › ${citation.heading}`;
}

/** Collects it from a document. */
export function createDrawing(document: Document, options: Pick<Drawing, 'title' | 'level' | 'hasIds'>): Drawing {
  const blocks = document.children;
  const views = blocks.flatMap((block) => {
    if (block.type === 'view') return [block];
    return block.type === 'disagreement' ? block.views : [];
  });
  const viewIds = new Map(views.map((view, index) => [view, `view-${index + 1}`]));
  const rows = blocks.flatMap((block) => (block.type === 'table' ? block.children.slice(1) : []));
  const inRows = [...new Set(rows.flatMap(({ citations }) => citations.map(placeKey)))];
  const listed = blocks
    .flatMap((block) => (block.type === 'sources' && hasList(block) ? citedArticles(block) : []))
    .flatMap(({ places }) => places.map(placeKey));
  const isListed = inRows.length > 0 && inRows.every((key) => listed.includes(key));
  const more = blocks.flatMap((block) => (block.type === 'choices' && block.role === 'more' ? block.children : []));
  return {
    ...options,
    document,
    numbers: new Map((isListed ? listed : inRows).map((key, index) => [key, index + 1])),
    isListed,
    viewIds,
    // The first view of a place wins.
    viewOf: new Map(
      [...viewIds].reverse().flatMap(([{ citations }, id]) => citations.map((citation) => [placeKey(citation), id])),
    ),
    hiddenViews: more.find(({ target }) => 'part' in target && target.part === 'views')?.target,
  };
}
