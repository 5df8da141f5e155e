// When a word is checked for being a typo.
import { expect, test } from 'vitest';
import { createRanker } from '../../src/engine/find/rank.js';
import { createCorrector } from '../../src/engine/read/corrector.js';
import { readEnglish } from '../../src/language/english.js';
import { readShipped } from '../fixtures/shipped.js';

const knowledge = { ...readShipped(), entries: [] };
const ranker = createRanker(knowledge, readEnglish());

/** A corrector for ways of asking with these word counts; `looks` is how often the known words were requested. */
function createWith(uses: Readonly<Record<string, number>>) {
  let looks = 0;
  const common = (count: number) => {
    looks += 1;
    return ranker.rarity.common(count);
  };
  const index = { ...ranker.index, tokens: Object.keys(uses), counts: Int32Array.from(Object.values(uses)) };
  const correct = createCorrector({ knowledge, ranker: { ...ranker, rarity: { ...ranker.rarity, common }, index } });
  return { correct: (word: string) => correct([word])[0], looks: () => looks };
}

test.each([
  ['is eight times as common', { zorblax: 3, zorblac: 24 }, 'zorblac', 1],
  ['is eight times as common and two letters longer', { zorblax: 3, zorblaxon: 24 }, 'zorblaxon', 1],
  ['is a little less common than that', { zorblax: 3, zorblac: 23 }, 'zorblax', 0],
  ['is common, but far longer', { zorblax: 3, zorblaxiation: 500 }, 'zorblax', 0],
])('a word that is used is looked up only where another that %s', (_, uses, meant, looks) => {
  const corrector = createWith(uses);
  expect(corrector.correct('zorblax')).toBe(meant);
  expect(corrector.looks()).toBe(looks);
});

test('a word that nobody used is looked up', () => {
  const corrector = createWith({ zorblac: 12 });
  expect(corrector.correct('zorblax')).toBe('zorblac');
  expect(corrector.looks()).toBe(1);
});
