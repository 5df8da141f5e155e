// npm run fit-confidence -- QUESTIONS.jsonl...: fits the weights of src/engine/confidence.ts to questions whose right entries are known, by
// logistic regression, and prints them with a five-fold cross-validation. Paste the weights; the tests guard the result.
import { readFileSync } from 'node:fs';
import { type Measures, measureNames } from '../src/engine/confidence.js';
import { createDecide } from '../src/engine/decide.js';
import { createRanker } from '../src/engine/rank.js';
import { readSegments } from '../src/engine/understand.js';
import { parseQuestions } from '../src/evaluation.js';
import { readKnowledge } from '../src/knowledge/read.js';

type Sample = { readonly values: readonly number[]; readonly right: boolean; readonly answerable: boolean };

const rounds = 6000;
const step = 2;
const penalty = 0.0005;
const folds = 5;

const { knowledge } = readKnowledge(process.env['KNOWLEDGE_DIR'] ?? './knowledge');
const ranker = createRanker(knowledge);
const decide = createDecide(knowledge.entries, ranker);
const samples = process.argv
  .slice(2)
  .flatMap((file) => parseQuestions(readFileSync(file, 'utf8')).questions)
  .flatMap((question): Sample[] => {
    if (question.accept.includes('help')) return [];
    const decision = decide(readSegments(question.question, ranker.lexicon, ranker.correct));
    const best = decision?.ranked[0];
    // Only what the search decides; comparisons, verdicts and classes have their own measure.
    if (
      decision === undefined ||
      best === undefined ||
      decision.shown.type !== 'entry' ||
      decision.confidence !== best.confidence
    )
      return [];
    return [
      {
        values: valuesOf(best.measures),
        right: question.accept.includes(best.entry.id),
        answerable: question.accept.length > 0,
      },
    ];
  });

console.log(`${samples.length} samples, ${samples.filter(({ right }) => right).length} right`);
for (const threshold of [0.4, 0.5, 0.6, 0.7]) {
  const tested = Array.from({ length: folds }, (_, fold) => {
    const weights = fit(samples.filter((_, index) => index % folds !== fold));
    return samples.filter(
      (_, index) => index % folds === fold && probability(weights, samples[index]?.values ?? []) >= threshold,
    );
  }).flat();
  const count = (wanted: (sample: Sample) => boolean) => tested.filter(wanted).length;
  console.log(
    `from ${threshold}: ${count(({ right }) => right)} right, ${count(({ right, answerable }) => !right && answerable)} wrong, ${count(({ answerable }) => !answerable)} off-topic answered`,
  );
}
const [constant = 0, ...others] = fit(samples);
console.log(`  constant: ${constant.toFixed(2)},`);
for (const [index, name] of measureNames.entries()) console.log(`  ${name}: ${(others[index] ?? 0).toFixed(2)},`);

function valuesOf(measures: Measures): number[] {
  return [1, ...measureNames.map((name) => measures[name])];
}

function probability(weights: readonly number[], values: readonly number[]): number {
  return 1 / (1 + Math.exp(-values.reduce((sum, value, index) => sum + value * (weights[index] ?? 0), 0)));
}

// Gradient descent with a small quadratic penalty on all weights but the constant.
function fit(data: readonly Sample[]): number[] {
  const weights = Array.from({ length: measureNames.length + 1 }, () => 0);
  for (let round = 0; round < rounds; round += 1) {
    const gradient = weights.map(() => 0);
    for (const { values, right } of data) {
      const error = probability(weights, values) - (right ? 1 : 0);
      for (const [index, value] of values.entries()) gradient[index] = (gradient[index] ?? 0) + error * value;
    }
    for (const [index, weight] of weights.entries()) {
      weights[index] = weight - step * ((gradient[index] ?? 0) / data.length + (index === 0 ? 0 : penalty * weight));
    }
  }
  return weights;
}
