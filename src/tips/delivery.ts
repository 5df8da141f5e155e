// Delivers due tips: claims each in the store before it is posted, at the pace the platforms allow, and records the outcome. A tip whose
// outcome is unknown is not posted again: none is better than two.
import type { Clock, Logger } from '../ports.js';
import { createClaim, createSweep } from './claiming.js';
import { createLanes } from './lanes.js';
import { createLoop } from './loop.js';
import { createRefresh } from './planning.js';
import type { Poster, TipClaimRequest, TipStore } from './ports.js';
import { createPosting, type Show } from './posting.js';
import { createUnderWay } from './under-way.js';

type DeliveryParts = {
  readonly store: TipStore;
  readonly posters: ReadonlyMap<string, Poster>;
  readonly choose: TipClaimRequest['choose'];
  readonly show: Show;
  readonly clock: Clock;
  /** `clock` if not given. */
  readonly steady?: Clock;
  readonly logger: Logger;
  /** Resolves after `ms` milliseconds, or on the signal. */
  readonly wait: (ms: number, signal?: AbortSignal) => Promise<void>;
};

// Lanes that become free within this time are claimed from together.
const togetherMs = 100;
// Setting a clock back by less than this doesn't matter.
const stepMs = 60_000;

export type Delivery = ReturnType<typeof createDelivery>;

export function createDelivery(parts: DeliveryParts) {
  const { store, posters, choose, show, clock, steady = clock, logger, wait } = parts;
  const stopping = new AbortController();
  const lanes = createLanes(steady);
  const post = createPosting({ store, posters, show, lanes, clock, logger });
  const underWay = createUnderWay({ store, post, clock, logger, wait, stopping: stopping.signal });
  const claim = createClaim({ store, posters, choose, lanes, clock, steady, logger });
  const sweep = createSweep({ store, posters, steady, logger });
  const refresh = createRefresh({ store, clock, logger, wait });
  let lastNow = clock.now();

  /** Claims what may be posted now and begins it; resolves with how many. */
  const claimAndBegin = async (): Promise<number> => {
    const repeatable = await claim(true, underWay.room().atOnce);
    const others = await claim(false, underWay.room().inTurn);
    for (const each of others) underWay.beginInTurn(each);
    await underWay.beginSpread(repeatable);
    return repeatable.length + others.length;
  };

  /** Waits for a post to end or a lane to become free; false if there is neither. */
  const waitForMore = async (): Promise<boolean> => {
    const { atOnce, inTurn } = underWay.room();
    const isFull = atOnce <= 0 || inTurn <= 0;
    const soonestMs = stopping.signal.aborted || isFull ? undefined : lanes.soonestMs();
    const next = soonestMs === undefined ? underWay.next() : wait(Math.max(togetherMs, soonestMs), stopping.signal);
    await next;
    return next !== undefined;
  };

  /** Delivers until nothing more is due. Rejects if the store fails; outcomes up to then are recorded later. */
  const tick = async (): Promise<void> => {
    const started = clock.now();
    if (started < lastNow - stepMs) {
      lanes.clear();
      await refresh();
    }
    lastNow = started;
    await underWay.settle();
    await sweep(started);
    for (let goesOn = true; goesOn; ) {
      const begun = stopping.signal.aborted ? 0 : await claimAndBegin();
      await underWay.settle();
      lastNow = Math.max(lastNow, clock.now());
      goesOn = begun > 0 || (await waitForMore());
    }
    await underWay.settle();
  };

  const { wake, start, ended } = createLoop({ store, clock, logger, wait, refresh, tick, stopping: stopping.signal });
  return {
    tick,
    refresh,
    wake,
    start,
    /** Takes no more tips, and waits for those in progress. */
    stop: async (): Promise<void> => {
      stopping.abort();
      wake();
      await ended();
      await underWay.finish();
    },
  };
}
