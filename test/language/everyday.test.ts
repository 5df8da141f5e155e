// The words that mean the same in any field.
import { describe, expect, test } from 'vitest';
import { createEngine } from '../../src/engine/engine.js';
import { createLexicon } from '../../src/engine/read/lexicon.js';
import { tokenize } from '../../src/engine/read/normalize.js';
import { readEnglish } from '../../src/language/english.js';
import { entryOf, knowing } from '../fixtures/entries.js';

const { synonyms } = readEnglish();
const nothing = { synonyms: [], filler: [], outside: [] };
const bare = createLexicon([], nothing, synonyms);
const conceptsIn = (text: string) => bare.scan(tokenize(text)).map(({ concept }) => concept);

describe('a group of everyday words', () => {
  test('has two or more members, each in no other group, of at most five words', () => {
    const members = synonyms.flat();
    expect(members.filter((member, at) => members.indexOf(member) !== at)).toEqual([]);
    expect(synonyms.filter((group) => group.length < 2)).toEqual([]);
    expect(members.filter((member) => tokenize(member).length === 0 || tokenize(member).length > 5)).toEqual([]);
    expect(synonyms.length).toBeGreaterThan(400);
  });

  test('is read as one concept, whichever member is said', () => {
    for (const [first = '', ...others] of synonyms)
      for (const other of others) expect([other, conceptsIn(other)]).toEqual([other, conceptsIn(first)]);
  });
});

describe('a folder that says it in its own words', () => {
  const titles = ['How do I disable the notifications?', 'Which GPU does the engine need?', 'Where is my invoice?'];
  const { ask } = createEngine(
    knowing(
      titles.map((title, at) => entryOf({ id: `e${at}`, title, answer: [{ type: 'text', value: 'So and so.' }] })),
    ),
  );

  test.each([
    ['turn off the notifications', 'e0'],
    ['what graphics card does the engine need', 'e1'],
  ])('is asked in everyday ones: %j', (question, id) => {
    expect(ask(question)).toMatchObject({ type: 'answered', entries: [id] });
  });

  test('keeps its own synonyms where both have the word', () => {
    const lexicon = createLexicon([], { synonyms: [['switch', 'deactivate']], filler: [], outside: [] }, synonyms);
    const concept = (word: string) => lexicon.scan(tokenize(word))[0]?.concept;
    expect(concept('deactivate')).toBe(concept('switch'));
    expect(concept('deactivate')).not.toBe(concept('disable'));
  });

  test('reads a group as its own where it has the first of it', () => {
    const lexicon = createLexicon([], { ...nothing, synonyms: [['code', 'program']] }, synonyms);
    const concept = (word: string) => lexicon.scan(tokenize(word))[0]?.concept;
    expect(concept('programme')).toBe(concept('code'));
  });
});
