import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createLexicon } from '../../src/engine/lexicon.js';
import { tokenize } from '../../src/engine/normalize.js';
import { readSegments, readTokens } from '../../src/engine/understand.js';
import { readShipped } from '../fixtures/shipped.js';

const { entries, vocabulary } = readShipped();
const lexicon = createLexicon(entries, vocabulary);
const asIs = (tokens: readonly string[]) => tokens;
const read = (question: string) => readTokens(tokenize(question), lexicon);
const parts = (question: string) =>
  readSegments(question, lexicon, asIs)
    .flat()
    .map(({ tokens }) => tokens.join(' '));

describe('the names in a question', () => {
  test.each([
    ['what is RAG?', ['rag']],
    ['what are LLMs', ['llm']],
    ['large language models', ['llm']],
    ['retrieval augmented generation', ['rag']],
    ['gen AI', ['generative-ai']],
    ['GAN vs diffusion model', ['gan', 'diffusion-model']],
    ['diffusion models vs GANs', ['diffusion-model', 'gan']],
    ['mid journey or DALL·E?', ['midjourney', 'dall-e']],
    ['gpt4o and GPT-4', ['gpt-4o', 'gpt-4']],
    ['deeplearning', ['deep-learning']],
    ['the weather in Paris', []],
  ])('%j are %j, in their order', (question, names) => {
    expect(read(question).names).toEqual(names);
  });

  test('count once, however often they are named', () => {
    expect(read('LLM LLM large language model llms').names).toEqual(['llm']);
  });

  test('take the longest name: GPT-4o is not GPT-4', () => {
    expect(read('gpt-4o').names).toEqual(['gpt-4o']);
    expect(read('gpt-4.5').names).toEqual(['gpt-4-5']);
  });

  test.each(
    entries.filter(({ kind }) => kind === 'definition' || kind === 'product').map(({ id, title }) => [title, id]),
  )('know the title %j', (title, id) => {
    expect(read(title.replace(/\s*\(.*\)$/, '')).names).toContain(id);
  });
});

describe('words that mean the same', () => {
  test.each([
    ['picture', 'photo'],
    ['cost', 'price'],
    ['company', 'business'],
    ['summarize', 'tldr'],
    ['write', 'writing'],
    ['model', 'models'],
  ])('%s and %s are one concept', (one, other) => {
    expect(read(one).concepts).toEqual(read(other).concepts);
  });

  test('keep the word that was written, to name it in the explanation', () => {
    const { concepts, words } = read('photos');
    expect(words.get(concepts[0] ?? '')).toBe('photos');
  });
});

describe('the parts of a question', () => {
  test('are first all of it, then its sentences', () => {
    expect(parts('I read a lot. What is RAG? Thanks!').slice(0, 4)).toEqual([
      'i read a lot what is rag thanks',
      'i read a lot',
      'what is rag',
      'thanks',
    ]);
  });

  test('begin where the question begins within a sentence', () => {
    expect(parts('my boss wants to know what RAG is')).toContain('what rag is');
  });

  test('are its clauses at last', () => {
    expect(parts('hey team, quick one - what is RAG (asking for a friend)')).toContain('asking for a friend');
  });

  test('do not break numbers and names with a point', () => {
    expect(parts('is GPT-4.5 an LLM?')).toEqual(['is gpt 4.5 an llm']);
  });

  test('are none where nothing is said', () => {
    for (const nothing of ['', '?!…', '🤖']) expect(parts(nothing).join('')).toBe('');
  });

  test('are few, whatever is pasted, and none comes twice', { timeout: 5000 }, () => {
    const pasted = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 400 }),
      fc
        .tuple(fc.constantFrom('a. ', 'what is a, ', '; x', '(', '— what why how '), fc.integer({ min: 1, max: 5000 }))
        .map(([piece, times]) => piece.repeat(times)),
    );
    fc.assert(
      fc.property(pasted, (question) => {
        const stages = readSegments(question, lexicon, asIs);
        for (const stage of stages) expect(stage.length).toBeLessThanOrEqual(10);
        const all = stages.flat().map(({ tokens }) => tokens.join(' '));
        expect(new Set(all).size).toBe(all.length);
      }),
      { numRuns: 60 },
    );
  });
});
