// Questions in messages and their answers: a message is answered once, editing a question edits its answer, deleting it deletes the
// answer. A mention added by an edit is answered too.
import type { Clock } from '../../../ports.js';
import { type Answers, hashAsked, isRemoved, removed } from '../../shared/answers.js';
import { toIncoming } from '../../shared/asked.js';
import type { AnswerLink } from '../../shared/ports.js';
import type { DiscordQuestion } from '../in/receive.js';
import { createMessageAnswers, type DiscordMessageAnswersParts } from './message-answers.js';

type DiscordConversationParts = DiscordMessageAnswersParts & { readonly answers: Answers; readonly clock: Clock };

// Answer links are kept for seven days; whether an older question was answered is unknown.
const answeredLateMs = 6 * 24 * 60 * 60_000;

/** Carries what happens to a message over to its answer. Nothing here rejects. */
export function createConversation(parts: DiscordConversationParts) {
  const { handle, answers, api, present, fail, clock } = parts;
  const { answer, send, revise } = createMessageAnswers(parts);
  const guarded = (work: Promise<void>): Promise<void> =>
    work.catch((error: unknown) => {
      fail('message', error);
    });

  // Adding a link preview or pinning also updates a message.
  const update =
    (question: DiscordQuestion) =>
    async (link: AnswerLink | undefined): Promise<AnswerLink | undefined> => {
      if (link !== undefined)
        return isRemoved(link) || link.asked === hashAsked(question.asked) ? link : revise(question, link);
      const isRecent = clock.now() - timeOf(question.messageId) < answeredLateMs;
      return question.edited && isRecent ? answer(question) : undefined;
    };

  /** Answers a post that didn't ask the bot, once, if there is a sure answer; silent otherwise, even on failure. */
  const help = async (question: DiscordQuestion): Promise<void> => {
    const reply = await handle({ ...toIncoming(question.asked, question.from), seenBy: 'everybody' });
    if (reply.outcome !== 'answered') return;
    const { channel, messageId, asked, asker } = question;
    const link = { channel, asked: hashAsked(asked) };
    await answers.step(
      messageId,
      async (known) => known ?? { ...link, answers: await send(question, present(reply, asked, asker)) },
      true,
    );
  };

  return {
    posted: (question: DiscordQuestion): Promise<void> =>
      answers.isKnown(question.messageId) ? Promise.resolve() : guarded(help(question)),
    created: (question: DiscordQuestion): Promise<void> => {
      // Discord resends events after a lost connection.
      if (answers.isKnown(question.messageId)) return Promise.resolve();
      return guarded(answers.step(question.messageId, async (link) => link ?? answer(question), true));
    },
    updated: (question: DiscordQuestion): Promise<void> => guarded(answers.step(question.messageId, update(question))),
    deleted: (messageIds: readonly string[]): Promise<void> =>
      guarded(
        (async () => {
          for (const question of await answers.answered(messageIds)) {
            await answers.step(question, async (link) => {
              for (const message of link?.answers ?? []) await api.remove(link?.channel ?? '', message);
              return link === undefined ? undefined : removed(link);
            });
          }
        })(),
      ),
  };
}

// https://docs.discord.com/developers/reference#snowflakes
const epochMs = 1_420_070_400_000;

function timeOf(snowflake: string): number {
  return Number(BigInt(snowflake) >> 22n) + epochMs;
}
