// What is usual for questions without an answer, with a search whose results the test sets.
import { describe, expect, test } from 'vitest';
import { type Measures, measure, measureNames } from '../../src/engine/find/certainty.js';
import type { Candidate, Found, Search } from '../../src/engine/find/search.js';
import { type AskedOf, usualMeasures } from '../../src/engine/find/usual.js';

// The defaults before anything is measured, and how many questions they count for.
const ordinary: Measures = { belief: -1.6, family: -1.5, similarity: 0.3, covered: 0.5, inside: 0 };
const ordinaryCount = 10;

const candidate = (entry: number, more: Partial<Candidate> = {}): Candidate => ({
  entry,
  belief: Math.log(0.1),
  family: Math.log(0.2),
  similarity: 0.4,
  covered: 1,
  way: 0,
  ...more,
});
const found = (candidates: readonly Candidate[], more: Partial<Found> = {}): Found => ({
  candidates,
  outside: undefined,
  smallTalk: undefined,
  beside: undefined,
  beliefIn: () => Number.NEGATIVE_INFINITY,
  ...more,
});
const asked = (entry: number, word = 'bread'): AskedOf => ({
  text: [{ concept: word, words: word, weight: 1 }],
  entry,
});
/** The mean of the defaults and these measures. */
const meanWith = (measured: readonly Measures[]) =>
  Object.fromEntries(
    measureNames.map((name) => {
      const sum = measured.reduce((all, measures) => all + measures[name], ordinary[name] * ordinaryCount);
      return [name, expect.closeTo(sum / (ordinaryCount + measured.length), 10)];
    }),
  );
const alone = Array.from({ length: 5 }, (_, at) => [at]);

describe('what is usual', () => {
  test('is the default if nothing was asked, or there is no other entry', () => {
    expect(usualMeasures([], alone, () => found([]))).toEqual(meanWith([]));
    expect(usualMeasures([asked(0)], alone, () => found([candidate(0)]))).toEqual(meanWith([]));
  });

  test('is the mean of the measures of the best other entry and the defaults', () => {
    const best = candidate(1, { similarity: 0.7, covered: 2 });
    const search: Search = ([word]) =>
      word?.concept === 'bread'
        ? found([candidate(0), best, candidate(2)], { beside: Math.log(0.3) })
        : found([candidate(4)]);
    expect(usualMeasures([asked(0), asked(3, 'beer')], alone, search)).toEqual(
      meanWith([measure({ ...best, outside: Math.log(0.3) }), measure({ ...candidate(4), outside: undefined })]),
    );
  });

  test('leaves out the entry that is asked for and those related to it', () => {
    const families = [[0, 2], [1], [0, 2], [3], [4]];
    const search = () => found([candidate(2), candidate(0), candidate(3, { similarity: 0.1 })]);
    expect(usualMeasures([asked(0)], families, search)).toEqual(
      meanWith([measure({ ...candidate(3, { similarity: 0.1 }), outside: undefined })]),
    );
  });

  test('distributes the belief in the entry that is left out among the others', () => {
    const search = () => found([candidate(1)], { beliefIn: (entry) => Math.log(entry === 0 ? 0.6 : 0.1) });
    const { belief, family, ...others } = usualMeasures([asked(0)], alone, search);
    const expected = meanWith([
      measure({ ...candidate(1), belief: Math.log(0.1 / 0.4), family: Math.log(0.2 / 0.4), outside: undefined }),
    ]);
    expect({ belief, family, ...others }).toEqual(expected);
  });

  test('tolerates a belief of 1 in the entry that is left out', () => {
    const { belief } = usualMeasures([asked(0)], alone, () =>
      found([candidate(1, { belief: Math.log(1e-7) })], { beliefIn: () => 0 }),
    );
    // The others' beliefs add up to a millionth, of which this one has a tenth.
    const measured = measure({ ...candidate(1), belief: Math.log(0.1), outside: undefined });
    expect(belief).toBeCloseTo((ordinary.belief * ordinaryCount + measured.belief) / (ordinaryCount + 1), 4);
  });

  test.each([
    [3, 10, [0, 1, 2]],
    [4, 4, [0, 1, 2, 3]],
    [10, 4, [0, 2, 5, 7]],
    [9, 3, [0, 3, 6]],
  ])('is asked of %i ways of asking, at most %i, spread over all', (count, most, places) => {
    const words: (string | undefined)[] = [];
    const search: Search = ([word]) => {
      words.push(word?.concept);
      return found([candidate(1)]);
    };
    usualMeasures(
      Array.from({ length: count }, (_, at) => asked(0, `word${at}`)),
      alone,
      search,
      most,
    );
    expect(words).toEqual(places.map((at) => `word${at}`));
  });
});
