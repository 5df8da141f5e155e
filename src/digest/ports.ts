// What the digest asks of the store: how often something was asked or shown, by day. Types only.
import type { Place } from '../ports.js';

/** A place without a channel. */
export type Where = Pick<Place, 'platform' | 'workspace'>;

/**
 * `what` is an outcome ("answered", "suggested", "unanswered"), a vote ("helpful", "notHelpful"), or `entry:` and the id of an entry that was
 * shown. `day` is the day in UTC, as YYYY-MM-DD.
 */
export type Count = { readonly day: string; readonly what: string; readonly count: number };

export type Counts = {
  /** Adds to what was counted there on a day. */
  readonly add: (of: Where, counts: readonly Count[]) => Promise<void>;
  /** From a day on, up to and without another. */
  readonly between: (of: Where, from: string, until: string) => Promise<readonly Count[]>;
};
