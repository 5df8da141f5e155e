// The search against a plain calculation of what its numbers are said to be, on indexes of any shape: whatever it leaves out for speed
// must not show.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { learnBeliefs } from '../../src/engine/find/learn.js';
import { type Index, indexReading } from '../../src/engine/find/probes.js';
import type { Lists } from '../../src/engine/find/reading.js';
import { createSearch, type Match, type Query } from '../../src/engine/find/search.js';

const letters = 'abcdefghi'.split('');
const entryCount = 16;
const probesEach = 4;
// Square roots of primes: no two different sets of them weigh the same, so that no order is left to chance.
const roots = [2, 3, 5, 7, 11, 13, 17, 19, 23].map((prime) => Math.sqrt(prime) / 5);

/** Texts as sets of letters: `asked` are the ways of asking for each entry, `said` is what its texts have. */
type Texts = { readonly weights: ReadonlyMap<string, number>; readonly asked: string[][][]; readonly said: string[][] };

const setOf = (bits: number) => letters.filter((_, at) => (bits >> at) % 2 === 1);
const anySet = fc.integer({ min: 1, max: 2 ** letters.length - 1 });
const texts: fc.Arbitrary<Texts> = fc
  .record({
    weights: fc.shuffledSubarray(roots, { minLength: roots.length }),
    // No two entries are asked for in the same words.
    asked: fc.uniqueArray(anySet, { minLength: entryCount * probesEach, maxLength: entryCount * probesEach }),
    said: fc.array(anySet, { minLength: entryCount, maxLength: entryCount }),
  })
  .map(({ weights, asked, said }) => ({
    weights: new Map(letters.map((letter, at) => [letter, weights[at] ?? 0])),
    asked: said.map((_, entry) => asked.slice(entry * probesEach, (entry + 1) * probesEach).map(setOf)),
    said: said.map(setOf),
  }));

function listsOf(sets: readonly (readonly string[])[]): Lists {
  const starts = [0];
  for (const set of sets) starts.push((starts.at(-1) ?? 0) + set.length);
  return {
    starts: new Int32Array(starts),
    concepts: new Int32Array(sets.flat().map((letter) => letters.indexOf(letter))),
  };
}

function indexOf({ weights, asked, said }: Texts): Index {
  const reading = {
    concepts: letters,
    rarities: new Float64Array(letters.length),
    probes: listsOf(asked.flat()),
    firsts: new Int32Array(Array.from({ length: asked.length + 1 }, (_, entry) => entry * probesEach)),
    ways: new Int32Array(asked.length * probesEach),
    bodies: listsOf(said),
    tokens: [],
    counts: new Int32Array(),
  };
  return { ...indexReading(reading, (letter) => weights.get(letter) ?? 0), beliefs: learnBeliefs([]) };
}

/** What a search is said to find, by the definitions alone. */
function expected({ weights, asked, said }: Texts, query: Query) {
  const weigh = (letter: string) => weights.get(letter) ?? 0;
  const sum = (numbers: readonly number[]) => numbers.reduce((all, one) => all + one, 0);
  const massOf = (set: readonly string[]) => sum(set.map(weigh));
  const parts = [...query].map(([concept, part]) => ({ concept, ...part }));
  const mass = sum(parts.map(({ weight }) => weight));
  const content = sum(parts.map(({ weight, isContent }) => (isContent ? weight : 0)));
  const similarity = (shared: number, probeMass: number) => shared / (0.6 * mass + 0.4 * probeMass);

  const probes = asked.flatMap((sets, entry) =>
    sets.map((set, at) => {
      const shared = massOf(set.filter((letter) => query.has(letter)));
      return { entry, probe: entry * probesEach + at, set, similarity: similarity(shared, massOf(set)) };
    }),
  );
  const bySimilarity = [...probes].sort((a, b) => b.similarity - a.similarity);
  const nearest = bySimilarity.slice(0, 10);
  const squares = (list: readonly { readonly similarity: number }[]) => sum(list.map((each) => each.similarity ** 2));

  const look = (entry: number): Match => {
    const best = bySimilarity.find((probe) => probe.entry === entry) ?? { probe: 0, set: [] as string[] };
    const sets = asked[entry] ?? [];
    const centre = new Map(
      letters.map((letter) => [
        letter,
        sum(sets.map((set) => (set.includes(letter) ? weigh(letter) / Math.hypot(...set.map(weigh)) : 0))),
      ]),
    );
    const length = Math.hypot(...centre.values());
    const strengthOf = (letter: string) => {
      const count = sets.filter((set) => set.includes(letter)).length;
      return Math.max(said[entry]?.includes(letter) === true ? 0.45 : 0, count / (count + 0.7));
    };
    const covered = parts.map(({ concept, weight, isContent }) => {
      const strength = strengthOf(concept);
      const isIn = best.set.includes(concept);
      const cover = weight * (isIn ? 0.8 + 0.2 * strength : strength);
      return { shared: weight * (isIn ? 1 : strength), cover, content: isContent ? cover : 0 };
    });
    const evidence = sum(covered.map(({ cover }) => cover));
    const contentEvidence = sum(covered.map((part) => part.content));
    const dot = sum(parts.map(({ concept, weight }) => (weight * (centre.get(concept) ?? 0)) / length));
    return {
      entry,
      probe: best.probe,
      similarity: Math.min(1, similarity(sum(covered.map(({ shared }) => shared)), massOf(best.set))),
      coverage: evidence / mass,
      likeness: dot / Math.hypot(...parts.map(({ weight }) => weight)),
      agreement: squares(nearest.filter((probe) => probe.entry === entry)) / squares(nearest),
      content: content < 0.25 ? 1 : contentEvidence / content,
      evidence,
      contentEvidence,
      uncovered: content - contentEvidence,
      unknown: sum(parts.map(({ concept, weight }) => (weights.has(concept) ? 0 : weight))),
    };
  };
  const rank = (match: Match) => match.similarity * Math.sqrt(match.coverage) + 0.6 * match.likeness;
  const lookedAt = [...new Set(bySimilarity.map(({ entry }) => entry))].slice(0, 12).map(look);
  const last = bySimilarity.find(({ entry }) => entry === lookedAt[11]?.entry);
  return {
    best: lookedAt.sort((a, b) => rank(b) - rank(a)),
    look,
    // Where there is less than that to be found, what is hardly similar at all is left out.
    isPlenty: (last?.similarity ?? 0) >= 0.15 && (nearest[9]?.similarity ?? 0) >= 0.15,
  };
}

const queryOf = ({ weights }: Texts, asked: readonly string[], contentFrom: number, unknown: number): Query =>
  new Map([
    ...asked.map((letter, at) => [letter, { weight: weights.get(letter) ?? 0, isContent: at >= contentFrom }] as const),
    ...(unknown > 0 ? [['unknown', { weight: unknown, isContent: true }] as const] : []),
  ]);

const asNumbers = (matches: readonly Match[]) =>
  matches.map((match) =>
    Object.fromEntries(Object.entries(match).map(([name, value]) => [name, expect.closeTo(value, 9)])),
  );

describe('the search', () => {
  test('finds what a look at everything finds, again and again', () => {
    const questions = fc.array(
      fc.tuple(
        anySet,
        fc.nat(9),
        fc.constantFrom(0, 0.1, 0.3),
        fc.integer({ min: 1, max: 12 }),
        fc.nat(entryCount - 1),
      ),
      { minLength: 1, maxLength: 8 },
    );
    let compared = 0;
    fc.assert(
      fc.property(texts, questions, (given, asked) => {
        const { search } = createSearch(indexOf(given));
        for (const [bits, contentFrom, unknown, limit, also] of asked) {
          const query = queryOf(given, setOf(bits), contentFrom, unknown);
          const found = search(query, limit, [also]);
          const { best, look, isPlenty } = expected(given, query);
          if (!isPlenty) continue;
          compared += 1;
          const wanted = best.slice(0, limit);
          const others = wanted.some(({ entry }) => entry === also) ? [] : [look(also)];
          expect(found).toEqual(asNumbers([...wanted, ...others]));
        }
      }),
      { numRuns: 150 },
    );
    expect(compared).toBeGreaterThan(200);
  });

  const [given] = fc.sample(texts, { seed: 1, numRuns: 1 });
  if (given === undefined) throw new Error('nothing to search');
  const index = indexOf(given);

  test('tells the weight of what some entry is asked by', () => {
    const { weightOf } = createSearch(index);
    expect(letters.map(weightOf)).toEqual(letters.map((letter) => given.weights.get(letter)));
    expect(weightOf('unknown')).toBeUndefined();
  });

  test('finds nothing where nothing is asked, and only what it is told to look at where nothing is known', () => {
    const { search } = createSearch(index);
    expect(search(new Map(), 5, [0])).toEqual([]);
    const found = search(queryOf(given, [], 0, 0.5), 5, [3]);
    expect(found).toMatchObject([
      {
        entry: 3,
        similarity: 0,
        coverage: 0,
        likeness: 0,
        agreement: 0,
        content: 0,
        evidence: 0,
        uncovered: 0.5,
        unknown: 0.5,
      },
    ]);
  });

  test('gives the lower position first where two entries are alike', () => {
    const alike = {
      ...given,
      asked: given.asked.map(() => [['a'], ['b'], ['c'], ['d']]),
      said: given.said.map(() => []),
    };
    const { search } = createSearch(indexOf(alike));
    expect(search(queryOf(alike, ['a'], 0, 0), 5, []).map(({ entry }) => entry)).toEqual([0, 1, 2, 3, 4]);
  });
});
