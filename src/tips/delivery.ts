// Delivers tips when they are due: claims each in the store before it is posted, as many at a time as the platforms' pace allows, and
// writes down what became of it. A tip whose fate is unknown is not posted again: none is better than two.
import type { Clock, Logger } from '../ports.js';
import { createLanes, paceMs } from './lanes.js';
import type { Due, Poster, Schedule, TipClaim, TipOutcome, TipStore } from './ports.js';
import { createPosting, type Show, windowMs } from './posting.js';
import { nextDue } from './timing.js';

export type DeliveryParts = {
  readonly store: TipStore;
  readonly posters: ReadonlyMap<string, Poster>;
  readonly choose: (
    schedule: Schedule,
    used: readonly string[],
  ) => { readonly tip: string; readonly used: readonly string[] } | undefined;
  readonly show: Show;
  readonly clock: Clock;
  /** The same clock where none is given. */
  readonly steady?: Clock;
  readonly logger: Logger;
  /** Resolves after so many milliseconds, or when the signal is given. */
  readonly wait: (ms: number, signal?: AbortSignal) => Promise<void>;
};

// Lanes that are free again within this time are claimed from together.
const togetherMs = 100;
// What one process has under way at any time.
const mostInFlight = 100;
// How many are begun together, to be posted one after the other, where posting again does no harm.
const lotSize = 8;
// Where a platform takes the same post twice, one is posted after the other, so that a process that is killed leaves one in doubt. So many
// wait for their turn.
const mostQueued = 20;
// Fewer posts than this at once are spread over most of a pace.
const mostAtOnce = 60;
const spreadMs = 0.8 * paceMs;
// A claim is begun, and most posts are over, within seconds; one that is this old belongs to a process that died, or to one that will
// hear so before it posts.
const leaseMs = 30_000;
// A post that was begun so long ago is over, whatever became of it.
const lostAfterMs = 15 * 60_000;
const sweepEveryMs = 10_000;
const forgetEveryMs = 60 * 60_000;
// Another process may add a schedule, and a clock may be set: nobody sleeps longer than this.
const longestSleepMs = 20_000;
// What cannot be claimed now (its lane rests, its platform is off) is looked at again after this.
const shortestSleepMs = 1_000;
// A clock that is put back by less than this changes no due time that matters.
const stepMs = 60_000;
const pageSize = 50;
const dayMs = 86_400_000;

export type Delivery = ReturnType<typeof createDelivery>;

export function createDelivery(parts: DeliveryParts) {
  const { store, posters, choose, show, clock, steady = clock, logger, wait } = parts;
  const inFlight = new Set<Promise<void>>();
  const settled: { readonly claim: TipClaim; readonly outcome: TipOutcome }[] = [];
  const lanes = createLanes(steady);
  const post = createPosting({ store, posters, show, lanes, clock, logger });
  let turn: Promise<void> = Promise.resolve();
  let queued = 0;
  const stopping = new AbortController();
  let sleeping = new AbortController();
  let loop: Promise<void> | undefined;
  let sweptAt = Number.NEGATIVE_INFINITY;
  let forgotAt = Number.NEGATIVE_INFINITY;
  let lastNow = clock.now();

  const settle = async (): Promise<void> => {
    const batch = settled.splice(0);
    if (batch.length === 0) return;
    try {
      await store.settle(batch);
    } catch (error) {
      // They stay claimed, so that nobody posts them again; written down as soon as the database takes it.
      settled.unshift(...batch);
      throw error;
    }
  };

  /** Posts a tip that was begun. Never rejects. */
  const begin = (claim: TipClaim): Promise<void> => {
    const work = post(claim)
      .then((outcome) => {
        settled.push({ claim, outcome });
      })
      // It stays begun: whether the tip was posted is not known.
      .catch((error: unknown) => {
        logger.error('tip_failed', { schedule: claim.schedule.id, day: claim.due.day, error: String(error) });
      })
      .finally(() => inFlight.delete(work));
    inFlight.add(work);
    return work;
  };

  const giveBack = (claims: readonly TipClaim[]): void => {
    for (const claim of claims) settled.push({ claim, outcome: { type: 'waiting', retryAt: clock.now() } });
  };

  /** Begins them in small lots, and in a part of a pace: answers come first. */
  const beginSpread = async (claims: readonly TipClaim[]): Promise<void> => {
    const pauseMs = claims.length < mostAtOnce ? Math.floor(spreadMs / claims.length) : 0;
    for (let at = 0; at < claims.length; at += lotSize) {
      if (stopping.signal.aborted) return giveBack(claims.slice(at));
      const lot = await store.begin(claims.slice(at, at + lotSize));
      for (const [index, claim] of lot.entries()) {
        if (stopping.signal.aborted) return giveBack([...lot.slice(index), ...claims.slice(at + lotSize)]);
        void begin(claim);
        await wait(pauseMs, stopping.signal);
      }
    }
  };

  /** Begins each when the one before it is over. Where the database is away meanwhile the claim lapses, and somebody takes it again. */
  const beginInTurn = (claim: TipClaim): void => {
    queued += 1;
    turn = turn
      .then(async () => {
        if (stopping.signal.aborted) giveBack([claim]);
        else for (const standing of await store.begin([claim])) await begin(standing);
      })
      .catch((error: unknown) => logger.error('tips_failed', { error: String(error) }))
      .finally(() => {
        queued -= 1;
      });
  };

  const canRepeat = (platform: string): boolean => posters.get(platform)?.knowsKeyForMs !== undefined;

  /** Claims of the platforms on which a post can be repeated, or of the others; `most` at a time. */
  const claim = async (repeatable: boolean, most: number): Promise<readonly TipClaim[]> => {
    const lanesOf = [...posters].filter(([platform]) => canRepeat(platform) === repeatable);
    // Without any platform what is too late is written off all the same.
    if (most <= 0 || (lanesOf.length === 0 && posters.size > 0)) return [];
    const now = clock.now();
    const began = steady.now();
    const { claims, missed, broken } = await store.claim({
      now,
      windowMs,
      most,
      mostOfLane: Object.fromEntries(lanesOf.map(([platform, { pace }]) => [platform, pace.perSecond])),
      except: lanes.resting(),
      plan: nextDue,
      choose,
    });
    for (const each of missed) logger.warn('tip_missed', each);
    for (const schedule of broken) logger.error('tip_schedule_broken', { schedule });
    for (const { schedule } of claims) lanes.rest(schedule.lane, began + paceMs - steady.now());
    return claims;
  };

  /** Claims what may be posted now and begins it; tells how many. */
  const claimAndBegin = async (): Promise<number> => {
    const repeatable = await claim(true, mostInFlight - inFlight.size);
    const others = await claim(false, mostQueued - queued);
    for (const each of others) beginInTurn(each);
    await beginSpread(repeatable);
    return repeatable.length + others.length;
  };

  const sweep = async (now: number): Promise<void> => {
    if (steady.now() - sweptAt < sweepEveryMs) return;
    const againWithinMs = Object.fromEntries(
      [...posters].flatMap(([platform, { knowsKeyForMs }]) =>
        knowsKeyForMs === undefined ? [] : [[platform, knowsKeyForMs]],
      ),
    );
    for (const lost of await store.sweep({ now, leaseMs, againWithinMs, lostAfterMs }))
      logger.warn('tip_unconfirmed', lost);
    if (steady.now() - forgotAt >= forgetEveryMs) {
      await store.forget();
      forgotAt = steady.now();
    }
    sweptAt = steady.now();
  };

  /**
   * Plans every schedule anew: the rules of a time zone may have changed since (they come with Node), or the clock was put back.
   * What was decided for a day stays.
   */
  const refresh = async (): Promise<void> => {
    const now = clock.now();
    const since = new Date(now - 3 * dayMs).toISOString().slice(0, 10);
    let moved = 0;
    for (let after: string | undefined = ''; after !== undefined; ) {
      const page = await store.page(after, since, pageSize);
      for (const { schedule, decided } of page) {
        // What is late is written off by the next round, which says so in the log.
        if (schedule.next === undefined || schedule.next.at <= now - windowMs) continue;
        const next = await planned(schedule, now, decided);
        if (next === 'broken' || isSame(next, schedule.next)) continue;
        await store.move(schedule, next);
        moved += 1;
      }
      after = page.length < pageSize ? undefined : page.at(-1)?.schedule.id;
      await wait(0);
    }
    if (moved > 0) logger.info('tips_planned_anew', { schedules: moved });
  };

  /** The next due time; `broken`, and set aside, where this Node does not know the time zone. */
  const planned = async (
    schedule: Schedule,
    now: number,
    decided: readonly string[],
  ): Promise<Due | undefined | 'broken'> => {
    try {
      return nextDue(schedule, Math.max(now - windowMs, schedule.createdAt), new Set(decided));
    } catch {
      if (await store.pause(schedule.id, 'broken')) logger.error('tip_schedule_broken', { schedule: schedule.id });
      return 'broken';
    }
  };

  /** Delivers what is due, until nothing more is. Rejects where the store fails; what was posted by then is written down later. */
  const tick = async (): Promise<void> => {
    const started = clock.now();
    if (started < lastNow - stepMs) {
      lanes.clear();
      await refresh();
    }
    lastNow = started;
    await settle();
    await sweep(started);
    for (;;) {
      const begun = stopping.signal.aborted ? 0 : await claimAndBegin();
      await settle();
      lastNow = Math.max(lastNow, clock.now());
      if (begun > 0) continue;
      const isFull = inFlight.size >= mostInFlight || queued >= mostQueued;
      const soonestMs = stopping.signal.aborted || isFull ? undefined : lanes.soonestMs();
      if (soonestMs !== undefined) await wait(Math.max(togetherMs, soonestMs), stopping.signal);
      else if (inFlight.size > 0) await Promise.race(inFlight);
      else if (queued > 0) await turn;
      else break;
    }
    await settle();
  };

  const sleep = async (): Promise<void> => {
    const soonest = await store.soonest().catch(() => undefined);
    const ms = soonest === undefined ? longestSleepMs : soonest - clock.now();
    await wait(Math.min(longestSleepMs, Math.max(shortestSleepMs, ms)), sleeping.signal);
    sleeping = new AbortController();
  };

  const run = async (): Promise<void> => {
    let planned = false;
    while (!stopping.signal.aborted) {
      try {
        if (!planned) await refresh();
        planned = true;
        await tick();
      } catch (error) {
        // The database is away: tips wait, answers do not.
        logger.error('tips_failed', { error: error instanceof Error ? error.message : String(error) });
      }
      if (!stopping.signal.aborted) await sleep();
    }
  };

  return {
    tick,
    refresh,
    /** Looks for what is due now: a schedule was added or changed. */
    wake: (): void => sleeping.abort(),
    start: (): void => {
      loop ??= run();
    },
    /** Takes no more tips, and waits for those that are under way. */
    stop: async (): Promise<void> => {
      stopping.abort();
      sleeping.abort();
      await loop;
      await turn;
      await Promise.all(inFlight);
      await settle().catch((error: unknown) => logger.error('tips_failed', { error: String(error) }));
    },
  };
}

function isSame(a: Due | undefined, b: Due | undefined): boolean {
  return a?.at === b?.at && a?.day === b?.day;
}
