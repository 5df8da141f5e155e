import { describe, expect, test } from 'vitest';
import { createGather } from '../../src/store/gather.js';

describe('gathered writes', () => {
  test('are one by one while there is time, and together while there is not', async () => {
    const batches: (readonly number[])[] = [];
    let finish = (): void => undefined;
    const { add, settled } = createGather<number>(async (items) => {
      batches.push(items);
      if (batches.length === 1) await new Promise<void>((resolve) => (finish = resolve));
    });
    const first = add(1);
    const others = [2, 3, 4].map(add);
    expect(batches).toEqual([[1]]);
    finish();
    await Promise.all([first, ...others]);
    expect(batches).toEqual([[1], [2, 3, 4]]);
    await settled();
    await add(5);
    expect(batches.at(-1)).toEqual([5]);
  });

  test('fail together, and the next ones are tried again', async () => {
    let fails = true;
    const { add, settled } = createGather<number>(async () => {
      if (fails) throw new Error('locked');
    });
    await expect(add(1)).rejects.toThrow('locked');
    fails = false;
    await expect(add(2)).resolves.toBeUndefined();
    await settled();
  });

  test('that pile up are written in parts, and refused beyond what is kept', async () => {
    const sizes: number[] = [];
    let begin = (): void => undefined;
    const begun = new Promise<void>((resolve) => (begin = resolve));
    const { add, settled } = createGather<number>(async (items) => {
      sizes.push(items.length);
      await begun;
    });
    const kept = Array.from({ length: 1_001 }, (_, at) => add(at));
    const more = Array.from({ length: 9_000 }, (_, at) => add(at));
    await expect(add(1)).rejects.toThrow(/cannot keep up/);
    begin();
    await Promise.all(kept);
    expect(sizes.slice(0, 3)).toEqual([1, 500, 500]);
    await Promise.all(more);
    await settled();
  });
});
