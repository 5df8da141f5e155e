// Converts tip schedules to database rows and back.
import type { Insertable, Selectable } from 'kysely';
import type { PauseReason, Schedule } from '../tips/ports.js';
import type { Tables } from './schema.js';

export type ScheduleRow = Selectable<Tables['tip_schedules']>;

export function toRow(schedule: Schedule): Insertable<Tables['tip_schedules']> {
  const { id, platform, workspace, channel, lane, owner, time, timezone, days, topics, createdAt, next, paused } =
    schedule;
  return {
    id,
    kind: schedule.kind ?? 'tip',
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

/** An unreadable row becomes a paused schedule, so that people see it and can stop it. */
export function fromRow(row: ScheduleRow): Schedule {
  const { created_at: createdAt, next_at: at, next_day: day, paused: reason, ...same } = row;
  const topics = readList(row.topics);
  const days = row.days === '' ? [] : row.days.split(',').map(Number);
  const isBroken = topics === undefined || !days.every((each) => Number.isInteger(each) && each >= 0 && each <= 6);
  const paused = isBroken ? 'broken' : reason;
  return {
    id: same.id,
    ...(same.kind === 'digest' || same.kind === 'quiz' ? { kind: same.kind } : {}),
    platform: same.platform,
    workspace: same.workspace,
    channel: same.channel,
    lane: same.lane,
    owner: same.owner,
    time: same.time,
    timezone: same.timezone,
    days: isBroken ? [] : days,
    topics: topics ?? [],
    createdAt,
    ...(at === null || day === null || isBroken ? {} : { next: { day, at } }),
    ...(paused === null ? {} : { paused: paused as PauseReason }),
  };
}

/** A JSON list of strings; undefined if it isn't one. */
export function readList(json: string): readonly string[] | undefined {
  try {
    const parsed: unknown = JSON.parse(json);
    return Array.isArray(parsed) && parsed.every((each) => typeof each === 'string') ? parsed : undefined;
  } catch {
    return undefined;
  }
}
