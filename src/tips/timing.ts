// Computes when a tip is due: a time of day on some weekdays in a time zone, as instants. Pure; zone rules come with Node (ICU), so they
// change with Node and never while a process runs.
import { Cron } from 'croner';
import { LRUCache } from 'lru-cache';
import type { Due, TipRule } from './ports.js';

const dayMs = 86_400_000;
// Longer than any run of days that a weekly rule can miss: seven, one skipped by its zone, and those before `after`.
const mostDays = 16;

/**
 * The first due time after `after` (milliseconds since 1970) on a day that isn't in `decided`. A due time is the first moment of its local
 * day when the clock shows the time or a later one: if the clock skips it, the end of the gap (or the next day's first moment, if the gap
 * ends the day); if it occurs twice, the first occurrence. A day that the zone skips has none.
 * Undefined for a rule without days.
 */
export function nextDue(rule: TipRule, after: number, decided: ReadonlySet<string> = noDays): Due | undefined {
  const { due } = dues.memo(`${rule.time} ${rule.timezone} ${rule.days} ${after}`, { context: { rule, after } });
  return due === undefined || !decided.has(due.day) ? due : findDue(rule, after, decided);
}

const noDays: ReadonlySet<string> = new Set();

function findDue(rule: TipRule, after: number, decided: ReadonlySet<string>): Due | undefined {
  const times = dailyAt(rule.time, rule.timezone);
  const dayStarts = dailyAt('00:00', rule.timezone);
  let start = runAfter(dayStarts, after - 2 * dayMs);
  for (let days = 0; days < mostDays + decided.size; days += 1) {
    const end = runAfter(dayStarts, start);
    const day = localDay(start, rule.timezone);
    // A day's tip is due by the day's end at the latest.
    if (rule.days.includes(weekdayOf(day)) && !decided.has(day)) {
      const at = Math.min(runAfter(times, start - 1_000), end);
      if (at > after) return { day, at };
    }
    start = end;
  }
  return undefined;
}

/** The next `count` due times after `after`, soonest first. */
export function nextDues(rule: TipRule, after: number, count: number): readonly Due[] {
  const found: Due[] = [];
  while (found.length < count) {
    const due = nextDue(rule, found.at(-1)?.at ?? after);
    if (due === undefined) break;
    found.push(due);
  }
  return found;
}

/** The calendar day at an instant in a time zone, as `YYYY-MM-DD`. */
export function localDay(at: number, timezone: string): string {
  return dayFormats.memo(timezone).format(at);
}

function dailyAt(time: string, timezone: string): Cron {
  return crons.memo(`${time} ${timezone}`, { context: { time, timezone } });
}

function runAfter(cron: Cron, after: number): number {
  // A daily pattern always has a next run until dates run out.
  return cron.nextRun(new Date(after))?.getTime() ?? Number.POSITIVE_INFINITY;
}

// 0 is Sunday.
function weekdayOf(day: string): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay();
}

// Many schedules in a zone are due in the same minute, and next in the same minute again.
const max = 1_000;
const dues = new LRUCache<
  string,
  { readonly due: Due | undefined },
  { readonly rule: TipRule; readonly after: number }
>({
  max,
  memoMethod: (_key, _stale, { context: { rule, after } }) => ({ due: findDue(rule, after, noDays) }),
});
const dayFormats = new LRUCache<string, Intl.DateTimeFormat>({
  max,
  // Swedish formats dates like ISO 8601.
  memoMethod: (timeZone) =>
    new Intl.DateTimeFormat('sv-SE', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }),
});
const crons = new LRUCache<string, Cron, Pick<TipRule, 'time' | 'timezone'>>({
  max,
  memoMethod: (_key, _stale, { context: { time, timezone } }) => {
    const [hour, minute] = time.split(':').map(Number);
    // Only calculates: without a function to run, Croner starts no timer.
    return new Cron(`${minute} ${hour} * * *`, { timezone });
  },
});
