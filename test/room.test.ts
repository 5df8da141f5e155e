// A limit on concurrent work: the rest waits in order, whatever becomes of earlier work.
import { expect, test } from 'vitest';
import { createRoom } from '../src/adapters/shared/room.js';

test('lets in as many as there is room for, the others in their order, also after one that failed', async () => {
  const room = createRoom(2);
  const begun: number[] = [];
  const end: (() => void)[] = [];
  const enter = (at: number) =>
    room(async () => {
      begun.push(at);
      await new Promise<void>((resolve) => end.push(resolve));
      if (at === 0) throw new Error('failed');
      return at;
    });
  const all = [0, 1, 2, 3].map((at) => enter(at).catch((error: Error) => error.message));
  await Promise.resolve();
  expect(begun).toEqual([0, 1]);
  end[0]?.();
  expect(await all[0]).toBe('failed');
  await Promise.resolve();
  expect(begun).toEqual([0, 1, 2]);
  end[1]?.();
  await all[1];
  end[2]?.();
  await all[2];
  await Promise.resolve();
  end[3]?.();
  expect(await Promise.all(all)).toEqual(['failed', 1, 2, 3]);
  // All have finished: there is room again.
  void enter(4);
  void enter(5);
  await Promise.resolve();
  expect(begun).toEqual([0, 1, 2, 3, 4, 5]);
});
