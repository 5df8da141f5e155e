// Which messages of the bot answer which message of a person, so that an edit edits the answer and a deletion takes it along: remembered
// in bounded memory, and kept in the database for after a restart and for other processes. What happens to a question happens in turn.
import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { Logger } from '../../ports.js';
import type { Asked } from './asked.js';
import type { AnswerLink, AnswerLinks } from './ports.js';

/** What is done to a question: from how it was answered so far to how it is answered now; the same for no change. */
export type AnswerStep = (link: AnswerLink | undefined) => Promise<AnswerLink | undefined>;

export type Answers = {
  /** Whether something was begun for the question in this process. */
  readonly isKnown: (question: string) => boolean;
  /** Does a step after those before it. `isNew`: the database need not be asked. Rejects as the step does. */
  readonly step: (question: string, step: AnswerStep, isNew?: boolean) => Promise<void>;
  /** Those of the questions that were answered, here or elsewhere. */
  readonly answered: (questions: readonly string[]) => Promise<readonly string[]>;
};

const maxRemembered = 10_000;

type RememberedLink = { link: AnswerLink | undefined; tail: Promise<unknown> };

export function createAnswers(platform: string, links: AnswerLinks | undefined, logger: Logger): Answers {
  const entries = new LRUCache<string, RememberedLink>({ max: maxRemembered });

  // Questions are answered whatever becomes of the database.
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

/** An answer that was removed: it does not come back, whatever becomes of its question. */
export function removed({ channel }: AnswerLink): AnswerLink {
  return { channel, answers: [], asked: '' };
}

export function isRemoved({ asked }: AnswerLink): boolean {
  return asked === '';
}

/** A hash of what was asked: an edit that asks the same changes nothing, and nobody's words are kept. */
export function hashAsked(asked: Asked): string {
  return createHash('sha256').update(JSON.stringify(asked)).digest('base64url').slice(0, 22);
}
