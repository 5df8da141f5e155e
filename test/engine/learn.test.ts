// What is learned from ways of asking, and how it judges a question.
import { describe, expect, test } from 'vitest';
import { createBelieve } from '../../src/engine/find/beliefs.js';
import { featuresOf, isConcept, type Weighed } from '../../src/engine/find/features.js';
import { type Beliefs, type Example, learnBeliefs, placeOf } from '../../src/engine/find/learn.js';

const weigh = (text: string) => text.split(' ').map((concept) => ({ concept, words: concept, weight: 0.5 }));
const read = (text: string) => featuresOf(weigh(text));
const example = (text: string, asks: Example['asks'], weight = 1): Example => ({ text: weigh(text), asks, weight });

const examples = [
  ...['bake bread', 'bread in an oven', 'loaf of bread', 'crust of a loaf'].map((text) => example(text, 0)),
  ...['brew beer', 'beer from hops', 'pint of beer', 'hops and malt'].map((text) => example(text, 1)),
  ...['fix a car', 'oven for cars', 'weather in malta', 'pint of paint'].map((text) => example(text, 'outside')),
  ...['hello there', 'thanks a lot', 'good bye'].map((text) => example(text, 'smallTalk')),
];
const beliefs = learnBeliefs(examples, 2);
const believe = createBelieve(beliefs, 0);
const probability = (text: string, asks: Example['asks']) =>
  Math.exp(believe?.(read(text))[placeOf(asks)] ?? Number.NaN);

describe('features', () => {
  test('are the concepts of a text, which of them follow one another, and the pieces of their words', () => {
    expect(read('what rag').map(({ name }) => name)).toEqual([
      ...['what', 'rag'],
      ...['|^|what', '|what|rag', '|rag|$'],
      ...['_^wha', '_what', '_hat$', '_^rag', '_rag$'],
    ]);
  });

  test('of a long text are as strong together as those of a short one', () => {
    const strength = (text: string) => Math.hypot(...read(text).map((feature) => feature.strength));
    expect(strength('alpha beta gamma delta')).toBeCloseTo(strength('alpha'));
  });

  test('of a kind are as strong as the words weigh, and pairs as the root of what both do', () => {
    const text = [
      { concept: 'what', words: 'what', weight: 0.2 },
      { concept: 'ai', words: 'ai', weight: 0.8 },
    ];
    const kind = (share: number, strengths: Readonly<Record<string, number>>) =>
      Object.entries(strengths).map(([name, strength]) => ({
        name,
        strength: expect.closeTo((share * strength) / Math.hypot(...Object.values(strengths)), 10),
      }));
    expect(featuresOf(text)).toEqual([
      ...kind(1, { what: 0.2, ai: 0.8 }),
      ...kind(0.7, {
        '|^|what': Math.sqrt(0.3 * 0.2),
        '|what|ai': Math.sqrt(0.2 * 0.8),
        '|ai|$': Math.sqrt(0.8 * 0.3),
      }),
      ...kind(0.7, { '_^ai$': 0.8 }),
    ]);
  });

  test('are pieces only of words that tell something, however short those are', () => {
    const pieces = (words: string, weight: number) =>
      featuresOf([{ concept: words, words, weight }])
        .map(({ name }) => name)
        .filter((name) => name.startsWith('_'));
    expect(pieces('c', 0.25)).toEqual(['_^c$']);
    expect(pieces('c', 0.24)).toEqual([]);
    expect(pieces('big c', 1)).toEqual(['_^big', '_big$', '_^c$']);
  });

  test('of two words that share a piece have it as the one that tells more does', () => {
    const bread = { concept: 'bread', words: 'bread', weight: 0.9 };
    const breed = { concept: 'breed', words: 'breed', weight: 0.3 };
    const strength = (text: readonly Weighed[], piece: string) =>
      featuresOf(text).find(({ name }) => name === piece)?.strength;
    for (const text of [
      [bread, breed],
      [breed, bread],
    ])
      expect(strength(text, '_^bre')).toBe(strength(text, '_ead$'));
  });

  test('tell concepts from pairs and pieces by their names', () => {
    const names = read('what rag').map(({ name }) => name);
    expect(names.filter(isConcept)).toEqual(['what', 'rag']);
  });

  test('of nothing are empty', () => {
    expect(featuresOf([])).toEqual([]);
  });
});

describe('what was learned', () => {
  test.each([
    ['bread', 0],
    ['a loaf', 0],
    ['beer and hops', 1],
  ])('tells what %j asks for', (text, entry) => {
    expect(probability(text, entry)).toBeGreaterThan(0.5);
  });

  test('tells it of words that are only like those it met', () => {
    expect(probability('breads', 0)).toBeGreaterThan(0.3);
  });

  test('tells questions that nothing answers and small talk from others', () => {
    expect(probability('weather and car', 'outside')).toBeGreaterThan(0.5);
    expect(probability('hello thanks', 'smallTalk')).toBeGreaterThan(0.5);
  });

  test('counts an example of little weight for little', () => {
    const learnedWith = (weight: number) => {
      const ask = createBelieve(learnBeliefs([...examples, example('pizza', 0, weight)], 2));
      return ask?.(read('pizza'))[placeOf(0)] ?? 0;
    };
    expect(learnedWith(0.1)).toBeLessThan(learnedWith(1));
  });

  test('gives probabilities that sum to one, also for words that it never met', () => {
    for (const text of ['bread', 'zyxel', 'beer car hello', '']) {
      const sum = ([0, 1, 'outside', 'smallTalk'] as const).reduce<number>(
        (all, asks) => all + probability(text, asks),
        0,
      );
      expect(sum).toBeCloseTo(1);
    }
  });

  test('is less sure of everything where more may be asked for', () => {
    const sure = believe?.(read('bread'))[placeOf(0)] ?? 0;
    expect(createBelieve(beliefs)?.(read('bread'))[placeOf(0)]).toBeLessThan(sure);
  });

  test('is the same each time', () => {
    expect(learnBeliefs(examples, 2)).toEqual(beliefs);
  });

  test('of no examples is nothing', () => {
    expect(createBelieve(learnBeliefs([], 0))).toBeUndefined();
  });
});

describe('a belief', () => {
  // Three things may be asked for; "bread" speaks for the first and against the last, "beer" for the second.
  const made: Beliefs = {
    features: ['bread', 'beer'],
    starts: Int32Array.from([0, 2, 3]),
    places: Int32Array.from([0, 2, 1]),
    weights: Float32Array.from([2, -1, 4]),
    biases: Float32Array.from([0.5, 0.25, -8]),
  };
  const shares = (scores: readonly number[], rest = 0) => {
    const sum = scores.reduce((all, score) => all + Math.exp(score), rest);
    return scores.map((score) => expect.closeTo(score - Math.log(sum), 10));
  };
  const bread = { name: 'bread', strength: 0.5 };
  const beer = { name: 'beer', strength: 1 };

  test.each([
    ['nothing that was met', [{ name: 'wine', strength: 1 }], [0.5, 0.25, -8]],
    ['bread', [bread], [0.5 + 1, 0.25, -8 - 0.5]],
    ['beer', [beer], [0.5, 0.25 + 4, -8]],
    ['bread and beer', [bread, beer], [0.5 + 1, 0.25 + 4, -8 - 0.5]],
  ])('is the share of each in what speaks for all: %s', (_, features, scores) => {
    expect([...(createBelieve(made, 0)?.(features) ?? [])]).toEqual(shares(scores));
  });

  test('leaves room for what is not known, up to 32 things', () => {
    expect([...(createBelieve(made)?.([bread]) ?? [])]).toEqual(shares([1.5, 0.25, -8.5], 29));
    expect([...(createBelieve(made, 2)?.([bread]) ?? [])]).toEqual(shares([1.5, 0.25, -8.5]));
  });

  test('tolerates scores whose exponential overflows', () => {
    const [first, second] = createBelieve({ ...made, biases: Float32Array.from([2000, 0, 0]) })?.([]) ?? [];
    expect([first, second]).toEqual([0, -2000]);
  });
});
