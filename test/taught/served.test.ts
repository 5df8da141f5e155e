// What is read again when a workspace changes its taught answers.
import { expect, test } from 'vitest';
import { createQuickEngine } from '../../src/engine/quick.js';
import type { TaughtAnswer } from '../../src/taught/ports.js';
import { createServed } from '../../src/taught/served.js';
import { createFakeLogger } from '../fakes/logger.js';
import { besides, engine } from './teaching.js';

const workspace = { platform: 'discord', workspace: 'W1' };
const machines = ['Kiln', 'Borealis', 'Quillbox', 'Marlin', 'Otterbox', 'Gannet'];
const answerOf = (machine: string): TaughtAnswer => ({
  id: `taught-${machine}`,
  at: 0,
  question: `Who looks after ${machine}?`,
  ways: [`the owner of ${machine}`],
  answer: 'Ask in the workshop.',
});

test('a new answer is given at once, and the others are not read again', async () => {
  let answers = machines.map(answerOf);
  const read: string[] = [];
  const keyOf = (words: string) => {
    read.push(words);
    return engine.keyOf(words);
  };
  const shipped = { keyOf };
  const served = createServed({
    // New objects each time, as from a database.
    store: {
      version: async () => answers.length,
      read: async () => structuredClone({ version: answers.length, answers }),
    },
    make: (entries) => createQuickEngine(besides(entries)),
    shipped: () => shipped,
    clock: { now: () => 0 },
    logger: createFakeLogger(),
  });
  const ask = async (question: string) => (await served.of(workspace)).ask(question)?.answer.id;
  expect(await ask('who looks after Marlin?')).toBe('taught-Marlin');
  expect(await ask('who looks after Puffin?')).not.toBe('taught-Puffin');
  // Marlin's answer is changed, Puffin's is new.
  answers = [...answers, answerOf('Puffin')].map((each) =>
    each.id === 'taught-Marlin' ? { ...each, ways: [] } : each,
  );
  served.changed(workspace);
  read.length = 0;
  expect(await ask('who looks after Puffin?')).toBe('taught-Puffin');
  expect(read).toEqual([
    'Who looks after Marlin?',
    'Who looks after Puffin?',
    'the owner of Puffin',
    'who looks after Puffin?',
  ]);
});
