// The usual measures of certainty for questions without an answer. Close-knit knowledge has something in common with every question in its
// field, and with only a few ways of asking, no belief is firm: so certainty is relative to these (certainty.ts).

import { type Measures, measure, measureNames } from './certainty.js';
import type { Weighed } from './features.js';
import type { Search } from './search.js';

/** A question whose answer is known: the position of its entry. */
export type AskedOf = { readonly text: readonly Weighed[]; readonly entry: number };

// This many give as good an estimate as all.
const mostAsked = 2000;
// Defaults for knowledge with too few ways of asking to measure anything, as in close-knit knowledge, since a doubtful answer is worse than an
// offer. They weigh as much as this many questions.
const ordinary: Measures = { belief: -1.6, family: -1.5, similarity: 0.3, covered: 0.5, inside: 0 };
const ordinaryCount = 10;

/**
 * Asks an entry's ways of asking as if that entry and its `families`, by position, were missing, and returns the mean of each measure of the
 * best remaining one. It asks `most` of them.
 */
export function usualMeasures(
  ways: readonly AskedOf[],
  families: readonly (readonly number[])[],
  search: Search,
  most = mostAsked,
): Measures {
  const sums = { ...ordinary };
  for (const name of measureNames) sums[name] *= ordinaryCount;
  let count = ordinaryCount;
  const step = Math.max(1, ways.length / most);
  for (let at = 0; at < ways.length; at += step) {
    const { text, entry } = ways[Math.floor(at)] as AskedOf;
    const { candidates, beside, beliefIn } = search(text);
    const gone = new Set([entry, ...(families[entry] ?? [])]);
    const other = candidates.find((candidate) => !gone.has(candidate.entry));
    if (other === undefined) continue;
    // The total belief in all others, without the missing entry.
    const rest = Math.log1p(-Math.min(mostBelieved, Math.exp(beliefIn(entry))));
    const measures = measure({ ...other, belief: other.belief - rest, family: other.family - rest, outside: beside });
    for (const name of measureNames) sums[name] += measures[name];
    count += 1;
  }
  for (const name of measureNames) sums[name] /= count;
  return sums;
}

const mostBelieved = 1 - 1e-6;
