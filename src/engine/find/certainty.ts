// How sure it is that a candidate answers a question: one logistic model of five things that a person can explain, each set against
// what is usual in the knowledge for a question that nothing in it answers. All of them speak for the entry. `npm run fit-certainty`
// fits the weights, on several knowledges at once, none of which counts more than another.

/**
 * What certainty is made of. `belief` is the logit of the probability learned for the entry, `family` the same for the entry and
 * those related to it together, both within 6; `similarity`, 0 to 1, is what the nearest way of asking and the question share of the
 * weight of both, so all that the question asks beside lowers it; `covered` is the logarithm of one and the weight that the entry covers,
 * since two words in common prove less than six. `inside` is the logit of its asking for nothing beside all entries, from -4 to 8; 0 where that
 * was not learned.
 */
export type Measures = {
  readonly belief: number;
  readonly family: number;
  readonly similarity: number;
  readonly covered: number;
  readonly inside: number;
};

/** The names of the measures. */
export const measureNames = [
  'belief',
  'family',
  'similarity',
  'covered',
  'inside',
] as const satisfies readonly (keyof Measures)[];

export type Weights = Measures & { readonly constant: number };

/** The fitted weights; none is below 0. */
export const fitted: Weights = {
  constant: -1.71,
  belief: 0.43,
  family: 0.12,
  similarity: 1.57,
  covered: 1.86,
  inside: 0.05,
};

/** From this certainty on an answer is given, from the lower one it is offered. */
export const answerFrom = 0.5;
export const suggestFrom = 0.1;

const mostBelief = 6;
const leastInside = -4;
const mostInside = 8;

/** What the measures are made from; beliefs are logarithms of probabilities, see search.ts. */
export type Measured = {
  readonly belief: number;
  readonly family: number;
  readonly similarity: number;
  readonly covered: number;
  readonly outside: number | undefined;
};

export function measure({ belief, family, similarity, covered, outside }: Measured): Measures {
  return {
    belief: within(-mostBelief, logit(belief), mostBelief),
    family: within(-mostBelief, logit(family), mostBelief),
    similarity,
    covered: Math.log1p(covered),
    inside: outside === undefined ? 0 : within(leastInside, -logit(outside), mostInside),
  };
}

/** What the measures say for an entry, all together; candidates are ordered by it. */
export function speaksFor(measures: Measures, weights: Weights = fitted): number {
  return measureNames.reduce((sum, name) => sum + weights[name] * measures[name], 0);
}

/** The probability, 0 to 1, that these weights give; `usual` is what the measures are where nothing answers, see usual.ts. */
export function certaintyOf(measures: Measures, usual: Measures, weights: Weights = fitted): number {
  const sum = weights.constant + speaksFor(measures, weights) - speaksFor(usual, weights);
  return 1 / (1 + Math.exp(-sum));
}

const within = (least: number, value: number, most: number): number => Math.max(least, Math.min(most, value));
// Of the logarithm of a probability; certainty itself has none.
const mostLikely = 1 - 1e-7;
const logit = (log: number): number => log - Math.log1p(-Math.min(mostLikely, Math.exp(log)));
