import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { chooseTip } from '../../src/tips/choose.js';

/** Random numbers that are the same on every run. */
function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

const ids = fc.uniqueArray(fc.stringMatching(/^[a-z]{1,6}$/), { minLength: 1, maxLength: 20 });

function draws(candidates: readonly string[], count: number, random: () => number, start: readonly string[] = []) {
  const tips: string[] = [];
  let used = start;
  for (let at = 0; at < count; at += 1) {
    const chosen = chooseTip(candidates, used, random);
    if (chosen === undefined) break;
    tips.push(chosen.tip);
    used = chosen.used;
  }
  return { tips, used };
}

describe('the tips of a channel', () => {
  test('come each once in a round, and never one twice in a row', () => {
    fc.assert(
      fc.property(ids, fc.nat(), (all, seed) => {
        const { tips } = draws(all, all.length * 3, seeded(seed));
        for (const round of [0, 1, 2])
          expect(new Set(tips.slice(round * all.length, (round + 1) * all.length)).size).toBe(all.length);
        if (all.length > 1) expect(tips.filter((tip, at) => tip === tips[at - 1])).toEqual([]);
      }),
    );
  });

  test('come in another order in another round, and for another seed', () => {
    const all = Array.from({ length: 20 }, (_, at) => `tip-${at}`);
    const { tips } = draws(all, 40, seeded(1));
    expect(tips.slice(0, 20)).not.toEqual(tips.slice(20));
    expect(tips.slice(0, 20)).not.toEqual(all);
    expect(draws(all, 20, seeded(2)).tips).not.toEqual(tips.slice(0, 20));
    expect(draws(all, 20, seeded(1)).tips).toEqual(tips.slice(0, 20));
  });

  test('are not begun again by tips that are added: these join the round', () => {
    fc.assert(
      fc.property(ids, fc.nat(), fc.nat({ max: 19 }), (all, seed, some) => {
        const random = seeded(seed);
        const old = all.slice(0, Math.max(1, Math.ceil(all.length / 2)));
        const begun = draws(old, Math.min(some, old.length), random);
        const rest = draws(all, all.length - begun.tips.length, random, begun.used);
        expect(new Set([...begun.tips, ...rest.tips])).toEqual(new Set(all));
      }),
    );
  });

  test('lose those that were taken out without any harm', () => {
    const { used } = draws(['a', 'b', 'c'], 2, seeded(3));
    expect(draws(['b', 'c'], 4, seeded(3), used).tips).toHaveLength(4);
    expect(chooseTip([], used, seeded(3))).toBeUndefined();
  });

  test('of some topics begin a new round for these topics alone', () => {
    const random = seeded(4);
    const start = draws(['a', 'b', 'c', 'd'], 2, random);
    const [first = '', second = ''] = start.tips;
    const next = chooseTip([first], start.used, random);
    expect(next?.tip).toBe(first);
    expect(next?.used).toContain(second);
    expect(draws(['a', 'b', 'c', 'd'], 2, random, next?.used ?? []).tips).not.toContain(second);
  });

  test('are drawn with the same chance', () => {
    const counts = new Map<string, number>();
    const random = seeded(5);
    for (let at = 0; at < 4_000; at += 1) {
      const tip = chooseTip(['a', 'b', 'c', 'd'], [], random)?.tip ?? '';
      counts.set(tip, (counts.get(tip) ?? 0) + 1);
    }
    for (const count of counts.values()) expect(Math.abs(count - 1_000)).toBeLessThan(150);
  });
});
