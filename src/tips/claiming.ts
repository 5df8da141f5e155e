// Claims due tips, and cleans up after processes that died.
import type { Clock, Logger } from '../ports.js';
import { type Lanes, paceMs } from './lanes.js';
import type { Poster, TipClaim, TipClaimRequest, TipStore } from './ports.js';
import { windowMs } from './posting.js';
import { nextDue } from './timing.js';

type ClaimingParts = {
  readonly store: Pick<TipStore, 'claim'>;
  readonly posters: ReadonlyMap<string, Poster>;
  readonly choose: TipClaimRequest['choose'];
  readonly lanes: Pick<Lanes, 'rest' | 'resting'>;
  readonly clock: Clock;
  readonly steady: Clock;
  readonly logger: Logger;
};

type SweepingParts = Pick<ClaimingParts, 'posters' | 'steady' | 'logger'> & {
  readonly store: Pick<TipStore, 'sweep' | 'forget'>;
};

// A claim is begun, and most posts are over, within seconds. An older claim belongs to a process that died, or that will find out before it
// posts.
const leaseMs = 30_000;
// A post begun this long ago is over, one way or the other.
const lostAfterMs = 15 * 60_000;
const sweepEveryMs = 10_000;
const forgetEveryMs = 60 * 60_000;

export function createClaim({ store, posters, choose, lanes, clock, steady, logger }: ClaimingParts) {
  /** Claims on the platforms where a post can be repeated, or on the others; at most `most` at a time. */
  return async (repeatable: boolean, most: number): Promise<readonly TipClaim[]> => {
    const lanesOf = [...posters].filter(([, { knowsKeyForMs }]) => (knowsKeyForMs !== undefined) === repeatable);
    // Late tips are written off even if there is no platform.
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
}

/** Now and then cleans up after processes that died, and forgets old days. */
export function createSweep({ store, posters, steady, logger }: SweepingParts) {
  let sweptAt = Number.NEGATIVE_INFINITY;
  let forgotAt = Number.NEGATIVE_INFINITY;
  return async (now: number): Promise<void> => {
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
}
