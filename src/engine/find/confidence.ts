// Which match is best, and how sure it is that this is what the question asks for: two logistic models of the same measures. No
// single score can tell, since those of right and of off-topic hits overlap. `npm run fit-confidence` fits the weights anew.

/**
 * What is known of a match. `similarity`, `coverage`, `likeness`, `agreement` are those of search.ts.
 * `evidence` is the weight of what matched, at most 3; `content` is the share of the words beside names and turns of phrase
 * that the entry covers, `contentEvidence` their weight and `uncovered` that of the others, at most 2;
 * `unknown` is the weight of words that no entry has, `namedUncovered` is `uncovered` where the entry is named,
 * `outside` is 1 where something is asked that no entry tells. `belief` is the probability that was learned for the entry,
 * `disbelief` how many times e it is divided from certainty, at most 6, `behind` the same from the entry that is believed in most, and
 * `outsideBelief`, `outsideDisbelief` those that no entry answers; all 0 where nothing was learned.
 */
export type Measures = {
  readonly similarity: number;
  readonly coverage: number;
  readonly likeness: number;
  readonly agreement: number;
  readonly evidence: number;
  readonly content: number;
  readonly contentEvidence: number;
  readonly uncovered: number;
  readonly unknown: number;
  readonly namedUncovered: number;
  readonly outside: number;
  readonly belief: number;
  readonly disbelief: number;
  readonly behind: number;
  readonly outsideBelief: number;
  readonly outsideDisbelief: number;
};

export const measureNames = [
  'similarity',
  'coverage',
  'likeness',
  'agreement',
  'evidence',
  'content',
  'contentEvidence',
  'uncovered',
  'unknown',
  'namedUncovered',
  'outside',
  'belief',
  'disbelief',
  'behind',
  'outsideBelief',
  'outsideDisbelief',
] as const;

export type Weights = Measures & { readonly constant: number };

/** What orders the matches of a question that has an answer, and what tells whether the best of them is right at all. */
export type Models = { readonly preference: Weights; readonly certainty: Weights };

/** The fitted weights for a knowledge that beliefs were learned from. */
export const withBeliefs: Models = {
  preference: {
    constant: -1.96,
    similarity: 0.62,
    coverage: 0.4,
    likeness: 0.46,
    agreement: 1.57,
    evidence: 0.74,
    content: 0.13,
    contentEvidence: -0.06,
    uncovered: -0.1,
    unknown: 0.3,
    namedUncovered: 0.44,
    outside: 0.04,
    belief: 2.14,
    disbelief: -0.48,
    behind: -0.18,
    outsideBelief: 0.74,
    outsideDisbelief: -0.04,
  },
  certainty: {
    constant: -2.21,
    similarity: 0.45,
    coverage: 0.73,
    likeness: -0.42,
    agreement: 0.93,
    evidence: 0.65,
    content: 0.47,
    contentEvidence: 0.06,
    uncovered: 0.7,
    unknown: 0.04,
    namedUncovered: -0.39,
    outside: -0.12,
    belief: 2.38,
    disbelief: -0.64,
    behind: -0.37,
    outsideBelief: -0.92,
    outsideDisbelief: 0.02,
  },
};

/** The fitted weights for one that is too small, or too large, to learn from. */
export const withoutBeliefs: Models = {
  preference: {
    constant: -5.66,
    similarity: 1.54,
    coverage: 1.06,
    likeness: 1.31,
    agreement: 4.75,
    evidence: 1.03,
    content: 0.27,
    contentEvidence: 0.55,
    uncovered: -0.17,
    unknown: 0.29,
    namedUncovered: 1.26,
    outside: -0.02,
    belief: 0,
    disbelief: 0,
    behind: 0,
    outsideBelief: 0,
    outsideDisbelief: 0,
  },
  certainty: {
    constant: -8.18,
    similarity: 3.53,
    coverage: 2.07,
    likeness: 3.24,
    agreement: 0.44,
    evidence: 1.51,
    content: 1.08,
    contentEvidence: 0.7,
    uncovered: 0.5,
    unknown: -0.42,
    namedUncovered: 0.38,
    outside: -2.33,
    belief: 0,
    disbelief: 0,
    behind: 0,
    outsideBelief: 0,
    outsideDisbelief: 0,
  },
};

/** The probability, 0 to 1, that a model with these weights gives to a match. */
export function probabilityOf(measures: Measures, weights: Weights): number {
  const sum = measureNames.reduce((total, name) => total + weights[name] * measures[name], weights.constant);
  return 1 / (1 + Math.exp(-sum));
}
