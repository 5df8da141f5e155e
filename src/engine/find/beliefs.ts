// How far a question is believed to ask for each entry, by what was learned from the ways people ask (learn.ts).

import { highest } from '../highest.js';
import type { Feature } from './features.js';
import { type Beliefs, type Beside, placeOf } from './learn.js';

/**
 * What is believed of a question. `of` gives the probability, 0 to 1, that it asks for an entry (by position) or for something beside
 * them; undefined where nothing was learned of it. `best` are the entries believed in most, best first.
 */
export type Belief = {
  readonly of: (asked: number | Beside) => number | undefined;
  readonly best: readonly number[];
};

/** Makes the judge of questions; it names at most `limit` entries. */
export function createBelief(beliefs: Beliefs, limit: number): (features: readonly Feature[]) => Belief {
  const { entries, starts, places, weights, biases } = beliefs;
  const numbers = new Map(beliefs.features.map((name, number) => [name, number]));
  const besideCount = biases.length - entries.length;
  const placeOfEntry = new Map(Array.from(entries, (entry, at) => [entry, besideCount + at]));
  if (numbers.size === 0) return () => ({ of: () => undefined, best: [] });
  return (features) => {
    const scores = new Float64Array(biases);
    for (const { name, strength } of features) {
      const number = numbers.get(name);
      if (number === undefined) continue;
      const end = starts[number + 1] ?? 0;
      for (let at = starts[number] ?? 0; at < end; at += 1) {
        const place = places[at] ?? 0;
        scores[place] = (scores[place] ?? 0) + (weights[at] ?? 0) * strength;
      }
    }
    let most = Number.NEGATIVE_INFINITY;
    for (let place = 0; place < scores.length; place += 1) most = Math.max(most, scores[place] ?? most);
    let sum = 0;
    for (let place = 0; place < scores.length; place += 1) sum += Math.exp((scores[place] ?? 0) - most);
    const of = (asked: number | Beside) => {
      const score = scores[(typeof asked === 'number' ? placeOfEntry.get(asked) : placeOf(asked)) ?? -1];
      return score === undefined ? undefined : Math.exp(score - most) / sum;
    };
    return { of, best: highest(scores.subarray(besideCount), limit).map((at) => entries[at] ?? 0) };
  };
}
