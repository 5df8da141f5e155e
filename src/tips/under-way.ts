// Posts in progress: how they are begun, and their outcomes until they are recorded.
import type { Clock, Logger } from '../ports.js';
import { paceMs } from './lanes.js';
import type { TipClaim, TipOutcome, TipStore } from './ports.js';

type UnderWayParts = {
  readonly store: Pick<TipStore, 'begin' | 'settle'>;
  readonly post: (claim: TipClaim) => Promise<TipOutcome>;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly wait: (ms: number, signal?: AbortSignal) => Promise<void>;
  /** Set when nothing more is to be begun. */
  readonly stopping: AbortSignal;
};

// The most posts that a process has in progress at once.
const mostInFlight = 100;
// How many are begun together and posted in turn, if repeating a post does no harm.
const lotSize = 8;
// How many may be queued where posts are made one at a time, because a platform would accept the same post twice: a killed process then leaves
// only one in doubt.
const mostQueued = 20;
// Fewer than this are spread over most of a pace's period.
const mostAtOnce = 60;
const spreadMs = 0.8 * paceMs;

export function createUnderWay({ store, post, clock, logger, wait, stopping }: UnderWayParts) {
  const inFlight = new Set<Promise<void>>();
  const { note, settle } = createSettling(store);
  let turn: Promise<void> = Promise.resolve();
  let queued = 0;

  /** Posts a begun tip. Never rejects. */
  const begin = (claim: TipClaim): Promise<void> => {
    const work = post(claim)
      .then((outcome) => note(claim, outcome))
      // It stays begun, since it may have been posted.
      .catch((error: unknown) => {
        logger.error('tip_failed', { schedule: claim.schedule.id, day: claim.due.day, error: String(error) });
      })
      .finally(() => inFlight.delete(work));
    inFlight.add(work);
    return work;
  };

  const giveBack = (claims: readonly TipClaim[]): void => {
    for (const claim of claims) note(claim, { type: 'waiting', retryAt: clock.now() });
  };

  /** Begins them in small lots, spread over part of a pace's period: answers come first. */
  const beginSpread = async (claims: readonly TipClaim[]): Promise<void> => {
    const pauseMs = claims.length < mostAtOnce ? Math.floor(spreadMs / claims.length) : 0;
    for (let at = 0; at < claims.length; at += lotSize) {
      if (stopping.aborted) return giveBack(claims.slice(at));
      const lot = await store.begin(claims.slice(at, at + lotSize));
      for (const [index, claim] of lot.entries()) {
        if (stopping.aborted) return giveBack([...lot.slice(index), ...claims.slice(at + lotSize)]);
        void begin(claim);
        await wait(pauseMs, stopping);
      }
    }
  };

  /** Begins each after the one before has ended. If the database is away meanwhile, the claim lapses and is taken again. */
  const beginInTurn = (claim: TipClaim): void => {
    queued += 1;
    turn = turn
      .then(async () => {
        if (stopping.aborted) giveBack([claim]);
        else for (const standing of await store.begin([claim])) await begin(standing);
      })
      .catch((error: unknown) => logger.error('tips_failed', { error: String(error) }))
      .finally(() => {
        queued -= 1;
      });
  };

  return {
    beginSpread,
    beginInTurn,
    /** Records the outcomes of those that have ended. */
    settle,
    /** How many more may be begun at once, and how many may be queued. */
    room: () => ({ atOnce: mostInFlight - inFlight.size, inTurn: mostQueued - queued }),
    /** Resolves when one has ended; undefined if none is in progress. */
    next: (): Promise<void> | undefined => {
      if (inFlight.size > 0) return Promise.race(inFlight);
      return queued > 0 ? turn : undefined;
    },
    finish: async (): Promise<void> => {
      await turn;
      await Promise.all(inFlight);
      await settle().catch((error: unknown) => logger.error('tips_failed', { error: String(error) }));
    },
  };
}

/** Holds outcomes until the store has them. */
function createSettling(store: Pick<TipStore, 'settle'>) {
  const settled: { readonly claim: TipClaim; readonly outcome: TipOutcome }[] = [];

  const settle = async (): Promise<void> => {
    const batch = settled.splice(0);
    if (batch.length === 0) return;
    try {
      await store.settle(batch);
    } catch (error) {
      // They stay claimed, so that nobody posts them again, and are recorded once the database accepts them.
      settled.unshift(...batch);
      throw error;
    }
  };

  return {
    note: (claim: TipClaim, outcome: TipOutcome): void => {
      settled.push({ claim, outcome });
    },
    settle,
  };
}
