// Decides which questions are answered, and what edits and deletions do to an answer.
import { assertNever } from '../../../document/nodes.js';
import type { Clock, Handle, Logger } from '../../../ports.js';
import { type Answers, removed } from '../../shared/answers.js';
import type { Asked } from '../../shared/asked.js';
import type { MessageEvent, SlackQuestion } from '../in/receive.js';
import { createAnswer } from './answer.js';
import { createContexts } from './contexts.js';
import type { DeliverMessage, Remove, Replace, Tools } from './deliver.js';
import type { Memory } from './memory.js';
import { createMessageAnswers } from './message-answers.js';

type ConversationParts = {
  readonly handle: Handle;
  readonly memory: Memory;
  readonly answers: Answers;
  readonly clock: Clock;
  /** Whether this process is the first to claim the id. */
  readonly takes: (id: string) => Promise<boolean>;
  readonly deliver: DeliverMessage;
  readonly replace: Replace;
  readonly remove: Remove;
  readonly logger: Logger;
};

export type Conversation = ReturnType<typeof createConversation>;

// Answer links are kept for seven days; whether an older question was answered is unknown.
const answeredLateMs = 6 * 24 * 60 * 60_000;

export function createConversation(parts: ConversationParts) {
  const { handle, memory, answers, remove, clock, takes, logger } = parts;
  const contexts = createContexts(memory, logger);
  const answer = createAnswer({ ...parts, contexts });
  const { post, revise, postUnasked } = createMessageAnswers({ ...parts, contexts, answer });

  const asked = async (tools: Tools, question: SlackQuestion, botUserId: string | undefined): Promise<void> => {
    const key = questionKey(question.from.channel, question.ts);
    if (!memory.claim(question.keys) || !(await takes(key))) return;
    await answers.step(key, async (link) => link ?? post(tools, question, botUserId), true);
  };

  // Slack sends the question again after each edit; one that had no answer, because it asked nothing, gets one now.
  const edited = async (
    tools: Tools,
    question: SlackQuestion,
    version: string,
    botUserId: string | undefined,
  ): Promise<void> => {
    if (!memory.claim([`edit:${question.keys[0]}:${version}`])) return;
    const key = questionKey(question.from.channel, question.ts);
    await answers.step(key, async (link) => {
      if (link !== undefined) return revise(tools, question, link, botUserId);
      return (await claimAnswer(question, key)) ? post(tools, question, botUserId) : undefined;
    });
  };

  // Another process may be about to answer it, and no answer is better than two.
  const claimAnswer = async (question: SlackQuestion, key: string): Promise<boolean> => {
    const isOld = clock.now() - Number(question.ts) * 1_000 > answeredLateMs;
    return !isOld && memory.claim(question.keys) && (await takes(key));
  };

  const deleted = async (tools: Tools, channel: string, ts: string): Promise<void> => {
    for (const key of await answers.answered([questionKey(channel, ts)])) {
      await answers.step(key, async (link) => {
        for (const answerTs of link?.answers ?? []) await remove(tools, channel, answerTs);
        return link === undefined ? undefined : removed(link);
      });
    }
  };

  const message = async (tools: Tools, happened: MessageEvent, botUserId: string | undefined): Promise<void> => {
    switch (happened.type) {
      case 'asked':
        return asked(tools, happened.asked, botUserId);
      case 'edited':
        return edited(tools, happened.asked, happened.version, botUserId);
      case 'deleted':
        return deleted(tools, happened.channel, happened.ts);
      default:
        return assertNever(happened);
    }
  };

  /** Answers a post that didn't ask the bot, once, in its thread, if there is a sure answer; otherwise silent. */
  const posted = async (tools: Tools, question: SlackQuestion): Promise<void> => {
    const key = questionKey(question.from.channel, question.ts);
    if (!memory.claim(question.keys)) return;
    const ask: Asked = { type: 'question', text: question.text, unasked: { also: [] } };
    const reply = await handle({ ...ask, from: question.from, seenBy: 'everybody' });
    if (reply.outcome !== 'answered' || !(await takes(key))) return;
    await answers.step(key, async (link) => link ?? (await postUnasked(tools, question, ask, reply)), true);
  };

  return { answer, message, posted };
}

function questionKey(channel: string, ts: string): string {
  return `${channel}:${ts}`;
}
