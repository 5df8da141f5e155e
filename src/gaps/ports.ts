// What the desk asks of the store: votes, questions without an answer, and what is kept of people. Types only.
import type { Target } from '../document/target.js';
import type { Origin, Vote } from '../ports.js';

/** A question in its asker's words. `key` is the same for all questions that ask the same. */
export type AskedWords = { readonly key: string; readonly words: string };

/** A vote that a later one takes the place of, and when it was given last, in milliseconds since 1970. */
export type EarlierVote = { readonly helpful: boolean; readonly at: number };

export type Feedback = {
  /**
   * Keeps a vote; it takes the place of an earlier one of the same person on the same answer. A vote without a reason keeps the
   * reason of an earlier one that said the same. `asked` is what an answer that did not help had been asked. Tells the earlier one, where
   * it was given in the same workspace.
   */
  readonly put: (vote: Vote, asked?: AskedWords) => Promise<EarlierVote | undefined>;
  /** How many people an answer helped, and how many not. */
  readonly tally: (about: Target) => Promise<{ readonly helpful: number; readonly notHelpful: number }>;
};

/** Questions that ask the same and got no answer, or one that did not help. Times are milliseconds since 1970. */
export type Gap = {
  /** Tells nothing of the words. */
  readonly id: string;
  /** The latest wording, and all of them, latest first. */
  readonly words: string;
  readonly wordings: readonly string[];
  /** How often it got no answer. */
  readonly unanswered: number;
  /** How many people said that the answer did not help, and the reasons they gave. */
  readonly notHelpful: number;
  readonly reasons: readonly string[];
  readonly lastAt: number;
};

/** Whose questions: those of one workspace, as whoever manages it may see them, or all. */
export type GapScope = 'everywhere' | { readonly platform: string; readonly workspace: string };

export type Gaps = {
  /** Counts a question that got no answer. */
  readonly add: (from: Origin, asked: AskedWords) => Promise<void>;
  /** Those that are not done, most asked first. */
  readonly top: (scope: GapScope, limit: number, skip?: number) => Promise<readonly Gap[]>;
  readonly find: (scope: GapScope, id: string) => Promise<Gap | undefined>;
  /** Removes a gap; it comes back when somebody asks it again. */
  readonly finish: (scope: GapScope, id: string) => Promise<void>;
};

export type People = {
  /** Removes all that is kept of a person, also that they made a schedule; resolves with how many things that were. */
  readonly forget: (from: Origin) => Promise<number>;
  /**
   * Removes votes and words of questions from before a time, in milliseconds since 1970; what is from after `until` was written by a clock
   * that ran ahead, and counts as written then.
   */
  readonly purge: (before: number, until: number) => Promise<number>;
  /** Keeps a note on the clock: `take` makes the next of the last one. Tells the next one. */
  readonly noteClock: (take: (last: string | undefined) => string) => Promise<string>;
};
