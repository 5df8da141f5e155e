// When a tick asks the store, what it waits for, and when it replans: on a real database whose calls are counted.
import { describe, expect, test } from 'vitest';
import type { Poster, TipStore } from '../../src/tips/ports.js';
import { createTestDelivery, hourMs, scheduleOf } from './schedules.js';

const start = '2026-11-27T09:00:00Z';
const startMs = Date.parse(start);
const slackOf = (id: string) => scheduleOf(id, startMs - hourMs, { platform: 'slack', lane: 'slack:T1' });
const discordOf = (id: string) => scheduleOf(id, startMs - hourMs);

type Given = {
  readonly pace?: Poster['pace'];
  /** What happens while the store claims. */
  readonly whileClaiming?: (clock: { time: number }) => void;
};

/** A delivery that records when it claims, in milliseconds since the start, and how often it replans. */
function counting({ pace, whileClaiming }: Given = {}) {
  const { store } = createTestDelivery({ at: start });
  const claims: number[] = [];
  const counts = { pages: 0 };
  const counted: TipStore = {
    ...store,
    claim: async (request) => {
      claims.push(run.clock.time - startMs);
      whileClaiming?.(run.clock);
      return store.claim(request);
    },
    page: async (...given) => {
      counts.pages += 1;
      return store.page(...given);
    },
  };
  const run = createTestDelivery({ at: start, store: counted, ...(pace === undefined ? {} : { pace }) });
  /** How often it replans in a tick at this time, in milliseconds since the start. */
  const pagesAt = async (ms: number): Promise<number> => {
    counts.pages = 0;
    run.clock.time = startMs + ms;
    await run.delivery.tick();
    return counts.pages;
  };
  return { ...run, claims, pagesAt };
}
/** Lets everything continue that isn't waiting for the platform. */
const pause = async (): Promise<void> => {
  for (let turns = 0; turns < 300; turns += 1) await new Promise((resolve) => setImmediate(resolve));
};

describe('a tick', () => {
  test('asks the store for both kinds of platforms, and once only if nothing is due', async () => {
    const { delivery, claims } = counting();
    await delivery.tick();
    expect(claims).toEqual([0, 0]);
  });

  test('asks again at once when it began something, then only when a lane is free, until nothing is due', async () => {
    const { delivery, claims, store, posts } = counting({ pace: { perSecond: 1, per: 'platform' } });
    for (const id of ['one', 'two']) await store.add(discordOf(id));
    await delivery.tick();
    // A single post of a lane takes up 0.8 of its second.
    expect(claims).toEqual([0, 0, 800, 800, 1_000, 1_000, 1_800, 1_800, 2_000, 2_000]);
    expect(posts.map(({ at }) => at - startMs)).toEqual([0, 1_000]);
  });

  test('claims from lanes together that are free within a tenth of a second', async () => {
    let calls = 0;
    const { delivery, claims, store } = counting({
      whileClaiming: (clock) => {
        calls += 1;
        // Slack's lane begins its second 50 milliseconds later.
        if (calls === 1) clock.time += 50;
      },
    });
    for (let at = 0; at < 60; at += 1) await store.add(discordOf(`d${at}`));
    await store.add(slackOf('s'));
    await delivery.tick();
    expect(claims).toEqual([0, 50, 50, 50, 1_000, 1_000, 1_100, 1_100]);
  });

  test.each([
    ['a hundred posts are in progress', discordOf, 101],
    ['twenty are queued where they are made one at a time', slackOf, 21],
  ])('waits for a post to end, not for a lane, while %s', async (_, scheduled, count) => {
    const { delivery, clock, claims, store, discord, slack } = counting();
    for (let at = 0; at < count; at += 1) await store.add(scheduled(`s${at}`));
    const releases = [discord.hold(), slack.hold()];
    const ticked = delivery.tick();
    await pause();
    expect(clock.time).toBe(startMs);
    // It may claim only on the other kind of platform.
    expect(claims).toHaveLength(3);
    expect(discord.posts.length + slack.posts.length).toBe(0);
    for (const release of releases) release();
    await ticked;
    expect(discord.posts.length + slack.posts.length).toBe(count);
  });

  test('waits for posts in progress when it is told to stop, not for a lane, and claims nothing more', async () => {
    const { delivery, clock, claims, store, slack } = counting();
    for (const id of ['one', 'two']) await store.add(slackOf(id));
    const release = slack.hold();
    const ticked = delivery.tick();
    const stopped = delivery.stop();
    await pause();
    const { length } = claims;
    const { time } = clock;
    await pause();
    expect([claims.length, clock.time]).toEqual([length, time]);
    release();
    await Promise.all([ticked, stopped]);
    expect(claims).toHaveLength(length);
    await delivery.tick();
    expect(claims).toHaveLength(length);
  });
});

describe('a clock that is set back', () => {
  test('by a minute leads to nothing; by more, everything is replanned, once', async () => {
    const { pagesAt } = counting();
    expect(await pagesAt(0)).toBe(0);
    expect(await pagesAt(-60_000)).toBe(0);
    expect(await pagesAt(-120_001)).toBe(1);
    expect(await pagesAt(-120_001)).toBe(0);
    expect(await pagesAt(500_000)).toBe(0);
  });

  test('is noticed at the first tick, by the time at which the delivery was made', async () => {
    expect(await counting().pagesAt(-60_001)).toBe(1);
  });

  test('is noticed by how late it was at the end of the last tick', async () => {
    const state = { slowMs: 300_000 };
    const { pagesAt } = counting({
      whileClaiming: (clock) => {
        clock.time += state.slowMs;
        state.slowMs = 0;
      },
    });
    expect(await pagesAt(0)).toBe(0);
    expect(await pagesAt(200_000)).toBe(1);
  });

  test('is noticed after a tick in the middle of which it was', async () => {
    const state = { backMs: 300_000 };
    const { pagesAt } = counting({
      whileClaiming: (clock) => {
        clock.time -= state.backMs;
        state.backMs = 0;
      },
    });
    expect(await pagesAt(0)).toBe(0);
    expect(await pagesAt(-299_000)).toBe(1);
  });
});
