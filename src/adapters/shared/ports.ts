// What the platforms need from the store. Types only.
import type { Offer, Typing, Vote } from '../../ports.js';

/** Events that several processes share. */
export type SharedEvents = {
  /** Claims an event by its id for an hour; true only for the first caller among all processes. */
  readonly take: (id: string) => Promise<boolean>;
};

/** The bot's messages that answer a person's, by platform ids. `asked` is a hash of the question. */
export type AnswerLink = { readonly channel: string; readonly answers: readonly string[]; readonly asked: string };

export type AnswerLinks = {
  readonly put: (platform: string, question: string, link: AnswerLink) => Promise<void>;
  /** Those of the questions that were answered within seven days. */
  readonly find: (platform: string, questions: readonly string[]) => Promise<ReadonlyMap<string, AnswerLink>>;
};

/** Completions while somebody types: what to show, and what to send for it. At most `limit`, from memory. */
export type Complete = (typed: string, limit: number) => readonly Offer[];

/** Completions for a command's option; undefined if no other part of the bot provides them. */
export type CompleteOption = (typing: Typing) => Promise<readonly Offer[] | undefined>;

export type TakeVote = (vote: Vote) => Promise<unknown>;
