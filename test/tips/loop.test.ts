// The loop that delivers, sleeps and delivers again, by a clock that moves only while it sleeps.
import { describe, expect, test } from 'vitest';
import { createLoop } from '../../src/tips/loop.js';
import { createFakeLogger } from '../fakes/logger.js';
import { createTestClock } from './schedules.js';

type Rounds = {
  readonly soonest?: () => Promise<number | undefined>;
  readonly refresh?: () => Promise<void>;
  readonly tick?: () => Promise<void>;
  /** During which sleep the process is stopped, counted from one. */
  readonly sleeps?: number;
};

/** Runs the loop for a number of sleeps; returns what it did, in order. */
function looping({ soonest = async () => undefined, refresh, tick, sleeps = 1 }: Rounds = {}) {
  const clock = createTestClock(100_000);
  const logger = createFakeLogger();
  const stopping = new AbortController();
  const done: (string | number)[] = [];
  const signals: (AbortSignal | undefined)[] = [];
  const loop = createLoop({
    store: { soonest },
    clock,
    logger,
    wait: async (ms, signal) => {
      done.push(ms);
      signals.push(signal);
      if (signals.length >= sleeps) stopping.abort();
    },
    refresh: async () => {
      done.push('refresh');
      await refresh?.();
    },
    tick: async () => {
      done.push('tick');
      await tick?.();
    },
    stopping: stopping.signal,
  });
  const run = async () => {
    loop.start();
    await loop.ended();
    return done;
  };
  return { ...loop, run, done, signals, stopping, logger };
}

describe('the loop', () => {
  test('replans once, then delivers and sleeps in turn', async () => {
    expect(await looping({ sleeps: 3 }).run()).toEqual(['refresh', 'tick', 20_000, 'tick', 20_000, 'tick', 20_000]);
  });

  test.each([
    ['nothing is due', undefined, 20_000],
    ['the next tip is far off', 1_000_000, 20_000],
    ['the next tip is near', 107_000, 7_000],
    ['one is due that cannot be claimed now', 100_001, 1_000],
    ['one has long been due', 0, 1_000],
  ])('sleeps until the next tip, between 1 and 20 seconds: %s', async (_, at, ms) => {
    expect(await looping({ soonest: async () => at }).run()).toEqual(['refresh', 'tick', ms]);
  });

  test('sleeps for long if the store cannot say when the next tip is', async () => {
    const soonest = async () => Promise.reject(new Error('The database cannot be used'));
    expect(await looping({ soonest }).run()).toEqual(['refresh', 'tick', 20_000]);
  });

  test('replans in the next round if that failed, and does not deliver before', async () => {
    let failures = 2;
    const refresh = async () => {
      failures -= 1;
      if (failures >= 0) throw new Error(`No database, ${failures}`);
    };
    const { run, logger } = looping({ refresh, sleeps: 4 });
    expect(await run()).toEqual([
      ...['refresh', 20_000],
      ...['refresh', 20_000],
      ...['refresh', 'tick', 20_000],
      ...['tick', 20_000],
    ]);
    expect(logger.lines).toEqual(
      ['No database, 1', 'No database, 0'].map((error) => ({
        level: 'error',
        event: 'tips_failed',
        fields: { error },
      })),
    );
  });

  test('goes on after a round that failed, and says why, whatever was thrown', async () => {
    const tick = () => Promise.reject('a word');
    const { run, logger } = looping({ tick, sleeps: 2 });
    expect(await run()).toEqual(['refresh', 'tick', 20_000, 'tick', 20_000]);
    expect(logger.lines.map(({ fields }) => fields)).toEqual([{ error: 'a word' }, { error: 'a word' }]);
  });

  test('is one, however often it is started', async () => {
    const { run, start } = looping({ sleeps: 2 });
    start();
    start();
    expect(await run()).toEqual(['refresh', 'tick', 20_000, 'tick', 20_000]);
  });

  test('that was never started has ended', async () => {
    const { ended, done } = looping();
    await ended();
    expect(done).toEqual([]);
  });

  test('does nothing when it is stopped before it starts, and does not sleep when it is stopped in a round', async () => {
    const before = looping();
    before.stopping.abort();
    expect(await before.run()).toEqual([]);
    const within: ReturnType<typeof looping> = looping({ tick: async () => within.stopping.abort() });
    expect(await within.run()).toEqual(['refresh', 'tick']);
  });

  test('is woken from the sleep that it is in, not from the next one', async () => {
    const seen: (boolean | undefined)[] = [];
    const state = { rounds: 0 };
    const loop: ReturnType<typeof looping> = looping({
      sleeps: 3,
      tick: async () => {
        state.rounds += 1;
        // A schedule was added during the second round: the sleep after it ends at once.
        if (state.rounds === 2) loop.wake();
      },
      soonest: async () => {
        seen.push(loop.signals.at(-1)?.aborted);
        return undefined;
      },
    });
    await loop.run();
    expect(loop.signals.map((signal) => signal?.aborted)).toEqual([false, true, false]);
    expect(new Set(loop.signals).size).toBe(3);
    expect(seen).toEqual([undefined, false, true]);
  });
});
