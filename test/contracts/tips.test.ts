// What every store does with tips, on both databases.
import { describe, expect, onTestFinished, test } from 'vitest';
import { openDatabase } from '../../src/store/open.js';
import { createStore } from '../../src/store/store.js';
import { chooseTip } from '../../src/tips/choose.js';
import type { Schedule, TipClaimRequest, TipStore } from '../../src/tips/ports.js';
import { windowMs } from '../../src/tips/posting.js';
import { nextDue } from '../../src/tips/timing.js';
import { createFakeLogger } from '../fakes/logger.js';
import { dayMs, scheduleOf, tipIds } from '../tips/schedules.js';
import { describeDatabases } from './databases.js';

const nine = Date.UTC(2026, 10, 27, 9);
const before = nine - 3_600_000;

const request = (now: number, more: Partial<TipClaimRequest> = {}): TipClaimRequest => ({
  now,
  windowMs,
  most: 100,
  mostOfLane: { discord: 50, slack: 2 },
  except: [],
  plan: nextDue,
  choose: (_, used) => chooseTip(tipIds, used, () => 0),
  ...more,
});

describeDatabases('the store of tips', ({ createUrl }) => {
  async function open(url?: string) {
    const clock = { time: before };
    const at = url ?? (await createUrl());
    const store = createStore({ options: { url: at }, logger: createFakeLogger(), clock: { now: () => clock.time } });
    onTestFinished(() => store.close());
    return { tips: store.tips, people: store.people, clock, url: at };
  }
  const addAll = async (tips: TipStore, ...schedules: readonly Schedule[]) => {
    for (const schedule of schedules) await tips.add(schedule);
  };
  const listed = (tips: TipStore) => tips.list({ platform: 'discord', workspace: 'W1' });

  describe('schedules', () => {
    test('are kept by workspace, oldest first, across a restart', async () => {
      const { tips, url } = await open();
      const one = scheduleOf('one', before, { topics: ['rag', 'gan'], days: [1, 3], timezone: 'Asia/Kathmandu' });
      const two = scheduleOf('two', before + 1);
      await addAll(tips, two, one, scheduleOf('three', before, { workspace: 'W2' }));
      const again = await open(url);
      expect(await listed(again.tips)).toEqual([one, two]);
      expect(await again.tips.list({ platform: 'slack', workspace: 'W1' })).toEqual([]);
    });

    test('are removed with their decided days', async () => {
      const { tips } = await open();
      await addAll(tips, scheduleOf('one', before));
      const { claims } = await tips.claim(request(nine));
      expect(await tips.remove('one')).toBe(true);
      expect(await tips.remove('one')).toBe(false);
      // A tip in progress may still report its outcome.
      await tips.settle(claims.map((claim) => ({ claim, outcome: { type: 'sent' } })));
      expect(await listed(tips)).toEqual([]);
      expect(await tips.soonest()).toBeUndefined();
    });

    test('stay when their owner is forgotten, without the owner', async () => {
      const { tips, people } = await open();
      await addAll(tips, scheduleOf('one', before), scheduleOf('two', before, { owner: 'U2' }));
      expect(await people.forget({ platform: 'discord', workspace: 'W1', user: 'U1' })).toBe(1);
      expect((await listed(tips)).map(({ owner }) => owner)).toEqual(['', 'U2']);
    });

    test('are paused once, claim nothing then, and go on when they are resumed', async () => {
      const { tips } = await open();
      await addAll(tips, scheduleOf('one', before));
      expect(await tips.pause('one', 'gone')).toBe(true);
      expect(await tips.pause('one', 'forbidden')).toBe(false);
      expect((await listed(tips))[0]).toMatchObject({ paused: 'gone' });
      expect((await tips.claim(request(nine))).claims).toEqual([]);
      await tips.resume('one', { day: '2026-11-28', at: nine + dayMs });
      expect((await listed(tips))[0]).not.toHaveProperty('paused');
      expect((await tips.claim(request(nine + dayMs))).claims).toHaveLength(1);
    });
  });

  describe('a day', () => {
    test('is claimed once, with a tip, and the next one is planned', async () => {
      const { tips } = await open();
      await addAll(tips, scheduleOf('one', before));
      expect((await tips.claim(request(nine - 1))).claims).toEqual([]);
      const { claims } = await tips.claim(request(nine));
      expect(claims).toMatchObject([{ due: { day: '2026-11-27', at: nine }, tip: 'tip-0', attempts: 0 }]);
      expect((await tips.claim(request(nine))).claims).toEqual([]);
      expect((await listed(tips))[0]?.next).toEqual({ day: '2026-11-28', at: nine + dayMs });
      expect(await tips.soonest()).toBe(nine + dayMs);
    });

    test('is claimed by one of many who try at once', async () => {
      const { tips, url } = await open();
      const count = 40;
      for (let at = 0; at < count; at += 1) await tips.add(scheduleOf(`s${at}`, before));
      const others = await Promise.all(Array.from({ length: 4 }, () => open(url)));
      const found = await Promise.all(
        [tips, ...others.map((each) => each.tips)].flatMap((each) => [
          each.claim(request(nine, { most: 7 })),
          each.claim(request(nine, { most: 7 })),
        ]),
      );
      const ids = found.flatMap(({ claims }) => claims.map(({ schedule }) => schedule.id));
      expect(ids).toHaveLength(count);
      expect(new Set(ids).size).toBe(count);
    });

    test('is claimed again only for another try, when its time has come', async () => {
      const { tips } = await open();
      await addAll(tips, scheduleOf('one', before));
      const { claims } = await tips.claim(request(nine));
      const retryAt = nine + 30_000;
      await tips.settle(claims.map((claim) => ({ claim, outcome: { type: 'waiting', retryAt } })));
      expect(await tips.soonest()).toBe(retryAt);
      expect((await tips.claim(request(retryAt - 1))).claims).toEqual([]);
      const again = await tips.claim(request(retryAt));
      expect(again.claims).toMatchObject([{ due: { day: '2026-11-27' }, tip: 'tip-0', attempts: 1 }]);
      await tips.settle(again.claims.map((claim) => ({ claim, outcome: { type: 'sent', message: 'M1' } })));
      expect((await tips.claim(request(retryAt + 60_000))).claims).toEqual([]);
    });

    test('whose tries go on for too long is given up', async () => {
      const { tips } = await open();
      await addAll(tips, scheduleOf('one', before));
      const { claims } = await tips.claim(request(nine));
      await tips.settle(claims.map((claim) => ({ claim, outcome: { type: 'waiting', retryAt: nine + 30_000 } })));
      expect(await tips.claim(request(nine + windowMs))).toEqual({
        claims: [],
        missed: [{ schedule: 'one', day: '2026-11-27' }],
        broken: [],
      });
    });

    test('that is too late is written off, and the first one in time is claimed', async () => {
      const { tips } = await open();
      await addAll(tips, scheduleOf('one', before));
      const now = nine + 3 * dayMs + windowMs - 1;
      expect(await tips.claim(request(now))).toMatchObject({
        missed: [{ schedule: 'one', day: '2026-11-27' }],
        claims: [{ due: { day: '2026-11-30' } }],
      });
    });

    test('that is too late is never claimed, however many there are', async () => {
      const { tips } = await open();
      const count = 510;
      for (let at = 0; at < count; at += 1) await tips.add(scheduleOf(`s${at}`, before));
      const now = nine + windowMs;
      const [first, second] = [await tips.claim(request(now)), await tips.claim(request(now))];
      expect([first.claims, second.claims]).toEqual([[], []]);
      expect(first.missed.length + second.missed.length).toBe(count);
    });

    test('can be skipped, unless it was decided before', async () => {
      const { tips } = await open();
      const schedule = scheduleOf('one', before);
      await addAll(tips, schedule);
      const due = { day: '2026-11-27', at: nine };
      const next = { day: '2026-11-28', at: nine + dayMs };
      expect(await tips.skip('one', due, next)).toBe(true);
      expect(await tips.skip('one', due, next)).toBe(false);
      expect((await tips.claim(request(nine))).claims).toEqual([]);
      expect((await tips.claim(request(nine + dayMs))).claims).toHaveLength(1);
      expect(await tips.skip('one', next, undefined)).toBe(false);
    });

    test('stays decided, whatever its schedule is planned for', async () => {
      const { tips } = await open();
      await addAll(tips, scheduleOf('one', before));
      await tips.claim(request(nine));
      const [schedule] = await listed(tips);
      if (schedule === undefined) throw new Error('none');
      await tips.move(schedule, { day: '2026-11-27', at: nine });
      expect((await tips.claim(request(nine))).claims).toEqual([]);
      expect((await listed(tips))[0]?.next).toEqual({ day: '2026-11-28', at: nine + dayMs });
    });

    test('without a tip to choose is missed', async () => {
      const { tips } = await open();
      await addAll(tips, scheduleOf('one', before));
      expect(await tips.claim(request(nine, { choose: () => undefined }))).toEqual({
        claims: [],
        missed: [{ schedule: 'one', day: '2026-11-27' }],
        broken: [],
      });
      expect((await tips.claim(request(nine + dayMs))).claims).toHaveLength(1);
    });

    test('is forgotten only when many others came after it', async () => {
      const { tips } = await open();
      await addAll(tips, scheduleOf('one', before));
      for (let day = 0; day < 100; day += 1) await tips.claim(request(nine + day * dayMs));
      await tips.forget();
      const [plan] = await tips.page('', '2026-11-01', 1);
      expect(plan?.decided.length).toBeGreaterThanOrEqual(60);
      expect(plan?.decided.length).toBeLessThan(100);
      expect(plan?.decided).not.toContain('2026-11-27');
    });

    describe('of a process that died', () => {
      const sweep = (now: number, againMs = 0) => ({
        now,
        leaseMs: 30_000,
        againWithinMs: { discord: againMs },
        lostAfterMs: 900_000,
      });
      const idsOf = async (tips: TipStore, now: number) =>
        (await tips.claim(request(now))).claims.map(({ schedule }) => schedule.id);

      test('is free again if nobody had begun to post it, and is then no longer the dead process’s', async () => {
        const { tips, clock } = await open();
        await addAll(tips, scheduleOf('one', before), scheduleOf('two', before));
        const { claims } = await tips.claim(request(nine));
        clock.time = nine;
        await tips.settle(claims.slice(0, 1).map((claim) => ({ claim, outcome: { type: 'sent' } })));
        expect(await tips.sweep(sweep(nine + 30_000))).toEqual([]);
        expect(await idsOf(tips, nine + 30_000)).toEqual([]);
        expect(await tips.sweep(sweep(nine + 30_001))).toEqual([]);
        const again = await tips.claim(request(nine + 30_001));
        expect(again.claims).toMatchObject([{ schedule: { id: 'two' } }]);
        expect(await tips.begin(claims)).toEqual([]);
        expect(await tips.begin(again.claims)).toEqual(again.claims);
        expect(await tips.begin(again.claims)).toEqual([]);
      });

      test('is posted again if that cannot double it, and given up if it can', async () => {
        for (const [againMs, expected] of [
          [120_000, ['one']],
          [60_000, []],
        ] as const) {
          const { tips, clock } = await open();
          await addAll(tips, scheduleOf('one', before));
          clock.time = nine;
          await tips.begin((await tips.claim(request(nine))).claims);
          expect(await tips.sweep(sweep(nine + 20_000, againMs))).toEqual([]);
          expect(await idsOf(tips, nine + 20_000)).toEqual([]);
          expect(await tips.sweep(sweep(nine + 100_000, againMs))).toEqual([]);
          expect(await idsOf(tips, nine + 100_000)).toEqual(expected);
        }
      });

      test('is given up in the end, not claimed again', async () => {
        const { tips, clock } = await open();
        await addAll(tips, scheduleOf('one', before));
        clock.time = nine;
        await tips.begin((await tips.claim(request(nine))).claims);
        expect(await tips.sweep(sweep(nine + 900_001, 120_000))).toEqual([{ schedule: 'one', day: '2026-11-27' }]);
        expect(await tips.sweep(sweep(nine + 900_001, 120_000))).toEqual([]);
        expect(await idsOf(tips, nine + 900_001)).toEqual([]);
      });

      test('is not kept waiting by a clock that was set back', async () => {
        const { tips, clock } = await open();
        await addAll(tips, scheduleOf('one', before), scheduleOf('two', before));
        clock.time = nine + 3_600_000;
        const { claims } = await tips.claim(request(clock.time));
        await tips.settle(
          claims.slice(0, 1).map((claim) => ({ claim, outcome: { type: 'waiting', retryAt: clock.time + 15_000 } })),
        );
        clock.time = nine + 60_000;
        await tips.sweep(sweep(clock.time));
        expect((await idsOf(tips, clock.time)).sort()).toEqual(['one', 'two']);
      });
    });

    test.each([
      ['in a zone that this Node does not know', { timezone: 'Mars/Olympus' }],
      ['with topics that are no list', { topics: '{"rag"' }],
      ['on days that there are not', { days: '1,tomorrow' }],
      ['at no time', { time: 'noon' }],
    ])('%s is set aside and named, and the others go on', async (_, broken) => {
      const { tips, url } = await open();
      await addAll(tips, scheduleOf('a', before), scheduleOf('bad', before), scheduleOf('z', before));
      const database = await openDatabase({ url });
      await database.db.updateTable('tip_schedules').set(broken).where('id', '=', 'bad').execute();
      await database.db.destroy();
      const { claims, broken: named } = await tips.claim(request(nine));
      expect(claims.map(({ schedule }) => schedule.id)).toEqual(['a', 'z']);
      expect(named).toEqual(['bad']);
      expect(await tips.claim(request(nine))).toEqual({ claims: [], missed: [], broken: [] });
      expect(await tips.paused()).toMatchObject([{ id: 'bad', paused: 'broken' }]);
      expect((await tips.page('', '2026-11-01', 5)).map(({ schedule }) => schedule.id)).toEqual(['a', 'z']);
      expect(await listed(tips)).toHaveLength(3);
      expect(await tips.remove('bad')).toBe(true);
    });
  });

  describe('many due at once', () => {
    test('are claimed up to the pace of each lane, and none of a lane that rests', async () => {
      const { tips } = await open();
      for (const at of [1, 2, 3, 4]) {
        await tips.add(scheduleOf(`a${at}`, before, { platform: 'slack', lane: 'slack:T1' }));
        await tips.add(scheduleOf(`b${at}`, before, { platform: 'slack', lane: 'slack:T2' }));
        await tips.add(scheduleOf(`d${at}`, before));
        await tips.add(scheduleOf(`x${at}`, before, { platform: 'elsewhere', lane: 'elsewhere' }));
      }
      const idsOf = async (more: Partial<TipClaimRequest>) =>
        (await tips.claim(request(nine, more))).claims.map(({ schedule }) => schedule.id).sort();
      expect(await idsOf({ except: ['slack:T1'] })).toEqual(['b1', 'b2', 'd1', 'd2', 'd3', 'd4']);
      expect(await idsOf({})).toEqual(['a1', 'a2', 'b3', 'b4']);
      expect(await idsOf({ most: 1 })).toEqual(['a3']);
    });

    test('of one channel get different tips', async () => {
      const { tips } = await open();
      const ids = tipIds.map((_, at) => `s${at}`);
      for (const id of ids) await tips.add(scheduleOf(id, before, { channel: 'C1' }));
      const { claims } = await tips.claim(request(nine));
      expect(new Set(claims.map(({ tip }) => tip))).toEqual(new Set(tipIds));
      expect(new Set((await tips.claim(request(nine + dayMs))).claims.map(({ tip }) => tip))).toEqual(new Set(tipIds));
    });
  });

  test('schedules can be read in pages, with the days that are decided', async () => {
    const { tips } = await open();
    await addAll(tips, scheduleOf('a', before), scheduleOf('b', before), scheduleOf('c', before));
    await tips.pause('b', 'gone');
    await tips.claim(request(nine));
    const page = await tips.page('', '2026-11-01', 1);
    expect(page).toMatchObject([{ schedule: { id: 'a' }, decided: ['2026-11-27'] }]);
    expect(await tips.page('a', '2026-11-28', 5)).toMatchObject([{ schedule: { id: 'c' }, decided: [] }]);
  });
});
