// The schedules: which exist, which are paused, and when each is due next.
import type { TipStore } from '../tips/ports.js';
import type { Access } from './access.js';
import type { Alone } from './tip-alone.js';
import { fromRow, toRow } from './tip-rows.js';

type KeptSchedules = Pick<TipStore, 'add' | 'put' | 'list' | 'remove' | 'pause' | 'resume' | 'paused'>;
type PlannedSchedules = Pick<TipStore, 'page' | 'move' | 'soonest'>;

export function createTipSchedules(access: Access, alone: Alone): KeptSchedules & PlannedSchedules {
  return { ...createKept(access, alone), ...createPlanned(access, alone) };
}

function createKept({ read, write }: Access, alone: Alone): KeptSchedules {
  return {
    add: (schedule) =>
      write(async (db) => {
        await db.insertInto('tip_schedules').values(toRow(schedule)).execute();
      }),
    put: (schedule) =>
      alone(async (trx) => {
        const { id: _, ...row } = toRow(schedule);
        await trx
          .insertInto('tip_schedules')
          .values(toRow(schedule))
          .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
          .execute();
      }),
    list: ({ platform, workspace }, kind) =>
      read(async (db) => {
        const rows = await db
          .selectFrom('tip_schedules')
          .selectAll()
          .where('platform', '=', platform)
          .where('workspace', '=', workspace)
          .where('kind', '=', kind ?? 'tip')
          .orderBy('created_at')
          .orderBy('id')
          .execute();
        return rows.map(fromRow);
      }),
    remove: (id) =>
      alone(async (trx) => {
        const { numDeletedRows } = await trx.deleteFrom('tip_schedules').where('id', '=', id).executeTakeFirst();
        return numDeletedRows > 0n;
      }),
    pause: (id, reason) =>
      alone(async (trx) => {
        const paused = await trx
          .updateTable('tip_schedules')
          .set({ paused: reason, next_at: null, next_day: null })
          .where('id', '=', id)
          .where('paused', 'is', null)
          .returning('id')
          .executeTakeFirst();
        return paused !== undefined;
      }),
    resume: (id, next) =>
      alone(async (trx) => {
        await trx
          .updateTable('tip_schedules')
          .set({ paused: null, next_at: next.at, next_day: next.day })
          .where('id', '=', id)
          .execute();
      }),
    paused: () =>
      read(async (db) => {
        const rows = await db
          .selectFrom('tip_schedules')
          .selectAll()
          .where('paused', 'is not', null)
          .orderBy('id')
          .execute();
        return rows.map(fromRow);
      }),
  };
}

function createPlanned({ read }: Access, alone: Alone): PlannedSchedules {
  return {
    page: (after, since, most) =>
      read(async (db) => {
        const rows = await db
          .selectFrom('tip_schedules')
          .selectAll()
          .where('id', '>', after)
          .where('next_at', 'is not', null)
          .orderBy('id')
          .limit(most)
          .execute();
        if (rows.length === 0) return [];
        const ids = rows.map(({ id }) => id);
        const days = await db
          .selectFrom('tip_days')
          .select(['schedule', 'day'])
          .where('schedule', 'in', ids)
          .where('day', '>=', since)
          .where('state', '!=', 'missed')
          .execute();
        return rows.map((row) => ({
          schedule: fromRow(row),
          decided: days.flatMap(({ schedule, day }) => (schedule === row.id ? [day] : [])),
        }));
      }),
    move: ({ id, next: last }, next) =>
      alone(async (trx) => {
        if (last === undefined) return;
        await trx
          .updateTable('tip_schedules')
          .set({ next_at: next?.at ?? null, next_day: next?.day ?? null })
          .where('id', '=', id)
          .where('next_at', '=', last.at)
          .execute();
      }),
    soonest: () =>
      read(async (db) => {
        const due = await db
          .selectFrom('tip_schedules')
          .select(({ fn }) => fn.min<number | null>('next_at').as('at'))
          .executeTakeFirst();
        const retried = await db
          .selectFrom('tip_days')
          .select(({ fn }) => fn.min<number | null>('retry_at').as('at'))
          .executeTakeFirst();
        const times = [due?.at, retried?.at].flatMap((at) => at ?? []);
        return times.length === 0 ? undefined : Math.min(...times);
      }),
  };
}
