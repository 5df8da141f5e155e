// What the ranker makes of a segment: the gain of what is asked for by name, and the measures with their bounds.
import { describe, expect, test } from 'vitest';
import type { Knowledge } from '../../src/engine/entry.js';
import { createRanker } from '../../src/engine/rank.js';
import { readSegments, type Segment } from '../../src/engine/understand.js';
import { readEnglish } from '../../src/language/english.js';
import { readSmall } from '../fixtures/shipped.js';

// Made within the tests: what a mutant breaks while a file is loaded is no failed test.
function lazily<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

const english = readEnglish();
const small = readSmall();
const asProduct: Knowledge = {
  ...small,
  entries: small.entries.map((entry) => (entry.id === 'sourdough' ? { ...entry, kind: 'product' } : entry)),
};

function prepare(knowledge: Knowledge) {
  const ranker = createRanker(knowledge, english);
  return {
    read: (text: string): Segment => {
      const [[segment] = []] = readSegments(text, ranker.lexicon, ranker.correct);
      if (segment === undefined) throw new Error(`nothing in ${text}`);
      return segment;
    },
    find: (segment: Segment, id: string) => ranker.rank(segment, 10).find(({ entry }) => entry.id === id),
    all: (segment: Segment) => ranker.rank(segment, 10),
  };
}

describe('an entry that is asked for by its name', () => {
  const ours = lazily(() => prepare(small));
  const readAsked = lazily(() => ours().read('what is sourdough smelling of'));
  const similarity = (segment: Segment, { find } = ours()) => find(segment, 'sourdough')?.similarity ?? Number.NaN;
  const plain = lazily(() => similarity({ ...readAsked(), intents: new Set() }));
  const gained = () => plain() + (1 - plain()) * 0.4;

  test('is read so', () => {
    const asked = readAsked();
    expect([asked.names, [...asked.intents]]).toEqual([['sourdough'], ['define']]);
    expect(plain()).toBeGreaterThan(0);
    expect(plain()).toBeLessThan(1);
  });

  test.each<[string, Partial<Segment>, () => number]>([
    ['gains where it is to be defined', {}, gained],
    ['gains nothing where nothing is asked of it', { intents: new Set() }, plain],
    ['gains nothing where something else is asked', { intents: new Set(['figure']) }, plain],
    ['gains nothing as the maker of what is no product', { intents: new Set(['maker']) }, plain],
    ['gains nothing beside another name', { names: ['sourdough', 'bakers-yeast'] }, plain],
    ['gains nothing where another one is named', { names: ['bakers-yeast'] }, plain],
    ['gains nothing where none is named', { names: [] }, plain],
  ])('%s', (_, change, wanted) => {
    expect(similarity({ ...readAsked(), ...change })).toBeCloseTo(wanted(), 10);
  });

  test('gains as a product whose maker is asked for', () => {
    const product = prepare(asProduct);
    const segment = product.read('what is sourdough smelling of');
    const without = similarity({ ...segment, intents: new Set() }, product);
    expect(similarity({ ...segment, intents: new Set(['maker']) }, product)).toBeCloseTo(
      without + (1 - without) * 0.4,
      10,
    );
    expect(similarity({ ...segment, intents: new Set(['figure']) }, product)).toBeCloseTo(without, 10);
  });
});

describe('the measures of a match', () => {
  const ours = lazily(() => prepare(small));
  const questions = [
    'what is sourdough',
    'flour and water left to ferment for days on the kitchen counter',
    'sourdough or yeast for a jar of flour that is alive and turns lively within a week if it is fed daily',
    'sourdough quantum chromodynamics neutrino telescope',
    'who wrote sourdough yesterday',
  ];
  const readFound = lazily(() =>
    questions.flatMap((question) => {
      const { read, all } = ours();
      const segment = read(question);
      return all(segment).map((ranked) => ({ segment, ranked, ...ranked.measures }));
    }),
  );

  test('reach their bounds, pass them never, and stay below them where there is little', () => {
    const found = readFound();
    for (const [name, most] of [
      ['evidence', 3],
      ['contentEvidence', 2],
      ['uncovered', 2],
      ['unknown', 2],
    ] as const) {
      const values = found.map((each) => each[name]);
      expect(Math.max(...values), name).toBeLessThanOrEqual(most);
      expect(Math.min(...values), name).toBeLessThan(most);
    }
    expect(Math.max(...found.map(({ uncovered }) => uncovered))).toBe(2);
    expect(Math.max(...found.map(({ unknown }) => unknown))).toBe(2);
  });

  test('tell what is left over of a question only of the entry that it names', () => {
    const found = readFound();
    expect(found.length).toBeGreaterThan(questions.length);
    for (const { segment, ranked, namedUncovered, uncovered } of found)
      expect(namedUncovered).toBe(segment.names.includes(ranked.entry.id) ? uncovered : 0);
    expect(found.some(({ namedUncovered }) => namedUncovered > 0)).toBe(true);
  });

  test('are ordered by preference, best first, with how sure each is between 0 and 1', () => {
    const { read, all } = ours();
    for (const question of questions) {
      const ranked = all(read(question));
      expect(ranked.map(({ preference }) => preference)).toEqual(
        ranked.map(({ preference }) => preference).sort((a, b) => b - a),
      );
      for (const { confidence } of ranked) expect(confidence > 0 && confidence < 1).toBe(true);
    }
  });

  test('name the way of asking that is nearest', () => {
    const { read, all } = ours();
    const [best] = all(read('keep a jar alive on the kitchen counter'));
    expect(best?.asked).toBe('keep a jar alive on the kitchen counter');
  });
});
