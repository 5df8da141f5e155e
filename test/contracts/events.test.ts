// Shared events, the same on both databases.
import { describe, expect, onTestFinished, test } from 'vitest';
import { createStore } from '../../src/store/store.js';
import { createFakeLogger } from '../fakes/logger.js';
import { describeDatabases } from './databases.js';

const hourMs = 60 * 60_000;

describeDatabases('shared events', ({ createUrl }) => {
  const open = (url: string, clock = { time: 1_000_000 }) => {
    const store = createStore({ options: { url }, logger: createFakeLogger(), clock: { now: () => clock.time } });
    onTestFinished(() => store.close());
    return store;
  };

  describe('an event', () => {
    test('is taken once', async () => {
      const { events } = open(await createUrl());
      expect([await events.take('a'), await events.take('a'), await events.take('b')]).toEqual([true, false, true]);
    });

    test('is taken by one of two processes, however many ask at once', async () => {
      const url = await createUrl();
      const [one, other] = [open(url), open(url)];
      // Makes sure that both have the schema.
      await Promise.all([one.health(), other.health()]);
      const ids = Array.from({ length: 25 }, (_, at) => `event-${at}`);
      const taken = await Promise.all(
        ids.flatMap((id) => [one, other, one, other].map(({ events }) => events.take(id))),
      );
      expect(taken.filter((each) => each)).toHaveLength(ids.length);
    });

    test('is forgotten after an hour or more, but not before', async () => {
      const clock = { time: 1_000_000 };
      const { events } = open(await createUrl(), clock);
      await events.take('old');
      const others = async (count: number) => {
        for (let at = 0; at < count; at += 1) await events.take(`${clock.time}-${at}`);
      };
      clock.time += hourMs - 1;
      await others(200);
      expect(await events.take('old')).toBe(false);
      clock.time += 2;
      await others(200);
      expect(await events.take('old')).toBe(true);
    });
  });
});
