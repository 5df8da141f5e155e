// Claims the tips that are due, and looks after what dead processes left.
import type { Clock, Logger } from '../ports.js';
import type { createLanes } from './lanes.js';
import { paceMs } from './lanes.js';
import type { Poster, TipClaim, TipClaimRequest, TipStore } from './ports.js';
import { windowMs } from './posting.js';
import { nextDue } from './timing.js';

type ClaimingParts = {
  readonly store: TipStore;
  readonly posters: ReadonlyMap<string, Poster>;
  readonly choose: TipClaimRequest['choose'];
  readonly lanes: ReturnType<typeof createLanes>;
  readonly clock: Clock;
  readonly steady: Clock;
  readonly logger: Logger;
};

// A claim is begun, and most posts are over, within seconds; one that is this old belongs to a process that died, or to one that will
// hear so before it posts.
const leaseMs = 30_000;
// A post that was begun so long ago is over, whatever became of it.
const lostAfterMs = 15 * 60_000;
const sweepEveryMs = 10_000;
const forgetEveryMs = 60 * 60_000;

export function createClaim({ store, posters, choose, lanes, clock, steady, logger }: ClaimingParts) {
  const canRepeat = (platform: string): boolean => posters.get(platform)?.knowsKeyForMs !== undefined;
  /** Claims of the platforms on which a post can be repeated, or of the others; `most` at a time. */
  return async (repeatable: boolean, most: number): Promise<readonly TipClaim[]> => {
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
}

/** Looks after what processes left that have died, and forgets old days, now and then. */
export function createSweep({ store, posters, steady, logger }: Omit<ClaimingParts, 'choose' | 'lanes' | 'clock'>) {
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
