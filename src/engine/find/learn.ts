// Learns from the ways people ask which entry a question asks for, if any: multinomial logistic regression on the features of each way of
// asking, by stochastic gradient descent with AdaGrad's step sizes (Duchi, Hazan, Singer 2011). The same knowledge always gives the same
// beliefs.
import type { Beside } from '../entry.js';
import { featuresOf, isConcept, type Weighed } from './features.js';

/** What can be asked for apart from entries. */
export type NoEntry = keyof Beside;
/** A way of asking and what it asks for: an entry, by position, or something else. Weight 1 is that of a way of asking. */
export type Example = {
  readonly text: readonly Weighed[];
  readonly asks: number | NoEntry;
  readonly weight: number;
};

const besides: readonly NoEntry[] = ['outside', 'smallTalk'];
/** The index in `Beliefs` of what can be asked for: first everything that isn't an entry, then the entries by position. */
export const placeOf = (asks: number | NoEntry): number =>
  typeof asks === 'number' ? besides.length + asks : besides.indexOf(asks);

/**
 * What was learned. Each feature has the places (`placeOf`) that it speaks for or against, those of feature f from starts[f] up to
 * starts[f + 1], with their weights. Nothing was learned if `features` is empty.
 */
export type Beliefs = {
  readonly features: readonly string[];
  readonly starts: Int32Array;
  readonly places: Int32Array;
  readonly weights: Float32Array;
  /** How often each place is asked for at all, as a weight. */
  readonly biases: Float32Array;
};

// With few examples, going through them more often learns more.
const manyExamples = 6000;
const enoughExamples = 15_000;
const fewestRounds = 4;
const mostRounds = 60;
const rounds = (examples: number): number =>
  Math.max(fewestRounds, Math.min(mostRounds, Math.round(enoughExamples / examples)));
const step = 0.5;
const biasStep = 0.15;
// The initial sum of squares, below that of the first gradient, so that steps start small.
const firstSquare = 0.01;
// Smaller errors change nothing visible.
const leastError = 0.01;
// With many examples, a pair or piece that occurs once says nothing about the next question; a single concept may be a name.
const leastUses = 2;
// Smaller weights are dropped.
const leastWeight = 0.08;
const rowsAtOnce = 4;
type Four = [number, number, number, number];
// More numbers than this (features times what can be asked for) would take a minute and half a gigabyte to learn: such knowledge is searched
// without beliefs.
const mostNumbers = 40_000_000;

/** Learns from all examples (about 100 microseconds each with 150 entries). */
export function learnBeliefs(examples: readonly Example[], entryCount: number): Beliefs {
  const { features, starts, ids, strengths } = numberFeatures(examples);
  const classes = besides.length + entryCount;
  if (features.length * classes > mostNumbers) return learnBeliefs([], 0);
  const right = Int32Array.from(examples, ({ asks }) => placeOf(asks));
  const weights = new Float32Array(features.length * classes);
  const squares = new Float32Array(weights.length).fill(firstSquare);
  const biases = new Float32Array(classes);
  const biasSquares = new Float32Array(classes).fill(firstSquare);
  const scores = new Float64Array(classes);
  const order = Int32Array.from(examples, (_, at) => at);
  const random = createRandom();
  for (let round = 0; round < rounds(examples.length); round += 1) {
    shuffle(order, random);
    for (const example of order) {
      const first = starts[example] as number;
      const last = starts[example + 1] as number;
      const { weight = 1 } = examples[example] ?? {};
      scores.set(biases);
      addRows(scores, weights, ids, strengths, first, last);
      softmax(scores);
      for (let asked = 0; asked < classes; asked += 1) {
        const error = ((scores[asked] as number) - (asked === right[example] ? 1 : 0)) * weight;
        if (error < leastError && error > -leastError) continue;
        biasSquares[asked] = (biasSquares[asked] as number) + error * error;
        biases[asked] = (biases[asked] as number) - (biasStep * error) / Math.sqrt(biasSquares[asked] as number);
        for (let at = first; at < last; at += 1) {
          const place = (ids[at] as number) * classes + asked;
          const gradient = error * (strengths[at] as number);
          const square = (squares[place] as number) + gradient * gradient;
          squares[place] = square;
          weights[place] = (weights[place] as number) - (step * gradient) / Math.sqrt(square);
        }
      }
    }
  }
  return { features, biases, ...keepHeavy(weights, classes) };
}

// Adds the weights of an example's features to the scores, by their strength. Four rows at a time: learning spends most of its time here, and
// this takes half as long as one by one.
function addRows(
  scores: Float64Array,
  weights: Float32Array,
  ids: Int32Array,
  strengths: Float32Array,
  first: number,
  last: number,
): void {
  const classes = scores.length;
  for (let at = first; at < last; at += rowsAtOnce) {
    const a = (ids[at] as number) * classes;
    const b = (ids[at + 1] as number) * classes;
    const c = (ids[at + 2] as number) * classes;
    const d = (ids[at + 3] as number) * classes;
    const [e, f, g, h] = [strengths[at], strengths[at + 1], strengths[at + 2], strengths[at + 3]] as Four;
    for (let place = 0; place < classes; place += 1)
      scores[place] =
        (scores[place] as number) +
        (weights[a + place] as number) * e +
        (weights[b + place] as number) * f +
        (weights[c + place] as number) * g +
        (weights[d + place] as number) * h;
  }
}

// Turns scores into probabilities, in place.
function softmax(scores: Float64Array): void {
  let most = Number.NEGATIVE_INFINITY;
  for (const score of scores) if (score > most) most = score;
  let sum = 0;
  for (let at = 0; at < scores.length; at += 1) {
    const power = Math.exp((scores[at] ?? 0) - most);
    scores[at] = power;
    sum += power;
  }
  for (let at = 0; at < scores.length; at += 1) scores[at] = (scores[at] ?? 0) / sum;
}

// The features of each example, concatenated: those of example e from starts[e] up to starts[e + 1].
function numberFeatures(examples: readonly Example[]) {
  const numbers = new Map<string, number>();
  const counts: number[] = [];
  const all: number[] = [];
  const allStrengths: number[] = [];
  const ends = examples.map(({ text }) => {
    for (const { name, strength } of featuresOf(text)) {
      const number = numbers.get(name) ?? numbers.size;
      if (number === numbers.size) numbers.set(name, number);
      counts[number] = (counts[number] ?? 0) + 1;
      all.push(number);
      allStrengths.push(strength);
    }
    return all.length;
  });
  const least = examples.length < manyExamples ? 1 : leastUses;
  const features: string[] = [];
  const renumbered = new Int32Array(numbers.size).fill(-1);
  for (const [name, number] of numbers) {
    if ((counts[number] ?? 0) < least && !isConcept(name)) continue;
    renumbered[number] = features.length;
    features.push(name);
  }
  const starts = new Int32Array(examples.length + 1);
  // The features of an example fill whole rows of four; padding has no strength.
  const ids = new Int32Array(all.length + examples.length * (rowsAtOnce - 1));
  const strengths = new Float32Array(ids.length);
  let kept = 0;
  ends.forEach((end, example) => {
    for (let at = ends[example - 1] ?? 0; at < end; at += 1) {
      const id = renumbered[all[at] ?? 0] ?? -1;
      if (id < 0) continue;
      ids[kept] = id;
      strengths[kept] = allStrengths[at] ?? 0;
      kept += 1;
    }
    kept = Math.ceil(kept / rowsAtOnce) * rowsAtOnce;
    starts[example + 1] = kept;
  });
  return { features, starts, ids, strengths };
}

function keepHeavy(weights: Float32Array, classes: number): Pick<Beliefs, 'starts' | 'places' | 'weights'> {
  const starts: number[] = [0];
  const places: number[] = [];
  const kept: number[] = [];
  for (let row = 0; row < weights.length; row += classes) {
    for (let place = 0; place < classes; place += 1) {
      const weight = weights[row + place] ?? 0;
      if (Math.abs(weight) < leastWeight) continue;
      places.push(place);
      kept.push(weight);
    }
    starts.push(places.length);
  }
  return { starts: new Int32Array(starts), places: new Int32Array(places), weights: new Float32Array(kept) };
}

function shuffle(order: Int32Array, random: () => number): void {
  for (let at = order.length - 1; at > 0; at -= 1) {
    const other = Math.floor(random() * (at + 1));
    const kept = order[at] ?? 0;
    order[at] = order[other] ?? 0;
    order[other] = kept;
  }
}

// A linear congruential generator with the constants of Numerical Recipes (Press et al. 1992, section 7.1): the order doesn't matter, as
// long as it is the same each time.
function createRandom(): () => number {
  let state = 1;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}
