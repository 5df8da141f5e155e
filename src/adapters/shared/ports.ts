// What the platforms ask of the store. Types only.
import type { Offer, Typing, Vote } from '../../ports.js';

/** Events that several processes share. */
export type SharedEvents = {
  /** Takes an event by its id, for an hour; true for the one call, of all processes, that was first. */
  readonly take: (id: string) => Promise<boolean>;
};

/** The bot's messages that answer a person's, by ids that are the platform's. `asked` is a hash of what was asked. */
export type AnswerLink = { readonly channel: string; readonly answers: readonly string[]; readonly asked: string };

export type AnswerLinks = {
  readonly put: (platform: string, question: string, link: AnswerLink) => Promise<void>;
  /** Those of the questions that were answered within seven days. */
  readonly find: (platform: string, questions: readonly string[]) => Promise<ReadonlyMap<string, AnswerLink>>;
};

/** What to offer while somebody types: what it is called, and what to send for it. At most `limit`, from memory. */
export type Complete = (typed: string, limit: number) => readonly Offer[];

/** Offers for an option of a command; undefined where no other part of the bot has it. */
export type CompleteOption = (typing: Typing) => Promise<readonly Offer[] | undefined>;

/** Takes a vote on an answer. */
export type TakeVote = (vote: Vote) => Promise<unknown>;
