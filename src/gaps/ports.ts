// What the desk needs from the store: votes, unanswered questions, and people's data. Types only.
import type { Target } from '../document/target.js';
import type { Origin, Vote } from '../ports.js';

/** A question in its asker's words. `key` is the same for all questions that ask the same. */
export type AskedWords = { readonly key: string; readonly words: string };

/** A vote that a later one replaces, and when it was last cast, in milliseconds since 1970. */
export type EarlierVote = { readonly helpful: boolean; readonly at: number };

export type Feedback = {
  /**
   * Stores a vote, replacing an earlier one by the same person on the same answer. A vote without a reason keeps the reason of an earlier
   * vote the same way. `asked` is the question of an unhelpful answer. Resolves with the earlier vote if it was cast in the same
   * workspace.
   */
  readonly put: (vote: Vote, asked?: AskedWords) => Promise<EarlierVote | undefined>;
  /** How many people an answer helped, and how many not. */
  readonly tally: (about: Target) => Promise<{ readonly helpful: number; readonly notHelpful: number }>;
};

/** Questions that ask the same and got no answer, or an unhelpful one. */
export type Gap = {
  /** Reveals nothing of the words. */
  readonly id: string;
  /** The latest wording, and all of them, latest first. */
  readonly words: string;
  readonly wordings: readonly string[];
  /** How often it went unanswered. */
  readonly unanswered: number;
  /** How many people said that the answer didn't help, and their reasons. */
  readonly notHelpful: number;
  readonly reasons: readonly string[];
};

/** Whose questions: those of one workspace, for whoever manages it, or all. */
export type GapScope = 'everywhere' | { readonly platform: string; readonly workspace: string };

export type Gaps = {
  /** Counts an unanswered question. */
  readonly add: (from: Origin, asked: AskedWords) => Promise<void>;
  /** Open gaps, most asked first. */
  readonly top: (scope: GapScope, limit: number, skip?: number) => Promise<readonly Gap[]>;
  readonly find: (scope: GapScope, id: string) => Promise<Gap | undefined>;
  /** Removes a gap; it comes back if somebody asks it again. */
  readonly finish: (scope: GapScope, id: string) => Promise<void>;
};

export type People = {
  /** Deletes everything kept on a person, including that they made a schedule; resolves with the number of items. */
  readonly forget: (from: Origin) => Promise<number>;
  /**
   * Deletes votes and words of questions from before a time, in milliseconds since 1970; whatever is dated after `until` was written by a
   * clock that ran ahead, and is treated as written then.
   */
  readonly purge: (before: number, until: number) => Promise<number>;
  /** Stores a note on the clock: `take` makes the next note from the last. Resolves with the next. */
  readonly noteClock: (take: (last: string | undefined) => string) => Promise<string>;
};
