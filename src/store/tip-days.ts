// The outcome of each day of a schedule: claimed, posted, skipped, and eventually forgotten.
import type { Transaction } from 'kysely';
import type { TipMiss, TipStore, TipSweep } from '../tips/ports.js';
import type { Access } from './access.js';
import type { Tables } from './schema.js';
import type { Alone } from './tip-alone.js';
import { claimTips } from './tip-claims.js';

// Days kept per schedule: at least this many, and usually not more.
const keptDays = 60;
const mostDays = 90;
// Keeps the transaction short.
const mostForgotten = 200;

type TipDays = Pick<TipStore, 'lastDue' | 'skip' | 'claim' | 'begin' | 'settle' | 'forget' | 'sweep'>;

export function createTipDays({ read, write, now }: Access, alone: Alone): TipDays {
  return {
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
    forget: () => write((db) => db.transaction().execute(forget)),
    sweep: (request) => write((db) => db.transaction().execute((trx) => sweep(trx, request))),
  };
}

async function forget(trx: Transaction<Tables>): Promise<void> {
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
}

async function sweep(
  trx: Transaction<Tables>,
  { now: at, leaseMs, againWithinMs, lostAfterMs }: TipSweep,
): Promise<readonly TipMiss[]> {
  // A claim that nobody has begun to post is free again; its process finds out before it posts.
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
}
