// Which messages answer which, the same on both databases.
import { describe, expect, onTestFinished, test } from 'vitest';
import { createStore } from '../../src/store/store.js';
import { createFakeLogger } from '../fakes/logger.js';
import { describeDatabases } from './databases.js';

const dayMs = 24 * 60 * 60_000;
const link = { channel: 'c', answers: ['a1', 'a2'], asked: 'x' };

describeDatabases('links between questions and answers', ({ createUrl }) => {
  const open = (url: string, clock = { time: 1_000_000 }) => {
    const store = createStore({ options: { url }, logger: createFakeLogger(), clock: { now: () => clock.time } });
    onTestFinished(() => store.close());
    return store.answers;
  };

  describe('a link', () => {
    test('is found by another process, the latest one of a question', async () => {
      const url = await createUrl();
      const here = open(url);
      await Promise.all([here.put('p', 'q', link), here.put('p', 'q', { ...link, asked: 'y' })]);
      expect(await open(url).find('p', ['q', 'r'])).toEqual(new Map([['q', { ...link, asked: 'y' }]]));
      await here.put('p', 'q', { ...link, answers: [] });
      expect((await here.find('p', ['q'])).get('q')?.answers).toEqual([]);
    });

    test('belongs to one platform', async () => {
      const here = open(await createUrl());
      await here.put('p', 'q', link);
      expect((await here.find('other', ['q'])).size).toBe(0);
    });

    test('is forgotten after seven days', async () => {
      const clock = { time: 1_000_000 };
      const here = open(await createUrl(), clock);
      await here.put('p', 'q', link);
      clock.time += 7 * dayMs;
      expect((await here.find('p', ['q'])).size).toBe(1);
      clock.time += 1;
      expect((await here.find('p', ['q'])).size).toBe(0);
    });
  });
});
