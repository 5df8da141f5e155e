// Word-for-word quotes: their places in an article's stored text, and the proof that they are there.
import type { Span } from '../document/nodes.js';

/** Marks an omission between two pieces of a quote. */
export const omission = ' […] ';

/** An article's words at these places (offsets in UTF-16 units of its stored text), with white space collapsed. */
export function quoteAt(articleText: string, spans: readonly Span[]): string {
  return spans.map(([start, end]) => collapse(articleText.slice(start, end))).join(omission);
}

/** Splits "article > heading @ 120-260, 300-340" into the citation and the places; `spans` is undefined without places. */
export function readPlace(source: string): { readonly cite: string; readonly spans?: readonly Span[] } {
  const [whole, places] = /\s@\s+(\d+-\d+(?:\s*,\s*\d+-\d+)*)\s*$/.exec(source) ?? [];
  if (whole === undefined || places === undefined) return { cite: source };
  const spans = places.split(',').map((place): Span => {
    const [start = 0, end = 0] = place.split('-').map(Number);
    return [start, end];
  });
  return { cite: source.slice(0, -whole.length), spans };
}

/** The inverse of `readPlace`. */
export function writePlace(cite: string, spans: readonly Span[]): string {
  return `${cite} @ ${spans.map(([start, end]) => `${start}-${end}`).join(', ')}`;
}

/** Why words aren't the article's at these places, or undefined if they are. */
export function disproveQuote(said: string, articleText: string, spans: readonly Span[]): string | undefined {
  const written = quoteAt(articleText, spans);
  if (written === said) return undefined;
  const at = [...said].findIndex((character, index) => character !== [...written][index]);
  const around = (text: string) => JSON.stringify([...text].slice(Math.max(0, at), Math.max(0, at) + 30).join(''));
  return at < 0
    ? `the quote ends before the place does: the article goes on with ${JSON.stringify(written.slice(said.length, said.length + 30))}`
    : `the quote is not what the article says there: it has ${around(said)}, the article has ${around(written)}`;
}

/** Why a row of cells isn't at this place in the article: each cell must be there, word for word and in order. */
export function disproveCells(
  cells: readonly string[],
  articleText: string,
  spans: readonly Span[],
): string | undefined {
  // There, a pipe within a cell is written \|.
  const written = quoteAt(articleText, spans).replaceAll('\\|', '|');
  let from = 0;
  for (const cell of cells.filter((each) => each !== emptyCell)) {
    const at = written.indexOf(cell, from);
    if (at < 0) return `the cell ${JSON.stringify(cell.slice(0, 40))} is not in the article there`;
    from = at + cell.length;
  }
  return undefined;
}

/** Stands for an empty cell of a quoted table, since platforms refuse empty ones. */
export const emptyCell = '–';

const collapse = (text: string) => text.replace(/\s+/g, ' ').trim();
