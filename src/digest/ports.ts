// What the digest needs from the store: counts by day. Types only.
import type { Place } from '../ports.js';

/** A place without a channel. */
export type Where = Pick<Place, 'platform' | 'workspace'>;

/**
 * `what` is an outcome ("answered", "suggested", "unanswered"), a vote ("helpful", "notHelpful"), or `entry:` and the id of an entry that was
 * shown. `day` is in UTC, as YYYY-MM-DD.
 */
export type Count = { readonly day: string; readonly what: string; readonly count: number };

export type Counts = {
  /** Adds to the counts of places in one write; none stands there twice. */
  readonly add: (counts: readonly (Where & Count)[]) => Promise<void>;
  /** Counts from one day up to, but not including, another. */
  readonly between: (of: Where, from: string, until: string) => Promise<readonly Count[]>;
};
