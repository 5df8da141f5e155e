// Posts in progress: in batches or one at a time, and their outcomes until the store has them.
import { describe, expect, test } from 'vitest';
import type { TipClaim, TipOutcome } from '../../src/tips/ports.js';
import { createUnderWay } from '../../src/tips/under-way.js';
import { createFakeLogger } from '../fakes/logger.js';
import { claimOf, createTestClock } from './schedules.js';

const claimsOf = (count: number): readonly TipClaim[] => Array.from({ length: count }, (_, at) => claimOf(`s${at}`));
const idOf = ({ schedule }: TipClaim) => schedule.id;
const idsOf = (count: number) => claimsOf(count).map(idOf);
const sent: TipOutcome = { type: 'sent' };

function posting(
  given: {
    readonly begin?: (claims: readonly TipClaim[]) => Promise<readonly TipClaim[]>;
    readonly post?: (claim: TipClaim) => Promise<TipOutcome>;
    readonly settle?: () => Promise<void>;
  } = {},
) {
  const clock = createTestClock(5_000);
  const logger = createFakeLogger();
  const stopping = new AbortController();
  const begun: (readonly string[])[] = [];
  const posted: string[] = [];
  const waits: number[] = [];
  const signals: (AbortSignal | undefined)[] = [];
  const settled: (readonly (readonly [string, TipOutcome])[])[] = [];
  const underWay = createUnderWay({
    store: {
      begin: async (claims) => {
        begun.push(claims.map(idOf));
        return given.begin?.(claims) ?? claims;
      },
      settle: async (batch) => {
        await given.settle?.();
        settled.push(batch.map(({ claim, outcome }) => [idOf(claim), outcome]));
      },
    },
    post: async (claim) => {
      posted.push(idOf(claim));
      return given.post?.(claim) ?? sent;
    },
    clock,
    logger,
    wait: async (ms, signal) => {
      waits.push(ms);
      signals.push(signal);
    },
    stopping: stopping.signal,
  });
  return { ...underWay, begun, posted, waits, signals, settled, stopping, logger };
}

/** A promise, and what resolves it. */
function gate() {
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
}

describe('posts that are spread', () => {
  test.each([
    [1, 800],
    [3, 266],
    [16, 50],
    [59, 13],
    [60, 0],
  ])('%i of them begin in lots of eight, %i ms after one another', async (count, pauseMs) => {
    const { beginSpread, begun, posted, waits, signals, stopping } = posting();
    await beginSpread(claimsOf(count));
    expect(begun.map((lot) => lot.length)).toEqual(
      Array.from({ length: Math.ceil(count / 8) }, (_, at) => Math.min(8, count - 8 * at)),
    );
    expect(begun.flat()).toEqual(idsOf(count));
    expect(posted).toEqual(idsOf(count));
    expect(waits).toEqual(idsOf(count).map(() => pauseMs));
    // A stop ends the pauses.
    expect(new Set(signals)).toEqual(new Set([stopping.signal]));
  });

  test('do not wait for one another, and are counted', async () => {
    const slow = gate();
    const { beginSpread, posted, room, next, settle, settled, finish } = posting({
      post: async () => {
        await slow.opened;
        return sent;
      },
    });
    expect([room(), next()]).toEqual([{ atOnce: 100, inTurn: 20 }, undefined]);
    await beginSpread(claimsOf(3));
    expect(posted).toEqual(idsOf(3));
    expect(room()).toEqual({ atOnce: 97, inTurn: 20 });
    expect(next()).toBeInstanceOf(Promise);
    await settle();
    expect(settled).toEqual([]);
    slow.open();
    await next();
    await finish();
    expect(settled.flat()).toEqual(idsOf(3).map((id) => [id, sent]));
    expect([room(), next()]).toEqual([{ atOnce: 100, inTurn: 20 }, undefined]);
  });

  test('are only those whose claim still holds', async () => {
    const { beginSpread, posted } = posting({ begin: async (claims) => claims.slice(1) });
    await beginSpread(claimsOf(9));
    expect(posted).toEqual(idsOf(8).slice(1));
  });

  test('are given back when the process is told to stop, from the very one on', async () => {
    const waiting: TipOutcome = { type: 'waiting', retryAt: 5_000 };
    const run = posting({
      post: async ({ schedule }) => {
        if (schedule.id === 's9') run.stopping.abort();
        return sent;
      },
    });
    await run.beginSpread(claimsOf(20));
    await run.finish();
    expect(run.posted).toEqual(idsOf(10));
    expect(run.begun).toHaveLength(2);
    const outcomes = new Map(run.settled.flat());
    expect(idsOf(20).map((id) => outcomes.get(id))).toEqual(idsOf(20).map((_, at) => (at < 10 ? sent : waiting)));
    expect(run.settled.flat()).toHaveLength(20);
  });

  test('are given back before they are begun, if it was told so between two lots', async () => {
    const run = posting({
      post: async ({ schedule }) => {
        if (schedule.id === 's7') run.stopping.abort();
        return sent;
      },
    });
    await run.beginSpread(claimsOf(10));
    expect(run.begun).toEqual([idsOf(8)]);
    await run.finish();
    expect(run.settled.flat().map(([id, { type }]) => `${id} ${type}`)).toContain('s9 waiting');
    expect(run.settled.flat()).toHaveLength(10);
  });

  test('that fail for no known reason stay begun, and the log says so', async () => {
    const { beginSpread, finish, settled, logger, room } = posting({
      post: () => Promise.reject(new Error('The database cannot be used')),
    });
    await beginSpread(claimsOf(1));
    await finish();
    expect(settled).toEqual([]);
    expect(room().atOnce).toBe(100);
    expect(logger.lines).toEqual([
      {
        level: 'error',
        event: 'tip_failed',
        fields: { schedule: 's0', day: '1970-01-01', error: 'Error: The database cannot be used' },
      },
    ]);
  });
});

describe('posts in turn', () => {
  test('begin each after the one before has ended, and are counted', async () => {
    const gates = [gate(), gate()];
    const { beginInTurn, begun, posted, room, next, finish, settled } = posting({
      post: async ({ schedule }) => {
        await gates[Number(schedule.id.slice(1))]?.opened;
        return sent;
      },
    });
    const [first, second] = claimsOf(2);
    for (const claim of [first, second]) if (claim !== undefined) beginInTurn(claim);
    expect(room()).toEqual({ atOnce: 100, inTurn: 18 });
    // Nothing is in flight yet, but there is something to wait for.
    expect(next()).toBeInstanceOf(Promise);
    gates[0]?.open();
    await new Promise((resolve) => setImmediate(resolve));
    expect(posted).toEqual(['s0', 's1']);
    expect(room()).toEqual({ atOnce: 99, inTurn: 19 });
    gates[1]?.open();
    await finish();
    expect(begun).toEqual([['s0'], ['s1']]);
    expect(settled.flat()).toEqual([
      ['s0', sent],
      ['s1', sent],
    ]);
    expect(room()).toEqual({ atOnce: 100, inTurn: 20 });
    expect(next()).toBeUndefined();
  });

  test('wait while the one before is being posted', async () => {
    const slow = gate();
    const { beginInTurn, posted, finish } = posting({
      post: async () => {
        await slow.opened;
        return sent;
      },
    });
    for (const claim of claimsOf(2)) beginInTurn(claim);
    await new Promise((resolve) => setImmediate(resolve));
    expect(posted).toEqual(['s0']);
    slow.open();
    await finish();
    expect(posted).toEqual(['s0', 's1']);
  });

  test('are not made if another process has taken the claim meanwhile', async () => {
    const { beginInTurn, posted, settled, finish } = posting({ begin: async () => [] });
    for (const claim of claimsOf(1)) beginInTurn(claim);
    await finish();
    expect([posted, settled]).toEqual([[], []]);
  });

  test('that the store cannot begin are left, and the next ones are made', async () => {
    const { beginInTurn, posted, logger, finish, room } = posting({
      begin: async (claims) => {
        if (claims.some((claim) => idOf(claim) === 's0')) throw new Error('The database cannot be used');
        return claims;
      },
    });
    for (const claim of claimsOf(2)) beginInTurn(claim);
    await finish();
    expect(posted).toEqual(['s1']);
    expect(room().inTurn).toBe(20);
    expect(logger.lines).toEqual([
      { level: 'error', event: 'tips_failed', fields: { error: 'Error: The database cannot be used' } },
    ]);
  });

  test('are given back once the process is told to stop', async () => {
    const run = posting();
    for (const claim of claimsOf(2)) run.beginInTurn(claim);
    run.stopping.abort();
    await run.finish();
    expect([run.begun, run.posted]).toEqual([[], []]);
    expect(run.settled.flat()).toEqual(idsOf(2).map((id) => [id, { type: 'waiting', retryAt: 5_000 }]));
  });
});

describe('outcomes', () => {
  test('are kept until the store has them, in their order', async () => {
    let isAway = true;
    const { beginSpread, settle, settled } = posting({
      settle: async () => {
        if (isAway) throw new Error('The database cannot be used');
      },
    });
    await beginSpread(claimsOf(2));
    await expect(settle()).rejects.toThrow('The database cannot be used');
    await beginSpread([claimOf('later')]);
    isAway = false;
    await settle();
    expect(settled).toEqual([['s0', 's1', 'later'].map((id) => [id, sent])]);
    await settle();
    expect(settled).toHaveLength(1);
  });

  test('that the store cannot take when the process ends are in the log', async () => {
    const { beginSpread, finish, logger } = posting({
      settle: () => Promise.reject(new Error('The database cannot be used')),
    });
    await beginSpread(claimsOf(1));
    await finish();
    expect(logger.lines).toEqual([
      { level: 'error', event: 'tips_failed', fields: { error: 'Error: The database cannot be used' } },
    ]);
  });
});
