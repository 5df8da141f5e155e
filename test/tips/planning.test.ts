// Replanning: after a change of time zone rules, or when the clock was set back.
import { describe, expect, test } from 'vitest';
import { createRefresh } from '../../src/tips/planning.js';
import type { Due, Schedule, TipPlan } from '../../src/tips/ports.js';
import { createFakeLogger } from '../fakes/logger.js';
import { createTestClock, dayMs, hourMs, scheduleOf } from './schedules.js';

const nowMs = Date.parse('2026-11-27T08:00:00Z');
const todayAtNine: Due = { day: '2026-11-27', at: nowMs + hourMs };
const tomorrowAtNine: Due = { day: '2026-11-28', at: nowMs + 25 * hourMs };
const planned = (id: string, next: Due | undefined, more: Partial<Schedule> = {}): Schedule => {
  const { next: _, ...schedule } = scheduleOf(id, nowMs - 10 * dayMs, more);
  return next === undefined ? schedule : { ...schedule, next };
};

/** Replans these schedules, some of whose days are decided. */
async function refreshed(plans: readonly (Schedule | TipPlan)[], { pauses = true } = {}) {
  const rows = plans.map((plan) => ('schedule' in plan ? plan : { schedule: plan, decided: [] }));
  const logger = createFakeLogger();
  const asked: (readonly [string, string, number])[] = [];
  const moves: (readonly [string, Due | undefined])[] = [];
  const paused: string[] = [];
  const waits: number[] = [];
  await createRefresh({
    store: {
      page: async (after, since, most) => {
        asked.push([after, since, most]);
        const from = rows.findIndex(({ schedule }) => schedule.id === after) + 1;
        return rows.slice(from, from + most);
      },
      pause: async (id, reason) => {
        paused.push(`${id}: ${reason}`);
        return pauses;
      },
      move: async ({ id }, next) => {
        moves.push([id, next]);
      },
    },
    clock: createTestClock(nowMs),
    logger,
    wait: async (ms) => {
      waits.push(ms);
    },
  })();
  return { logger, asked, moves, paused, waits };
}

describe('replanning', () => {
  test('moves what is due at another time or on another day, and counts it', async () => {
    const { moves, logger } = await refreshed([
      planned('later', { ...todayAtNine, at: todayAtNine.at + hourMs }),
      planned('right', todayAtNine),
      planned('other-day', { ...todayAtNine, day: '2026-11-26' }),
    ]);
    expect(moves).toEqual([
      ['later', todayAtNine],
      ['other-day', todayAtNine],
    ]);
    expect(logger.lines).toEqual([{ level: 'info', event: 'tips_planned_anew', fields: { schedules: 2 } }]);
  });

  test('leaves what is planned right, and says nothing', async () => {
    const { moves, logger } = await refreshed([planned('right', todayAtNine)]);
    expect([moves, logger.lines]).toEqual([[], []]);
  });

  test('plans no day that is decided, nor any time before the schedule was made', async () => {
    const { moves } = await refreshed([
      { schedule: planned('decided', { ...todayAtNine, at: todayAtNine.at + 1 }), decided: ['2026-11-27'] },
      planned('new', todayAtNine, { createdAt: todayAtNine.at }),
    ]);
    expect(moves).toEqual([
      ['decided', tomorrowAtNine],
      ['new', tomorrowAtNine],
    ]);
  });

  test('takes away the plan of a schedule that has no day left', async () => {
    expect((await refreshed([planned('none', todayAtNine, { days: [] })])).moves).toEqual([['none', undefined]]);
  });

  test('leaves what is paused, and what is two hours late or more: that is written off', async () => {
    const late = (ms: number): Due => ({ day: '2026-11-27', at: nowMs - ms });
    const { moves } = await refreshed([
      planned('paused', undefined),
      planned('too-late', late(2 * hourMs)),
      planned('just-in-time', late(2 * hourMs - 1)),
    ]);
    expect(moves).toEqual([['just-in-time', todayAtNine]]);
  });

  test('plans again what is less than two hours late', async () => {
    const seven = planned('seven', todayAtNine, { time: '07:00' });
    expect((await refreshed([seven])).moves).toEqual([['seven', { day: '2026-11-27', at: nowMs - hourMs }]]);
  });

  test('pauses what has a time zone that is not known, and goes on', async () => {
    const odd = planned('odd', todayAtNine, { timezone: 'UTC' });
    const plans = [{ ...odd, timezone: 'Mars/Olympus' }, planned('moved', tomorrowAtNine)];
    const { moves, paused, logger } = await refreshed(plans);
    expect(paused).toEqual(['odd: broken']);
    expect(moves).toEqual([['moved', todayAtNine]]);
    expect(logger.lines).toEqual([
      { level: 'error', event: 'tip_schedule_broken', fields: { schedule: 'odd' } },
      { level: 'info', event: 'tips_planned_anew', fields: { schedules: 1 } },
    ]);
    // Another process said so before.
    expect((await refreshed(plans.slice(0, 1), { pauses: false })).logger.lines).toEqual([]);
  });

  test.each([
    [0, ['']],
    [49, ['']],
    [50, ['', 's49']],
    [101, ['', 's49', 's99']],
  ])('of %i schedules goes page by page, and lets others have their turn after each', async (count, afters) => {
    const plans = Array.from({ length: count }, (_, at) => planned(`s${at}`, tomorrowAtNine));
    const { asked, moves, waits } = await refreshed(plans);
    // A day that is decided may come again for as long as three days if a clock ran ahead.
    expect(asked).toEqual(afters.map((after) => [after, '2026-11-24', 50]));
    expect(moves).toHaveLength(count);
    expect(waits).toEqual(afters.map(() => 0));
  });
});
