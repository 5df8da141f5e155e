// What the bot says about tips and schedules, apart from the tips themselves.
import { document, paragraph, strong, text } from '../document/build.js';
import type { Document, Inline, List } from '../document/nodes.js';
import { assertNever } from '../document/nodes.js';
import type { Due, PauseReason, PostProblem, Schedule, TipRule } from './ports.js';

const dayNames = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'] as const;

/** "every weekday at 09:00 Europe/Berlin" */
export function describeRule({ time, timezone, days }: TipRule): string {
  return `${describeDays(days)} at ${time} ${timezone}`;
}

function describeDays(days: readonly number[]): string {
  const key = [...days].sort().join('');
  if (key === '0123456') return 'every day';
  if (key === '12345') return 'every weekday';
  if (key === '06') return 'every Saturday and Sunday';
  // Weeks are listed from Monday.
  const names = [1, 2, 3, 4, 5, 6, 0].flatMap((day) => (days.includes(day) ? (dayNames[day] ?? []) : []));
  return `every ${names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`}`;
}

/** A due time in the reader's time zone; in the schedule's if the platform can't convert it. */
function moment({ at }: Due, timezone: string): Inline {
  const local = new Intl.DateTimeFormat('en-GB', {
    timeZone: timezone,
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  }).format(at);
  return { type: 'moment', at, text: `${local} (${timezone})` };
}

/** Due times, one per line. */
export function momentList(dues: readonly Due[], timezone: string): List {
  return { type: 'list', children: dues.map((due) => ({ type: 'listItem', children: [moment(due, timezone)] })) };
}

export function channelName({ channel }: Pick<Schedule, 'channel'>): Inline {
  return { type: 'mention', of: 'channel', id: channel };
}

/** Why the bot may not post, and what to do about it, as a sentence. */
export function describeProblem(problem: PauseReason): string {
  switch (problem) {
    case 'forbidden':
      return 'I may not post there: give me the right to see the channel and to send messages in it.';
    case 'gone':
      return 'I cannot see that channel: it is gone, or I must be invited first.';
    case 'outside':
      return 'I am no member there: invite me first.';
    case 'elsewhere':
      return 'That channel is not of this server.';
    case 'broken':
      return 'I cannot read this schedule any more: stop it and set it anew.';
    default:
      return assertNever(problem);
  }
}

/** Tells the owner of a schedule, once, that it is paused. */
export function pausedDocument(schedule: Schedule, reason: PostProblem): Document {
  const [what, command] = {
    tip: ['The tips', '/ai-tip schedule'],
    digest: ['The digests', '/ai-digest on'],
    quiz: ['The quiz questions', '/ai-quiz on'],
  }[schedule.kind ?? 'tip'] as [string, string];
  return document([
    paragraph([
      text(`${what} in `),
      channelName(schedule),
      text(`, ${describeRule(schedule)}, are paused. ${describeProblem(reason)} Then set them once more with `),
      strong(command),
      text('.'),
    ]),
  ]);
}

/** "`a1b2c3` in #general, every day at 09:00 UTC, about RAG; next ..." */
export function scheduleLine(schedule: Schedule, topics: readonly string[]): readonly Inline[] {
  const about = topics.length === 0 ? '' : `, about ${topics.join(', ')}`;
  const rule = text(`: ${describeRule(schedule)}${about}. `);
  const state: readonly Inline[] =
    schedule.next === undefined
      ? [strong('Paused.'), text(schedule.paused === undefined ? '' : ` ${describeProblem(schedule.paused)}`)]
      : [text('Next: '), moment(schedule.next, schedule.timezone)];
  return [{ type: 'inlineCode', value: schedule.id }, text(' '), channelName(schedule), rule, ...state];
}
