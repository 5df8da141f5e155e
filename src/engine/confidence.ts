// How sure it is that the best match is what the question asks for: a logistic model of a few measures. No single score can tell,
// since those of right and of off-topic hits overlap. `npm run fit-confidence` fits the weights anew (docs/engine.md).

/**
 * What is known of a match. `similarity`, `coverage`, `likeness` are those of search.ts; `lead` is its distance to the runner-up.
 * `evidence` is the weight of what matched, at most 3; `content` is the share of the words beside names and turns of phrase
 * that the entry covers, `contentEvidence` their weight and `uncovered` that of the others, at most 2.
 */
export type Measures = {
  readonly similarity: number;
  readonly coverage: number;
  readonly likeness: number;
  readonly lead: number;
  readonly evidence: number;
  readonly content: number;
  readonly contentEvidence: number;
  readonly uncovered: number;
};

export const measureNames = [
  'similarity',
  'coverage',
  'likeness',
  'lead',
  'evidence',
  'content',
  'contentEvidence',
  'uncovered',
] as const;

/** The fitted weights of the measures, and the constant. */
export const weights: Measures & { readonly constant: number } = {
  constant: -7.21,
  similarity: 3.13,
  coverage: 1.63,
  likeness: 4.7,
  lead: 2.9,
  evidence: 1.07,
  content: 1.19,
  contentEvidence: 0.98,
  uncovered: 0.4,
};

/** The probability, 0 to 1, that the match is right. */
export function confidenceOf(measures: Measures): number {
  const sum = measureNames.reduce((total, name) => total + weights[name] * measures[name], weights.constant);
  return 1 / (1 + Math.exp(-sum));
}
