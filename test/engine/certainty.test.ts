// The certainty model on its own: its measures, and what it makes of them.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  answerFrom,
  certaintyOf,
  fitted,
  type Measured,
  measure,
  measureNames,
  speaksFor,
  suggestFrom,
} from '../../src/engine/find/certainty.js';

const even: Measured = { belief: Math.log(0.5), family: Math.log(0.5), similarity: 0, covered: 0, outside: undefined };
const none = { belief: 0, family: 0, similarity: 0, covered: 0, inside: 0 };

describe('the measures', () => {
  test.each([
    [0.5, 0],
    [0.9, Math.log(9)],
    [0.1, -Math.log(9)],
    [0.001, -6],
    [0.999, 6],
    [0, -6],
    [1, 6],
  ])('take the logit of a probability of %d, within 6', (probability, logit) => {
    const log = Math.log(probability);
    expect(measure({ ...even, belief: log }).belief).toBeCloseTo(logit, 10);
    expect(measure({ ...even, family: log }).family).toBeCloseTo(logit, 10);
  });

  test('tolerate a probability that rounding made greater than 1, as of a family, which is a sum', () => {
    expect(measure({ ...even, family: 1e-9 }).family).toBe(6);
  });

  test.each([
    [undefined, 0],
    [0.5, 0],
    [0.9, -Math.log(9)],
    [0.999, -4],
    [0.001, Math.log(999)],
    [1e-6, 8],
  ])('take the logit of not being outside (probability of outside: %d), within -4 and 8', (probability, inside) => {
    const outside = probability === undefined ? undefined : Math.log(probability);
    expect(measure({ ...even, outside }).inside).toBeCloseTo(inside, 10);
  });

  test('take the likeness as it is, and the logarithm of one and what is covered', () => {
    expect(measure({ ...even, similarity: 0.3, covered: 3 })).toEqual({
      ...none,
      similarity: 0.3,
      covered: Math.log(4),
    });
  });
});

describe('certainty', () => {
  const weights = { constant: -1, belief: 0.5, family: 0.25, similarity: 2, covered: 3, inside: 0.125 };

  test('adds up what each measure says by its weight', () => {
    const measures = { belief: 2, family: 4, similarity: 0.5, covered: 1, inside: 8 };
    expect(speaksFor(measures, weights)).toBe(1 + 1 + 1 + 3 + 1);
    expect(speaksFor({ ...none, similarity: 1 })).toBe(fitted.similarity);
  });

  test('is the logistic function of that, of the constant, and less what is usual', () => {
    const certainty = (similarity: number, usual: number) =>
      certaintyOf({ ...none, similarity }, { ...none, similarity: usual }, weights);
    expect(certainty(0.5, 0)).toBe(0.5);
    expect(certainty(1, 0)).toBeCloseTo(1 / (1 + Math.exp(-1)), 10);
    expect(certainty(1, 0.5)).toBe(0.5);
    expect(certainty(0, 0.5)).toBeCloseTo(1 / (1 + Math.exp(2)), 10);
  });

  test('of what is no more than usual makes no answer', () => {
    expect(certaintyOf(none, none)).toBeLessThan(answerFrom);
    expect(certaintyOf(none, { ...none, similarity: 0.5 })).toBeLessThan(suggestFrom);
  });

  test('has no weight below 0', () => {
    for (const name of measureNames) expect(fitted[name]).toBeGreaterThanOrEqual(0);
  });

  test('never rises with what is usual in the knowledge, nor with the belief that it is outside', () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    const log = fc.double({ min: -20, max: 0, noNaN: true });
    const known = fc.record({ belief: log, family: log, similarity: share, covered: share, outside: log });
    fc.assert(
      fc.property(known, known, share, log, (given, other, more, further) => {
        const usual = measure(other);
        const measures = measure(given);
        const sure = certaintyOf(measures, usual) + 1e-12;
        const outside = Math.max(given.outside, further);
        expect(certaintyOf(measure({ ...given, outside }), usual)).toBeLessThanOrEqual(sure);
        expect(certaintyOf(measures, { ...usual, similarity: usual.similarity + more })).toBeLessThanOrEqual(sure);
      }),
    );
  });
});
