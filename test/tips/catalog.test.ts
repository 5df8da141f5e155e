import { expect, test } from 'vitest';
import { createCatalog } from '../../src/tips/catalog.js';
import { readShipped } from '../fixtures/shipped.js';

const entry = (id: string, kind: string, related: readonly string[] = [], aliases: readonly string[] = []) => ({
  id,
  kind,
  title: `The ${id}`,
  label: id.toUpperCase(),
  aliases,
  related,
});
const tips = [
  { id: 'one', entry: 'rag' },
  { id: 'two', entry: 'gan' },
  { id: 'three', entry: 'midjourney' },
];
const entries = [
  entry('rag', 'definition', ['gan', 'gan'], ['retrieval-augmented generation']),
  entry('gan', 'definition'),
  entry('midjourney', 'product', [], ['rag']),
  entry('token', 'definition'),
];
const catalog = createCatalog(tips, entries);

test('a topic has its own tips and those of entries that it leads to', () => {
  expect(catalog.idsOf(['rag'])).toEqual(['one', 'two']);
  expect(catalog.idsOf(['gan', 'products'])).toEqual(['two', 'three']);
  expect(catalog.idsOf(['definitions'])).toEqual(['one', 'two']);
});

test('without topics, or with none that is left, there are all tips', () => {
  expect(catalog.idsOf([])).toEqual(['one', 'two', 'three']);
  expect(catalog.idsOf(['gone'])).toEqual(['one', 'two', 'three']);
});

test('topics are read by any of their names, and unknown names are reported', () => {
  expect(catalog.read('RAG, Products')).toEqual({ topics: ['rag', 'products'], unknown: [] });
  expect(catalog.read('Retrieval-Augmented Generation and the GAN')).toEqual({ topics: ['rag', 'gan'], unknown: [] });
  expect(catalog.read('definition; cats')).toEqual({ topics: ['definitions'], unknown: ['cats'] });
  // No tip is about it.
  expect(catalog.read('token')).toEqual({ topics: [], unknown: ['token'] });
  expect(catalog.labelOf('rag')).toBe('RAG');
});

test.each([
  ['the "RAG"!', ['rag']],
  ['the...rag', ['rag']],
  ['rags', ['rag']],
  ['midjourneys', ['midjourney']],
  ['retrieval augmented\tgeneration', ['rag']],
  ['PRODUCT', ['products']],
  ['ragtime', []],
  ['', []],
  [', ;and', []],
])('%j names %j', (written, topics) => {
  expect(catalog.read(written).topics).toEqual(topics);
});

test('each kind of entry is a topic, one or many, if it has tips', () => {
  const kinds = ['definition', 'comparison', 'faq', 'figure', 'product'];
  const names = ['definitions', 'comparisons', 'questions', 'figures', 'products'];
  const ofEach = createCatalog(
    kinds.map((kind) => ({ id: `on ${kind}`, entry: kind })),
    kinds.map((kind) => entry(kind, kind)),
  );
  expect(names.map((name) => ofEach.idsOf([name]))).toEqual(kinds.map((kind) => [`on ${kind}`]));
  expect(ofEach.read(names.join(' and ')).topics).toEqual(names);
  expect(ofEach.complete('', 5)).toEqual(names);
  expect(catalog.read('figures')).toEqual({ topics: [], unknown: ['figures'] });
});

test('a tip on an entry that is gone is one among all', () => {
  const withGone = createCatalog([...tips, { id: 'four', entry: 'gone' }], entries);
  expect(withGone.idsOf([])).toEqual(['one', 'two', 'three', 'four']);
  expect(withGone.idsOf(['definitions', 'products'])).toEqual(['one', 'two', 'three']);
  expect(withGone.labelOf('gone')).toBe('gone');
  expect(withGone.complete('undef', 5)).toEqual([]);
});

test('topics are offered while they are typed, after those that are there', () => {
  expect(catalog.complete('', 3)).toEqual(['definitions', 'products', 'rag']);
  expect(catalog.complete('rag, ga', 5)).toEqual(['rag, gan']);
  expect(catalog.complete('rag,  products,ga', 5)).toEqual(['rag,  products,gan']);
  expect(catalog.complete('rag,', 2)).toEqual(['rag,definitions', 'rag,products']);
  // Names that begin with it come before names that contain it.
  expect(catalog.complete('R', 5)).toEqual(['rag', 'products', 'midjourney']);
  expect(catalog.complete('tok', 5)).toEqual([]);
});

test('the shipped knowledge has tips for every kind, and some for most entries', () => {
  const knowledge = readShipped();
  const shipped = createCatalog(knowledge.tips, knowledge.entries);
  for (const kind of ['definitions', 'comparisons', 'questions', 'figures', 'products'])
    expect(shipped.idsOf([kind]).length).toBeGreaterThan(5);
  expect(shipped.read('rag, image generation, GPT-4').topics.length).toBeGreaterThan(1);
});
