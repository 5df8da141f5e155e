// The search on its own, on a small index whose results can be worked out by hand: each word weighs 1 unless a test says otherwise.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { PartIndex } from '../../src/engine/find/index.js';
import { type Beliefs, placeOf } from '../../src/engine/find/learn.js';
import { createSearch } from '../../src/engine/find/search.js';

/** An entry: its ways of asking, each as words separated by spaces, and how strongly words belong to it. */
type Made = {
  readonly ways: readonly string[];
  readonly tells?: Readonly<Record<string, number>>;
  readonly hasFewWays?: true;
};

const wordsOf = (text: string) => text.split(' ').filter((word) => word !== '');
const ask = (text: string) => wordsOf(text).map((concept) => ({ concept, words: concept, weight: 1 }));

/** Beliefs that are the same for every question, except those that one of its words changes. */
function believing(biases: readonly number[], told: { readonly word: string; readonly weights: readonly number[] }) {
  return {
    features: ['never asked', told.word],
    starts: Int32Array.from([0, 1, 1 + told.weights.length]),
    places: Int32Array.from([0, ...told.weights.keys()]),
    weights: Float32Array.from([100, ...told.weights]),
    biases: Float32Array.from(biases),
  };
}
const nothingLearned: Beliefs = { ...believing([], { word: '', weights: [] }), features: [] };

function indexOf(entries: readonly Made[], given: { scarcity?: Record<string, number>; beliefs?: Beliefs } = {}) {
  const { scarcity = {}, beliefs = nothingLearned } = given;
  const concepts = [
    ...new Set(entries.flatMap(({ ways, tells = {} }) => [...ways.flatMap(wordsOf), ...Object.keys(tells)])),
  ];
  const lists = (texts: readonly (readonly string[])[]) => ({
    starts: Int32Array.from([0, ...texts.map((_, at) => texts.slice(0, at + 1).flat().length)]),
    concepts: Int32Array.from(texts.flat(), (word) => concepts.indexOf(word)),
  });
  const ways = entries.flatMap((entry) => entry.ways.map(wordsOf));
  const tells = entries.map((entry) => entry.tells ?? {});
  const index: Omit<PartIndex, 'usual'> = {
    concepts,
    ways: lists(ways),
    weights: Float32Array.from(ways, (words) => words.reduce((sum, word) => sum + (scarcity[word] ?? 1), 0)),
    firsts: Int32Array.from([
      0,
      ...entries.map((_, at) => entries.slice(0, at + 1).flatMap((each) => each.ways).length),
    ]),
    // Deliberately not sequential, so that a way's number can't be mistaken for its position.
    numbers: Int32Array.from(ways, (_, at) => 100 + at),
    hasFewWays: Uint8Array.from(entries, (entry) => (entry.hasFewWays === true ? 1 : 0)),
    vocabularies: lists(tells.map((each) => Object.keys(each))),
    strengths: Float32Array.from(tells.flatMap((each) => Object.values(each))),
    scarcity: Float32Array.from(concepts, (word) => scarcity[word] ?? 1),
    beliefs,
    tokens: [],
    counts: new Int32Array(0),
  };
  return index;
}

const alone = (entries: readonly Made[]) => entries.map((_, at) => [at]);
const searching = (entries: readonly Made[], given: Parameters<typeof indexOf>[1] = {}) =>
  createSearch(indexOf(entries, given), alone(entries), false);

const kitchen: readonly Made[] = [
  { ways: ['dough rises', 'yeast'], tells: { dough: 1, yeast: 0.5 } },
  { ways: ['oven heat', 'heat'], tells: { heat: 0.5, oven: 1 } },
  { ways: ['beer brewed with hops'], tells: { beer: 1 } },
];

describe('a search without learned beliefs', () => {
  const search = searching(kitchen);

  test('finds all entries of a small knowledge, the surest first', () => {
    expect(search(ask('heat of the oven')).candidates.map(({ entry }) => entry)).toEqual([1, 0, 2]);
    expect(search(ask('hops in beer')).candidates.map(({ entry }) => entry)).toEqual([2, 0, 1]);
  });

  test('finds six of many, the most alike', () => {
    const many = Array.from({ length: 9 }, (_, at) => ({ ways: [`a ${'b'.repeat(at + 1)}`, `c${at}`] }));
    const { candidates } = searching([...many, { ways: ['a'] }])(ask('a'));
    expect(candidates.map(({ entry }) => entry)).toEqual([9, 0, 1, 2, 3, 4]);
  });

  test('reports the nearest way of asking, the first of several that are equally near', () => {
    const wayOf = (text: string, entry: number) =>
      search(ask(text)).candidates.find((candidate) => candidate.entry === entry)?.way;
    expect([wayOf('oven', 1), wayOf('heat', 1), wayOf('yeast', 0), wayOf('beer', 2)]).toEqual([102, 103, 101, 104]);
    const twice = searching([{ ways: ['x', 'a b', 'a c', 'y'] }, { ways: ['a'] }]);
    expect(twice(ask('a')).candidates.map(({ entry, way }) => [entry, way])).toEqual([
      [1, 104],
      [0, 101],
    ]);
  });

  test('counts what only a way has for 0.6 of what only the question has', () => {
    const similarity = (text: string) => search(ask(text)).candidates[0]?.similarity;
    expect(similarity('heat')).toBe(1);
    expect(similarity('heat please')).toBe(1 / 2);
    expect(similarity('hops')).toBeCloseTo(1 / (1 + 0.6 * 3));
    expect(similarity('hops please')).toBeCloseTo(1 / (2 + 0.6 * 3));
  });

  test('counts the texts of an entry with few ways as another way of asking, unless one is nearer', () => {
    const tells = { a: 1, b: 1, c: 0.5 };
    const similarityOf = (hasFewWays?: true) => {
      const made = searching([{ ways: ['a d'], tells, ...(hasFewWays === undefined ? {} : { hasFewWays }) }]);
      return (text: string) => made(ask(text)).candidates[0]?.similarity;
    };
    expect(['a b', 'b c', 'c e', 'd a'].map(similarityOf(true))).toEqual([0.9, 0.675, 0.225, 1]);
    expect(['b c', 'd a'].map(similarityOf())).toEqual([0, 1]);
  });

  test('never finds a similarity above 1', () => {
    // The weights of ways are stored rounded: these are a little less than the words' weights.
    const index = indexOf([{ ways: ['a b'] }]);
    const rounded = createSearch({ ...index, weights: Float32Array.from([1.5]) }, [[0]], false);
    expect(rounded(ask('a b')).candidates[0]?.similarity).toBe(1);
    expect(rounded(ask('a b c')).candidates[0]?.similarity).toBeCloseTo(2 / 3);
  });

  test('has nothing in common with a question of other words, or of none', () => {
    for (const text of ['football results', '']) {
      const { candidates } = search(ask(text));
      expect(candidates.map(({ similarity, covered }) => [similarity, covered])).toEqual([
        [0, 0],
        [0, 0],
        [0, 0],
      ]);
    }
  });

  test('remembers nothing of the question before', () => {
    const first = search(ask('heat and yeast')).candidates;
    search(ask('dough rises in the oven'));
    expect(search(ask('heat and yeast')).candidates).toEqual(first);
  });

  test('says nothing of what is outside the entries, even if the knowledge has such questions', () => {
    const nothing = { outside: undefined, smallTalk: undefined, beside: undefined };
    expect(search(ask('beer'))).toMatchObject(nothing);
    expect(createSearch(indexOf(kitchen), alone(kitchen), true)(ask('beer'))).toMatchObject(nothing);
  });

  test('agrees with a plain calculation for any entries and question', () => {
    const letter = fc.constantFrom(...'abcdefgh');
    const words = fc.uniqueArray(letter, { minLength: 1, maxLength: 4 });
    const share = fc.constantFrom(0.125, 0.25, 0.5, 1);
    const entry = fc.record({
      ways: fc.array(
        words.map((each) => each.join(' ')),
        { minLength: 1, maxLength: 4 },
      ),
      tells: fc.dictionary(letter, share),
    });
    const entries = fc.array(entry, { minLength: 1, maxLength: 6 });
    const asked = fc.uniqueArray(fc.constantFrom(...'abcdefghyz'), { maxLength: 5 }).map((each) => each.join(' '));
    const scarcities = fc.dictionary(letter, share);
    fc.assert(
      fc.property(entries, asked, scarcities, (made, text, scarcity) => {
        const families = made.map((_, at) => (at === 0 ? made.map((__, other) => other) : [at]));
        const { candidates, beliefIn } = createSearch(indexOf(made, { scarcity }), families, false)(ask(text));
        const plain = plainly(made, text, scarcity);
        const sum = plain.reduce((all, { similarity }) => all + Math.exp(12 * similarity), 1);
        const believed = plain.map(({ similarity }) => 12 * similarity - Math.log(sum));
        expect(candidates.map(({ entry }) => entry).sort()).toEqual([...made.keys()]);
        for (const { entry, way, similarity, covered, belief, family } of candidates) {
          expect([way, similarity, covered]).toEqual([
            plain[entry]?.way,
            plain[entry]?.similarity,
            plain[entry]?.covered,
          ]);
          expect(belief).toBeCloseTo(believed[entry] ?? Number.NaN, 10);
          expect(beliefIn(entry)).toBe(belief);
          const all = believed.reduce((together, log) => together + Math.exp(log), 0);
          expect(family).toBeCloseTo(entry === 0 ? Math.log(all) : belief, 10);
        }
      }),
    );
  });
});

// What a question and each entry have in common, without an index.
function plainly(
  entries: readonly Required<Omit<Made, 'hasFewWays'>>[],
  text: string,
  scarcity: Readonly<Record<string, number>>,
) {
  const asked = wordsOf(text);
  const known = new Set(entries.flatMap(({ ways, tells }) => [...ways.flatMap(wordsOf), ...Object.keys(tells)]));
  const weight = (words: readonly string[]) =>
    words.reduce((sum, word) => sum + (known.has(word) ? (scarcity[word] ?? 1) : 1), 0);
  let before = 100;
  return entries.map(({ ways, tells }) => {
    const similarities = ways.map((way) => {
      const shared = weight(wordsOf(way).filter((word) => asked.includes(word)));
      return shared / (weight(asked) + 0.6 * (weight(wordsOf(way)) - shared));
    });
    const similarity = Math.max(...similarities);
    const way = before + similarities.indexOf(similarity);
    before += ways.length;
    return { way, similarity, covered: asked.reduce((sum, word) => sum + (tells[word] ?? 0) * weight([word]), 0) };
  });
}

describe('a search where beliefs were learned', () => {
  // In the order of `placeOf`: outside, small talk, and the entries.
  const biases = [0.5, 0.25, 1, 2, 0];
  const weights = [0, 2, 0, 0, 4];
  const beliefs = believing(biases, { word: 'hello', weights });
  const logs = (scores: readonly number[]) => {
    const sum = scores.reduce((all, score) => all + Math.exp(score), 32 - scores.length);
    return scores.map((score) => score - Math.log(sum));
  };
  const index = indexOf(kitchen, { beliefs });
  const search = createSearch(index, [[0, 2], [1], [0, 2]], true);

  test('has the probability of each entry, and of each with those related to it', () => {
    const { candidates, beliefIn } = search(ask('football'));
    const believed = logs(biases).slice(placeOf(0));
    expect(candidates.map(({ entry }) => entry)).toEqual([1, 0, 2]);
    const [oven, dough, beer] = candidates;
    expect([dough?.belief, oven?.belief, beer?.belief]).toEqual(believed.map((log) => expect.closeTo(log, 10)));
    expect([0, 1, 2].map(beliefIn)).toEqual(believed.map((log) => expect.closeTo(log, 10)));
    expect(oven?.family).toBeCloseTo(believed[1] ?? 0, 10);
    const both = Math.log(Math.exp(believed[0] ?? 0) + Math.exp(believed[2] ?? 0));
    expect([dough?.family, beer?.family]).toEqual([expect.closeTo(both, 10), expect.closeTo(both, 10)]);
  });

  test('does not believe in an entry that is not there', () => {
    expect(search(ask('football')).beliefIn(3)).toBe(Number.NEGATIVE_INFINITY);
  });

  test('believes what the words of the question tell', () => {
    const { candidates, beliefIn } = search(ask('hello'));
    const believed = logs(biases.map((bias, place) => bias + (weights[place] ?? 0))).slice(placeOf(0));
    expect(candidates[0]?.entry).toBe(2);
    expect([0, 1, 2].map(beliefIn)).toEqual(believed.map((log) => expect.closeTo(log, 10)));
  });

  test('orders the entries it believes in by how sure they are, with what they share with the question', () => {
    expect(search(ask('dough rises')).candidates.map(({ entry }) => entry)).toEqual([0, 1, 2]);
    expect(search(ask('beer with hops')).candidates.map(({ entry }) => entry)).toEqual([2, 1, 0]);
  });

  test('says how likely the question is outside, or small talk, and which of both is likelier', () => {
    const strange = search(ask('football'));
    const [outside = 0, smallTalk = 0] = logs(biases);
    expect(strange.outside).toBeCloseTo(outside, 10);
    expect(strange.smallTalk).toBeCloseTo(smallTalk, 10);
    expect(strange.beside).toBe(strange.outside);
    const greeting = search(ask('hello'));
    expect(greeting.smallTalk).toBeGreaterThan(greeting.outside ?? 0);
    expect(greeting.beside).toBe(greeting.smallTalk);
  });

  test('says nothing of that if the knowledge has no such questions', () => {
    expect(createSearch(index, alone(kitchen), false)(ask('hello'))).toMatchObject({
      outside: undefined,
      smallTalk: undefined,
      beside: undefined,
    });
  });
});
