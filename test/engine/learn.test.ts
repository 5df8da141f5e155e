// What is learned from ways of asking, and what it makes of a question.
import { describe, expect, test } from 'vitest';
import { createBelief } from '../../src/engine/find/beliefs.js';
import { featuresOf } from '../../src/engine/find/features.js';
import { type Example, learnBeliefs } from '../../src/engine/find/learn.js';

const read = (text: string) => {
  const concepts = text.split(' ');
  return featuresOf(concepts, () => 0.5);
};
const example = (text: string, asks: Example['asks']): Example => ({ features: read(text), asks });

const examples = [
  ...['bake bread', 'bread in an oven', 'loaf of bread', 'crust of a loaf'].map((text) => example(text, 3)),
  ...['brew beer', 'beer from hops', 'pint of beer', 'hops and malt'].map((text) => example(text, 7)),
  ...['fix a car', 'oven for cars', 'weather in malta', 'pint of paint'].map((text) => example(text, 'outside')),
  ...['hello there', 'thanks a lot', 'good bye'].map((text) => example(text, 'smallTalk')),
];
const beliefs = learnBeliefs(examples);
const believe = createBelief(beliefs, 1);

describe('features', () => {
  test('are the concepts of a text and which of them follow one another, its edges too', () => {
    expect(read('what rag').map(({ name }) => name)).toEqual(['what', '^|what', 'rag', 'what|rag', 'rag|$']);
  });

  test('of a long text are as strong together as those of a short one', () => {
    const strength = (text: string) => Math.hypot(...read(text).map((feature) => feature.strength));
    expect(strength('a b c d e f g')).toBeCloseTo(strength('a'));
  });

  test('of nothing are its edges alone', () => {
    expect(featuresOf([], () => 1).map(({ name }) => name)).toEqual(['^|$']);
  });
});

describe('what was learned', () => {
  test.each([
    ['bread', 3],
    ['a loaf', 3],
    ['beer and hops', 7],
  ])('tells what %j asks for', (text, entry) => {
    const { best, of } = believe(read(text));
    expect(best).toEqual([entry]);
    expect(of(entry)).toBeGreaterThan(0.5);
  });

  test('tells questions that nothing answers and small talk from others', () => {
    expect(believe(read('weather and car')).of('outside')).toBeGreaterThan(0.5);
    expect(believe(read('hello thanks')).of('smallTalk')).toBeGreaterThan(0.5);
  });

  test('knows nothing of an entry without examples', () => {
    expect(believe(read('bread')).of(5)).toBeUndefined();
  });

  test('gives probabilities that sum to one, also for words that it never met', () => {
    for (const text of ['bread', 'zyxel', 'beer car hello']) {
      const { of } = believe(read(text));
      const sum = [of(3), of(7), of('outside'), of('smallTalk')].reduce<number>((all, one) => all + (one ?? 0), 0);
      expect(sum).toBeCloseTo(1);
    }
  });

  test('is the same each time', () => {
    expect(learnBeliefs(examples)).toEqual(beliefs);
  });

  test('of no examples believes in nothing', () => {
    const { best, of } = createBelief(learnBeliefs([]), 3)(read('bread'));
    expect(best).toEqual([]);
    expect(of(3)).toBeUndefined();
    expect(of('outside')).toBeUndefined();
  });
});
