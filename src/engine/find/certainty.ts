// How sure it is that a candidate answers a question: one logistic model of what a person can explain. Signs are fixed: what is
// covered speaks for the entry, what is not covered against it. `npm run fit-certainty` fits the weights, on several knowledges at
// once, none of which counts more than another.

/**
 * What certainty is made of. `belief` is the logit of the probability learned for the entry, `family` the same for the entry and
 * those related to it together, both within 6; `similarity` and `coverage`, 0 to 1, are what the nearest way of asking shares with the
 * question and the share of the question's weight that the entry covers; `covered` is the logarithm of one and that weight itself, since
 * two words in common prove less than six; `outside` is the logit of what is asked beside all entries,
 * from -8 to 4; 0 where that was not learned. `named` is the share of the question that is the entry's name and what every name is
 * asked with ("what is", "explain the role of"); 0 where it is not named.
 */
export type Measures = {
  readonly belief: number;
  readonly family: number;
  readonly similarity: number;
  readonly coverage: number;
  readonly covered: number;
  readonly outside: number;
  readonly named: number;
};

/** The names of the measures and the sign that each weight has to have. */
export const signs = { belief: 1, family: 1, similarity: 1, coverage: 1, covered: 1, outside: -1, named: 1 } as const;

const names = Object.keys(signs) as (keyof Measures)[];

export type Weights = Measures & { readonly constant: number };

/** The fitted weights. */
export const fitted: Weights = {
  constant: -3.11,
  belief: 0.17,
  family: 0.31,
  similarity: 0.78,
  coverage: 0.98,
  covered: 2.44,
  outside: -0.15,
  named: 1.66,
};

/** From this certainty on an answer is given, from the lower one it is offered. */
export const answerFrom = 0.5;
export const suggestFrom = 0.08;

const mostBelief = 6;
const leastOutside = -8;
const mostOutside = 4;

/** What the measures are made from; beliefs are logarithms of probabilities, see search.ts. */
export type Measured = {
  readonly belief: number;
  readonly family: number;
  readonly similarity: number;
  readonly covered: number;
  readonly uncovered: number;
  readonly outside: number | undefined;
  readonly named: number;
};

export function measure({ belief, family, similarity, covered, uncovered, outside, named }: Measured): Measures {
  const whole = covered + uncovered;
  return {
    belief: within(-mostBelief, logit(belief), mostBelief),
    family: within(-mostBelief, logit(family), mostBelief),
    similarity,
    coverage: whole === 0 ? 0 : covered / whole,
    covered: Math.log1p(covered),
    outside: outside === undefined ? 0 : within(leastOutside, logit(outside), mostOutside),
    named,
  };
}

/** The probability, 0 to 1, that these weights give. */
export function certaintyOf(measures: Measures, weights: Weights = fitted): number {
  let sum = weights.constant;
  for (const name of names) sum += weights[name] * measures[name];
  return 1 / (1 + Math.exp(-sum));
}

const within = (least: number, value: number, most: number): number => Math.max(least, Math.min(most, value));
// Of the logarithm of a probability; certainty itself has none.
const mostLikely = 1 - 1e-7;
const logit = (log: number): number => log - Math.log1p(-Math.min(mostLikely, Math.exp(log)));
