// Sums up a week of counts. Pure.
import type { Count } from './ports.js';

export type Week = {
  readonly asked: number;
  readonly answered: number;
  readonly suggested: number;
  readonly unanswered: number;
  /** The share of helpful votes, 0 to 1; undefined if nobody voted. */
  readonly helpful: number | undefined;
  /** The entries shown most, at most five, most first. */
  readonly entries: readonly { readonly id: string; readonly count: number }[];
};

const mostEntries = 5;
const entryMark = 'entry:';

export function sumWeek(counts: readonly Count[]): Week {
  const sums = new Map<string, number>();
  for (const { what, count } of counts) sums.set(what, (sums.get(what) ?? 0) + count);
  const of = (what: string) => sums.get(what) ?? 0;
  const [answered, suggested, unanswered] = [of('answered'), of('suggested'), of('unanswered')];
  // A negative count comes from changing a vote that was cast before votes were counted.
  const [helpful, notHelpful] = [Math.max(0, of('helpful')), Math.max(0, of('notHelpful'))];
  const votes = helpful + notHelpful;
  const entries = [...sums]
    .filter(([what]) => what.startsWith(entryMark))
    .map(([what, count]) => ({ id: what.slice(entryMark.length), count }))
    .sort((a, b) => b.count - a.count || a.id.localeCompare(b.id));
  return {
    asked: answered + suggested + unanswered,
    answered,
    suggested,
    unanswered,
    helpful: votes === 0 ? undefined : helpful / votes,
    entries: entries.slice(0, mostEntries),
  };
}

const widestBar = 16;
const countWidth = 5;

/**
 * Bars for two weeks, a line each, at most 32 characters wide; the longest bar is the largest number. Numbers come first, since every
 * platform keeps a line's leading spaces, but not all keep those within.
 */
export function drawChart(week: Week, last: Week): string {
  const rows = [
    ['asked', week.asked, last.asked],
    ['answered', week.answered, last.answered],
    ['offered', week.suggested, last.suggested],
    ['nothing', week.unanswered, last.unanswered],
  ] as const;
  const most = Math.max(1, ...rows.flatMap(([, now, before]) => [now, before]));
  const bar = (count: number, mark: string) => mark.repeat(Math.ceil((count / most) * widestBar));
  const line = (label: string, count: number, mark: string) =>
    [String(count).padStart(countWidth), bar(count, mark), label].filter((part) => part !== '').join(' ');
  return rows
    .flatMap(([label, now, before]) => [line(label, now, '█'), line('the week before', before, '░')])
    .join('\n');
}
