// Reads a schedule as people write it, in any order and many spellings: a time of day, days of the week, a time zone. Pure.

import { readTimezone } from './zones.js';

/** What was found; `rest` is what wasn't understood. */
export type ReadRule = {
  readonly time?: string;
  readonly days?: readonly number[];
  readonly timezone?: string;
  readonly topics: string;
  readonly rest: string;
};

/** Reads "schedule 9am berlin, mon-fri about rag" without its first word. */
export function readRule(written: string): ReadRule {
  const [, before = '', topics = ''] = /^(.*?)(?:\b(?:about|topics?)\b:?\s*(.*))?$/is.exec(oneLine(written)) ?? [];
  const words = before
    .replace(/(\d)\s+([ap]\.?m\b)/gi, '$1$2')
    .replace(/\bevery\s+day\b/gi, 'daily')
    .replace(/ ?[-–—] ?(?=[a-z])/gi, '-')
    .split(/[\s,;]+/)
    .filter((word) => word !== '' && !filler.test(word));
  let time: string | undefined;
  const days = new Set<number>();
  const left: string[] = [];
  for (const word of words) {
    const asTime = time === undefined ? readTime(word) : undefined;
    const asDays = readDays(word);
    if (asTime !== undefined) time = asTime;
    else if (asDays !== undefined) for (const day of asDays) days.add(day);
    else left.push(word);
  }
  const { timezone, rest } = readZoneIn(left);
  return {
    topics: topics.trim(),
    rest: rest.join(' '),
    ...(time === undefined ? {} : { time }),
    ...(days.size === 0 ? {} : { days: [...days].sort() }),
    ...(timezone === undefined ? {} : { timezone }),
  };
}

const maxWritten = 500;

function oneLine(written: string): string {
  return written.slice(0, maxWritten).replace(/\s+/g, ' ').trim();
}

const filler = /^(?:at|on|every|each|in|and|the|a|tips?|time|timezone|zone|&|@)$/i;

/** `HH:MM` of a time of day ("9:00", "9am", "21.30", "0900", "noon"); undefined if it isn't one. */
export function readTime(word: string): string | undefined {
  const text = word.trim().toLowerCase();
  if (text === 'noon') return '12:00';
  if (text === 'midnight') return '00:00';
  const [, hours, minutes = '0', half] =
    /^(\d{1,2})(?:[:.h](\d{2})|h)?\s*(am|pm|a\.m\.?|p\.m\.?)?$/.exec(text) ?? /^(\d{2})(\d{2})$/.exec(text) ?? [];
  if (hours === undefined) return undefined;
  const hour = half === undefined ? Number(hours) : toFullHour(Number(hours), half.startsWith('p'));
  if (hour === undefined || hour > 23 || Number(minutes) > 59) return undefined;
  return `${String(hour).padStart(2, '0')}:${minutes.padStart(2, '0')}`;
}

function toFullHour(hour: number, isAfternoon: boolean): number | undefined {
  if (hour < 1 || hour > 12) return undefined;
  return (hour % 12) + (isAfternoon ? 12 : 0);
}

const dayPattern =
  /^(sun|mon|tue|wed|thu|fri|sat)(?:s|day|days|sday|sdays|nesday|nesdays|r|rs|rsday|rsdays|urday|urdays)?$/;
// As calendars abbreviate them.
const shortDays: Readonly<Record<string, number>> = { su: 0, mo: 1, tu: 2, we: 3, th: 4, fr: 5, sa: 6 };
const dayNumbers: Readonly<Record<string, number>> = { sun: 0, mon: 1, tue: 2, wed: 3, thu: 4, fri: 5, sat: 6 };
const groups: readonly (readonly [RegExp, readonly number[]])[] = [
  [/^(?:daily|everyday|days?|always)$/, [0, 1, 2, 3, 4, 5, 6]],
  [/^(?:weekdays?|workdays?|workweek)$/, [1, 2, 3, 4, 5]],
  [/^weekends?$/, [0, 6]],
];

/** Days of the week (0 is Sunday), in order: `daily`, `weekdays`, `weekends`, "mon,wed,fri", "mon-fri"; undefined if it is none of these. */
export function readDays(written: string): readonly number[] | undefined {
  const words = written
    .toLowerCase()
    .replace(/\bevery\s+day\b/g, 'daily')
    .split(/[\s,;]+/)
    .filter((word) => word !== '' && !filler.test(word));
  const found = words.map(readDayWord);
  if (found.length === 0 || found.some((each) => each === undefined)) return undefined;
  return [...new Set(found.flatMap((each) => each ?? []))].sort();
}

function readDayWord(word: string): readonly number[] | undefined {
  const group = groups.find(([pattern]) => pattern.test(word))?.[1];
  if (group !== undefined) return group;
  const ends = word.split(/[-–—]/).map((each) => shortDays[each] ?? dayNumbers[dayPattern.exec(each)?.[1] ?? '']);
  const [first, last = first] = ends;
  if (first === undefined || last === undefined || ends.length > 2 || ends.includes(undefined)) return undefined;
  return Array.from({ length: ((last - first + 7) % 7) + 1 }, (_, at) => (first + at) % 7);
}

// "New York" is two words.
const mostZoneWords = 4;

function readZoneIn(words: readonly string[]): { readonly timezone?: string; readonly rest: readonly string[] } {
  for (let length = Math.min(mostZoneWords, words.length); length > 0; length -= 1) {
    for (let at = 0; at + length <= words.length; at += 1) {
      const timezone = readTimezone(words.slice(at, at + length).join(' '));
      if (timezone !== undefined) return { timezone, rest: [...words.slice(0, at), ...words.slice(at + length)] };
    }
  }
  return { rest: words };
}
