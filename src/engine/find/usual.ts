// What the measures of certainty are where a knowledge does not have the answer. A close-knit knowledge has something in common with
// every question of its field, one of a few ways of asking is never believed in firmly: certainty counts from there (certainty.ts).

import { type Measures, measure, measureNames } from './certainty.js';
import type { Weighed } from './features.js';
import type { Search } from './search.js';

/** A question whose answer is known: the position of its entry. */
export type AskedOf = { readonly text: readonly Weighed[]; readonly entry: number };

// So many tell as much as all would.
const mostAsked = 400;
// What certainty counts from where hardly anybody wrote down what is asked, so that nothing can be measured: as in a close-knit
// knowledge, since a doubtful answer is worse than an offer. It counts for so many questions.
const ordinary: Measures = { belief: -1.6, family: -1.5, similarity: 0.3, covered: 0.5, inside: 0 };
const ordinaryCount = 10;

/**
 * Asks the ways of asking for an entry as if that entry and its `families`, by position, were not there, and gives the mean of what is
 * measured of the best of the others. It asks `most` of them.
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
    // Of the beliefs in all others, without that in the entry that is gone.
    const rest = Math.log1p(-Math.min(mostBelieved, Math.exp(beliefIn(entry))));
    const measures = measure({ ...other, belief: other.belief - rest, family: other.family - rest, outside: beside });
    for (const name of measureNames) sums[name] += measures[name];
    count += 1;
  }
  for (const name of measureNames) sums[name] /= count;
  return sums;
}

const mostBelieved = 1 - 1e-6;
