// Claims due tips. In one transaction, late tips are written off, those that may be posted now are claimed for this process, and the next
// due times are planned. A row in tip_days is the claim, one per schedule and day.
import type { Insertable, Transaction } from 'kysely';
import type { Due, Schedule, TipClaim, TipClaimRequest, TipClaims, TipMiss } from '../tips/ports.js';
import type { Tables } from './schema.js';
import { fromRow, readList, type ScheduleRow, toRow } from './tip-rows.js';

type Trx = Transaction<Tables>;
type DayRow = Insertable<Tables['tip_days']>;
type Scheduled = Schedule & { readonly next: Due };

// Late tips aren't urgent: writing them off may take several rounds.
const mostMissed = 500;
// A row from further ahead was written before the clock was set back; clocks of processes differ by less.
const aheadMs = 60_000;

export async function claimTips(trx: Trx, request: TipClaimRequest): Promise<TipClaims> {
  const broken: string[] = [];
  const sound = await createSorting(trx, request, broken);
  const missed = await writeOff(trx, request, sound);
  const failed = await giveUp(trx, request);
  const again = await claimWaiting(trx, request, sound);
  const { claims: fresh, missed: empty } = await claimDue(trx, request, request.most - again.length, sound);
  return { claims: [...again, ...fresh], missed: [...missed, ...failed, ...empty], broken };
}

type Sound = (rows: readonly ScheduleRow[]) => Promise<readonly Schedule[]>;

/** Pauses schedules that can't be read or planned, so that they don't hold up the others. */
async function createSorting(trx: Trx, { now, plan }: TipClaimRequest, broken: string[]): Promise<Sound> {
  const isSound = (schedule: Schedule): boolean => {
    if (schedule.paused !== undefined) return false;
    try {
      plan(schedule, now, new Set());
      return true;
    } catch {
      return false;
    }
  };
  return async (rows) => {
    const schedules = rows.map(fromRow);
    const bad = schedules.filter((each) => !isSound(each)).map(({ id }) => id);
    if (bad.length === 0) return schedules;
    broken.push(...bad);
    await trx
      .updateTable('tip_schedules')
      .set({ paused: 'broken', next_at: null, next_day: null })
      .where('id', 'in', bad)
      .execute();
    await trx
      .updateTable('tip_days')
      .set({ state: 'failed', retry_at: null, at: now })
      .where('schedule', 'in', bad)
      .where('state', '=', 'waiting')
      .execute();
    return schedules.filter(({ id }) => !bad.includes(id));
  };
}

/** Days whose tip is too late get none. */
async function writeOff(trx: Trx, request: TipClaimRequest, sound: Sound): Promise<readonly TipMiss[]> {
  const { now, windowMs } = request;
  const rows = await trx
    .selectFrom('tip_schedules')
    .selectAll()
    .where('next_at', '<=', now - windowMs)
    .orderBy('next_at')
    .limit(mostMissed)
    .execute();
  const late = (await sound(rows)).filter(isPlanned);
  await decide(trx, request, late, (schedule) => dayRow(schedule, now, 'missed'));
  return late.map(({ id, next }) => ({ schedule: id, day: next.day }));
}

/** Gives up posts that kept failing until it was too late. */
async function giveUp(trx: Trx, { now, windowMs }: TipClaimRequest): Promise<readonly TipMiss[]> {
  return trx
    .updateTable('tip_days')
    .set({ state: 'failed', retry_at: null, at: now })
    .where('retry_at', 'is not', null)
    .where('due_at', '<=', now - windowMs)
    .returning(['schedule', 'day'])
    .execute();
}

async function claimWaiting(
  trx: Trx,
  { now, most, except, mostOfLane }: TipClaimRequest,
  sound: Sound,
): Promise<readonly TipClaim[]> {
  const platforms = Object.keys(mostOfLane);
  if (platforms.length === 0) return [];
  const rows = await trx
    .selectFrom('tip_days')
    .innerJoin('tip_schedules', 'tip_schedules.id', 'tip_days.schedule')
    .selectAll('tip_schedules')
    .select(['tip_days.day', 'tip_days.tip', 'tip_days.due_at', 'tip_days.attempts'])
    .where(({ or, eb }) => or([eb('tip_days.retry_at', '<=', now), eb('tip_days.at', '>', now + aheadMs)]))
    .where('tip_days.retry_at', 'is not', null)
    .where('tip_days.due_at', '<=', now)
    .where('tip_schedules.paused', 'is', null)
    .where('tip_schedules.platform', 'in', platforms)
    .$if(except.length > 0, (query) => query.where('tip_schedules.lane', 'not in', except))
    .orderBy('tip_days.retry_at')
    .limit(most)
    .execute();
  const schedules = new Map((await sound(rows)).map((schedule) => [schedule.id, schedule]));
  const claims: TipClaim[] = [];
  for (const { day, tip, due_at: at, attempts, id } of rows) {
    const schedule = schedules.get(id);
    if (schedule === undefined) continue;
    await trx
      .updateTable('tip_days')
      .set({ state: 'claimed', retry_at: null, at: now, attempts: attempts + 1 })
      .where('schedule', '=', id)
      .where('day', '=', day)
      .execute();
    claims.push({ schedule, due: { day, at }, tip: tip ?? '', attempts: attempts + 1, at: now });
  }
  return claims;
}

type Claimed = { readonly claims: readonly TipClaim[]; readonly missed: readonly TipMiss[] };

/** Claims due tips. If there is no tip to choose, the day is missed. */
async function claimDue(trx: Trx, request: TipClaimRequest, most: number, sound: Sound): Promise<Claimed> {
  const { now, choose } = request;
  const due = most <= 0 ? [] : await readDue(trx, request, most, sound);
  if (due.length === 0) return { claims: [], missed: [] };
  const used = await readUsed(trx, due);
  const tips = new Map<string, string>();
  const changed = new Map<string, Insertable<Tables['tip_channels']>>();
  for (const schedule of due) {
    const key = channelKey(schedule);
    const chosen = choose(schedule, used.get(key) ?? []);
    if (chosen === undefined) continue;
    tips.set(schedule.id, chosen.tip);
    used.set(key, chosen.used);
    const { platform, workspace, channel } = schedule;
    changed.set(key, { platform, workspace, channel, used: JSON.stringify(chosen.used) });
  }
  // A day decided earlier can't be claimed; only its schedule moves on.
  const won = await decide(trx, request, due, (schedule) => {
    const tip = tips.get(schedule.id);
    return { ...dayRow(schedule, now, tip === undefined ? 'failed' : 'claimed'), tip: tip ?? null };
  });
  if (changed.size > 0) {
    await trx
      .insertInto('tip_channels')
      .values([...changed.values()])
      .onConflict((conflict) =>
        conflict
          .columns(['platform', 'workspace', 'channel'])
          .doUpdateSet(({ ref }) => ({ used: ref('excluded.used') })),
      )
      .execute();
  }
  const decided = due.filter(({ id }) => won.has(id));
  return {
    claims: decided.flatMap((schedule): TipClaim[] => {
      const tip = tips.get(schedule.id);
      return tip === undefined ? [] : [{ schedule, due: schedule.next, tip, attempts: 0, at: now }];
    }),
    missed: decided.flatMap(({ id, next }) => (tips.has(id) ? [] : [{ schedule: id, day: next.day }])),
  };
}

// From each lane as many as its pace allows, so that a long queue in one doesn't hold up the others.
async function readDue(trx: Trx, request: TipClaimRequest, most: number, sound: Sound): Promise<readonly Scheduled[]> {
  const { now, windowMs, except, mostOfLane } = request;
  const paces = Object.entries(mostOfLane);
  if (paces.length === 0) return [];
  // The other columns are read only for claimed rows: there may be thousands to rank.
  const ranked = trx
    .selectFrom('tip_schedules')
    .select(['id', 'platform', 'next_at'])
    .select(({ fn }) =>
      fn
        .agg<number>('row_number')
        .over((over) => over.partitionBy('lane').orderBy('next_at').orderBy('id'))
        .as('place'),
    )
    .where('next_at', '<=', now)
    .where('next_at', '>', now - windowMs)
    .$if(except.length > 0, (query) => query.where('lane', 'not in', except));
  const chosen = trx
    .selectFrom(ranked.as('ranked'))
    .select('id')
    .where(({ eb, or, and }) =>
      or(paces.map(([platform, place]) => and([eb('platform', '=', platform), eb('place', '<=', place)]))),
    )
    .orderBy('next_at')
    .orderBy('id')
    .limit(most);
  const rows = await trx
    .selectFrom('tip_schedules')
    .selectAll()
    .where('id', 'in', chosen)
    .orderBy('next_at')
    .orderBy('id')
    .execute();
  return (await sound(rows)).filter(isPlanned);
}

async function readUsed(trx: Trx, schedules: readonly Schedule[]): Promise<Map<string, readonly string[]>> {
  const rows = await trx
    .selectFrom('tip_channels')
    .selectAll()
    .where('channel', 'in', [...new Set(schedules.map(({ channel }) => channel))])
    .execute();
  return new Map(rows.map((row) => [channelKey(row), readList(row.used) ?? []]));
}

/** Records the decision for each schedule's next day and plans the one after; returns the schedules whose day was still undecided. */
async function decide(
  trx: Trx,
  { now, windowMs, plan }: TipClaimRequest,
  schedules: readonly Scheduled[],
  toDay: (schedule: Scheduled) => DayRow,
): Promise<ReadonlySet<string>> {
  const [first] = schedules;
  if (first === undefined) return new Set();
  const ids = schedules.map(({ id }) => id);
  const won = await trx
    .insertInto('tip_days')
    .values(schedules.map(toDay))
    // A day written off by a clock that ran ahead can still come.
    .onConflict((conflict) =>
      conflict
        .columns(['schedule', 'day'])
        .doUpdateSet(({ ref }) => ({
          state: ref('excluded.state'),
          tip: ref('excluded.tip'),
          due_at: ref('excluded.due_at'),
          at: ref('excluded.at'),
        }))
        .where('tip_days.state', '=', 'missed'),
    )
    .returning('schedule')
    .execute();
  const earliest = schedules.reduce((least, { next }) => (next.day < least ? next.day : least), first.next.day);
  const rows = await trx
    .selectFrom('tip_days')
    .select(['schedule', 'day'])
    .where('schedule', 'in', ids)
    .where('day', '>=', earliest)
    .where('state', '!=', 'missed')
    .execute();
  const decided = new Map<string, Set<string>>(ids.map((id) => [id, new Set()]));
  for (const { schedule, day } of rows) decided.get(schedule)?.add(day);
  const planned = schedules.map((schedule) => {
    const after = Math.max(schedule.next.at, now - windowMs);
    const { next: _, ...same } = schedule;
    const next = plan(schedule, after, decided.get(schedule.id) ?? new Set());
    return toRow(next === undefined ? same : { ...same, next });
  });
  await trx
    .insertInto('tip_schedules')
    .values(planned)
    .onConflict((conflict) =>
      conflict
        .column('id')
        .doUpdateSet(({ ref }) => ({ next_at: ref('excluded.next_at'), next_day: ref('excluded.next_day') })),
    )
    .execute();
  return new Set(won.map(({ schedule }) => schedule));
}

function dayRow({ id, next }: Scheduled, now: number, state: DayRow['state']): DayRow {
  return {
    schedule: id,
    day: next.day,
    state,
    tip: null,
    due_at: next.at,
    attempts: 0,
    at: now,
    retry_at: null,
    message: null,
  };
}

function isPlanned(schedule: Schedule): schedule is Scheduled {
  return schedule.next !== undefined;
}

function channelKey({ platform, workspace, channel }: Pick<Schedule, 'platform' | 'workspace' | 'channel'>): string {
  return JSON.stringify([platform, workspace, channel]);
}
