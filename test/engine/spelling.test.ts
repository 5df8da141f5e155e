import { describe, expect, test } from 'vitest';
import { createCompletion, createSpelling } from '../../src/engine/read/spelling.js';

const words = [
  'diffusion',
  'transformer',
  'hallucination',
  'model',
  'image',
  'token',
  'training',
  'rag',
  'gan',
  'best',
];
const correct = createSpelling(
  () => words,
  () => 1,
);

describe('a misspelt word', () => {
  test.each([
    ['difusion', 'diffusion'],
    ['diffusoin', 'diffusion'],
    ['tranformer', 'transformer'],
    ['transfomer', 'transformer'],
    ['halucination', 'hallucination'],
    ['hallucinaton', 'hallucination'],
    ['modle', 'model'],
    ['imgae', 'image'],
    ['trainning', 'training'],
    // Two letters are missing from a long word.
    ['halucinaton', 'hallucination'],
    ['difusio', 'diffusion'],
    // In a short word, swapped letters make another word.
    ['rga', 'rag'],
    ['gna', 'gan'],
    ['tokne', 'token'],
    ['otken', 'token'],
  ])('%s stands for %s', (written, meant) => {
    expect(correct(written)).toBe(meant);
  });

  test.each([
    'car',
    'xyzzyx',
    'kitchen',
    'bicycle',
    'bert',
    // Two of six letters are missing, a wrong letter makes a short word another, and swapped letters aren't the only mistake.
    'trning',
    'tokan',
    'rad',
    'ra',
    'tokm',
    'gnb',
    '',
    'a'.repeat(31),
  ])('is not made of %j, which is near to none', (written) => {
    expect(correct(written)).toBeUndefined();
  });

  test('has the right first letter, rather, where two words are as near', () => {
    const words = ['laster', 'caster'];
    const uses = () => 1;
    expect(createSpelling(() => words, uses)('caater')).toBe('caster');
    expect(createSpelling(() => ['zaster', 'xasper'], uses)('xaster')).toBe('xasper');
  });

  test('has at least three and at most thirty letters', () => {
    const known = ['ab', 'abc', 'a'.repeat(31), 'b'.repeat(30)];
    const correctOf = createSpelling(
      () => known,
      () => 1,
    );
    expect(['ba', 'acb', `${'a'.repeat(30)}b`, `${'b'.repeat(29)}c`].map(correctOf)).toEqual([
      undefined,
      'abc',
      undefined,
      'b'.repeat(30),
    ]);
  });

  test('is left alone if no word is known', () => {
    expect(
      createSpelling(
        () => [],
        () => 0,
      )('diffusion'),
    ).toBeUndefined();
  });

  test('goes to the word that is used more where two are as near', () => {
    const uses = new Map([
      ['caster', 1],
      ['faster', 500],
    ]);
    expect(
      createSpelling(
        () => ['caster', 'faster'],
        (word) => uses.get(word) ?? 0,
      )('xaster'),
    ).toBe('faster');
  });

  test('of any content is looked at without a throw', () => {
    for (const written of ['__proto__', 'constructor', '(a+)+$', '\ud800\ud800\ud800\ud800', '日本語日本語', '^$^$^$'])
      expect(() => correct(written)).not.toThrow();
  });
});

describe('completion', () => {
  const complete = createCompletion([
    { id: 'llm', label: 'LLM' },
    { id: 'rag', label: 'Retrieval-augmented generation' },
    { id: 'diffusion-model', label: 'Diffusion model' },
  ]);

  test('offers the first ones before anything is typed', () => {
    expect(complete('', 2).map(({ id }) => id)).toEqual(['llm', 'rag']);
    expect(complete('  ', 1).map(({ id }) => id)).toEqual(['llm']);
  });

  test('offers what fits best first, also to a typo', () => {
    expect(complete('diff', 25)[0]?.id).toBe('diffusion-model');
    expect(complete('difusion', 25)[0]?.id).toBe('diffusion-model');
  });

  test('offers at most as many as asked for, and nothing to what fits nothing', () => {
    expect(complete('e', 1).length).toBeLessThanOrEqual(1);
    expect(complete('', 0)).toEqual([]);
    expect(complete('zzzzzz', 25)).toEqual([]);
  });

  test('takes any input', () => {
    for (const typed of ['a'.repeat(100_000), '\ud800', '__proto__', '(((', '="^!$|'])
      expect(complete(typed, 25).length).toBeLessThanOrEqual(25);
  });
});
