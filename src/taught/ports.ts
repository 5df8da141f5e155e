// What this room asks of the store: answers that workspaces taught, and what they set. Types only.
import type { Origin, Place } from '../ports.js';

/** A workspace of a platform. */
export type Workspace = { readonly platform: string; readonly workspace: string };

/** An answer as somebody taught it, in their own words; `answer` is Markdown. */
export type TaughtContent = {
  readonly question: string;
  readonly ways: readonly string[];
  readonly answer: string;
  readonly source?: { readonly title: string; readonly url?: string };
  /** A term that it defines. */
  readonly term?: string;
};
export type TaughtAnswer = TaughtContent & { readonly id: string; readonly at: number };
/** What somebody wrote, to be looked at before it counts. `answer` is the id of what it would be. `own` is whether the one who looks wrote it. */
export type TaughtDraft = {
  readonly id: string;
  readonly answer: string;
  readonly content: TaughtContent;
  readonly waiting: boolean;
  readonly own: boolean;
};
/** `by` is the keyed hash of a person; empty where it was forgotten. */
export type TaughtChange = {
  readonly answer: string;
  readonly version: number;
  readonly change: 'taught' | 'changed' | 'removed' | 'restored' | 'imported';
  readonly content: TaughtContent;
  readonly by: string;
  readonly at: number;
};
/** `waiting`: a second person has to look. `own`: it waits for somebody else than who wrote it. `full`: there are as many as there may be. */
export type TaughtSaved =
  | { readonly type: 'saved'; readonly answer: TaughtAnswer; readonly isNew: boolean }
  | { readonly type: 'waiting' | 'own' | 'gone' | 'full' };

/** What comes every week; a channel of '' is a private message to the owner. See tips/weekly.ts. */
export type WeeklyPosts = {
  readonly set: (
    kind: 'digest' | 'quiz',
    wish: {
      readonly place: Place;
      readonly owner: string;
      readonly rule: { readonly time: string; readonly timezone: string; readonly days: readonly number[] };
    },
  ) => Promise<string | undefined>;
  readonly find: (
    kind: 'digest' | 'quiz',
    of: Workspace,
  ) => Promise<{ readonly channel: string; readonly owner: string; readonly timezone: string } | undefined>;
  readonly stop: (kind: 'digest' | 'quiz', of: Workspace) => Promise<boolean>;
};

/** What each workspace taught and set for itself. `version` grows with each change of either. */
export type TaughtStore = {
  readonly version: (of: Workspace) => Promise<number>;
  readonly read: (of: Workspace) => Promise<{
    readonly version: number;
    readonly answers: readonly TaughtAnswer[];
    readonly settings?: string;
  }>;
  readonly putDraft: (
    of: Workspace,
    from: Origin,
    draft: { readonly id: string; readonly answer: string; readonly content: TaughtContent },
  ) => Promise<void>;
  readonly draft: (of: Workspace, from: Origin, id: string) => Promise<TaughtDraft | undefined>;
  /** Those that wait for a second person, oldest first. */
  readonly waiting: (of: Workspace, from: Origin) => Promise<readonly TaughtDraft[]>;
  readonly discard: (of: Workspace, id: string) => Promise<boolean>;
  /** Makes a draft count; where `second`, once somebody other than its author says so. */
  readonly save: (of: Workspace, from: Origin, id: string, second: boolean) => Promise<TaughtSaved>;
  readonly remove: (of: Workspace, from: Origin, id: string) => Promise<TaughtAnswer | undefined>;
  /** Latest first; of one answer or of all. */
  readonly history: (of: Workspace, limit: number, id?: string) => Promise<readonly TaughtChange[]>;
  readonly restore: (of: Workspace, from: Origin, id: string, version: number) => Promise<TaughtSaved>;
  /** Takes answers in; those that are there already in the same words change nothing. Resolves with how many changed. */
  readonly take: (of: Workspace, answers: readonly TaughtAnswer[]) => Promise<number>;
  /** Sets what `set` makes of what was set before; nothing comes between. */
  readonly putSettings: (of: Workspace, set: (settings: string | undefined) => string) => Promise<void>;
  /** Every workspace that set something, at most `limit`. */
  readonly allSettings: (
    limit: number,
  ) => Promise<readonly { readonly place: string; readonly settings: string; readonly isGone: boolean }[]>;
  /** Whether nothing was noted of a workspace so far, of all processes for the first that asks. */
  readonly begin: (of: Workspace) => Promise<boolean>;
  /** Notes that the bot was removed from a workspace, or that it is back. */
  readonly left: (of: Workspace, isGone: boolean) => Promise<void>;
};
