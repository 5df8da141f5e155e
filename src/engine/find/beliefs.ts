// The belief that a question asks for each entry, as learned from the ways people ask (learn.ts).
import type { Feature } from './features.js';
import type { Beliefs } from './learn.js';

/** The natural logarithms of the probabilities, by `placeOf`; overwritten by the next call. */
type Believe = (features: readonly Feature[]) => Float64Array;

/** A question may ask for many things: knowledge with three entries isn't believed to have every third answer. */
export const leastPlaces = 32;

/** Makes the judge of questions; undefined if nothing was learned. `least` is the minimum number of things that may be asked for. */
export function createBelieve(
  { features: names, starts, places, weights, biases }: Beliefs,
  least = leastPlaces,
): Believe | undefined {
  if (names.length === 0) return undefined;
  const numbers = new Map(names.map((name, number) => [name, number]));
  const scores = new Float64Array(biases.length);
  return (features) => {
    scores.set(biases);
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
    let sum = Math.max(0, least - scores.length) * Math.exp(-most);
    for (let place = 0; place < scores.length; place += 1) sum += Math.exp((scores[place] ?? 0) - most);
    const whole = most + Math.log(sum);
    for (let place = 0; place < scores.length; place += 1) scores[place] = (scores[place] ?? 0) - whole;
    return scores;
  };
}
