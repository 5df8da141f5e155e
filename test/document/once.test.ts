import { expect, test, vi } from 'vitest';
import { once } from '../../src/document/once.js';

test('a result is computed once per object, and again for an equal one', () => {
  const compute = vi.fn(({ words }: { words: string }) => words.length);
  const count = once(compute);
  const first = { words: 'one' };
  expect([count(first), count(first), count({ words: 'one' })]).toEqual([3, 3, 3]);
  expect(compute).toHaveBeenCalledTimes(2);
});

test('undefined is cached too', () => {
  const compute = vi.fn(() => undefined);
  const nothing = once(compute);
  const of = {};
  expect([nothing(of), nothing(of)]).toEqual([undefined, undefined]);
  expect(compute).toHaveBeenCalledTimes(1);
});
