// When a tip is due: a time of day on some days of the week in a time zone, to instants. Pure; the rules of the zones are those that
// Node carries (ICU), so that they change with Node and never while a process runs.
import { Cron } from 'croner';
import { LRUCache } from 'lru-cache';
import type { Due, TipRule } from '../ports.js';

const dayMs = 86_400_000;
// Longer than any run of days that a weekly rule can miss: seven, one that a zone left out, and those before `after`.
const mostDays = 16;

/**
 * The first due time after `after` (milliseconds since 1970) on a day that is not among `decided`. A due time is the first moment of its local
 * day at which the clock shows the time or a later one: where the clock jumps over it that is the end of the gap (the next day's
 * first moment where the gap ends the day), where it comes twice the first one. A day that a zone leaves out has none.
 * Undefined for a rule without days.
 */
export function nextDue(rule: TipRule, after: number, decided: ReadonlySet<string> = noDays): Due | undefined {
  const due = remembered(rule, after);
  return due === undefined || !decided.has(due.day) ? due : findDue(rule, after, decided);
}

const noDays: ReadonlySet<string> = new Set();
// Many schedules of a zone are due at the same minute, and next at the same minute again.
const known = new LRUCache<string, Due>({ max: 1_000 });

function remembered(rule: TipRule, after: number): Due | undefined {
  const key = `${rule.time} ${rule.timezone} ${rule.days.join('')} ${after}`;
  const due = known.get(key) ?? findDue(rule, after, noDays);
  if (due !== undefined) known.set(key, due);
  return due;
}

function findDue(rule: TipRule, after: number, decided: ReadonlySet<string>): Due | undefined {
  const { times, dayStarts } = cronsOf(rule);
  let start = runAfter(dayStarts, after - 2 * dayMs);
  for (let days = 0; days < mostDays + decided.size; days += 1) {
    const end = runAfter(dayStarts, start);
    const day = localDay(start, rule.timezone);
    // What is due on a day is due at its end at the latest.
    if (end > after && rule.days.includes(weekdayOf(day)) && !decided.has(day)) {
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
  for (let last: number | undefined = after; last !== undefined && found.length < count; ) {
    const due = nextDue(rule, last);
    if (due !== undefined) found.push(due);
    last = due?.at;
  }
  return found;
}

/** The calendar day at an instant in a time zone, as `YYYY-MM-DD`. */
export function localDay(at: number, timezone: string): string {
  let format = dayFormats.get(timezone);
  if (format === undefined) {
    // Swedish writes dates as ISO 8601 does.
    format = new Intl.DateTimeFormat('sv-SE', {
      timeZone: timezone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
    });
    dayFormats.set(timezone, format);
  }
  return format.format(at);
}

// Both are bounded by the number of time zones, times the minutes of a day.
const dayFormats = new Map<string, Intl.DateTimeFormat>();
const crons = new Map<string, Cron>();

function cronsOf({ time, timezone }: TipRule): { readonly times: Cron; readonly dayStarts: Cron } {
  return { times: dailyAt(time, timezone), dayStarts: dailyAt('00:00', timezone) };
}

function dailyAt(time: string, timezone: string): Cron {
  const key = `${time} ${timezone}`;
  const made = crons.get(key);
  if (made !== undefined) return made;
  const [hour, minute] = time.split(':').map(Number);
  // It only calculates: without a function to run, Croner starts no timer.
  const cron = new Cron(`${minute} ${hour} * * *`, { timezone, paused: true });
  crons.set(key, cron);
  return cron;
}

function runAfter(cron: Cron, after: number): number {
  // A daily pattern has a next run for as long as there are dates.
  return cron.nextRun(new Date(after))?.getTime() ?? Number.POSITIVE_INFINITY;
}

// 0 is Sunday.
function weekdayOf(day: string): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay();
}
