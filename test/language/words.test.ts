import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readEnglish } from '../../src/language/english.js';
import { openWords, packWords } from '../../src/language/words.js';

const list = fc.uniqueArray(fc.string({ unit: 'grapheme' }));

test('every word is found where it was put, and no other word is found', () => {
  fc.assert(
    fc.property(list, fc.string({ unit: 'grapheme' }), (words, other) => {
      const opened = openWords(packWords(words));
      expect(opened.size).toBe(words.length);
      expect(words.map((word) => opened.indexOf(word))).toEqual(words.map((_, index) => index));
      expect(words.map((_, index) => opened.at(index))).toEqual(words);
      expect(opened.indexOf(other)).toBe(words.indexOf(other));
    }),
  );
});

test('there is no word outside the list', () => {
  const words = openWords(packWords(['one', 'two']));
  expect([words.at(-1), words.at(2)]).toEqual(['', '']);
});

test('the built tables have English words with their counts, commonest first', () => {
  const { words, counts } = readEnglish();
  expect(words.size).toBe(counts.length);
  expect(words.size).toBeGreaterThan(70_000);
  const countOf = (word: string) => counts[words.indexOf(word)];
  // As published for SUBTLEX-US: https://doi.org/10.3758/BRM.41.4.977.
  expect([countOf('the'), countOf('i')]).toEqual([1_501_908, 2_038_529]);
  expect(countOf('backpropagation')).toBeUndefined();
  expect([...counts].every((count, index) => index === 0 || count <= (counts[index - 1] ?? 0))).toBe(true);
});
