// The outcome of one tip: how it is recorded and logged, and who is told.
import { describe, expect, test } from 'vitest';
import { document, paragraph } from '../../src/document/build.js';
import { createLanes } from '../../src/tips/lanes.js';
import type { Posted, Poster, Schedule } from '../../src/tips/ports.js';
import { createPosting } from '../../src/tips/posting.js';
import { createFakeLogger } from '../fakes/logger.js';
import { createFakePoster } from '../fakes/poster.js';
import { hourMs, scheduleOf } from './schedules.js';

const dueAt = Date.parse('2026-11-27T09:00:00Z');
const fields = { schedule: 'one', day: '2026-11-27', tip: 'tip-0' };

type Given = {
  readonly fault?: Posted;
  readonly lateMs?: number;
  readonly attempts?: number;
  readonly schedule?: Partial<Schedule>;
  readonly wasPaused?: boolean;
  readonly tell?: Posted;
};

/** Posts one tip in an environment made for the test. */
async function post({ fault, lateMs = 0, attempts = 0, schedule = {}, wasPaused = false, tell }: Given = {}) {
  const clock = { now: () => dueAt + lateMs };
  const fake = createFakePoster(clock, { perSecond: 1, per: 'platform' });
  if (fault !== undefined) fake.fail(fault);
  const poster: Poster = { ...fake.poster, ...(tell === undefined ? {} : { tell: async () => tell }) };
  const logger = createFakeLogger();
  const lanes = createLanes(clock);
  const paused: unknown[] = [];
  const posting = createPosting({
    store: {
      pause: async (...of) => {
        paused.push(of);
        return !wasPaused;
      },
    },
    posters: new Map([['discord', poster]]),
    show: (tip) => document([paragraph(tip)]),
    lanes,
    clock,
    logger,
  });
  const outcome = await posting({
    schedule: scheduleOf('one', dueAt - hourMs, schedule),
    due: { day: '2026-11-27', at: dueAt },
    tip: 'tip-0',
    attempts,
    at: dueAt,
  });
  const lines = logger.lines.map(({ level, event, fields: logged }) => ({ level, event, ...logged }));
  return { outcome, lines, paused, posts: fake.posts, told: fake.told, resting: lanes.resting() };
}

describe('a tip', () => {
  test('that is posted is sent, under a name of its own, with its message', async () => {
    const { outcome, lines, posts, resting } = await post({ lateMs: 1_500 });
    expect(outcome).toStrictEqual({ type: 'sent', message: '1' });
    expect(lines).toEqual([{ level: 'info', event: 'tip_sent', ...fields, lateMs: 1_500 }]);
    expect(posts).toMatchObject([{ channel: 'C-one', words: 'tip-0', key: 'one:2026-11-27' }]);
    expect(resting).toEqual([]);
    expect((await post({ fault: { type: 'sent' } })).outcome).toStrictEqual({ type: 'sent' });
  });

  test('of which nobody knows whether it is there is not tried again', async () => {
    const { outcome, lines } = await post({ fault: { type: 'unknown' } });
    expect(outcome).toEqual({ type: 'unconfirmed' });
    expect(lines).toEqual([{ level: 'warn', event: 'tip_unconfirmed', ...fields }]);
  });

  test('for a platform that is off is not posted', async () => {
    const { outcome, lines, posts } = await post({ schedule: { platform: 'slack' } });
    expect({ outcome, lines, posts }).toEqual({ outcome: { type: 'failed' }, lines: [], posts: [] });
  });
});

describe('a post that fails', () => {
  test.each([
    [0, 15],
    [1, 30],
    [2, 60],
    [3, 120],
    [9, 120],
  ])('after %i tries is tried again in %i seconds', async (attempts, seconds) => {
    const { outcome, lines, resting } = await post({ fault: { type: 'failed' }, attempts });
    expect(outcome).toEqual({ type: 'waiting', retryAt: dueAt + seconds * 1_000 });
    expect(lines).toEqual([{ level: 'warn', event: 'tip_retried_later', ...fields, attempts: attempts + 1 }]);
    expect(resting).toEqual([]);
  });

  test('is tried again when the platform says, and its lane rests', async () => {
    const { outcome, resting } = await post({ fault: { type: 'failed', retryAfterMs: 200_000 } });
    expect(outcome).toEqual({ type: 'waiting', retryAt: dueAt + 200_000 });
    expect(resting).toEqual(['discord']);
  });

  test('is given up if the next try would be two hours late', async () => {
    const inTime = await post({ fault: { type: 'failed' }, lateMs: 2 * hourMs - 15_001 });
    expect(inTime.outcome.type).toBe('waiting');
    const late = await post({ fault: { type: 'failed' }, lateMs: 2 * hourMs - 15_000, attempts: 0 });
    expect(late.outcome).toEqual({ type: 'failed' });
    expect(late.lines).toEqual([{ level: 'warn', event: 'tip_failed', ...fields, attempts: 1 }]);
  });
});

describe('a post that is refused', () => {
  const fault: Posted = { type: 'refused', reason: 'forbidden' };
  const refused = { level: 'warn', event: 'tip_refused', ...fields, reason: 'forbidden' };
  const pausedLine = { level: 'warn', event: 'tip_schedule_paused', schedule: 'one', reason: 'forbidden' };

  test('pauses the schedule and tells its owner what to do', async () => {
    const { outcome, lines, paused, told } = await post({ fault });
    expect(outcome).toEqual({ type: 'failed' });
    expect(paused).toEqual([['one', 'forbidden']]);
    expect(told).toMatchObject([{ workspace: 'W1', user: 'U1', words: expect.stringContaining('/ai-tip schedule') }]);
    expect(lines).toEqual([refused, { ...pausedLine, ownerTold: true }]);
  });

  test('is told to nobody twice', async () => {
    const { lines, told } = await post({ fault, wasPaused: true });
    expect({ lines, told }).toEqual({ lines: [refused], told: [] });
  });

  test('is told to nobody if the owner asked to be forgotten', async () => {
    const { lines, told } = await post({ fault, schedule: { owner: '' } });
    expect({ lines, told }).toEqual({ lines: [refused, { ...pausedLine, ownerTold: false }], told: [] });
  });

  test('says in the log that the owner could not be told', async () => {
    const { lines } = await post({ fault, tell: { type: 'failed' } });
    expect(lines[1]).toEqual({ ...pausedLine, ownerTold: false });
  });
});
