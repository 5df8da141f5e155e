// What this room needs from the store: taught answers and workspaces' settings. Types only.
import type { Origin, Place } from '../ports.js';

export type Workspace = { readonly platform: string; readonly workspace: string };

/** An answer as somebody taught it, in their own words; `answer` is Markdown. */
export type TaughtContent = {
  readonly question: string;
  readonly ways: readonly string[];
  readonly answer: string;
  readonly source?: { readonly title: string; readonly url?: string };
  /** The term it defines. */
  readonly term?: string;
};
export type TaughtAnswer = TaughtContent & { readonly id: string; readonly at: number };
/** A draft to review before it is published. `answer` is the id it would get; `own`: the reviewer wrote it. */
export type TaughtDraft = {
  readonly id: string;
  readonly answer: string;
  readonly content: TaughtContent;
  readonly waiting: boolean;
  readonly own: boolean;
};
/** `by` is the keyed hash of a person, or empty if the person was forgotten. */
export type TaughtChange = {
  readonly answer: string;
  readonly version: number;
  readonly change: 'taught' | 'changed' | 'removed' | 'restored' | 'imported';
  readonly content: TaughtContent;
  readonly by: string;
  readonly at: number;
};
/** `waiting`: for a second person. `own`: its author can't also be the second person. `full`: the workspace has as many answers as allowed. */
export type TaughtSaved =
  | { readonly type: 'saved'; readonly answer: TaughtAnswer; readonly isNew: boolean }
  | { readonly type: 'waiting' | 'own' | 'gone' | 'full' };

/** Weekly posts; a channel of '' is a private message to the owner. See tips/weekly.ts. */
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

/** What each workspace taught and set. `version` grows with each change of either. */
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
  /** Publishes a draft; if `second`, only when somebody other than its author says so. */
  readonly save: (of: Workspace, from: Origin, id: string, second: boolean) => Promise<TaughtSaved>;
  readonly remove: (of: Workspace, from: Origin, id: string) => Promise<TaughtAnswer | undefined>;
  /** Latest first; of one answer or of all. */
  readonly history: (of: Workspace, limit: number, id?: string) => Promise<readonly TaughtChange[]>;
  readonly restore: (of: Workspace, from: Origin, id: string, version: number) => Promise<TaughtSaved>;
  /** Imports answers; those that already exist with the same words change nothing. Resolves with how many changed. */
  readonly take: (of: Workspace, answers: readonly TaughtAnswer[]) => Promise<number>;
  /** Replaces the settings with `set` of the previous ones, atomically. */
  readonly putSettings: (of: Workspace, set: (settings: string | undefined) => string) => Promise<void>;
  /** Every workspace that set something, at most `limit`. */
  readonly allSettings: (
    limit: number,
  ) => Promise<readonly { readonly place: string; readonly settings: string; readonly isGone: boolean }[]>;
  /** True for the first caller among all processes if the workspace is new. */
  readonly begin: (of: Workspace) => Promise<boolean>;
  /** Notes that the bot was removed from a workspace, or that it is back. */
  readonly left: (of: Workspace, isGone: boolean) => Promise<void>;
};
