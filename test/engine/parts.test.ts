import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createLexicon } from '../../src/engine/read/lexicon.js';
import { tokenize } from '../../src/engine/read/normalize.js';
import { readParts, readTokens } from '../../src/engine/read/parts.js';
import { readShipped } from '../fixtures/shipped.js';

const { entries, vocabulary } = readShipped();
const lexicon = createLexicon(entries, vocabulary, []);
const asIs = (tokens: readonly string[]) => tokens;
const read = (question: string) => readTokens(tokenize(question), lexicon);
const parts = (question: string) => readParts(question, lexicon, asIs).map(({ segment }) => segment.tokens.join(' '));

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
  /** The parts with their spelling in the message; a star marks the sentence that asks. */
  const partsOf = (question: string) =>
    readParts(question, lexicon, asIs).map(
      ({ type, segment, isAsked }) => `${type}${isAsked ? '*' : ''}: ${segment.tokens.join(' ')}`,
    );

  test.each<[string, string, readonly string[]]>([
    ['is all there is', 'What is RAG?', ['whole: what is rag']],
    [
      'is the sentence that asks, among others',
      'I read a lot. What is RAG?! Thanks',
      [
        'whole: i read a lot what is rag thanks',
        'sentence: i read a lot',
        'sentence*: what is rag',
        'sentence: thanks',
      ],
    ],
    [
      'is no sentence before others where all ask',
      'is it RAG? is it GAN?',
      ['whole: is it rag is it gan', 'sentence: is it rag', 'sentence: is it gan'],
    ],
    [
      'is each line',
      'good morning\n\nI use RAG;\nit is slow',
      [
        'whole: good morning i use rag it is slow',
        'sentence: good morning',
        'sentence: i use rag',
        'sentence: it is slow',
      ],
    ],
    [
      'is what follows something that asks nothing',
      'my boss is back and wants to know what RAG is',
      ['whole: my boss is back and wants to know what rag is', 'fragment: what rag is'],
    ],
    [
      'is what follows a clause, up to the first that asks',
      'my kid said this at dinner: does AI think, and why would it',
      [
        'whole: my kid said this at dinner does ai think and why would it',
        'fragment: my kid said this at dinner',
        'fragment: does ai think',
      ],
    ],
    [
      'is both questions of a sentence that asks twice',
      'What is a token, and how is it counted?',
      ['whole: what is a token and how is it counted', 'question: what is a token', 'question: how is token counted'],
    ],
    ['is no piece of a question, nor of a comparison with a stop in it', 'gan vs. vae', ['whole: gan vs vae']],
  ])('%s: %j', (_, question, found) => {
    expect(partsOf(question)).toEqual(found);
  });

  test('do not include all of it if that is longer than forty words', () => {
    const zebras = (count: number) => Array.from({ length: count }, () => 'zebra').join(' ');
    expect(partsOf(`${zebras(38)}, go on`)[0]).toBe(`whole: ${zebras(38)} go on`);
    expect(partsOf(`${zebras(39)}, go on`)[0]).toBe(`sentence: ${zebras(39)} go on`);
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

  test('do not break numbers and names with a point', () => {
    expect(parts('is GPT-4.5 an LLM?')).toEqual(['is gpt 4.5 an llm']);
  });

  test('are empty if nothing is said', () => {
    for (const nothing of ['', '?!…', '🤖']) expect(parts(nothing).join('')).toBe('');
  });

  test('are few, whatever is pasted, and none comes twice', { timeout: 60_000 }, () => {
    const pasted = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 400 }),
      fc
        .tuple(fc.constantFrom('a. ', 'what is a, ', '; x', '(', '— what why how '), fc.integer({ min: 1, max: 5000 }))
        .map(([piece, times]) => piece.repeat(times)),
    );
    fc.assert(
      fc.property(pasted, (question) => {
        const all = readParts(question, lexicon, asIs).map(({ segment }) => segment.tokens.join(' '));
        expect(all.length).toBeLessThanOrEqual(10);
        expect(new Set(all).size).toBe(all.length);
      }),
      { numRuns: 60 },
    );
  });
});
