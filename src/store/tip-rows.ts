// Schedules of tips as rows of the database, and back.
import type { Insertable, Selectable } from 'kysely';
import type { PostProblem, Schedule } from '../ports.js';
import type { Tables } from './schema.js';

export type ScheduleRow = Selectable<Tables['tip_schedules']>;

export function toRow(schedule: Schedule): Insertable<Tables['tip_schedules']> {
  const { id, platform, workspace, channel, lane, owner, time, timezone, days, topics, createdAt, next, paused } =
    schedule;
  return {
    id,
    platform,
    workspace,
    channel,
    lane,
    owner,
    time,
    timezone,
    days: days.join(','),
    topics: JSON.stringify(topics),
    created_at: createdAt,
    next_at: next?.at ?? null,
    next_day: next?.day ?? null,
    paused: paused ?? null,
  };
}

export function fromRow(row: ScheduleRow): Schedule {
  const { created_at: createdAt, next_at: at, next_day: day, days, topics, paused, ...same } = row;
  return {
    id: same.id,
    platform: same.platform,
    workspace: same.workspace,
    channel: same.channel,
    lane: same.lane,
    owner: same.owner,
    time: same.time,
    timezone: same.timezone,
    days: days === '' ? [] : days.split(',').map(Number),
    topics: readList(topics),
    createdAt,
    ...(at === null || day === null ? {} : { next: { day, at } }),
    ...(paused === null ? {} : { paused: paused as PostProblem }),
  };
}

/** A JSON list of words; none where it is no list. */
export function readList(json: string): readonly string[] {
  const parsed: unknown = JSON.parse(json);
  return Array.isArray(parsed) ? parsed.filter((each) => typeof each === 'string') : [];
}
