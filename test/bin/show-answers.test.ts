// docs/answers.md shows the bot's current answers, and none has more than six buttons.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { answersText, askedThere } from '../../src/bin/shown-answers.js';
import { createShippedEngine, root } from '../fixtures/shipped.js';

const written = readFileSync(`${root}docs/answers.md`, 'utf8');

test('docs/answers.md is what the bot answers now; `npm run show-answers` updates it', () => {
  expect(askedThere).toHaveLength(20);
  expect(written).toBe(answersText(createShippedEngine()));
});

test('no answer shows more than six things to press', () => {
  const most = written.split('\n````\n').map((part) => part.match(/\[ [^\]]+ \]/g)?.length ?? 0);
  expect(Math.max(...most)).toBeLessThanOrEqual(6);
});
