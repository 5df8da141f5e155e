// What the tips need from the store (schedules and the outcome of each day) and from the platforms (posts). Types only.
import type { Document } from '../document/nodes.js';
import type { Place } from '../ports.js';

/** Why a schedule is paused. `broken`: its row can't be read, or this Node doesn't know its time zone. */
export type PauseReason = PostProblem | 'broken';

/** A time of day (`HH:MM`) in a time zone (its IANA name) on days of the week (0 is Sunday). */
export type TipRule = { readonly time: string; readonly timezone: string; readonly days: readonly number[] };

/** A local day (`YYYY-MM-DD`) and the time of its tip in milliseconds since 1970. */
export type Due = { readonly day: string; readonly at: number };

/** What is posted weekly in addition to tips. */
export type WeeklyKind = 'digest' | 'quiz';

/** `kind` is absent for tips. `topics` are ids; empty means all. `lane` groups schedules that share a pace. `next` is undefined while paused. */
export type Schedule = TipRule &
  Place & {
    readonly id: string;
    readonly kind?: WeeklyKind;
    readonly owner: string;
    readonly topics: readonly string[];
    readonly lane: string;
    readonly createdAt: number;
    readonly next?: Due;
    readonly paused?: PauseReason;
  };

/** A tip for a schedule's day that only this process may post, now. */
export type TipClaim = {
  readonly schedule: Schedule;
  readonly due: Due;
  readonly tip: string;
  readonly attempts: number;
  /** When it was claimed; together with the day it identifies the claim. */
  readonly at: number;
};

/** The outcome of a day: `missed` is too late, `skipped` was asked for, `failed` wasn't posted in time, `unconfirmed` may have been posted. */
export type TipOutcome =
  | { readonly type: 'sent'; readonly message?: string }
  | { readonly type: 'waiting'; readonly retryAt: number }
  | { readonly type: 'failed' | 'unconfirmed' };

export type TipClaimRequest = {
  readonly now: number;
  /** How late a tip may be, in milliseconds. */
  readonly windowMs: number;
  readonly most: number;
  /** The most to claim per lane, by platform; none for a platform that isn't listed. */
  readonly mostOfLane: Readonly<Record<string, number>>;
  /** Lanes to leave alone. */
  readonly except: readonly string[];
  /** The next due time after `after` on an undecided day. */
  readonly plan: (rule: TipRule, after: number, decided: ReadonlySet<string>) => Due | undefined;
  readonly choose: (
    schedule: Schedule,
    used: readonly string[],
  ) => { readonly tip: string; readonly used: readonly string[] } | undefined;
};

/** Stores schedules and the outcome of each day. Rejects if the database fails. */
export type TipStore = {
  readonly add: (schedule: Schedule) => Promise<void>;
  /** Adds a schedule, or replaces the one with the same id. */
  readonly put: (schedule: Schedule) => Promise<void>;
  /** Schedules of tips, or of another kind; oldest first. */
  readonly list: (of: Pick<Place, 'platform' | 'workspace'>, kind?: WeeklyKind) => Promise<readonly Schedule[]>;
  /** When the latest tip that was, or may have been, posted was due. */
  readonly lastDue: (id: string) => Promise<number | undefined>;
  readonly remove: (id: string) => Promise<boolean>;
  /** Decides that the day gets no tip; false if it was decided before. */
  readonly skip: (id: string, due: Due, next: Due | undefined) => Promise<boolean>;
  /**
   * Claims due tips, each for one process only, and plans the next ones, in one transaction. Tips that are too late are `missed`; schedules
   * that can't be read are paused as `broken`.
   */
  readonly claim: (request: TipClaimRequest) => Promise<TipClaims>;
  /** Marks the claims that still hold as being posted, and returns them. Only those may be posted. */
  readonly begin: (claims: readonly TipClaim[]) => Promise<readonly TipClaim[]>;
  readonly settle: (settled: readonly { readonly claim: TipClaim; readonly outcome: TipOutcome }[]) => Promise<void>;
  /** Pauses a schedule until somebody resumes it; true only for the call that did it. */
  readonly pause: (id: string, reason: PauseReason) => Promise<boolean>;
  readonly resume: (id: string, next: Due) => Promise<void>;
  /** Active schedules, paged by id, with their days decided since `since` (a missed one may still come if a clock ran ahead). */
  readonly page: (after: string, since: string, most: number) => Promise<readonly TipPlan[]>;
  /** Schedules that wait for somebody to resume them. */
  readonly paused: () => Promise<readonly Schedule[]>;
  /** Moves the next due time, unless it has changed meanwhile. */
  readonly move: (schedule: Schedule, next: Due | undefined) => Promise<void>;
  /** When the next tip is due or retried. */
  readonly soonest: () => Promise<number | undefined>;
  /**
   * Forgets old days, by count rather than age: a clock that runs ahead for a while must not delete the days it comes back to. The last 60
   * of each schedule stay.
   */
  readonly forget: () => Promise<void>;
  /** Cleans up after processes that died; returns the tips given up. */
  readonly sweep: (request: TipSweep) => Promise<readonly TipMiss[]>;
};

export type TipMiss = { readonly schedule: string; readonly day: string };

export type TipClaims = {
  readonly claims: readonly TipClaim[];
  readonly missed: readonly TipMiss[];
  readonly broken: readonly string[];
};

export type TipSweep = {
  readonly now: number;
  /** Claims older than this, in milliseconds, belong to a process that died. */
  readonly leaseMs: number;
  /** By platform: for how long after its start a post can be repeated without being doubled. */
  readonly againWithinMs: Readonly<Record<string, number>>;
  /** Posts begun longer ago than this are given up. */
  readonly lostAfterMs: number;
};

export type TipPlan = { readonly schedule: Schedule; readonly decided: readonly string[] };

/** `forbidden`: a permission is missing. `gone`: can't see that channel. `outside`: the bot isn't a member. `elsewhere`: another workspace's. */
export type PostProblem = 'forbidden' | 'gone' | 'outside' | 'elsewhere';

export type PostCheck = PostProblem | 'unknown' | 'untold' | undefined;

/**
 * The outcome of a post. `failed`: it isn't there, or repeating it soon with the same key can't double it. `unknown`: it may be there.
 * `refused`: it can't be posted until somebody changes something.
 */
export type Posted =
  | { readonly type: 'sent'; readonly message?: string }
  | { readonly type: 'failed'; readonly retryAfterMs?: number }
  | { readonly type: 'unknown' }
  | { readonly type: 'refused'; readonly reason: PostProblem };

/** Makes unprompted posts. Nothing here rejects. */
export type Poster = {
  /** Posts an answer with its buttons. `key` identifies the post. */
  readonly post: (place: Place, document: Document, key: string) => Promise<Posted>;
  /**
   * Why the bot may not post there; undefined if it may. `unknown`: that couldn't be checked now; `untold`: the platform doesn't say
   * beforehand.
   */
  readonly postProblem: (place: Place) => Promise<PostCheck>;
  /** Writes to a person directly; without a `key` the words identify the post. */
  readonly tell: (workspace: string, user: string, document: Document, key?: string) => Promise<Posted>;
  /** How many posts may be begun per second, for the platform or each workspace, so that answers have room. */
  readonly pace: { readonly perSecond: number; readonly per: 'platform' | 'workspace' };
  /** How long the platform drops a second post with the same key; undefined if it never does. */
  readonly knowsKeyForMs?: number;
};
