// The posts that are under way: how they are begun, and what became of them until it is written down.
import type { Clock, Logger } from '../ports.js';
import { paceMs } from './lanes.js';
import type { TipClaim, TipOutcome, TipStore } from './ports.js';

export type UnderWayParts = {
  readonly store: TipStore;
  /** Posts a tip that was begun. */
  readonly post: (claim: TipClaim) => Promise<TipOutcome>;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly wait: (ms: number, signal?: AbortSignal) => Promise<void>;
  /** Given where nothing more is to be begun. */
  readonly stopping: AbortSignal;
};

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

export function createUnderWay({ store, post, clock, logger, wait, stopping }: UnderWayParts) {
  const inFlight = new Set<Promise<void>>();
  const { note, settle } = createSettling(store);
  let turn: Promise<void> = Promise.resolve();
  let queued = 0;

  /** Posts a tip that was begun. Never rejects. */
  const begin = (claim: TipClaim): Promise<void> => {
    const work = post(claim)
      .then((outcome) => note(claim, outcome))
      // It stays begun: whether the tip was posted is not known.
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

  /** Begins them in small lots, and in a part of a pace: answers come first. */
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

  /** Begins each when the one before it is over. Where the database is away meanwhile the claim lapses, and somebody takes it again. */
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
    /** Writes down what became of those that are over. */
    settle,
    /** How many more may be begun at once, and how many may wait for their turn. */
    room: () => ({ atOnce: mostInFlight - inFlight.size, inTurn: mostQueued - queued }),
    /** Resolves when one of them is over; undefined where none is under way. */
    next: (): Promise<void> | undefined => {
      if (inFlight.size > 0) return Promise.race(inFlight);
      return queued > 0 ? turn : undefined;
    },
    /** Waits for all of them. */
    finish: async (): Promise<void> => {
      await turn;
      await Promise.all(inFlight);
      await settle().catch((error: unknown) => logger.error('tips_failed', { error: String(error) }));
    },
  };
}

/** What became of posts that are over, until the store has it. */
function createSettling(store: Pick<TipStore, 'settle'>) {
  const settled: { readonly claim: TipClaim; readonly outcome: TipOutcome }[] = [];

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

  return {
    note: (claim: TipClaim, outcome: TipOutcome): void => {
      settled.push({ claim, outcome });
    },
    settle,
  };
}
