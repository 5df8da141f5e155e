// Prototype pollution: names with a meaning in JavaScript are ordinary names, in knowledge files and in questions.
import fc from 'fast-check';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { createEngine } from '../../src/engine/engine.js';
import { readKnowledge } from '../../src/knowledge/read.js';
import { createFolders, smallFileWith } from './folder.js';

const folders = createFolders();
afterAll(folders.remove);

const names = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'valueOf'];
const clean = names.map((name) => Reflect.get({}, name));
afterEach(() => {
  expect(Object.keys(Object.prototype)).toEqual([]);
  expect(names.map((name) => Reflect.get({}, name))).toEqual(clean);
  expect(Reflect.get({}, 'polluted')).toBeUndefined();
});

const sourdough = 'definitions/sourdough.md';
const attack = (name: string) => `${name}: { polluted: yes, toString: broken, prototype: { polluted: yes } }`;

describe('a knowledge file', () => {
  test.each(names)('with the field %s is refused, or the field left alone', (name) => {
    const folder = folders.small({
      [sourdough]: smallFileWith(sourdough, 'asOf: 2024', `asOf: 2024\n${attack(name)}`),
      'messages.yaml': smallFileWith('messages.yaml', 'help:\n', `${attack(name)}\nhelp:\n  ${attack(name)}\n`),
      'synonyms.yaml': `${attack(name)}\nsynonyms:\n  - [bread, loaf]\n`,
      'articles.yaml': `- ${attack(name)}\n`,
    });
    const { problems } = readKnowledge(folder);
    expect(problems.length).toBeGreaterThan(0);
  });

  test.each(names)('that calls things %s is found by that name, and by its others', (name) => {
    const folder = folders.small({
      [sourdough]: smallFileWith(sourdough, 'sour dough,', `sour dough, ${name},`),
      'synonyms.yaml': `synonyms:\n  - [loaf, ${name}]\n`,
    });
    const { knowledge, problems } = readKnowledge(folder);
    expect(problems).toEqual([]);
    const { ask, define, complete } = createEngine(knowledge);
    expect(ask('what is sourdough').entries).toEqual(['sourdough']);
    expect(define('levain').entries).toEqual(['sourdough']);
    expect(complete('sour', 3).map(({ id }) => id)).toContain('sourdough');
  });

  test('cannot change what all objects have, whatever keys it has', () => {
    const key = fc.oneof(fc.constantFrom(...names), fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 6 }));
    const value = fc.letrec<{ readonly tree: unknown }>((tie) => ({
      tree: fc.oneof(
        { depthSize: 'small' },
        fc.constant('yes'),
        fc.array(tie('tree'), { maxLength: 2 }),
        fc.dictionary(key, tie('tree'), { maxKeys: 3 }),
      ),
    })).tree;
    fc.assert(
      fc.property(fc.dictionary(key, value, { maxKeys: 4 }), (tree) => {
        // JSON is also YAML.
        readKnowledge(folders.small({ 'synonyms.yaml': JSON.stringify(tree), 'figures.yaml': JSON.stringify([tree]) }));
        expect(Object.keys(Object.prototype)).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });
});

describe('a question', () => {
  const { ask, compare, define, choose, explain, show, complete } = createEngine(
    readKnowledge(folders.small()).knowledge,
  );

  test.each(names)('about %s is answered as any other', (name) => {
    for (const answer of [
      ask(`what is ${name}`),
      ask(`${name} vs sourdough`),
      ask(name, { type: 'entry', id: name }),
      compare({ a: name, b: name, aspect: name }),
      define(name),
      choose(name),
      explain(name),
      show({ type: 'entry', id: name }),
      show({ type: 'guide', step: name }),
    ])
      expect(answer.document.children.length).toBeGreaterThan(0);
    expect(complete(name, 5)).toEqual(expect.any(Array));
  });
});
