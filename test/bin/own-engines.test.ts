// The engines for taught answers, with the built worker thread.
import { expect, test } from 'vitest';
import { createOwnEngines } from '../../src/bin/own-engines.js';
import { createEngine } from '../../src/engine/engine.js';
import { entryOf } from '../../src/taught/answer.js';
import { createFakeLogger } from '../fakes/logger.js';
import { root } from '../fixtures/shipped.js';
import { besides, knowledge } from '../taught/teaching.js';

const thread = new URL(`file://${root}dist/bin/learn-aside.js`);
const entries = ['How do I request a GPU?', 'Who maintains Quillbox?', 'Where are pictures of our logo kept?'].map(
  (question, at) => entryOf({ id: `taught-${at}`, at: 0, question, ways: [], answer: 'Ask the platform team.' }),
);
const asked = ['who maintains quillbox', 'where is the logo', 'GPU please', 'what is a token?'];

test('an engine is there at once, and one that has learned the same in a thread as it would have here', async () => {
  const logger = createFakeLogger();
  const { make, learn } = createOwnEngines(() => knowledge, logger, thread);
  expect(make(entries).ask('who maintains quillbox?').entries).toEqual(['taught-1']);
  const learned = await learn('W1', entries);
  const here = createEngine(besides(entries));
  const answersOf = (engine: typeof learned) => asked.map((question) => engine?.ask(question));
  expect(answersOf(learned)).toEqual(answersOf(here));
  expect(answersOf(learned)).not.toEqual(answersOf(make(entries)));
  expect(logger.events()).toEqual([]);
});

test('of each workspace only what was asked for last is learned, and one after the other', async () => {
  const { learn } = createOwnEngines(() => knowledge, createFakeLogger(), thread);
  const [first, old, last] = [learn('W1', entries), learn('W2', entries), learn('W2', entries.slice(1))];
  expect(await old).toBeUndefined();
  expect((await first)?.ask('who maintains quillbox?').entries).toEqual(['taught-1']);
  expect((await last)?.ask('how do I request a GPU?').type).not.toBe('answered');
});

test('nothing is learned yet while the question after a change is answered, so of two changes in a row only the last is', async () => {
  const { learn } = createOwnEngines(() => knowledge, createFakeLogger(), thread);
  const [old, last] = [learn('W1', entries), learn('W1', entries.slice(1))];
  expect(await old).toBeUndefined();
  expect((await last)?.ask('who maintains quillbox?').entries).toEqual(['taught-1']);
});

test('if learning fails there is no engine, and the log says so', async () => {
  const logger = createFakeLogger();
  const missing = new URL(`file://${root}dist/bin/no-such-thread.js`);
  const { learn } = createOwnEngines(() => knowledge, logger, missing);
  expect(await learn('W1', entries)).toBeUndefined();
  expect(logger.events()).toEqual(['taught_not_learned']);
});
