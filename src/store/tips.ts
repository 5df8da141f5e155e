// Schedules of tips and what became of each of their days.
import type { Transaction } from 'kysely';
import type { TipStore } from '../tips/ports.js';
import type { Access } from './access.js';
import type { Tables } from './schema.js';
import { claimTips } from './tip-claims.js';
import { fromRow, toRow } from './tip-rows.js';

// The days of a schedule that are remembered: so many at least, and soon at most.
const keptDays = 60;
const mostDays = 90;
// One transaction stays short.
const mostForgotten = 200;

export function createTipStore({ read, write, now }: Access): TipStore {
  /** What decides on days happens one after the other, in all processes: PostgreSQL locks the row, SQLite has one writer anyway. */
  const alone = <T>(work: (trx: Transaction<Tables>) => Promise<T>): Promise<T> =>
    write((db) =>
      db.transaction().execute(async (trx) => {
        await trx
          .insertInto('settings')
          .values({ name: 'tips', value: '' })
          .onConflict((conflict) => conflict.column('name').doUpdateSet({ value: '' }))
          .execute();
        return work(trx);
      }),
    );

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
    lastDue: (id) =>
      read(async (db) => {
        const row = await db
          .selectFrom('tip_days')
          .select(({ fn }) => fn.max<number | null>('due_at').as('at'))
          .where('schedule', '=', id)
          .where('state', 'in', ['claimed', 'posting', 'waiting', 'sent', 'unconfirmed'])
          .executeTakeFirst();
        return row?.at === null || row === undefined ? undefined : Number(row.at);
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
    skip: (id, due, next) =>
      alone(async (trx) => {
        const moved = await trx
          .updateTable('tip_schedules')
          .set({ next_at: next?.at ?? null, next_day: next?.day ?? null })
          .where('id', '=', id)
          .where('next_day', '=', due.day)
          .returning('id')
          .executeTakeFirst();
        if (moved === undefined) return false;
        const decided = await trx
          .insertInto('tip_days')
          .values({
            schedule: id,
            day: due.day,
            state: 'skipped',
            tip: null,
            due_at: due.at,
            attempts: 0,
            at: now(),
            retry_at: null,
            message: null,
          })
          .onConflict((conflict) => conflict.columns(['schedule', 'day']).doNothing())
          .returning('day')
          .executeTakeFirst();
        return decided !== undefined;
      }),
    claim: (request) => alone((trx) => claimTips(trx, request)),
    begin: (claims) =>
      write(async (db) => {
        if (claims.length === 0) return [];
        const rows = await db
          .updateTable('tip_days')
          .set({ state: 'posting', at: now() })
          .where('state', '=', 'claimed')
          .where(({ or, and, eb }) =>
            or(
              claims.map(({ schedule, due, at }) =>
                and([eb('schedule', '=', schedule.id), eb('day', '=', due.day), eb('at', '=', at)]),
              ),
            ),
          )
          .returning('schedule')
          .execute();
        const begun = new Set(rows.map((row) => row.schedule));
        return claims.filter(({ schedule }) => begun.has(schedule.id));
      }),
    settle: (settled) =>
      write((db) =>
        db.transaction().execute(async (trx) => {
          for (const { claim, outcome } of settled) {
            await trx
              .updateTable('tip_days')
              .set({
                state: outcome.type,
                at: now(),
                retry_at: outcome.type === 'waiting' ? outcome.retryAt : null,
                message: outcome.type === 'sent' ? (outcome.message ?? null) : null,
              })
              .where('schedule', '=', claim.schedule.id)
              .where('day', '=', claim.due.day)
              .where('state', 'in', ['claimed', 'posting'])
              .execute();
          }
        }),
      ),
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
    forget: () =>
      write((db) =>
        db.transaction().execute(async (trx) => {
          const full = await trx
            .selectFrom('tip_days')
            .select('schedule')
            .groupBy('schedule')
            .having(({ fn }) => fn.countAll(), '>', mostDays)
            .limit(mostForgotten)
            .execute();
          for (const { schedule } of full) {
            const oldest = trx
              .selectFrom('tip_days')
              .select('day')
              .where('schedule', '=', schedule)
              .orderBy('day', 'desc')
              .offset(keptDays - 1)
              .limit(1);
            await trx.deleteFrom('tip_days').where('schedule', '=', schedule).where('day', '<', oldest).execute();
          }
        }),
      ),
    sweep: ({ now: at, leaseMs, againWithinMs, lostAfterMs }) =>
      write((db) =>
        db.transaction().execute(async (trx) => {
          // What nobody began to post is free again; whoever claimed it hears so before it posts.
          await trx
            .updateTable('tip_days')
            .set({ state: 'waiting', retry_at: at, at })
            .where('state', '=', 'claimed')
            .where(({ or, eb }) => or([eb('at', '<', at - leaseMs), eb('at', '>', at + leaseMs)]))
            .execute();
          for (const [platform, againMs] of Object.entries(againWithinMs)) {
            await trx
              .updateTable('tip_days')
              .set({ state: 'waiting', retry_at: at, at })
              .where('state', '=', 'posting')
              .where('at', '<', at - leaseMs)
              .where('at', '>', at - againMs)
              .where('schedule', 'in', trx.selectFrom('tip_schedules').select('id').where('platform', '=', platform))
              .execute();
          }
          return trx
            .updateTable('tip_days')
            .set({ state: 'unconfirmed', at })
            .where('state', '=', 'posting')
            .where(({ or, eb }) => or([eb('at', '<', at - lostAfterMs), eb('at', '>', at + lostAfterMs)]))
            .returning(['schedule', 'day'])
            .execute();
        }),
      ),
  };
}
