// Records every question of a storm, and how many answers the fake platforms have received.
import { randomUUID } from 'node:crypto';
import { applicationId, messageOf, slash, snowflake } from '../../fakes/discord/people.js';
import type { FakeDiscord } from '../../fakes/discord/server.js';
import { eventBody, mention, slashCommand } from '../../fakes/slack/payloads.js';
import { botUser, type FakeSlack } from '../../fakes/slack/server.js';

export type Kind = 'discord command' | 'discord mention' | 'slack command' | 'slack mention';
export type Question = {
  readonly kind: Kind;
  readonly id: string;
  readonly words: string;
  /** A killed process was handling it: it may have no answer, but never two. */
  inFlightAtKill: boolean;
};

const sentTwice = 7;

export type Ledger = ReturnType<typeof createLedger>;

/** Asks questions and counts answers; `until` waits for the effect of requests to a platform. */
export function createLedger(discord: FakeDiscord, slack: FakeSlack) {
  const questions: Question[] = [];
  const open = new Set<Question>();
  const counts = new Map<string, number>();
  const read = { discord: 0, slack: 0 };
  const waiting = new Set<() => void>();

  // Discord counts answers to interactions itself; everything else is counted from the requests.
  const count = (): void => {
    const add = (id: unknown): void => {
      if (typeof id === 'string') counts.set(id, (counts.get(id) ?? 0) + 1);
    };
    for (; read.slack < slack.calls.length; read.slack += 1) {
      const { method, args, to } = slack.calls[read.slack] ?? { method: '', args: {} };
      if (method === 'chat.postMessage') add(args.thread_ts);
      if (method === 'response_url') add(to);
    }
  };
  const answersTo = ({ kind, id }: Question): number => {
    if (kind === 'discord command') return discord.answersTo(id);
    if (kind === 'discord mention') return discord.repliesTo(id);
    count();
    return counts.get(id) ?? 0;
  };

  const look = (): void => {
    for (const check of waiting) check();
  };
  discord.watch(look);
  slack.watch(look);

  /** Resolves when the condition holds; it is checked after each request of the bot. Rejects if that takes too long. */
  const until = (what: string, holds: () => boolean, withinMs = 60_000): Promise<void> =>
    new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        waiting.delete(check);
        reject(new Error(`${what}: not within ${withinMs} ms`));
      }, withinMs);
      const check = (): void => {
        if (!holds()) return;
        clearTimeout(timer);
        waiting.delete(check);
        resolve();
      };
      waiting.add(check);
      check();
    });

  const note = (kind: Kind, id: string, words: string): Question => {
    const question = { kind, id, words, inFlightAtKill: false };
    questions.push(question);
    open.add(question);
    return question;
  };

  // Slack resends what nobody acknowledged, with the same words and the number of the retry.
  const offer = async (question: Question, send: (extra: object) => Promise<boolean>): Promise<Question> => {
    for (let attempt = 0; ; attempt += 1) {
      const retry = attempt === 0 ? {} : { retry_attempt: attempt, retry_reason: 'timeout' };
      if (await send(retry)) return question;
      await until('Slack is connected', () => slack.socketCount() > 0);
    }
  };

  return {
    questions,
    until,
    /** Sends a question; resolves once the bot has it, as far as the platform can tell. */
    ask: async (kind: Kind, words: string): Promise<Question> => {
      switch (kind) {
        case 'discord command': {
          const interaction = slash('ai-ask', { question: words });
          const question = note(kind, interaction.id, words);
          discord.interact(interaction);
          return question;
        }
        case 'discord mention': {
          const question = note(kind, snowflake(), words);
          discord.message(messageOf({ id: question.id, content: `<@${applicationId}> ${words}` }));
          return question;
        }
        case 'slack command': {
          const question = note(kind, randomUUID(), words);
          const payload = slashCommand('/ai-ask', words, slack.responseUrl(question.id));
          return offer(question, (extra) => slack.offer('slash_commands', payload, extra));
        }
        case 'slack mention': {
          const event = mention(`<@${botUser}> ${words}`);
          const question = note(kind, event.ts, words);
          await offer(question, (extra) => slack.offer('events_api', eventBody(event), extra));
          // Slack resends some events although they were acknowledged.
          if (questions.length % sentTwice === 0)
            void slack.offer('events_api', eventBody(event), { retry_attempt: 1 });
          return question;
        }
      }
    },
    /** Resolves when a question has an answer, or was in progress when the process was killed. */
    answered: async (question: Question): Promise<void> => {
      await until(
        `an answer to a ${question.kind}, ${JSON.stringify(question.words)}`,
        () => question.inFlightAtKill || answersTo(question) > 0,
        90_000,
      );
      open.delete(question);
    },
    /** Unanswered questions. */
    open: () => [...open].filter((question) => answersTo(question) === 0),
    markKilled: (): void => {
      for (const question of open) question.inFlightAtKill = answersTo(question) === 0;
      look();
    },
    answersTo,
  };
}
