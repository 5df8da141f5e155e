// Links people's messages to the bot's answers, so that an edit edits the answer and a deletion deletes it. Kept in bounded memory, and in
// the database for restarts and other processes. Steps on one question run one after the other.
import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { Logger } from '../../ports.js';
import type { Asked } from './asked.js';
import type { AnswerLink, AnswerLinks } from './ports.js';

/** A step on a question: from how it is answered so far to how it is answered now; the same for no change. */
type AnswerStep = (link: AnswerLink | undefined) => Promise<AnswerLink | undefined>;

export type Answers = {
  /** Whether this process has started on the question. */
  readonly isKnown: (question: string) => boolean;
  /** Runs a step after those before it. `isNew`: skip the database. Rejects if the step does. */
  readonly step: (question: string, step: AnswerStep, isNew?: boolean) => Promise<void>;
  /** Those of the questions that were answered, here or in another process. */
  readonly answered: (questions: readonly string[]) => Promise<readonly string[]>;
};

const maxRemembered = 10_000;

type RememberedLink = { link: AnswerLink | undefined; tail: Promise<unknown> };

export function createAnswers(platform: string, links: AnswerLinks | undefined, logger: Logger): Answers {
  const entries = new LRUCache<string, RememberedLink>({ max: maxRemembered });

  // A failing database must not keep questions from being answered.
  const find = async (questions: readonly string[]): Promise<ReadonlyMap<string, AnswerLink>> => {
    try {
      return (await links?.find(platform, questions)) ?? new Map();
    } catch (error) {
      logger.warn('answer_links_unread', { problem: error instanceof Error ? error.message : String(error) });
      return new Map();
    }
  };

  const keep = (question: string, link: AnswerLink): void => {
    links?.put(platform, question, link).catch((error: unknown) => {
      logger.warn('answer_link_not_kept', { problem: error instanceof Error ? error.message : String(error) });
    });
  };

  return {
    isKnown: (question) => entries.has(question),
    step: (question, step, isNew = false) => {
      const known = entries.get(question);
      const entry: RememberedLink = known ?? { link: undefined, tail: Promise.resolve() };
      if (known === undefined) entries.set(question, entry);
      const run = async (): Promise<void> => {
        if (known === undefined && !isNew) entry.link = (await find([question])).get(question);
        const before = entry.link;
        const after = await step(before);
        entry.link = after;
        if (after !== undefined && after !== before) keep(question, after);
      };
      const done = entry.tail.then(run);
      entry.tail = done.catch(() => undefined);
      return done;
    },
    answered: async (questions) => {
      const others = questions.filter((question) => !entries.has(question));
      const found = others.length === 0 ? new Map() : await find(others);
      return questions.filter((question) => entries.has(question) || found.has(question));
    },
  };
}

/** Marks an answer as removed: it doesn't come back, whatever happens to its question. */
export function removed({ channel }: AnswerLink): AnswerLink {
  return { channel, answers: [], asked: '' };
}

export function isRemoved({ asked }: AnswerLink): boolean {
  return asked === '';
}

/** A hash of the question: an edit that asks the same changes nothing, and nobody's words are stored. */
export function hashAsked(asked: Asked): string {
  return createHash('sha256').update(JSON.stringify(asked)).digest('base64url').slice(0, 22);
}
