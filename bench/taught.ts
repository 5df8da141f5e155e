// npm run bench-taught -- [--answers 500]: what a question costs in a workspace that taught many answers, beside one that taught none, on the
// questions that the engine is evaluated with. Half of the answers speak of what the articles speak of too.
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { createEngine } from '../src/engine/engine.js';
import type { Entry } from '../src/engine/entry.js';
import { parseQuestions } from '../src/evaluation.js';
import { entryOf } from '../src/taught/answer.js';
import { createAsk } from '../src/taught/asking.js';
import type { TaughtAnswer } from '../src/taught/ports.js';
import { createShippedEngine, readShipped } from '../test/fixtures/shipped.js';

const { values } = parseArgs({ options: { answers: { type: 'string', default: '500' } } });
const rounds = 7;

const asked = [
  'How do I get access to $?',
  'Who is responsible for $ here?',
  'Where is the handbook of $?',
  'May we use $ with customer data?',
  'What does $ cost us per seat?',
  'Is $ approved by the security team?',
  'When is the next training on $?',
  'Which model does $ run on?',
  'What is $?',
  'How do I report a problem with $?',
];
const things = [
  ...['Kiln', 'Borealis', 'the GPU cluster', 'ticket triage', 'Quillbox', 'the data lake', 'Marlin', 'Otterbox'],
  ...['expense reports', 'the staging server', 'ChatGPT', 'Copilot', 'Claude', 'RAG', 'fine-tuning', 'Midjourney'],
  ...['embeddings', 'prompt engineering', 'Stable Diffusion', 'Gemini'],
];

function createAnswer(index: number): TaughtAnswer {
  const thing = things[index % things.length] ?? '';
  const words = asked[Math.floor(index / things.length) % asked.length] ?? '';
  const office = Math.floor(index / (things.length * asked.length));
  const where = office === 0 ? '' : ` in office ${office}`;
  return {
    id: `taught-${index}`,
    at: 0,
    question: words.replace('$', thing).replace('?', `${where}?`),
    ways: [`${thing} ${words.split(' ').slice(-2).join(' ')}${where}`],
    answer: `Ask the team of **${thing}**${where}.`,
  };
}

const knowledge = readShipped();
const shipped = createShippedEngine();
const questions = ['tuning', 'held-back'].flatMap((name) =>
  parseQuestions(readFileSync(`test/fixtures/questions/${name}.jsonl`, 'utf8')).questions.map((each) => each.question),
);
const answers = Array.from({ length: Number(values.answers) }, (_, index) => createAnswer(index));
const make = (entries: readonly Entry[]) =>
  createEngine({ ...knowledge, entries, tips: [], beside: { outside: [], smallTalk: [] } });
const own = make(answers.map(entryOf));
const ask = createAsk(answers, { make, keyOf: shipped.keyOf });

const ways = {
  'articles alone': (question: string) => shipped.ask(question),
  'with taught answers': (question: string) => [shipped.ask(question), ask(question)],
  'with taught answers, all questions asked there': (question: string) => [shipped.ask(question), own.ask(question)],
};

/** Microseconds of processor time a question, whatever else the machine does. */
function time(work: (question: string) => unknown): number {
  const started = process.cpuUsage();
  for (const question of questions) work(question);
  const { user, system } = process.cpuUsage(started);
  return (user + system) / questions.length;
}

const measured = Array.from({ length: rounds }, () => Object.values(ways).map(time));
const medians = Object.keys(ways).map((name, at) => {
  const times = measured.map((round) => round[at] ?? 0).sort((a, b) => a - b);
  return { name, microseconds: times[Math.floor(rounds / 2)] ?? 0 };
});
const [alone] = medians;
console.log(`${answers.length} answers, ${questions.length} questions, median of ${rounds} rounds`);
for (const { name, microseconds } of medians)
  console.log(
    `${name}: ${microseconds.toFixed(0)} µs a question, ${(microseconds / (alone?.microseconds ?? 1)).toFixed(2)} times`,
  );
