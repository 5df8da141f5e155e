import { expect, test } from 'vitest';
import { readKnowledge } from '../../src/knowledge/read.js';
import { createCatalog } from '../../src/tips/catalog.js';

const entry = (id: string, kind: string, related: readonly string[] = [], aliases: readonly string[] = []) => ({
  id,
  kind,
  title: `The ${id}`,
  label: id.toUpperCase(),
  aliases,
  related,
});
const catalog = createCatalog(
  [
    { id: 'one', entry: 'rag' },
    { id: 'two', entry: 'gan' },
    { id: 'three', entry: 'midjourney' },
  ],
  [
    entry('rag', 'definition', ['gan'], ['retrieval-augmented generation']),
    entry('gan', 'definition'),
    entry('midjourney', 'product'),
    entry('token', 'definition'),
  ],
);

test('a topic has its own tips and those of entries that it leads to', () => {
  expect(catalog.idsOf(['rag'])).toEqual(['one', 'two']);
  expect(catalog.idsOf(['gan', 'products'])).toEqual(['two', 'three']);
  expect(catalog.idsOf(['definitions'])).toEqual(['one', 'two']);
});

test('without topics, or with none that is left, there are all tips', () => {
  expect(catalog.idsOf([])).toEqual(['one', 'two', 'three']);
  expect(catalog.idsOf(['gone'])).toEqual(['one', 'two', 'three']);
});

test('topics are read by any of their names, and what is none is told', () => {
  expect(catalog.read('RAG, Products')).toEqual({ topics: ['rag', 'products'], unknown: [] });
  expect(catalog.read('Retrieval-Augmented Generation and the GAN')).toEqual({ topics: ['rag', 'gan'], unknown: [] });
  expect(catalog.read('definition; cats')).toEqual({ topics: ['definitions'], unknown: ['cats'] });
  // No tip is about it.
  expect(catalog.read('token')).toEqual({ topics: [], unknown: ['token'] });
  expect(catalog.labelOf('rag')).toBe('RAG');
});

test('topics are offered while they are typed, after those that are there', () => {
  expect(catalog.complete('', 3)).toEqual(['definitions', 'products', 'rag']);
  expect(catalog.complete('rag, ga', 5)).toEqual(['rag, gan']);
});

test('the shipped knowledge has tips for every kind, and some for most entries', () => {
  const { knowledge } = readKnowledge('knowledge');
  const shipped = createCatalog(knowledge.tips, knowledge.entries);
  for (const kind of ['definitions', 'comparisons', 'questions', 'figures', 'products'])
    expect(shipped.idsOf([kind]).length).toBeGreaterThan(5);
  expect(shipped.read('rag, image generation, GPT-4').topics.length).toBeGreaterThan(1);
});
