// What is claimed, and how often the store is cleaned up after processes that died.
import { describe, expect, test } from 'vitest';
import { createClaim, createSweep } from '../../src/tips/claiming.js';
import type { Poster, TipClaimRequest, TipClaims, TipSweep } from '../../src/tips/ports.js';
import { createFakeLogger } from '../fakes/logger.js';
import { createFakePoster } from '../fakes/poster.js';
import { claimOf, createTestClock, hourMs } from './schedules.js';

const secondMs = 1_000;
const clockNow = 5_000_000;
const discord = createFakePoster(createTestClock(), { perSecond: 40, per: 'platform' }, 120_000).poster;
const slack = createFakePoster(createTestClock(), { perSecond: 4, per: 'workspace' }).poster;
const both = new Map([
  ['discord', discord],
  ['slack', slack],
]);

describe('a claim', () => {
  const nothing: TipClaims = { claims: [], missed: [], broken: [] };

  function claiming({ posters = both as ReadonlyMap<string, Poster>, found = nothing, takesMs = 0 } = {}) {
    const steady = createTestClock(70_000);
    const logger = createFakeLogger();
    const requests: TipClaimRequest[] = [];
    const rests: (readonly [string, number])[] = [];
    const claim = createClaim({
      store: {
        claim: async (request) => {
          requests.push(request);
          steady.time += takesMs;
          return found;
        },
      },
      posters,
      choose: () => undefined,
      lanes: { rest: (lane, ms) => rests.push([lane, ms]), resting: () => ['slack:T1'] },
      clock: createTestClock(clockNow),
      steady,
      logger,
    });
    return { claim, requests, rests, logger };
  }

  test('for platforms where a post can be repeated covers no other platform, and vice versa', async () => {
    const { claim, requests } = claiming();
    await claim(true, 30);
    await claim(false, 20);
    const common = { now: clockNow, windowMs: 2 * hourMs, except: ['slack:T1'] };
    expect(requests).toMatchObject([
      { ...common, most: 30, mostOfLane: { discord: 40 } },
      { ...common, most: 20, mostOfLane: { slack: 4 } },
    ]);
    expect(requests.map(({ mostOfLane }) => Object.keys(mostOfLane))).toEqual([['discord'], ['slack']]);
  });

  test.each([0, -1])('of %i is none', async (most) => {
    const { claim, requests } = claiming();
    expect(await claim(true, most)).toEqual([]);
    expect(requests).toEqual([]);
  });

  test('of one is made', async () => {
    const { claim, requests } = claiming({ found: { ...nothing, claims: [claimOf('one')] } });
    expect(await claim(true, 1)).toEqual([claimOf('one')]);
    expect(requests).toHaveLength(1);
  });

  test('is not made if all platforms are of the other kind, but is made if there is none: late tips are written off', async () => {
    const onlySlack = claiming({ posters: new Map([['slack', slack]]) });
    expect(await onlySlack.claim(true, 30)).toEqual([]);
    expect(onlySlack.requests).toEqual([]);
    const none = claiming({ posters: new Map() });
    await none.claim(true, 30);
    expect(none.requests).toMatchObject([{ mostOfLane: {} }]);
  });

  test('lets its lanes rest for a second since it began, however long the store took', async () => {
    const claims = [claimOf('a'), claimOf('b', { schedule: { ...claimOf('b').schedule, lane: 'slack:T2' } })];
    const { claim, rests } = claiming({ found: { ...nothing, claims }, takesMs: 300 });
    await claim(true, 30);
    expect(rests).toEqual([
      ['discord', 700],
      ['slack:T2', 700],
    ]);
  });

  test('says what came too late and what cannot be read', async () => {
    const { claim, logger } = claiming({
      found: { claims: [], missed: [{ schedule: 'late', day: '2026-11-27' }], broken: ['odd'] },
    });
    await claim(true, 30);
    expect(logger.lines).toEqual([
      { level: 'warn', event: 'tip_missed', fields: { schedule: 'late', day: '2026-11-27' } },
      { level: 'error', event: 'tip_schedule_broken', fields: { schedule: 'odd' } },
    ]);
  });
});

describe('a sweep', () => {
  function sweeping() {
    const steady = createTestClock(0);
    const logger = createFakeLogger();
    const done: string[] = [];
    const requests: TipSweep[] = [];
    const state = { fails: '' };
    const doing = (what: string) => {
      if (state.fails === what) throw new Error('The database cannot be used');
      done.push(what);
    };
    const sweep = createSweep({
      store: {
        sweep: async (request) => {
          doing('sweep');
          requests.push(request);
          return requests.length === 1 ? [{ schedule: 'one', day: '2026-11-27' }] : [];
        },
        forget: async () => doing('forget'),
      },
      posters: both,
      steady,
      logger,
    });
    /** What is done, by milliseconds since the start. */
    const at = async (ms: number): Promise<readonly string[]> => {
      steady.time = ms;
      await sweep(clockNow).catch(() => undefined);
      return done.splice(0);
    };
    return { at, requests, logger, state };
  }

  test('is done at the start, then every ten seconds; old days are forgotten every hour', async () => {
    const { at } = sweeping();
    expect(await at(0)).toEqual(['sweep', 'forget']);
    expect(await at(9_999)).toEqual([]);
    expect(await at(10 * secondMs)).toEqual(['sweep']);
    expect(await at(19_999)).toEqual([]);
    expect(await at(hourMs - 1)).toEqual(['sweep']);
    expect(await at(hourMs + 9_998)).toEqual([]);
    expect(await at(hourMs + 9_999)).toEqual(['sweep', 'forget']);
    // An hour after the last time, not after the start.
    expect(await at(2 * hourMs + 9_998)).toEqual(['sweep']);
    expect(await at(2 * hourMs + 20_000)).toEqual(['sweep', 'forget']);
  });

  test('forgets old days at an hour to the millisecond', async () => {
    const { at } = sweeping();
    await at(0);
    expect(await at(hourMs)).toEqual(['sweep', 'forget']);
  });

  test('that fails is done again at once', async () => {
    const { at, state } = sweeping();
    state.fails = 'sweep';
    expect(await at(0)).toEqual([]);
    state.fails = 'forget';
    expect(await at(1)).toEqual(['sweep']);
    state.fails = '';
    expect(await at(2)).toEqual(['sweep', 'forget']);
    expect(await at(3)).toEqual([]);
  });

  test('gives up claims after 30 seconds and posts after 15 minutes, and repeats posts only if the key is known', async () => {
    const { at, requests, logger } = sweeping();
    await at(0);
    await at(60 * secondMs);
    const request = { now: clockNow, leaseMs: 30_000, lostAfterMs: 900_000, againWithinMs: { discord: 120_000 } };
    // Strictly: a platform that knows no keys is not listed at all.
    expect(requests).toStrictEqual([request, request]);
    expect(logger.lines).toEqual([
      { level: 'warn', event: 'tip_unconfirmed', fields: { schedule: 'one', day: '2026-11-27' } },
    ]);
  });
});
