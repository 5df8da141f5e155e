// What the tips ask of the store (schedules, and what became of each of their days) and of the platforms (posts). Types only.
import type { Document } from '../document/nodes.js';
import type { Place } from '../ports.js';

/** Why a schedule does not go on by itself. `broken`: what is kept of it cannot be read, or this Node does not know its time zone. */
export type PauseReason = PostProblem | 'broken';

/** A time of day (`HH:MM`) in a time zone (its IANA name) on days of the week (0 is Sunday). */
export type TipRule = { readonly time: string; readonly timezone: string; readonly days: readonly number[] };

/** A local day (`YYYY-MM-DD`) and the moment of its tip in milliseconds since 1970. */
export type Due = { readonly day: string; readonly at: number };

/** What comes once a week beside tips. */
export type WeeklyKind = 'digest' | 'quiz';

/** `kind` is not there for tips. `topics` are ids; empty is all. `lane` is what shares a pace. `next` is undefined while it is paused. */
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

/** A tip of a schedule's day that this process alone may post, now. */
export type TipClaim = {
  readonly schedule: Schedule;
  readonly due: Due;
  readonly tip: string;
  readonly attempts: number;
  /** When it was claimed; with the day it names the claim. */
  readonly at: number;
};

/** What became of a day: `missed` is too late, `skipped` was asked for, `failed` could not be posted in time, `unconfirmed` may be there. */
export type TipOutcome =
  | { readonly type: 'sent'; readonly message?: string }
  | { readonly type: 'waiting'; readonly retryAt: number }
  | { readonly type: 'failed' | 'unconfirmed' };

export type TipClaimRequest = {
  readonly now: number;
  /** How late a tip may be, in milliseconds. */
  readonly windowMs: number;
  readonly most: number;
  /** How many at most of a lane, by platform; a platform without one gets none. */
  readonly mostOfLane: Readonly<Record<string, number>>;
  /** Lanes to leave alone. */
  readonly except: readonly string[];
  /** The next due time after `after` on a day that is not decided. */
  readonly plan: (rule: TipRule, after: number, decided: ReadonlySet<string>) => Due | undefined;
  readonly choose: (
    schedule: Schedule,
    used: readonly string[],
  ) => { readonly tip: string; readonly used: readonly string[] } | undefined;
};

/** Keeps schedules and what became of each of their days. Rejects where the database fails. */
export type TipStore = {
  readonly add: (schedule: Schedule) => Promise<void>;
  /** Adds it, or puts it in the place of the one with its id. */
  readonly put: (schedule: Schedule) => Promise<void>;
  /** Tips, or those of another kind; oldest first. */
  readonly list: (of: Pick<Place, 'platform' | 'workspace'>, kind?: WeeklyKind) => Promise<readonly Schedule[]>;
  /** When the last of a schedule was due that is posted or may be. */
  readonly lastDue: (id: string) => Promise<number | undefined>;
  readonly remove: (id: string) => Promise<boolean>;
  /** Decides that the day gets no tip; false where it was decided before. */
  readonly skip: (id: string, due: Due, next: Due | undefined) => Promise<boolean>;
  /**
   * Claims tips that are due, each for one process only, and plans the next ones, in one transaction. Tips that are too late are `missed`,
   * schedules that cannot be read are set aside and are `broken`.
   */
  readonly claim: (request: TipClaimRequest) => Promise<TipClaims>;
  /** Those of the claims that still stand: it is noted that their tips are posted from now on. Only they may be posted. */
  readonly begin: (claims: readonly TipClaim[]) => Promise<readonly TipClaim[]>;
  readonly settle: (settled: readonly { readonly claim: TipClaim; readonly outcome: TipOutcome }[]) => Promise<void>;
  /** Stops a schedule until somebody resumes it; true for the one call that did so. */
  readonly pause: (id: string, reason: PauseReason) => Promise<boolean>;
  readonly resume: (id: string, next: Due) => Promise<void>;
  /** Active schedules with the days from `since` on that are decided (one that was missed may still come, where a clock ran ahead), in pages by id. */
  readonly page: (after: string, since: string, most: number) => Promise<readonly TipPlan[]>;
  /** Those that wait for somebody to resume them. */
  readonly paused: () => Promise<readonly Schedule[]>;
  /** Moves the next due time, where it is still what it was. */
  readonly move: (schedule: Schedule, next: Due | undefined) => Promise<void>;
  /** When the next tip is due or tried again. */
  readonly soonest: () => Promise<number | undefined>;
  /**
   * Forgets old days, by number and not by age: a clock that runs ahead for a while must not make the days forgotten that it comes
   * back to. The last 60 of each schedule stay.
   */
  readonly forget: () => Promise<void>;
  /** Looks after what processes left that have died; tells which tips are given up. */
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
  /** What was claimed or begun longer ago than this, in milliseconds, belongs to a process that died. */
  readonly leaseMs: number;
  /** By platform: for how long a post that was begun can be posted again without being doubled. */
  readonly againWithinMs: Readonly<Record<string, number>>;
  /** What was begun longer ago than this is given up. */
  readonly lostAfterMs: number;
};

export type TipPlan = { readonly schedule: Schedule; readonly decided: readonly string[] };

/** `forbidden`: a right is missing. `gone`: cannot see that channel. `outside`: the bot is no member there. `elsewhere`: another workspace's. */
export type PostProblem = 'forbidden' | 'gone' | 'outside' | 'elsewhere';

export type PostCheck = PostProblem | 'unknown' | 'untold' | undefined;

/**
 * What became of a post. `failed`: it is not there, or posting it once more with the same key soon cannot double it. `unknown`: it may be
 * there. `refused`: it cannot be there until somebody changes something.
 */
export type Posted =
  | { readonly type: 'sent'; readonly message?: string }
  | { readonly type: 'failed'; readonly retryAfterMs?: number }
  | { readonly type: 'unknown' }
  | { readonly type: 'refused'; readonly reason: PostProblem };

/** Posts where nobody asked. None of it rejects. */
export type Poster = {
  /** Posts an answer with its buttons. `key` names the post. */
  readonly post: (place: Place, document: Document, key: string) => Promise<Posted>;
  /**
   * Why the bot may not post there; undefined where it may. `unknown` where that could not be asked now, `untold` where the platform does
   * not tell beforehand.
   */
  readonly postProblem: (place: Place) => Promise<PostCheck>;
  /** Writes to a person directly; without a `key` the words name the post. */
  readonly tell: (workspace: string, user: string, document: Document, key?: string) => Promise<Posted>;
  /** How many posts may be begun in a second, for the whole platform or for each workspace, so that answers have room left. */
  readonly pace: { readonly perSecond: number; readonly per: 'platform' | 'workspace' };
  /** For how long the platform drops a second post with the same key; undefined where it takes both. */
  readonly knowsKeyForMs?: number;
};
