// Turns a part into quotes: all of its words except those left out, in whole sentences and items, in order, and in pieces that fit a chat.
import type { Span } from '../../document/nodes.js';
import { lengths } from '../schemas.js';
import { type TextRange, wordsAt } from './blocks.js';
import type { Unit } from './promotion.js';

/** Lengths of quotes, in characters. A piece of a part ends where the next paragraph doesn't fit; a definition is its first sentences. */
export const quoteLengths = { part: 900, definition: 420, examples: 700 } as const;
// Longer pieces are cut between words, safely below what an entry may quote.
const longestPiece = lengths.quote - 200;

/** The places of one quote, from the first units that fit; none if there is nothing to quote. */
export function takeQuote(text: string, units: readonly Unit[], limit: number): readonly Span[] {
  const taken: Unit[] = [];
  let length = 0;
  for (const unit of units) {
    if (unit.why !== undefined) continue;
    const more = unit.end - unit.start;
    if (length + more > (taken.length === 0 ? longestPiece : limit)) break;
    taken.push(unit);
    length += more;
  }
  // A line that introduces a list says nothing without it.
  while (taken.length > 1 && isLead(text, taken.at(-1))) taken.pop();
  const [only] = taken;
  if (only === undefined || (taken.length === 1 && isLead(text, only))) return [];
  return join(text, taken);
}

/** A part as pieces, each of them a quote; the units of each piece show what it is about. A piece ends at each of the `cuts`. */
export function toPieces(
  text: string,
  units: readonly Unit[],
  cuts: readonly number[] = [],
): readonly (readonly Unit[])[] {
  const runs: Unit[][] = [[]];
  let at = 0;
  for (const unit of units) {
    for (; (cuts[at] ?? Number.POSITIVE_INFINITY) < unit.start; at += 1) runs.push([]);
    runs.at(-1)?.push(unit);
  }
  return runs.flatMap((run) => piecesOf(text, run));
}

function piecesOf(text: string, units: readonly Unit[]): readonly (readonly Unit[])[] {
  const pieces: Unit[][] = [];
  let piece: Unit[] = [];
  let length = 0;
  const add = (unit: Unit) => {
    piece.push(unit);
    length += unit.end - unit.start + gapLength;
  };
  const cut = () => {
    // A line that introduces something stays with it.
    const moved: Unit[] = [];
    while (piece.length > 1 && isLead(text, piece.at(-1))) moved.unshift(...piece.splice(-1));
    if (piece.length > 0) pieces.push(piece);
    piece = [];
    length = 0;
    for (const unit of moved) add(unit);
  };
  for (const block of byBlock(units)) {
    const blockLength = block.reduce((sum, { start, end }) => sum + end - start + gapLength, 0);
    if (
      length > 0 &&
      length + blockLength > quoteLengths.part &&
      (length >= quoteLengths.part / 2 || blockLength <= quoteLengths.part)
    )
      cut();
    for (const unit of block.flatMap((each) => splitLong(text, each))) {
      if (length > 0 && length + unit.end - unit.start > longestPiece) cut();
      add(unit);
    }
  }
  if (piece.length > 0) pieces.push(piece);
  return pieces;
}
// An omission mark replaces what is left out between two places.
const gapLength = 6;

function byBlock(units: readonly Unit[]): Unit[][] {
  const blocks: Unit[][] = [];
  for (const unit of units) {
    const last = blocks.at(-1);
    if (last?.[0]?.block === unit.block) last.push(unit);
    else blocks.push([unit]);
  }
  return blocks;
}

// Between words; a "word" longer than a quote is cut anywhere.
function splitLong(text: string, unit: Unit): readonly Unit[] {
  const parts: Unit[] = [];
  let { start } = unit;
  while (unit.end - start > longestPiece) {
    const window = text.slice(start, start + longestPiece);
    const at = Math.max(window.lastIndexOf(' '), window.lastIndexOf('\n'));
    const cut = start + (at > 0 ? at : longestPiece);
    parts.push(trimmed(text, { ...unit, start, end: cut }));
    start = cut;
    while (start < unit.end && /\s/.test(text.charAt(start))) start += 1;
  }
  if (start < unit.end) parts.push(trimmed(text, { ...unit, start }));
  return parts.filter((each) => each.end > each.start);
}

function trimmed(text: string, unit: Unit): Unit {
  const words = text.slice(unit.start, unit.end);
  return { ...unit, end: unit.start + words.trimEnd().length };
}

/** Joins places separated only by white space and list marks; items of a list keep theirs. */
export function join(text: string, places: readonly (TextRange & { readonly type?: Unit['type'] })[]): readonly Span[] {
  const spans: [number, number][] = [];
  places.forEach(({ start, end, type }, at) => {
    const last = spans.at(-1);
    const isClose =
      last !== undefined &&
      start - last[1] < longestGap &&
      /^[^\p{L}\p{N}]*(?:\(?(?:\d{1,3}|[a-z])[.)]\s*)?$/u.test(text.slice(last[1], start));
    const isListed = type === 'item' && (at > 0 || places[1]?.type === 'item');
    if (isClose) last[1] = end;
    else spans.push([start - (isListed ? markLength(text, start) : 0), end]);
  });
  return spans;
}
// "3. " or "• " before an item, at the beginning of its line.
function markLength(text: string, start: number): number {
  const [, mark = ''] = /(?:^|\n)((?:[•◦]|\d{1,3}\.|[a-z]\.) )$/.exec(text.slice(Math.max(0, start - 6), start)) ?? [];
  return mark.length;
}
const longestGap = 40;

export const isLead = (text: string, unit: TextRange | undefined) =>
  unit !== undefined && unit.end - unit.start < 400 && wordsAt(text, unit).endsWith(':');
