// Which match is best, and how sure it is that this is what the question asks for: two logistic models of the same measures. No
// single score can tell, since those of right and of off-topic hits overlap. `npm run fit-confidence` fits the weights anew.

/**
 * What is known of a match. `similarity`, `coverage`, `likeness`, `agreement` are those of search.ts.
 * `evidence` is the weight of what matched, at most 3; `content` is the share of the words beside names and turns of phrase
 * that the entry covers, `contentEvidence` their weight and `uncovered` that of the others, at most 2;
 * `unknown` is the weight of words that no entry has, `namedUncovered` is `uncovered` where the entry is named,
 * `outside` is 1 where something is asked that no entry tells.
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
] as const;

export type Weights = Measures & { readonly constant: number };

/** The fitted weights that order the matches of a question that has an answer. */
export const preference: Weights = {
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
};

/** The fitted weights that tell whether the best match is right at all. */
export const certainty: Weights = {
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
};

/** The probability, 0 to 1, that a model with these weights gives to a match. */
export function probabilityOf(measures: Measures, weights: Weights): number {
  const sum = measureNames.reduce((total, name) => total + weights[name] * measures[name], weights.constant);
  return 1 / (1 + Math.exp(-sum));
}
