import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createShippedEngine } from '../fixtures/shipped.js';

const { keyOf } = createShippedEngine();

describe('two questions', () => {
  test.each([
    [
      'what are quantum LLMs?',
      'tell me about quantum large language models',
      'do you know anything on QUANTUM llms please',
    ],
    ['what is the price of Claude?', 'claude pricing', 'how much does claude cost'],
    ['capital of Peru', 'What is the capital of peru??'],
    ['training llamas', 'how do I train a llama'],
    ['gan vs blockchain', 'blockchain versus GAN', 'differences between gan and blockchain'],
  ])('that ask the same have one key: %s', (...questions) => {
    expect(new Set(questions.map(keyOf)).size).toBe(1);
    expect(keyOf(questions[0] ?? '')).not.toBe('');
  });

  test.each([
    ['what is the capital of Peru', 'what is the capital of Chile'],
    ['who won the world cup', 'best pizza in rome'],
    ['claude pricing', 'gemini pricing'],
  ])('that ask something else have keys of their own: %s, %s', (a, b) => {
    expect(keyOf(a)).not.toBe(keyOf(b));
  });

  test('are the same whatever their case, order of words and marks', () => {
    const words = fc.array(fc.constantFrom('quantum', 'peru', 'rome', 'claude', 'pizza', 'tractor'), { minLength: 1 });
    fc.assert(
      fc.property(words, (list) => {
        const key = keyOf(list.join(' '));
        expect(keyOf([...list].reverse().join(' ').toUpperCase())).toBe(key);
        expect(keyOf(`what is ${list.join(', ')}?!`)).toBe(key);
      }),
    );
  });

  test('of any characters have a key', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(typeof keyOf(text)).toBe('string');
      }),
    );
    expect(keyOf('???')).toBe('');
  });
});
