// npm run bench-taught -- [--answers 500]: what a question costs in a workspace that taught many answers, compared with one that taught none,
// on the engine's evaluation questions; how soon a new answer is given; and the memory that many workspaces take. Half of the answers
// overlap with the articles.
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { createOwnEngines } from '../src/bin/own-engines.js';
import { createEngine } from '../src/engine/engine.js';
import { parseQuestions } from '../src/evaluation.js';
import { readEnglish } from '../src/language/english.js';
import { createAsk, createReading } from '../src/taught/asking.js';
import type { TaughtAnswer } from '../src/taught/ports.js';
import { createServed } from '../src/taught/served.js';
import { createShippedEngine, readShipped } from '../test/fixtures/shipped.js';

const { values } = parseArgs({ options: { answers: { type: 'string', default: '500' } } });
const rounds = 7;
// Questions in one configuration before the next one's turn.
const atOnce = 200;
// Until the learned engine is in use.
const betweenMs = 5_000;
const workspaces = 2_000;
const each = 25;
// As in src/taught/served.ts.
const keptEngines = 60;

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

/** One of 500 or more answers of a workspace; no two workspaces have the same. */
function createAnswer(index: number, workspace = ''): TaughtAnswer {
  const thing = things[index % things.length] ?? '';
  const words = asked[Math.floor(index / things.length) % asked.length] ?? '';
  const office = Math.floor(index / (things.length * asked.length));
  const where = office === 0 ? '' : ` in office ${office}`;
  return {
    id: `taught-${index}`,
    at: 0,
    question: words.replace('$', thing).replace('?', `${where}?`),
    ways: [`${thing} ${words.split(' ').slice(-2).join(' ')}${where}`],
    answer: `Ask the team of **${thing}**${where}${workspace}.`,
  };
}

const knowledge = readShipped();
const english = readEnglish();
const shipped = createShippedEngine();
const questions = ['tuning', 'held-back'].flatMap((name) =>
  parseQuestions(readFileSync(`test/fixtures/questions/${name}.jsonl`, 'utf8')).questions.map((each) => each.question),
);
const answersOf = (count: number, workspace = '') =>
  Array.from({ length: count }, (_, index) => createAnswer(index, workspace));
const answers = answersOf(Number(values.answers));
const reading = createReading(shipped.keyOf);
const logger = { debug: () => {}, info: () => {}, warn: console.error, error: console.error };
const engines = createOwnEngines(() => knowledge, logger, new URL('../dist/bin/learn-aside.js', import.meta.url));
// A learning thread doesn't keep the process alive.
const alive = setInterval(() => {}, betweenMs);
const own = (await engines.learn('', answers.map(reading.entryOf))) ?? engines.make([]);
const ask = createAsk(answers, { make: () => own, reading });

const ways = {
  'articles alone': (question: string) => shipped.ask(question),
  'with taught answers': (question: string) => {
    const { type, score } = shipped.ask(question);
    return ask(question, type === 'answered' ? score : 0);
  },
  'with taught answers, all questions asked there': (question: string) => [shipped.ask(question), own.ask(question)],
};

/** Microseconds of processor time per question in each configuration; in turns, so that other work on the machine counts equally. */
function measureRound(): readonly number[] {
  const sums = Object.values(ways).map(() => 0);
  for (let at = 0; at < questions.length; at += atOnce)
    Object.values(ways).forEach((work, way) => {
      const started = process.cpuUsage();
      for (const question of questions.slice(at, at + atOnce)) work(question);
      const { user, system } = process.cpuUsage(started);
      sums[way] = (sums[way] ?? 0) + user + system;
    });
  return sums.map((sum) => sum / questions.length);
}

const measured = Array.from({ length: rounds }, measureRound);
const median = (numbers: readonly number[]) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;
console.log(`${answers.length} answers, ${questions.length} questions, median of ${rounds} rounds`);
Object.keys(ways).forEach((name, way) => {
  const microseconds = median(measured.map((round) => round[way] ?? 0));
  const times = median(measured.map((round) => (round[way] ?? 0) / (round[0] ?? 1)));
  console.log(`${name}: ${microseconds.toFixed(0)} µs a question, ${times.toFixed(2)} times`);
});

// Before the engines of the next measurement come and go.
await measureMemory();
await measureTeaching();
clearInterval(alive);

/** The time from saving a new answer until it is given. */
async function measureTeaching(): Promise<void> {
  const workspace = { platform: 'discord', workspace: 'W' };
  let taught = answers.slice(0, -1);
  let version = 1;
  const served = createServed({
    store: { version: async () => version, read: async () => ({ version, answers: copyOf(taught) }) },
    ...engines,
    shipped: () => shipped,
    clock: Date,
    logger,
  });
  const ask = async ({ question }: TaughtAnswer): Promise<number> => {
    served.changed(workspace);
    const started = performance.now();
    const found = (await served.of(workspace)).ask(question);
    if (found?.same !== true) throw new Error(`"${question}" is not answered`);
    return performance.now() - started;
  };
  const [oldest, newest] = [answers[0], answers.at(-1)];
  if (oldest === undefined || newest === undefined) return;
  const first = await ask(oldest);
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    version += 1;
    taught = answers.slice(0, round % 2 === 0 ? answers.length : -1);
    times.push(await ask(round % 2 === 0 ? newest : oldest));
    await sleep(betweenMs);
  }
  times.sort((a, b) => a - b);
  const shown = [first, times[Math.floor(rounds / 2)], times.at(-1)].map((ms) => `${ms?.toFixed(0)} ms`);
  console.log(
    `\n${answers.length} answers: the first question after a start takes ${shown[0]}; one more answer is given, or one less, after ${shown[1]} (at most ${shown[2]})`,
  );
}

/** The memory of workspaces that each taught some answers and were each asked for one of them. */
async function measureMemory(): Promise<void> {
  let number = 0;
  const served = createServed({
    store: {
      version: async () => 1,
      read: async ({ workspace }) => ({ version: 1, answers: copyOf(answersOf(each, ` (${workspace})`)) }),
    },
    make: engines.make,
    // Engines are kept for only some of them; waiting for all to learn isn't worth while.
    learn: async (_, entries) =>
      number < workspaces - keptEngines
        ? undefined
        : createEngine({ ...knowledge, entries, tips: [], beside: { outside: [], smallTalk: [] } }, english),
    shipped: () => shipped,
    clock: Date,
    logger,
  });
  const before = usedMb();
  for (; number < workspaces; number += 1) {
    const local = await served.of({ platform: 'discord', workspace: `W${number}` });
    local.ask(answers[number % each]?.question ?? '');
  }
  await sleep(betweenMs);
  const after = usedMb();
  // Keeps them in use until here, or they would be collected earlier.
  served.changed({ platform: 'discord', workspace: 'W0' });
  console.log(
    `\n${workspaces} workspaces with ${each} answers each: ${(after.used - before.used).toFixed(0)} MB more in use, ${(after.resident - before.resident).toFixed(0)} MB more resident`,
  );
}

/** New objects, as from a database. */
function copyOf(all: readonly TaughtAnswer[]): readonly TaughtAnswer[] {
  return JSON.parse(JSON.stringify(all)) as readonly TaughtAnswer[];
}

function usedMb(): { readonly used: number; readonly resident: number } {
  // The second collection frees what only buffers held.
  globalThis.gc?.();
  globalThis.gc?.();
  const { heapUsed, external, rss } = process.memoryUsage();
  return { used: (heapUsed + external) / 2 ** 20, resident: rss / 2 ** 20 };
}
