// The highest of many scores.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { highest } from '../../src/engine/highest.js';

test.each([
  [[3, 1, 2], 3, [0, 2, 1]],
  [[3, 1, 2], 2, [0, 2]],
  [[1, 2, 3], 1, [2]],
  [[-2, -1, -3], 2, [1, 0]],
  [[1, 2], 6, [1, 0]],
  [[], 6, []],
])('of %j the %i highest are those at %j', (scores, limit, positions) => {
  expect(highest(Float64Array.from(scores), limit)).toEqual(positions);
});

test('of equal scores come first those that stand first', () => {
  expect(highest(Float64Array.from([0, 1, 0, 1, 1, 0]), 4)).toEqual([1, 3, 4, 0]);
  expect(highest(Float64Array.from([1, 1, 1]), 2)).toEqual([0, 1]);
});

test('they are those that sorting finds', () => {
  const scores = fc.array(fc.integer({ min: -3, max: 3 }), { maxLength: 12 });
  fc.assert(
    fc.property(scores, fc.integer({ min: 1, max: 5 }), (list, limit) => {
      const sorted = [...list.keys()].sort((a, b) => (list[b] ?? 0) - (list[a] ?? 0) || a - b);
      expect(highest(Float64Array.from(list), limit)).toEqual(sorted.slice(0, limit));
    }),
  );
});
