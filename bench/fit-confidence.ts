// npm run fit-confidence -- QUESTIONS.jsonl...: fits the weights of src/engine/confidence.ts by logistic regression, to the ways people ask
// of the knowledge, to the questions that no entry answers, and to those of the files. What stands in the knowledge is asked of
// one without it. Where a file has a question of the knowledge too, what it accepts counts. Prints the weights with a five-fold
// cross-validation. Paste them; the tests guard the result. UNLEARNED=on fits those for a knowledge without beliefs.
import { readFileSync } from 'node:fs';
import { createDecide } from '../src/engine/answer/decide.js';
import type { Knowledge } from '../src/engine/entry.js';
import { type Measures, measureNames } from '../src/engine/find/confidence.js';
import { createRanker } from '../src/engine/find/rank.js';
import { readSegments } from '../src/engine/read/parts.js';
import { parseQuestions } from '../src/evaluation.js';
import { readKnowledge } from '../src/knowledge/read.js';
import { readEnglish } from '../src/language/english.js';

type Sample = {
  readonly values: readonly number[];
  readonly right: boolean;
  readonly answerable: boolean;
  readonly first: boolean;
};
type Asked = { readonly question: string; readonly accept: readonly string[] };

const rounds = 12;
const penalty = 0.0005;
const folds = 5;

const { knowledge: whole } = readKnowledge(process.env['KNOWLEDGE_DIR'] ?? './knowledge');
const isUnlearned = process.env['UNLEARNED'] === 'on';
const given = process.argv.slice(2).flatMap((file) => parseQuestions(readFileSync(file, 'utf8')).questions);
const acceptOf = new Map(given.map(({ question, accept }) => [question.toLowerCase(), accept]));
const stored = new Set([...whole.entries.flatMap(({ questions }) => questions), ...whole.beside.outside].map(lower));

const samples = [
  ...Array.from({ length: folds }, (_, fold) => {
    const isHeldOut = (_: unknown, index: number) => index % folds === fold;
    const isKept = (_: unknown, index: number) => index % folds !== fold;
    const entries = whole.entries.map((entry) => ({ ...entry, questions: entry.questions.filter(isKept) }));
    const asked = whole.entries.flatMap(({ id, questions }) =>
      questions.filter(isHeldOut).map((question) => ({ question, accept: acceptOf.get(lower(question)) ?? [id] })),
    );
    const unanswered = whole.beside.outside.filter(isHeldOut).map((question) => ({ question, accept: [] }));
    return sample({ ...whole, entries, beside: { ...whole.beside, outside: whole.beside.outside.filter(isKept) } }, [
      ...asked,
      ...unanswered,
    ]);
  }).flat(),
  ...sample(
    whole,
    given.filter(({ question }) => !stored.has(lower(question))),
  ),
];

function sample(from: Knowledge, asked: readonly Asked[]): Sample[] {
  const knowledge = isUnlearned ? { ...from, beside: { outside: [], smallTalk: [] } } : from;
  const ranker = createRanker(knowledge, readEnglish());
  const decide = createDecide(knowledge.entries, ranker);
  return asked.flatMap(({ question, accept }): Sample[] => {
    if (accept.includes('help')) return [];
    const decision = decide(readSegments(question, ranker.lexicon, ranker.correct));
    // Only what the search decides; comparisons, verdicts and classes have their own measure.
    if (
      decision === undefined ||
      decision.shown.type !== 'entry' ||
      decision.confidence !== decision.ranked[0]?.confidence
    )
      return [];
    return decision.ranked.map(({ entry, measures }, at) => ({
      values: valuesOf(measures),
      right: accept.includes(entry.id),
      answerable: accept.length > 0,
      first: at === 0,
    }));
  });
}

const firsts = samples.filter(({ first }) => first);
console.log(
  `${firsts.length} questions, ${firsts.filter(({ right }) => right).length} with the right entry first, ${firsts.filter(({ answerable }) => !answerable).length} that no entry answers`,
);
for (const threshold of [0.3, 0.4, 0.5, 0.6, 0.7]) {
  const tested = Array.from({ length: folds }, (_, fold) => {
    const weights = fitWeights(firsts.filter((_, index) => index % folds !== fold));
    return firsts.filter(
      (_, index) => index % folds === fold && probability(weights, firsts[index]?.values ?? []) >= threshold,
    );
  }).flat();
  const count = (wanted: (sample: Sample) => boolean) => tested.filter(wanted).length;
  console.log(
    `from ${threshold}: ${count(({ right }) => right)} right, ${count(({ right, answerable }) => !right && answerable)} wrong, ${count(({ answerable }) => !answerable)} answered that no entry answers`,
  );
}
print('preference', fitWeights(samples.filter(({ answerable }) => answerable)));
print('certainty', fitWeights(firsts));

function print(model: string, [constant = 0, ...others]: readonly number[]): void {
  const named = measureNames.map((name, index) => `    ${name}: ${(others[index] ?? 0).toFixed(2)},`);
  console.log([`  ${model}: {`, `    constant: ${constant.toFixed(2)},`, ...named, '  },'].join('\n'));
}

function lower(text: string): string {
  return text.toLowerCase();
}

function valuesOf(measures: Measures): number[] {
  return [1, ...measureNames.map((name) => measures[name])];
}

function probability(weights: readonly number[], values: readonly number[]): number {
  return 1 / (1 + Math.exp(-values.reduce((sum, value, index) => sum + value * (weights[index] ?? 0), 0)));
}

// Newton's method for the penalised likelihood (Hastie, Tibshirani, Friedman 2009, section 4.4.1); it settles in a few rounds.
function fitWeights(data: readonly Sample[]): number[] {
  const size = measureNames.length + 1;
  let weights = new Array<number>(size).fill(0);
  for (let round = 0; round < rounds; round += 1) {
    const gradient = new Array<number>(size).fill(0);
    const curvature = Array.from({ length: size }, (_, row) =>
      new Array<number>(size).fill(0).map((_, column) => (row === column && row > 0 ? penalty * data.length : 0)),
    );
    for (let row = 1; row < size; row += 1) gradient[row] = -penalty * data.length * (weights[row] ?? 0);
    for (const { values, right } of data) {
      const p = probability(weights, values);
      for (let row = 0; row < size; row += 1) {
        const value = values[row] ?? 0;
        gradient[row] = (gradient[row] ?? 0) + ((right ? 1 : 0) - p) * value;
        const line = curvature[row] ?? [];
        for (let column = 0; column < size; column += 1)
          line[column] = (line[column] ?? 0) + p * (1 - p) * value * (values[column] ?? 0);
      }
    }
    const change = solve(curvature, gradient);
    weights = weights.map((weight, index) => weight + (change[index] ?? 0));
  }
  return weights;
}

// Gaussian elimination; the matrix is positive definite, so that no pivoting is needed.
function solve(matrix: readonly (readonly number[])[], right: readonly number[]): number[] {
  const rows = matrix.map((row, index) => [...row, right[index] ?? 0]);
  for (const [at, pivot] of rows.entries()) {
    for (const row of rows.slice(at + 1)) {
      const factor = (row[at] ?? 0) / (pivot[at] ?? 1);
      for (let column = at; column < row.length; column += 1)
        row[column] = (row[column] ?? 0) - factor * (pivot[column] ?? 0);
    }
  }
  const solution = new Array<number>(rows.length).fill(0);
  for (let at = rows.length - 1; at >= 0; at -= 1) {
    const row = rows[at] ?? [];
    const known = solution.reduce((sum, value, column) => (column > at ? sum + value * (row[column] ?? 0) : sum), 0);
    solution[at] = ((row.at(-1) ?? 0) - known) / (row[at] ?? 1);
  }
  return solution;
}
