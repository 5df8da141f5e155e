// Schedules and tips for tests, and a bot that delivers them with a driven clock.
import { onTestFinished } from 'vitest';
import { document, paragraph } from '../../src/document/build.js';
import type { Place } from '../../src/ports.js';
import { createStore } from '../../src/store/store.js';
import { chooseTip } from '../../src/tips/choose.js';
import { createDelivery } from '../../src/tips/delivery.js';
import type { Poster, Schedule, TipClaim, TipStore } from '../../src/tips/ports.js';
import { nextDue } from '../../src/tips/timing.js';
import { createFakeLogger } from '../fakes/logger.js';
import { createFakePoster } from '../fakes/poster.js';

export const hourMs = 3_600_000;
export const dayMs = 24 * hourMs;
const everyDay = [0, 1, 2, 3, 4, 5, 6];
export const tipIds = Array.from({ length: 7 }, (_, at) => `tip-${at}`);

/** A daily schedule at 09:00 UTC, planned from `createdAt`. */
export function scheduleOf(id: string, createdAt: number, more: Partial<Schedule> = {}): Schedule {
  const schedule = {
    id,
    platform: 'discord',
    workspace: 'W1',
    channel: `C-${id}`,
    lane: 'discord',
    owner: 'U1',
    time: '09:00',
    timezone: 'UTC',
    days: everyDay,
    topics: [],
    createdAt,
    ...more,
  };
  const next = nextDue(schedule, createdAt);
  return next === undefined ? schedule : { ...schedule, next };
}

export const placeOf = ({ platform, workspace, channel }: Place): Place => ({ platform, workspace, channel });

type Options = {
  readonly at: string;
  readonly url?: string;
  readonly store?: TipStore;
  readonly tips?: readonly string[];
  readonly pace?: Poster['pace'];
  readonly paces?: Readonly<Record<string, Poster['pace']>>;
};

/** A delivering process, on its own database or the given one. Waiting advances the clock. */
export function createTestDelivery({ at, url = 'sqlite::memory:', tips = tipIds, ...options }: Options) {
  const clock = { time: Date.parse(at), now: () => clock.time };
  const logger = createFakeLogger();
  const owned = options.store === undefined ? createStore({ options: { url }, logger, clock }) : undefined;
  const store = options.store ?? owned?.tips;
  if (store === undefined) throw new Error('no store');
  const wide = { perSecond: 1_000, per: 'platform' } as const;
  const discord = createFakePoster(clock, options.pace ?? wide, 120_000);
  const slack = createFakePoster(clock, options.paces?.['slack'] ?? { perSecond: 1_000, per: 'workspace' });
  const delivery = createDelivery({
    store,
    posters: new Map([
      ['discord', discord.poster],
      ['slack', slack.poster],
    ]),
    choose: (_, used) => chooseTip(tips, used, Math.random),
    show: (tip) => document([paragraph(tip)], { type: 'tip', id: tip }),
    clock,
    logger,
    wait: async (ms) => {
      clock.time += ms;
      // Lets other work run, as a real wait does.
      await new Promise((resolve) => setImmediate(resolve));
    },
  });
  onTestFinished(async () => {
    await delivery.stop();
    await owned?.close();
  });
  return {
    clock,
    store,
    delivery,
    discord,
    slack,
    posts: discord.posts,
    logger,
    /** Runs the process only at this time. */
    runAt: async (time: string): Promise<void> => {
      clock.time = Date.parse(time);
      await delivery.tick();
    },
    events: (name: string) => logger.lines.filter(({ event }) => event === name).map(({ fields }) => fields),
  };
}

/** The first tip of a daily schedule, claimed by this process. */
export function claimOf(id: string, more: Partial<TipClaim> = {}): TipClaim {
  const schedule = scheduleOf(id, 0, more.schedule);
  return { schedule, due: { day: '1970-01-01', at: 9 * hourMs }, tip: 'tip-0', attempts: 0, at: 0, ...more };
}

/** A clock that stands still until a test moves it. */
export function createTestClock(time = 0) {
  const clock = { time, now: () => clock.time };
  return clock;
}
