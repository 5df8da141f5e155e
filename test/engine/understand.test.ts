import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createLexicon } from '../../src/engine/read/lexicon.js';
import { tokenize } from '../../src/engine/read/normalize.js';
import { readSegments, readTokens } from '../../src/engine/read/parts.js';
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
    expect(read('large language models').words.get('@llm')).toBe('large language models');
  });
});

describe('the parts of a question', () => {
  /** The parts by stage; a star for the sentence that asks. */
  const stagesOf = (question: string) =>
    readSegments(question, lexicon, asIs).map((stage) =>
      stage.map(({ tokens, isAsked }) => `${tokens.join(' ')}${isAsked === true ? '*' : ''}`),
    );

  test.each<[string, string, readonly (readonly string[])[]]>([
    ['is all there is', 'What is RAG?', [['what is rag'], [], []]],
    [
      'is the sentence that asks, among others',
      'I read a lot. What is RAG?! Thanks',
      [['i read a lot what is rag thanks', 'i read a lot', 'what is rag*', 'thanks'], ['what is rag thanks'], []],
    ],
    [
      'is no sentence before others where all ask',
      'is it RAG? is it GAN?',
      [['is it rag is it gan', 'is it rag', 'is it gan'], [], []],
    ],
    [
      'is each line',
      'good morning\n\nI use RAG;\nit is slow',
      [['good morning i use rag it is slow', 'good morning', 'i use rag', 'it is slow'], [], []],
    ],
    [
      'is what follows an opening word, but the first and the last',
      'why do people know who it is and what to ask and how',
      [
        ['why do people know who it is and what to ask and how'],
        ['who it is and what to ask and how', 'what to ask and how'],
        [],
      ],
    ],
    [
      'is what follows one of three opening words',
      'so what how why when where it is',
      [
        ['so what how why when where it is'],
        ['what how why when where it is', 'how why when where it is', 'why when where it is'],
        [],
      ],
    ],
    [
      'is a clause of two words, or one that names something',
      'big dogs, zebra: RAG (fine-tuning) - a cat 🤖 my “old car” and so on',
      [
        ['big dogs zebra rag fine tuning a cat my old car and so on'],
        [],
        ['big dogs', 'rag', 'fine tuning', 'a cat', 'old car', 'and so on'],
      ],
    ],
  ])('%s: %j', (_, question, stages) => {
    expect(stagesOf(question)).toEqual(stages);
  });

  test('are not all of it where that is longer than forty words', () => {
    const zebras = (count: number) => Array.from({ length: count }, () => 'zebra').join(' ');
    expect(stagesOf(`${zebras(38)}, go on`)).toEqual([[`${zebras(38)} go on`], [], [zebras(38), 'go on']]);
    expect(stagesOf(`${zebras(39)}, go on`)).toEqual([[], [], [zebras(39), 'go on']]);
  });

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
