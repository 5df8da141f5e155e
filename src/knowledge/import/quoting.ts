// Which words of a part become a quote: whole sentences and items in their order, up to a length, without what was left out.
import type { Span } from '../../document/nodes.js';
import { lengths } from '../schemas.js';
import { type Place, wordsAt } from './blocks.js';
import type { Unit } from './promotion.js';

/** How long quotes are, in characters: an answer is quoted whole where it can be, a part of an article by its beginning. */
export const quoteLengths = { answer: 1000, section: 600, definition: 420, examples: 700 } as const;

/** The places of a quote; none where nothing is left to quote. A single sentence may be longer than `limit`. */
export function takeQuote(text: string, units: readonly Unit[], limit: number): readonly Span[] {
  const taken: Unit[] = [];
  let length = 0;
  for (const unit of units) {
    if (unit.why !== undefined) continue;
    const more = unit.end - unit.start;
    if (length + more > (taken.length === 0 ? lengths.quote : limit)) break;
    taken.push(unit);
    length += more;
  }
  // A line that leads to a list says nothing without it.
  while (taken.length > 1 && isLead(text, taken.at(-1))) taken.pop();
  const [only] = taken;
  if (only === undefined || (taken.length === 1 && isLead(text, only))) return [];
  return join(text, taken);
}

/** Places that only white space and marks of lists stand between are one. */
export function join(text: string, places: readonly Place[]): readonly Span[] {
  const spans: [number, number][] = [];
  for (const { start, end } of places) {
    const last = spans.at(-1);
    if (last !== undefined && /^[^\p{L}\p{N}]*(?:\(?\d{1,3}[.)]\s*)?$/u.test(text.slice(last[1], start))) last[1] = end;
    else spans.push([start, end]);
  }
  return spans;
}

export const isLead = (text: string, unit: Place | undefined) =>
  unit !== undefined && wordsAt(text, unit).endsWith(':');
