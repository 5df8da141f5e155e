// Records every question of a load test, and when it was asked, acknowledged, answered or turned away according to the fake platforms.
import type { FakeDiscord } from '../../test/fakes/discord/server.js';
import type { FakeSlack } from '../../test/fakes/slack/server.js';

export const kinds = [
  'Discord command',
  'Discord press',
  'Discord mention',
  'Slack command',
  'Slack press',
  'Slack mention',
] as const;
export type Kind = (typeof kinds)[number];

/** All times are of `performance.now()`. */
export type Question = {
  readonly kind: Kind;
  /** The id that the platform's replies refer to. */
  readonly id: string;
  readonly askedAt: number;
  acknowledgedAt?: number;
  answeredAt?: number;
  refusedAt?: number;
  /** Answers and refusals. */
  replies: number;
  /** The bot couldn't receive it in time: the platform's connection was cut. */
  cutOff: boolean;
  /** For an event from Discord's gateway. */
  readonly sequence?: number;
};

export type Ledger = ReturnType<typeof createLedger>;

const waitSign = '⏳';
const callback = /^\/interactions\/(\d+)\/[^/]+\/callback$/;
const byToken = /^\/webhooks\/\d+\/token-(\d+)/;
const reaction = /^\/channels\/\d+\/messages\/(\d+)\/reactions\/([^/]+)\/@me$/;
const post = /^\/channels\/\d+\/messages$/;
// An answer cut off after it had arrived has no status.
const landed = [0, 200, 204];

type Words = Readonly<Record<string, unknown>>;

/** Counts questions; `refusals` are the texts that turn somebody away. */
export function createLedger(discord: FakeDiscord, slack: FakeSlack, refusals: readonly string[]) {
  const questions: Question[] = [];
  const byId = new Map<string, Question>();
  let settled = 0;

  const said = (question: Question | undefined, words: unknown, isNew: boolean): void => {
    if (question === undefined || !isNew) return;
    if (question.replies === 0) settled += 1;
    question.replies += 1;
    const text = typeof words === 'string' ? words : JSON.stringify(words);
    const isRefusal = refusals.some((refusal) => text.includes(refusal));
    if (isRefusal) question.refusedAt ??= performance.now();
    else question.answeredAt ??= performance.now();
  };

  const readDiscord = (): void => {
    for (const { method, path, body, status } of discord.recorded.splice(0)) {
      if (!landed.includes(status)) continue;
      const fields = (body ?? {}) as Words;
      const [, id] = callback.exec(path) ?? byToken.exec(path) ?? [];
      const [, reacted, sign] = reaction.exec(path) ?? [];
      if (id !== undefined) {
        const question = byId.get(id);
        if (question === undefined) continue;
        question.acknowledgedAt ??= performance.now();
        said(question, fields['data'] ?? fields, discord.answersTo(id) > question.replies);
      } else if (reacted !== undefined) {
        const question = byId.get(reacted);
        // A reaction counts once, however often it is set.
        said(question, decodeURIComponent(sign ?? '') === waitSign ? (refusals[0] ?? '') : '', question?.replies === 0);
      } else if (method === 'POST' && post.test(path)) {
        const of = (fields['message_reference'] as { readonly message_id?: string } | undefined)?.message_id ?? '';
        const question = byId.get(of);
        said(question, fields, discord.repliesTo(of) > (question?.replies ?? 0));
      }
    }
  };
  const readSlack = (): void => {
    for (const { method, args, to } of slack.calls.splice(0)) {
      const id =
        method === 'chat.postMessage'
          ? args.thread_ts
          : method === 'chat.postEphemeral'
            ? args.user
            : method === 'response_url'
              ? to
              : undefined;
      if (typeof id === 'string') said(byId.get(id), args, true);
    }
  };
  discord.watch(readDiscord);
  slack.watch(readSlack);

  return {
    questions,
    /** Records a question before it is asked; `ids` are all that replies may refer to. */
    note: (kind: Kind, ids: readonly [string, ...string[]], sequence?: number): Question => {
      const question: Question = {
        kind,
        id: ids[0],
        askedAt: performance.now(),
        replies: 0,
        cutOff: false,
        ...(sequence === undefined ? {} : { sequence }),
      };
      questions.push(question);
      for (const id of ids) byId.set(id, question);
      return question;
    },
    /** How many have a reply. */
    settled: () => settled,
    /** Forgets all questions, as after a warm-up. */
    clear: (): void => {
      questions.length = 0;
      byId.clear();
      settled = 0;
    },
  };
}
