// A folder on an entirely different subject works without code changes.
import { beforeAll, describe, expect, test } from 'vitest';
import type { Table } from '../../src/document/nodes.js';
import { inlineText, renderPlain } from '../../src/document/plain.js';
import type { Answer } from '../../src/engine/answer/answer.js';
import { createEngine, type Engine } from '../../src/engine/engine.js';
import { readSmall } from '../fixtures/shipped.js';

const brief = ({ type, entries: [first] }: Answer) => `${type} ${first ?? ''}`.trim();
const headerOf = ({ document }: Answer) =>
  document.children
    .find((block): block is Table => block.type === 'table')
    ?.children[0]?.children.map((cell) => inlineText(cell.children));

let engine: Engine;
beforeAll(() => {
  engine = createEngine(readSmall());
});

describe('the engine on another subject', () => {
  test.each([
    ['what is sourdough?', 'sourdough'],
    ['sour dough', 'sourdough'],
    ['what is a levain', 'sourdough'],
    ['what is sourdogh', 'sourdough'],
    ['how do I keep a jar alive on the kitchen counter', 'sourdough'],
    ["what is baker's yeast", 'bakers-yeast'],
    ['what is baker’s yeast', 'bakers-yeast'],
    ['the stuff in the little packet', 'bakers-yeast'],
    ['sourdough vs yeast', 'sourdough-vs-yeast'],
    ["what's the difference between sourdough and baker's yeast?", 'sourdough-vs-yeast'],
  ])('answers %j', (question, id) => {
    expect(brief(engine.ask(question))).toBe(`answered ${id}`);
  });

  test('compares two things alike whichever is named first, and narrows to the aspect that is asked for', () => {
    expect(headerOf(engine.ask('yeast vs sourdough'))).toEqual(headerOf(engine.ask('sourdough vs yeast')));
    expect(renderPlain(engine.ask('sourdough vs yeast: taste').document)).toContain('mild');
  });

  test.each([
    'what is RAG?',
    'best pizza in Rome',
    'LLM vs generative AI',
    'is Midjourney an LLM?',
    'xyzzy',
    '???',
    // These contain words of an entry.
    'how do I clean the kitchen counter',
    'the packet got lost in the mail',
    'who won the water polo match',
    'flour power movement history',
  ])('does not answer %j', (question) => {
    expect(['unanswered', 'suggested']).toContain(engine.ask(question).type);
  });

  test('helps in the words of its own messages', () => {
    expect(engine.ask('hello').type).toBe('help');
    expect(renderPlain(engine.show({ type: 'help' }).document)).toContain('Mill handbook');
    expect(renderPlain(engine.ask('what is RAG?').document)).toContain('These notes are on bread only.');
  });

  test('does without a guide, a default comparison and whatever else this subject does not have', () => {
    expect(engine.choose().document.type).toBe('root');
    expect(engine.choose('rye bread').document.type).toBe('root');
    expect(engine.define('sourdough').entries).toEqual(['sourdough']);
    expect(engine.explain('levain or dry yeast').entries).toEqual(['sourdough', 'bakers-yeast']);
    expect(engine.complete('', 25)).toHaveLength(3);
    expect(engine.show({ type: 'guide', step: 'output' }).type).toBe('unanswered');
  });

  test('says what can be compared if nothing is named', () => {
    const answer = engine.compare({});
    expect(answer).toMatchObject({ type: 'suggested', entries: ['sourdough-vs-yeast'] });
    expect(renderPlain(answer.document)).toContain('Name two things that the articles speak of.');
    expect(brief(engine.compare({ a: 'sourdough' }))).toBe('answered sourdough');
  });

  test('offers what it has if there is nothing to compare', () => {
    const { entries } = readSmall();
    const plain = createEngine({ ...readSmall(), entries: entries.filter(({ kind }) => kind !== 'comparison') });
    expect(plain.compare({}).entries.length).toBeGreaterThan(0);
  });

  test('does not throw without any entry at all', () => {
    const empty = createEngine({ ...readSmall(), entries: [], tips: [] });
    for (const question of ['', 'what is sourdough?', 'a vs b', 'which AI for a logo'])
      expect(empty.ask(question).document.type).toBe('root');
    expect(empty.compare({}).document.type).toBe('root');
    expect(empty.complete('x', 5)).toEqual([]);
  });
});
