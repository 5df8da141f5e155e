// Question sets, each with the accuracy below which a change is a regression.
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { evaluate, parseQuestions } from '../../src/evaluation.js';
import { createShippedEngine, readShipped, root } from '../fixtures/shipped.js';

/**
 * Shares of all questions: the least answered correctly, and the most answered although off-topic or answered wrongly. Keep them one point
 * from what `npm run -s evaluate -- FILE` measures; raise the floors when the engine improves.
 */
const bounds: Readonly<Record<string, { right: number; offTopicAnswered: number; wrongAnswers: number }>> = {
  'held-back.jsonl': { right: 0.885, offTopicAnswered: 0.02, wrongAnswers: 0.025 },
  'tuning.jsonl': { right: 0.93, offTopicAnswered: 0.03, wrongAnswers: 0.024 },
};

const folder = `${root}test/fixtures/questions`;
const files = readdirSync(folder).filter((file) => file.endsWith('.jsonl'));
const knowledge = readShipped();
const { ask } = createShippedEngine();
const ids = new Set([...knowledge.entries.map(({ id }) => id), 'help']);

describe.each(files)('the questions of %s', (file) => {
  const { questions, problems } = parseQuestions(readFileSync(`${folder}/${file}`, 'utf8'));

  test('can be read and name entries that exist', () => {
    expect(problems).toEqual([]);
    expect(questions.flatMap(({ accept }) => accept).filter((id) => !ids.has(id))).toEqual([]);
  });

  test('are answered as well as before', () => {
    const bound = bounds[file];
    expect(bound, `${file} has no bounds in this test`).toBeDefined();
    const { accuracy, offTopicAnswered, wrongAnswers } = evaluate(questions, ask, () => 0);
    expect(accuracy).toBeGreaterThanOrEqual(bound?.right ?? 1);
    expect(offTopicAnswered.share).toBeLessThanOrEqual(bound?.offTopicAnswered ?? 0);
    expect(wrongAnswers.share).toBeLessThanOrEqual(bound?.wrongAnswers ?? 0);
  });
});

test('the bounds are those of files that exist', () => {
  expect(Object.keys(bounds).filter((file) => !files.includes(file))).toEqual([]);
});
