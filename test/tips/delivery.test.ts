// What people in a channel see of tips, whatever happens to the process: with a driven clock, on a real database.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createDelivery } from '../../src/tips/delivery.js';
import { nextDue } from '../../src/tips/timing.js';
import { createFakePoster } from '../fakes/poster.js';
import { createTestDelivery, dayMs, hourMs, scheduleOf, tipIds } from './schedules.js';

function fileUrl(): string {
  const folder = mkdtempSync(join(tmpdir(), 'ai-diff-tips-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return `sqlite:${folder}/bot.db`;
}

const start = '2026-11-27T08:00:00Z';
const startMs = Date.parse(start);

describe('a schedule', () => {
  test('posts one tip a day at its time, to its channel', async () => {
    const { runAt, posts, store } = createTestDelivery({ at: start });
    await store.add(scheduleOf('one', startMs));
    await runAt('2026-11-27T08:59:59Z');
    expect(posts).toEqual([]);
    for (const day of ['27', '28', '29']) {
      await runAt(`2026-11-${day}T09:00:00Z`);
      await runAt(`2026-11-${day}T09:00:01Z`);
      await runAt(`2026-11-${day}T20:00:00Z`);
    }
    expect(posts.map(({ channel, at }) => [channel, new Date(at).toISOString().slice(0, 16)])).toEqual([
      ['C-one', '2026-11-27T09:00'],
      ['C-one', '2026-11-28T09:00'],
      ['C-one', '2026-11-29T09:00'],
    ]);
    expect(new Set(posts.map(({ words }) => words)).size).toBe(3);
  });

  test('repeats no tip before the channel had all, across restarts', async () => {
    const url = fileUrl();
    const seen: string[] = [];
    for (let day = 0; day < tipIds.length * 2; day += 1) {
      const at = new Date(startMs + day * dayMs).toISOString();
      const { runAt, posts, store, delivery } = createTestDelivery({ at, url });
      if (day === 0) await store.add(scheduleOf('one', startMs));
      await runAt(new Date(startMs + day * dayMs + hourMs).toISOString());
      await delivery.stop();
      seen.push(...posts.map(({ words }) => words));
    }
    expect([...seen.slice(0, tipIds.length)].sort()).toEqual([...tipIds].sort());
    expect([...seen.slice(tipIds.length)].sort()).toEqual([...tipIds].sort());
  });

  test('goes on with its round when tips are added', async () => {
    const url = fileUrl();
    const old = tipIds.slice(0, 4);
    const seen: string[] = [];
    for (let day = 0; day < tipIds.length; day += 1) {
      const at = new Date(startMs + day * dayMs).toISOString();
      const { runAt, posts, store } = createTestDelivery({ at, url, tips: day < 2 ? old : tipIds });
      if (day === 0) await store.add(scheduleOf('one', startMs));
      await runAt(new Date(startMs + day * dayMs + hourMs).toISOString());
      seen.push(...posts.map(({ words }) => words));
    }
    expect([...seen].sort()).toEqual([...tipIds].sort());
  });

  test('keeps its local time when the clocks change, with one tip on the days of the change', async () => {
    const { runAt, posts, store } = createTestDelivery({ at: '2026-03-27T00:00:00Z' });
    const berlin = { timezone: 'Europe/Berlin', time: '02:30' };
    await store.add(scheduleOf('one', Date.parse('2026-03-27T12:00:00Z'), berlin));
    for (let at = Date.parse('2026-03-28T00:00:00Z'); at < Date.parse('2026-03-31T00:00:00Z'); at += 30 * 60_000)
      await runAt(new Date(at).toISOString());
    for (let at = Date.parse('2026-10-24T00:00:00Z'); at < Date.parse('2026-10-27T00:00:00Z'); at += 30 * 60_000)
      await runAt(new Date(at).toISOString());
    expect(posts.map(({ at }) => new Date(at).toISOString().slice(0, 16))).toEqual([
      '2026-03-28T01:30',
      '2026-03-29T01:00',
      '2026-03-30T00:30',
      '2026-10-24T00:30',
      '2026-10-25T00:30',
      '2026-10-26T01:30',
    ]);
  });

  test('has a tip on a leap day', async () => {
    const { runAt, posts, store } = createTestDelivery({ at: '2028-02-28T08:00:00Z' });
    await store.add(scheduleOf('one', Date.parse('2028-02-28T08:00:00Z')));
    for (const day of ['2028-02-28', '2028-02-29', '2028-03-01']) await runAt(`${day}T09:00:00Z`);
    expect(posts).toHaveLength(3);
  });
});

describe('a tip that is late', () => {
  test('by less than two hours is posted', async () => {
    const { runAt, posts, store } = createTestDelivery({ at: start });
    await store.add(scheduleOf('one', startMs));
    await runAt('2026-11-27T10:59:59Z');
    expect(posts).toHaveLength(1);
  });

  test('by two hours is not, and the log says so', async () => {
    const { runAt, posts, store, events } = createTestDelivery({ at: start });
    await store.add(scheduleOf('one', startMs));
    await runAt('2026-11-27T11:00:00Z');
    expect(posts).toEqual([]);
    expect(events('tip_missed')).toEqual([{ schedule: 'one', day: '2026-11-27' }]);
    await runAt('2026-11-28T09:00:00Z');
    expect(posts).toHaveLength(1);
  });

  test('is the only one after a week of standing still', async () => {
    const { runAt, posts, store } = createTestDelivery({ at: start });
    await store.add(scheduleOf('one', startMs));
    await runAt('2026-12-04T09:30:00Z');
    await runAt('2026-12-04T09:31:00Z');
    expect(posts).toHaveLength(1);
  });
});

describe('a restart', () => {
  test('at the minute posts no tip twice', async () => {
    const url = fileUrl();
    const first = createTestDelivery({ at: start, url });
    await first.store.add(scheduleOf('one', startMs));
    await first.runAt('2026-11-27T09:00:00Z');
    await first.delivery.stop();
    const second = createTestDelivery({ at: '2026-11-27T09:00:01Z', url });
    await second.delivery.refresh();
    await second.runAt('2026-11-27T09:00:02Z');
    expect([first.posts.length, second.posts.length]).toEqual([1, 0]);
  });

  test('goes on with tries that are due', async () => {
    const url = fileUrl();
    const first = createTestDelivery({ at: start, url });
    await first.store.add(scheduleOf('one', startMs));
    first.discord.fail({ type: 'failed' });
    await first.runAt('2026-11-27T09:00:00Z');
    await first.delivery.stop();
    const second = createTestDelivery({ at: '2026-11-27T09:05:00Z', url });
    await second.runAt('2026-11-27T09:05:00Z');
    expect([first.posts.length, second.posts.length]).toEqual([0, 1]);
  });

  // How a dying process leaves a tip: claimed and perhaps begun, never settled.
  const die = async (url: string, platform: string, begins: boolean): Promise<void> => {
    const dead = createTestDelivery({ at: '2026-11-27T09:00:00Z', url });
    await dead.store.add(scheduleOf('one', startMs, { platform }));
    const { claims } = await dead.store.claim({
      now: startMs + hourMs,
      windowMs: 2 * hourMs,
      most: 10,
      mostOfLane: { [platform]: 10 },
      except: [],
      plan: nextDue,
      choose: () => ({ tip: 'tip-0', used: ['tip-0'] }),
    });
    expect(claims).toHaveLength(1);
    if (begins) expect(await dead.store.begin(claims)).toHaveLength(1);
  };

  test.each(['discord', 'slack'] as const)('between claim and post loses no tip on %s', async (platform) => {
    const url = fileUrl();
    await die(url, platform, false);
    const next = createTestDelivery({ at: '2026-11-27T09:00:10Z', url });
    await next.delivery.refresh();
    await next.runAt('2026-11-27T09:00:10Z');
    expect(next[platform].posts).toEqual([]);
    await next.runAt('2026-11-27T09:01:00Z');
    expect(next[platform].posts).toHaveLength(1);
  });

  test('while it posts has the post repeated under the same key if the platform recognises it', async () => {
    const url = fileUrl();
    await die(url, 'discord', true);
    const next = createTestDelivery({ at: '2026-11-27T09:00:10Z', url });
    await next.runAt('2026-11-27T09:01:00Z');
    expect(next.posts.map(({ key, words }) => [key, words])).toEqual([['one:2026-11-27', 'tip-0']]);
  });

  test.each([
    ['on a platform that would take it twice', 'slack', '01'],
    ['so long ago that the platform has forgotten its key', 'discord', '03'],
  ] as const)('while it posts, %s, loses that tip rather than post it twice, and the log says so later', async (_, platform, minute) => {
    const url = fileUrl();
    await die(url, platform, true);
    const next = createTestDelivery({ at: `2026-11-27T09:${minute}:00Z`, url });
    await next.runAt(`2026-11-27T09:${minute}:00Z`);
    await next.runAt('2026-11-27T09:40:00Z');
    expect(next[platform].posts).toEqual([]);
    expect(next.events('tip_unconfirmed')).toEqual([{ schedule: 'one', day: '2026-11-27' }]);
    await next.runAt('2026-11-28T09:00:00Z');
    expect(next[platform].posts).toHaveLength(1);
  });
});

describe('a clock', () => {
  test('that is put back leads to no second tip', async () => {
    const { runAt, posts, store } = createTestDelivery({ at: start });
    await store.add(scheduleOf('one', startMs));
    await runAt('2026-11-27T09:00:00Z');
    await runAt('2026-11-27T08:30:00Z');
    await runAt('2026-11-27T09:00:00Z');
    await runAt('2026-11-26T09:00:00Z');
    await runAt('2026-11-27T09:00:00Z');
    expect(posts).toHaveLength(1);
  });

  test('that is put back does not keep a lane resting', async () => {
    const { runAt, slack, store } = createTestDelivery({ at: start });
    await store.add(scheduleOf('a', startMs, { platform: 'slack', lane: 'slack:T1', workspace: 'T1' }));
    slack.fail({ type: 'failed', retryAfterMs: 600_000 });
    await runAt('2027-11-27T09:00:00Z');
    await runAt('2026-11-27T09:00:00Z');
    expect(slack.posts).toHaveLength(1);
  });

  test('that ran a year ahead for a while costs no tip afterwards', async () => {
    const { runAt, posts, store, events } = createTestDelivery({ at: start });
    await store.add(scheduleOf('one', startMs));
    await runAt('2026-11-27T09:00:00Z');
    await runAt('2027-11-27T12:00:00Z');
    await runAt('2026-11-27T09:30:00Z');
    await runAt('2026-11-28T09:00:00Z');
    expect(posts.map(({ at }) => new Date(at).toISOString().slice(0, 10))).toEqual(['2026-11-27', '2026-11-28']);
    expect(events('tips_planned_anew')).toEqual([{ schedules: 1 }]);
  });
});

describe('a change of time zone rules', () => {
  test('moves what is planned at the next start, and no day gets two tips', async () => {
    const url = fileUrl();
    const old = createTestDelivery({ at: start, url });
    const schedule = scheduleOf('one', startMs);
    // Under the old rules nine o'clock came an hour later than now; another schedule's was an hour earlier and is done.
    await old.store.add({ ...schedule, next: { day: '2026-11-27', at: startMs + 2 * hourMs } });
    await old.store.add({ ...scheduleOf('two', startMs - hourMs), next: { day: '2026-11-27', at: startMs } });
    await old.runAt('2026-11-27T08:00:00Z');
    expect(old.posts).toHaveLength(1);
    const started = createTestDelivery({ at: '2026-11-27T08:10:00Z', url });
    await started.delivery.refresh();
    await started.runAt('2026-11-27T09:00:00Z');
    await started.runAt('2026-11-27T10:00:00Z');
    expect(started.posts.map(({ channel, at }) => [channel, at])).toEqual([['C-one', startMs + hourMs]]);
  });
});

describe('a post that fails', () => {
  test('is tried again, later and later, until it is there', async () => {
    const { clock, delivery, posts, discord, store, logger } = createTestDelivery({ at: start });
    await store.add(scheduleOf('one', startMs));
    discord.fail({ type: 'failed' }, { type: 'failed' }, { type: 'failed' });
    const tries: number[] = [];
    for (clock.time = startMs + hourMs; posts.length === 0; clock.time += 1_000) {
      const before = logger.lines.length;
      await delivery.tick();
      if (logger.lines.length > before) tries.push(Math.round((clock.time - startMs - hourMs) / 1_000));
    }
    const gaps = tries.slice(1).map((at, index) => at - (tries[index] ?? 0));
    expect(gaps).toHaveLength(3);
    for (const [index, least] of [15, 30, 60].entries()) expect(gaps[index]).toBeGreaterThanOrEqual(least);
    expect(posts).toHaveLength(1);
  });

  test('for two hours is given up, and the next day is another day', async () => {
    const { clock, delivery, posts, discord, store, events, runAt } = createTestDelivery({ at: start });
    await store.add(scheduleOf('one', startMs));
    discord.failAlways({ type: 'failed' });
    for (clock.time = startMs + hourMs; clock.time < startMs + 4 * hourMs; clock.time += 30_000) await delivery.tick();
    expect(posts).toEqual([]);
    expect(events('tip_failed')).toHaveLength(1);
    discord.failAlways(undefined);
    await runAt('2026-11-27T12:30:00Z');
    expect(posts).toEqual([]);
    await runAt('2026-11-28T09:00:00Z');
    expect(posts).toHaveLength(1);
  });

  test('and may be there all the same is not tried again', async () => {
    const { runAt, posts, discord, store, events } = createTestDelivery({ at: start });
    await store.add(scheduleOf('one', startMs));
    discord.fail({ type: 'unknown' });
    for (const minute of ['00', '05', '30']) await runAt(`2026-11-27T09:${minute}:00Z`);
    expect(posts).toEqual([]);
    expect(events('tip_unconfirmed')).toHaveLength(1);
  });

  test('because of the platform’s limits waits as long as the platform says, and so do others there', async () => {
    const { runAt, slack, discord, store } = createTestDelivery({ at: start });
    for (const id of ['a', 'b'])
      await store.add(scheduleOf(id, startMs, { platform: 'slack', lane: 'slack:T1', workspace: 'T1' }));
    await store.add(scheduleOf('c', startMs));
    slack.fail({ type: 'failed', retryAfterMs: 300_000 }, { type: 'failed', retryAfterMs: 300_000 });
    await runAt('2026-11-27T09:00:00Z');
    await store.add(scheduleOf('d', startMs, { platform: 'slack', lane: 'slack:T1', workspace: 'T1' }));
    await runAt('2026-11-27T09:02:00Z');
    expect([slack.posts.length, discord.posts.length]).toEqual([0, 1]);
    await runAt('2026-11-27T09:06:00Z');
    expect(slack.posts).toHaveLength(3);
  });
});

describe('a channel that the bot may not post to', () => {
  test.each([
    ['forbidden', 'give me the right'],
    ['gone', 'cannot see that channel'],
    ['outside', 'invite me'],
  ] as const)('(%s) pauses its schedule, and the owner is told once', async (reason, words) => {
    const { runAt, posts, discord, store } = createTestDelivery({ at: start });
    await store.add(scheduleOf('one', startMs));
    discord.problems.set('C-one', reason);
    for (const day of ['27', '28', '29']) await runAt(`2026-11-${day}T09:00:00Z`);
    expect(posts).toEqual([]);
    expect(discord.told).toMatchObject([{ workspace: 'W1', user: 'U1' }]);
    expect(discord.told[0]?.words).toContain(words);
    expect((await store.list({ platform: 'discord', workspace: 'W1' }))[0]).toMatchObject({ paused: reason });
  });

  test('among very many of its kind waits, since platforms ban whoever is refused too often', async () => {
    const { runAt, discord, store, clock, delivery } = createTestDelivery({ at: start });
    for (let at = 0; at < 400; at += 1) await store.add(scheduleOf(`s${at}`, startMs));
    let tries = 0;
    discord.problems.get = () => {
      tries += 1;
      return 'forbidden';
    };
    await runAt('2026-11-27T09:00:00Z');
    // Posts in progress when the limit was reached are finished.
    expect(tries).toBeLessThanOrEqual(350);
    for (const until = startMs + hourMs + 300_000; clock.time < until; clock.time += 10_000) await delivery.tick();
    expect(tries).toBe(400);
  });

  test('does not hold up others', async () => {
    const { runAt, posts, discord, store } = createTestDelivery({ at: start });
    for (const id of ['one', 'two', 'three']) await store.add(scheduleOf(id, startMs));
    discord.problems.set('C-two', 'gone');
    await runAt('2026-11-27T09:00:00Z');
    expect(posts.map(({ channel }) => channel).sort()).toEqual(['C-one', 'C-three']);
  });
});

describe('many schedules at the same minute', () => {
  test('are posted at the pace of their platform, each once, and no lane waits for another', async () => {
    const { runAt, discord, slack, store } = createTestDelivery({
      at: start,
      pace: { perSecond: 40, per: 'platform' },
      paces: { slack: { perSecond: 4, per: 'workspace' } },
    });
    for (let at = 0; at < 200; at += 1) await store.add(scheduleOf(`d${at}`, startMs));
    for (let at = 0; at < 20; at += 1)
      await store.add(scheduleOf(`s${at}`, startMs, { platform: 'slack', lane: `slack:T${at % 2}` }));
    await runAt('2026-11-27T09:00:00Z');
    expect(new Set(discord.posts.map(({ channel }) => channel)).size).toBe(200);
    expect(discord.posts).toHaveLength(200);
    expect(slack.posts).toHaveLength(20);
    const second = (at: number) => Math.floor((at - startMs - hourMs) / 1_000);
    const perSecond = (list: readonly { at: number }[]) => {
      const counts = new Map<number, number>();
      for (const { at } of list) counts.set(second(at), (counts.get(second(at)) ?? 0) + 1);
      return [...counts.values()];
    };
    expect(perSecond(discord.posts)).toEqual([40, 40, 40, 40, 40]);
    expect(perSecond(slack.posts)).toEqual([8, 8, 4]);
  });
});

describe('a process that is told to stop', () => {
  test('finishes what is under way and claims nothing more', async () => {
    const url = fileUrl();
    const { clock, store, logger } = createTestDelivery({ at: '2026-11-27T09:00:00Z', url });
    for (let at = 0; at < 5; at += 1) await store.add(scheduleOf(`s${at}`, startMs));
    const { poster, posts } = createFakePoster(clock, { perSecond: 2, per: 'platform' });
    let stopped: Promise<void> | undefined;
    const delivery = createDelivery({
      store,
      posters: new Map([
        [
          'discord',
          {
            ...poster,
            post: (...given) => {
              stopped ??= delivery.stop();
              return poster.post(...given);
            },
          },
        ],
      ]),
      choose: () => ({ tip: 'tip-0', used: [] }),
      show: () => ({ type: 'root', children: [] }),
      clock,
      logger,
      wait: async () => {
        await new Promise((resolve) => setImmediate(resolve));
      },
    });
    await delivery.tick();
    await stopped;
    // The other one is released at once.
    expect(posts).toHaveLength(1);
    const other = createTestDelivery({ at: '2026-11-27T09:00:10Z', url });
    await other.runAt('2026-11-27T09:00:10Z');
    expect(other.posts).toHaveLength(4);
  });
});

describe('a database that fails', () => {
  test('delays tips for as long as it does, and ends nothing', async () => {
    const { store: real, clock, discord, posts, logger } = createTestDelivery({ at: '2026-11-27T09:00:00Z' });
    await real.add(scheduleOf('one', startMs));
    let calls = 0;
    const failing =
      <Given extends readonly unknown[], T>(work: (...given: Given) => Promise<T>) =>
      async (...given: Given): Promise<T> => {
        calls += 1;
        if (calls < 20) throw new Error('The database cannot be used');
        return work(...given);
      };
    const store = {
      ...real,
      claim: failing(real.claim),
      page: failing(real.page),
      soonest: failing(real.soonest),
      sweep: failing(real.sweep),
    };
    let isPosted = (): void => undefined;
    const posted = new Promise<void>((resolve) => {
      isPosted = resolve;
    });
    const delivery = createDelivery({
      store,
      posters: new Map([
        [
          'discord',
          {
            ...discord.poster,
            post: async (...given) => {
              const result = await discord.poster.post(...given);
              isPosted();
              return result;
            },
          },
        ],
      ]),
      choose: () => ({ tip: 'tip-0', used: [] }),
      show: () => ({ type: 'root', children: [] }),
      clock,
      logger,
      wait: async (ms) => {
        clock.time += ms;
        await new Promise((resolve) => setImmediate(resolve));
      },
    });
    delivery.start();
    await posted;
    await delivery.stop();
    expect(posts).toHaveLength(1);
    expect(logger.events()).toContain('tips_failed');
  });
});
