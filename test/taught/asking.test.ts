// Which questions are passed to the engine of a workspace's own answers, and that skipping the others loses nothing.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { createEngine } from '../../src/engine/engine.js';
import type { Entry } from '../../src/engine/entry.js';
import { parseQuestions } from '../../src/evaluation.js';
import { entryOf } from '../../src/taught/answer.js';
import { createAsk, createReading } from '../../src/taught/asking.js';
import type { TaughtAnswer } from '../../src/taught/ports.js';
import { root } from '../fixtures/shipped.js';
import { besides, engine } from './teaching.js';

const make = (entries: readonly Entry[]) => createEngine(besides(entries));
const taught = (question: string, more: Partial<TaughtAnswer> = {}): TaughtAnswer => ({
  id: `taught-${question}`,
  at: 0,
  question,
  ways: [],
  answer: 'Ask the platform team.',
  ...more,
});
const answers = [
  taught('How do I request a GPU?', { ways: ['who hands out GPUs'] }),
  taught('Who maintains Quillbox?', { term: 'Quillbox' }),
  taught('May we use ChatGPT with customer data?'),
  taught('Where are pictures of our logo kept?'),
];

/** Records what the engine of the taught answers is asked; it is made when first needed. */
function watch(of: readonly TaughtAnswer[]) {
  const asked: string[] = [];
  let made = 0;
  const ask = createAsk(of, {
    reading: createReading(engine.keyOf),
    make: (entries) => {
      made += 1;
      const own = make(entries);
      return {
        keyOf: own.keyOf,
        ask: (question) => {
          asked.push(question);
          return own.ask(question);
        },
      };
    },
  });
  return { ask, asked, made: () => made };
}

test.each([
  ['in the very words', 'how do i request a gpu', 0],
  ['in another way', 'who hands out GPUs?', 0],
  ['with a slip of the pen', 'what is Quilbox', 1],
  ['with two letters swapped', 'who maintains Qiullbox?', 1],
  ['by a synonym', 'where are the images of our logo?', 3],
  [
    'at the end of a long message',
    'Hi all, I am new in the marketing department and my manager told me to fill in the onboarding form. How do I request a GPU?',
    0,
  ],
])('an answer is found %s', (_, question, index) => {
  expect(watch(answers).ask(question)?.answer.question).toBe(answers[index]?.question);
});

test('questions for the articles make no engine, however many share a word with an answer', () => {
  const { ask, made } = watch(answers);
  for (const question of [
    'What is an LLM?',
    'Is ChatGPT an LLM or is it something that is built on top of one?',
    'which tool makes pictures?',
    'GAN vs diffusion model',
    '',
    'ok',
  ])
    expect(ask(question)).toBeUndefined();
  expect(made()).toBe(0);
});

test('whoever asks what the articles answer gets from the taught answers what their engine alone would give', () => {
  const { ask, asked } = watch(answers);
  const own = make(answers.map(entryOf));
  const file = readFileSync(`${root}test/fixtures/questions/tuning.jsonl`, 'utf8');
  const questions = parseQuestions(file)
    .questions.filter((_, at) => at % 5 === 0)
    .map(({ question }) => question);
  const lost = questions.filter((question) => {
    const shipped = engine.ask(question);
    const { type, score, entries } = own.ask(question);
    const comesFirst = type === 'answered' && shipped.type !== 'help' && score >= shipped.score;
    return comesFirst && ask(question)?.answer.id !== entries[0];
  });
  expect(lost).toEqual([]);
  for (const question of questions) ask(question);
  expect(asked.length).toBeLessThan(questions.length / 10);
});

test('what the articles answer for certain is held against an answer only if the question has the words of it and no others', () => {
  const { ask, asked } = watch(answers);
  const others = ['which pictures of the logo', 'Quillbox for customers'];
  for (const question of others) ask(question, 0.99);
  expect(asked).toEqual(others);
  for (const question of others) expect(ask(question, 1)).toBeUndefined();
  expect(asked).toEqual(others);
  expect(ask('Quillbox', 1)?.answer.id).toBe('taught-Who maintains Quillbox?');
  expect(ask('where are the pictures of our logo kept', 1)?.same).toBe(true);
});

test('what was taught and what the articles say are weighed as if all taught answers were asked', () => {
  const own = make(answers.map(entryOf));
  const { ask } = watch(answers);
  const taughtWays = answers.flatMap(({ question, ways, term }) => [question, ...ways, ...(term ? [term] : [])]);
  const questions = [...taughtWays, ...taughtWays.map((way) => `Hi! ${way} Thanks`), 'ChatGPT', 'what is a GPU?'];
  for (const question of questions) {
    const { type, score } = engine.ask(question);
    const { type: found, score: surety, entries } = own.ask(question);
    if (found !== 'answered' || surety < (type === 'answered' ? score : 0)) continue;
    expect(ask(question, type === 'answered' ? score : 0)?.answer.id, question).toBe(entries[0]);
  }
});

test('what has learned takes over when it is there', async () => {
  let give: (learned: ReturnType<typeof make>) => void = () => undefined;
  const learned = new Promise<ReturnType<typeof make>>((resolve) => {
    give = resolve;
  });
  const ask = createAsk(answers, {
    reading: createReading(engine.keyOf),
    make: () => ({ ...make([]), ask: () => ({ ...make([]).ask(''), type: 'unanswered' }) }),
    learn: () => learned,
  });
  const question = 'whom do I ask for a GPU?';
  expect(ask(question)).toBeUndefined();
  give(make(answers.map(entryOf)));
  await learned;
  expect(ask(question)?.answer).toBe(answers[0]);
});
