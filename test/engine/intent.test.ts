import { describe, expect, test } from 'vitest';
import { intents } from '../../src/engine/read/intent.js';
import { createLexicon } from '../../src/engine/read/lexicon.js';
import { tokenize } from '../../src/engine/read/normalize.js';
import { readTokens } from '../../src/engine/read/parts.js';

// Turns of phrase belong to the language, not the subject, so no knowledge is needed to read them.
const lexicon = createLexicon([], { synonyms: [], filler: [], outside: [] }, []);
const intentsOf = (question: string) => [...readTokens(tokenize(question), lexicon).intents];

describe('the kind of a question', () => {
  test.each([
    ['what is sourdough', 'define'],
    ["what's sourdough", 'define'],
    ['define sourdough', 'define'],
    ['explain sourdough to me', 'define'],
    ['meaning of sourdough', 'define'],
    ['sourdough vs yeast', 'compare'],
    ['sourdough versus yeast', 'compare'],
    ['sourdough v.s. yeast', 'compare'],
    ['difference between sourdough and yeast', 'compare'],
    ['differences', 'compare'],
    ['how do they differ', 'compare'],
    ['which should I use for rye', 'choose'],
    ['recommend a flour', 'choose'],
    ['what is the best flour', 'choose'],
    ['examples of flour', 'list'],
    ['list some flours', 'list'],
    ['how many grams', 'figure'],
    ['how much water', 'figure'],
    ['who makes this flour', 'maker'],
    ['who made this flour', 'maker'],
    ['which company mills it', 'maker'],
    ['why does it rise', 'why'],
    ['how come it rises', 'why'],
    ['how does it rise', 'how'],
    ['when should I feed it', 'when'],
  ])('%j is to %s', (question, intent) => {
    expect(intentsOf(question)).toContain(intent);
  });

  test('is none if nothing says so', () => {
    expect(intentsOf('sourdough')).toEqual([]);
    expect(intentsOf('')).toEqual([]);
  });

  test('can be several at once', () => {
    expect(intentsOf('why is sourdough different')).toEqual(expect.arrayContaining(['why', 'compare']));
  });
});

test('no turn of phrase belongs to two intents', () => {
  const cues = Object.values(intents).flatMap((phrases) => [...new Set(phrases.map((cue) => tokenize(cue).join(' ')))]);
  expect(cues.filter((cue, at) => cues.indexOf(cue) !== at)).toEqual([]);
});
