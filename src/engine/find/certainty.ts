// The certainty that a candidate answers a question: one logistic model of five measures that a person can explain, each relative to what
// is usual in the knowledge for a question without an answer. All of them are in favour of the entry. `npm run fit-certainty` fits the
// weights, on several bodies of knowledge at once, each counting the same.

/**
 * What certainty is made of. `belief` is the logit of the learned probability of the entry, `family` the same for the entry and its related
 * entries together, both within 6; `similarity`, 0 to 1, is what the nearest way of asking and the question share of the weight of both, so
 * anything else that the question asks lowers it; `covered` is the logarithm of one plus the weight that the entry covers, since two words
 * in common prove less than six. `inside` is the logit of the question not being outside the knowledge, from -4 to 8; 0 if that wasn't
 * learned.
 */
export type Measures = {
  readonly belief: number;
  readonly family: number;
  readonly similarity: number;
  readonly covered: number;
  readonly inside: number;
};

export const measureNames = [
  'belief',
  'family',
  'similarity',
  'covered',
  'inside',
] as const satisfies readonly (keyof Measures)[];

type Weights = Measures & { readonly constant: number };

/** The fitted weights; none is below 0. */
export const fitted: Weights = {
  constant: -1.71,
  belief: 0.42,
  family: 0.15,
  similarity: 1.88,
  covered: 1.43,
  inside: 0.03,
};

/**
 * The weights for entries of quotes. They have little more than a heading to be found by, so the same measures prove more; and an answer in an
 * article's own words shows at once whether it fits. The constant was chosen on five imported documents (decision 0163).
 */
export const fittedToQuotes: Weights = { ...fitted, constant: fitted.constant + 0.25 };

/** From this certainty on an answer is given; from the lower one it is offered. */
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

/** The sum of the measures in favour of an entry; candidates are ordered by it. */
export function speaksFor(measures: Measures, weights: Weights = fitted): number {
  return measureNames.reduce((sum, name) => sum + weights[name] * measures[name], 0);
}

/** The probability, 0 to 1, with these weights; `usual` are the measures for questions without an answer, see usual.ts. */
export function certaintyOf(measures: Measures, usual: Measures, weights: Weights = fitted): number {
  const sum = weights.constant + speaksFor(measures, weights) - speaksFor(usual, weights);
  return 1 / (1 + Math.exp(-sum));
}

const within = (least: number, value: number, most: number): number => Math.max(least, Math.min(most, value));
// A probability of one has no logit.
const mostLikely = 1 - 1e-7;
const logit = (log: number): number => log - Math.log1p(-Math.min(mostLikely, Math.exp(log)));
