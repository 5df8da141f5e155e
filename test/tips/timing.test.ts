// Due times checked against a different calculation: a zone's offsets over ten years as a piecewise function.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { TipRule } from '../../src/tips/ports.js';
import { localDay, nextDue, nextDues } from '../../src/tips/timing.js';

const dayMs = 86_400_000;
const everyDay = [0, 1, 2, 3, 4, 5, 6];
const rule = (time: string, timezone: string, days: readonly number[] = everyDay): TipRule => ({
  time,
  timezone,
  days,
});
const iso = (at: number) => new Date(at).toISOString().slice(0, 16);
const shown = (of: TipRule, after: string, count: number) =>
  nextDues(of, Date.parse(after), count).map(({ day, at }) => `${day} ${iso(at)}`);

describe('a tip is due', () => {
  test('at its local time, whatever the season', () => {
    expect(shown(rule('09:00', 'Europe/Berlin'), '2026-03-27T12:00Z', 3)).toEqual([
      '2026-03-28 2026-03-28T08:00',
      '2026-03-29 2026-03-29T07:00',
      '2026-03-30 2026-03-30T07:00',
    ]);
  });

  test('at the end of the gap on a day whose clock jumps over the time', () => {
    expect(shown(rule('02:30', 'Europe/Berlin'), '2026-03-28T12:00Z', 2)).toEqual([
      '2026-03-29 2026-03-29T01:00',
      '2026-03-30 2026-03-30T00:30',
    ]);
    // Half an hour only.
    expect(shown(rule('02:15', 'Australia/Lord_Howe'), '2026-10-03T00:00Z', 1)).toEqual([
      '2026-10-04 2026-10-03T15:30',
    ]);
  });

  test('for the day that it belongs to, if the gap takes the end of that day or the start of the next', () => {
    expect(shown(rule('23:30', 'America/Nuuk'), '2026-03-28T12:00Z', 2)).toEqual([
      '2026-03-28 2026-03-29T01:00',
      '2026-03-29 2026-03-30T00:30',
    ]);
    expect(shown(rule('23:30', 'America/Nuuk', [6]), '2026-03-28T12:00Z', 2)).toEqual([
      '2026-03-28 2026-03-29T01:00',
      '2026-04-04 2026-04-05T00:30',
    ]);
    expect(shown(rule('00:30', 'Africa/Cairo', [5]), '2026-04-23T12:00Z', 1)).toEqual(['2026-04-24 2026-04-23T22:00']);
  });

  test('once, at the first of two, on a day whose clock shows the time twice', () => {
    expect(shown(rule('02:30', 'Europe/Berlin'), '2026-10-24T12:00Z', 2)).toEqual([
      '2026-10-25 2026-10-25T00:30',
      '2026-10-26 2026-10-26T01:30',
    ]);
    // Between the first and the second half past two, nothing more is due that day.
    expect(shown(rule('02:30', 'Europe/Berlin'), '2026-10-25T00:45Z', 1)).toEqual(['2026-10-26 2026-10-26T01:30']);
  });

  test('never on a day that a zone left out', () => {
    expect(shown(rule('09:00', 'Pacific/Apia'), '2011-12-28T00:00Z', 3)).toEqual([
      '2011-12-28 2011-12-28T19:00',
      '2011-12-29 2011-12-29T19:00',
      '2011-12-31 2011-12-30T19:00',
    ]);
    expect(shown(rule('09:00', 'Pacific/Apia', [5]), '2011-12-24T00:00Z', 1)).toEqual(['2012-01-06 2012-01-05T19:00']);
  });

  test('on a leap day', () => {
    expect(shown(rule('09:00', 'UTC'), '2028-02-28T10:00Z', 2)).toEqual([
      '2028-02-29 2028-02-29T09:00',
      '2028-03-01 2028-03-01T09:00',
    ]);
  });

  test('only on its days of the week', () => {
    expect(shown(rule('09:00', 'UTC', [1, 3]), '2026-11-26T10:00Z', 3)).toEqual([
      '2026-11-30 2026-11-30T09:00',
      '2026-12-02 2026-12-02T09:00',
      '2026-12-07 2026-12-07T09:00',
    ]);
    expect(nextDue(rule('09:00', 'UTC', []), 0)).toBeUndefined();
    expect(nextDues(rule('09:00', 'UTC', []), 0, 3)).toEqual([]);
  });

  test('on none of the days that are decided', () => {
    const decided = new Set(['2026-11-27', '2026-11-28', '2026-11-30']);
    expect(nextDue(rule('09:00', 'UTC'), Date.parse('2026-11-26T10:00Z'), decided)?.day).toBe('2026-11-29');
    // However many there are.
    const month = new Set(Array.from({ length: 31 }, (_, at) => `2026-12-${String(at + 1).padStart(2, '0')}`));
    expect(nextDue(rule('09:00', 'UTC'), Date.parse('2026-11-30T10:00Z'), month)?.day).toBe('2027-01-01');
  });
});

const from = Date.UTC(2022, 0, 1);
const until = Date.UTC(2032, 0, 1);
const zones = Intl.supportedValuesOf('timeZone');

/** From `start` on, the zone is `offset` milliseconds ahead of UTC. */
type Piece = { readonly start: number; readonly offset: number };
const pieces = new Map<string, readonly Piece[]>();

function piecesOf(zone: string): readonly Piece[] {
  const known = pieces.get(zone);
  if (known !== undefined) return known;
  const format = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset', hour: 'numeric' });
  const offsetAt = (at: number): number => {
    const [, sign, hours = 0, minutes = 0] = /GMT(?:([+-])(\d\d):(\d\d))?/.exec(format.format(at)) ?? [];
    return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
  };
  const found: Piece[] = [{ start: Number.NEGATIVE_INFINITY, offset: offsetAt(from - 10 * dayMs) }];
  // No zone changes twice within a week in these years; the assertion on Ramadan in Morocco below would notice.
  for (let at = from - 10 * dayMs; at < until + 30 * dayMs; at += 6 * dayMs) {
    let [low, high] = [at, at + 6 * dayMs];
    const before = offsetAt(low);
    if (offsetAt(high) === before) continue;
    while (high - low > 60_000) {
      const middle = Math.floor((low + high) / 120_000) * 60_000;
      if (offsetAt(middle) === before) low = middle;
      else high = middle;
    }
    found.push({ start: high, offset: offsetAt(high) });
  }
  pieces.set(zone, found);
  return found;
}

/** The first instant at which the zone's clock shows that time of that day, or a later one. */
function expected(zone: string, day: number, minutes: number): number {
  const wall = day + minutes * 60_000;
  const list = piecesOf(zone);
  for (const [index, { start, offset }] of list.entries()) {
    const end = list[index + 1]?.start ?? Number.POSITIVE_INFINITY;
    if (wall - offset < end) return Math.max(start, wall - offset);
  }
  throw new Error('no piece');
}

const timeOf = (minutes: number) =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;

function check(zone: string, day: number, minutes: number): void {
  const at = expected(zone, day, minutes);
  const name = new Date(day).toISOString().slice(0, 10);
  const due = nextDue(rule(timeOf(minutes), zone, [new Date(day).getUTCDay()]), at - 1);
  expect({ zone, time: timeOf(minutes), ...due }).toEqual({ zone, time: timeOf(minutes), day: name, at });
}

describe('due times of ten years in every time zone', () => {
  test('agree with the offsets of the zone around each of its changes', () => {
    let changes = 0;
    const seen = new Set<string>();
    for (const zone of zones) {
      const likeIt = JSON.stringify(piecesOf(zone));
      const isAnotherName = seen.has(likeIt);
      seen.add(likeIt);
      for (const [index, { start, offset }] of piecesOf(zone).entries()) {
        if (index === 0 || start < from || start >= until) continue;
        changes += 1;
        // An alias with the same offsets: checking its first changes is enough.
        if (isAnotherName && index > 2) continue;
        const wall = start + offset;
        const before = start + (piecesOf(zone)[index - 1]?.offset ?? 0);
        // The minutes around both ends of the gap or repeated hour, and its middle.
        for (const at of [before - 60_000, before, (wall + before) / 2, wall - 60_000, wall]) {
          const day = Math.floor(at / dayMs) * dayMs;
          check(zone, day, Math.floor((at - day) / 60_000));
        }
      }
    }
    expect(zones.length).toBeGreaterThan(400);
    expect(changes).toBeGreaterThan(2_500);
    expect(piecesOf('Africa/Casablanca').length).toBeGreaterThan(19);
  });

  test('agree with them on any day, at any time', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.integer({ min: 0, max: (until - from) / dayMs - 1 }),
        fc.integer({ min: 0, max: 1_439 }),
        (zone, day, minutes) => check(zone, from + day * dayMs, minutes),
      ),
      { numRuns: 1_000 },
    );
  });

  test('come one after the other, one for each local day and none left out', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.integer({ min: 0, max: 3_600 }),
        fc.integer({ min: 0, max: 1_439 }),
        (zone, day, minutes) => {
          const dues = nextDues(rule(timeOf(minutes), zone), from + day * dayMs, 12);
          for (const [index, due] of dues.entries()) {
            const before = dues[index - 1];
            if (before === undefined) continue;
            expect(Date.parse(due.day) - Date.parse(before.day)).toBe(dayMs);
            expect(due.at).toBeGreaterThan(before.at);
          }
          // The local day at that instant, or the one that has just ended.
          for (const { day: name, at } of dues) expect([localDay(at, zone), localDay(at - 1, zone)]).toContain(name);
        },
      ),
      { numRuns: 300 },
    );
  });
});
