import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { askedWords } from '../../src/gaps/words.js';
import type { Incoming } from '../../src/ports.js';

const from = { platform: 'test', user: '1' };

describe('the words that are kept', () => {
  test.each<[Incoming, string | undefined]>([
    [{ from, type: 'question', text: '  what is\n quantum   LLM? ' }, 'what is quantum LLM?'],
    [{ from, type: 'define', term: 'quantum LLM' }, 'What is quantum LLM?'],
    [{ from, type: 'diff', a: 'GAN', b: 'blockchain' }, 'GAN vs blockchain'],
    [{ from, type: 'diff', a: 'GAN', b: 'blockchain', aspect: 'cost' }, 'GAN vs blockchain: cost'],
    [{ from, type: 'diff', aspect: 'smell' }, 'smell'],
    [{ from, type: 'diff' }, undefined],
    [{ from, type: 'choose', task: 'a divorce' }, 'Which AI for a divorce?'],
    [{ from, type: 'choose' }, undefined],
    [{ from, type: 'help' }, undefined],
    [{ from, type: 'press', target: { type: 'question', question: 'and images?' } }, 'and images?'],
    [{ from, type: 'press', target: { type: 'entry', id: 'rag' } }, undefined],
  ])('of %o are %s', (incoming, words) => {
    expect(askedWords(incoming)).toBe(words);
  });

  test('are never those of somebody else’s message', () => {
    expect(askedWords({ from, type: 'explain', text: 'our secret plan with RAG' })).toBeUndefined();
  });

  test.each([
    ['ask <@U123> about RAG', 'ask … about RAG'],
    ['is https://intranet.example/plan?id=3 any good', 'is … any good'],
    ['mail ada@example.org on LLMs', 'mail … on LLMs'],
    ['call +49 170 1234567 about AI', 'call … about AI'],
    ['is GPT-4 better than 3.5 in 2026', 'is GPT-4 better than 3.5 in 2026'],
  ])('of "%s" leave out who and where', (text, words) => {
    expect(askedWords({ from, type: 'question', text })).toBe(words);
  });

  test('are one short line', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 2_000 }), (text) => {
        const words = askedWords({ from, type: 'question', text }) ?? 'none';
        expect(words.length).toBeLessThanOrEqual(300);
        expect(words).toMatch(/^\S(.*\S)?$/u);
      }),
    );
  });
});
