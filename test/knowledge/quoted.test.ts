// The article's own words within our paraphrase: proved in the cited section.
import { afterAll, describe, expect, test } from 'vitest';
import { createQuotedCheck, readQuoted } from '../../src/knowledge/quoted.js';
import { readKnowledge } from '../../src/knowledge/read.js';
import { findSections, splitText } from '../../src/knowledge/sections.js';
import { type Changes, createFolders } from './folder.js';

const folders = createFolders();
afterAll(folders.remove);

const baker = `Notes from a small bakery
We don’t hurry.

1. Leavening, and why it takes time
A levain is “never quite done”, as bakers say; it is fed once a day.
Artisans keep it for years.

Dough
Knead until it shines — no longer.
`;
const headings = ['Introduction', 'Leavening', 'Dough'];
const { sections } = findSections([{ key: 'baker', headings }], new Map([['notes.txt', baker]]));
const check = createQuotedCheck(sections);
const wrong = (text: string, heading = 'Leavening') => check(text, [{ article: 'baker', heading }]);

describe('a quoted run', () => {
  test.each([
    ['words of the section', 'It is "fed once a day".'],
    ['two runs', 'It is "fed once a day" and kept "for years".'],
    ['typographic marks around it', 'It is “fed once a day”.'],
    ['a plain quotation mark for a typographic one', `To bakers it is "'never quite done', as bakers say".`],
    ['words of the heading', 'It is about "why it takes time".'],
  ])('holds with %s', (_, text) => {
    expect(wrong(text)).toEqual([]);
  });

  test('holds with a plain apostrophe for a typographic one', () => {
    expect(wrong(`They "don't hurry".`, 'Introduction')).toEqual([]);
  });

  test.each([
    ['a changed letter', 'It is "fed once a bay".', /"fed once a bay" is not in baker > Leavening/],
    ['a changed capital', '"fed Once a day"', /is not in/],
    ['a word left out', 'It is "fed a day".', /is not in/],
    ['a part of a word', 'It is "isans keep it".', /is not in/],
    ['words over the end of a paragraph', '"fed once a day. Artisans"', /is not in/],
    ['words of another section', '"until it shines"', /is not in/],
    ['one word', 'It is "fed".', /1 words.*2 to 8/],
    ['nine words', '"a levain is never quite done as bakers say"', /9 words/],
    ['a mark without a partner', 'It is "fed once a day.', /no partner/],
    ['a hyphen for a dash', '"it shines - no longer"', /is not in/],
  ])('with %s is a problem', (_, text, says) => {
    expect(wrong(text)).toEqual([expect.stringMatching(says)]);
  });

  test('of an article whose text is not at hand cannot be proved', () => {
    expect(check('"fed once a day"', [{ article: 'mill', heading: 'Flour' }])).toEqual([
      expect.stringMatching(/no text has the headings of "mill"/),
    ]);
  });

  test('is whatever stands between two marks', () => {
    expect(readQuoted('no marks')).toEqual([]);
    expect(readQuoted('"a b" and “c d”')).toEqual(['a b', 'c d']);
    expect(readQuoted('5" of it')).toBeUndefined();
  });
});

describe('the sections of an article', () => {
  test('begin at a heading, cited by its opening words, and end before the next', () => {
    expect(Object.fromEntries(splitText(baker, headings).sections)).toMatchObject({
      Introduction: ['Notes from a small bakery', 'We don’t hurry.', ''],
      Leavening: [expect.stringMatching(/^1\. Leavening/), expect.any(String), expect.any(String), ''],
    });
  });

  test('are those of the text that has the headings, whatever its name', () => {
    const texts = new Map([
      ['baker.txt', 'Flour\nGrind it.\n'],
      ['mill.txt', baker],
    ]);
    const found = findSections([{ key: 'baker', headings }], texts);
    expect(found.sections.get('baker')?.get('Dough')?.[1]).toMatch(/^Knead/);
    expect(found.problems).toEqual([]);
  });

  test('lack a heading that is not in the text, which is a problem', () => {
    const { problems } = findSections(
      [{ key: 'baker', headings: [...headings, 'Ovens'] }],
      new Map([['n.txt', baker]]),
    );
    expect(problems).toMatchObject([{ file: 'articles.yaml', message: expect.stringMatching(/"Ovens" in n\.txt/) }]);
  });

  test('are not taken from a text with few of the headings', () => {
    expect(findSections([{ key: 'baker', headings }], new Map([['n.txt', 'Ovens\n']])).sections.size).toBe(0);
  });
});

describe('quotation marks in a knowledge folder', () => {
  const texts = new Map([
    ['a.txt', 'Leavening\nFed once a day, it is alive.\nDough\nBaking\n'],
    ['b.txt', 'Flour\nWater: how much\nAs much as it takes.\n'],
  ]);
  const yaml = (text: string, more = '') => `- id: tin
  title: Tin
  questions: [what is a tin]
  answer: A tin holds bread.
  llm: { verdict: "no", text: "No.", cite: "baker > Baking" }
  views:
    - { text: '${text}', cite: "baker > Leavening" }
${more}`;
  const problemsOf = (changes: Changes, proved = true) =>
    readKnowledge(folders.small(changes), proved ? { texts } : {}).problems;

  test('are proved in products, with file and line', () => {
    expect(problemsOf({ 'products.yaml': yaml('It is "once a day".') })).toEqual([]);
    expect(problemsOf({ 'products.yaml': yaml('It is "twice a day".') })).toMatchObject([
      { file: 'products.yaml', line: 7 },
    ]);
  });

  test('are proved in each side of a disagreement', () => {
    const sides = `  disagreement:
    text: how often
    views:
      - { text: "It is \\"once a day\\".", cite: "baker > Leavening" }
      - { text: "It is \\"twice a day\\".", cite: "mill > Flour" }
`;
    expect(problemsOf({ 'products.yaml': yaml('Retold.', sides) })).toMatchObject([{ line: 12 }]);
  });

  test('of an answer are proved in what its views cite', () => {
    const answer = (run: string) => yaml('Retold.').replace('A tin holds bread.', `A tin is "${run}" full.`);
    expect(problemsOf({ 'products.yaml': answer('once a day') })).toEqual([]);
    expect(problemsOf({ 'products.yaml': answer('as it takes') })).toMatchObject([{ line: 4 }]);
  });

  test('are left alone if the articles are not available', () => {
    expect(problemsOf({ 'products.yaml': yaml('It is "twice a day".') }, false)).toEqual([]);
  });

  test('may be anything in a tip', () => {
    const tip = '- { id: ask, entry: sourdough, text: "Ask \\"what now\\".", cite: "baker > Leavening" }';
    expect(problemsOf({ 'tips.yaml': tip })).toEqual([]);
  });
});
