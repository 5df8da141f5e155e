// Answers to messages: posted in the question's thread, and edited when the question is edited.
import type { Target } from '../../../document/target.js';
import type { Handle, Logger, Reply } from '../../../ports.js';
import { hashAsked, isRemoved, removed } from '../../shared/answers.js';
import type { Asked } from '../../shared/asked.js';
import { pointsAt } from '../../shared/pointing.js';
import type { AnswerLink } from '../../shared/ports.js';
import { readQuestion, type SlackQuestion } from '../in/receive.js';
import { renderNotice } from '../out/render.js';
import type { createAnswer } from './answer.js';
import type { Contexts } from './contexts.js';
import type { DeliverMessage, Replace, SlackPlace, Tools } from './deliver.js';
import { inPrivate, isSilent, messageOf } from './replies.js';
import { readMessageWords } from './thread.js';

type MessageAnswersParts = {
  readonly handle: Handle;
  readonly contexts: Contexts;
  readonly answer: ReturnType<typeof createAnswer>;
  readonly deliver: DeliverMessage;
  readonly replace: Replace;
  readonly logger: Logger;
};

const unseen =
  'Slack does not show me that message. Open its menu, choose More message shortcuts, then Explain AI terms.';

export function createMessageAnswers({ handle, contexts, answer, deliver, replace, logger }: MessageAnswersParts) {
  /** Answers in a thread, and remembers what the thread is about. */
  const answerInThread = async (
    tools: Tools,
    asked: SlackQuestion,
    context: Target | undefined,
  ): Promise<string | undefined> => {
    const { from, threadTs, isReply } = asked;
    const place: SlackPlace = { type: 'thread', channel: from.channel, threadTs, begun: isReply };
    const ask = await resolve(tools, asked, logger);
    if (ask === undefined) {
      await deliver(tools, asked.isDirect ? place : inPrivate(place, from), renderNotice(unseen));
      return undefined;
    }
    const { reply, posted } = await answer(tools, withContext(ask, context), from, place);
    return posted.type === 'sent' && reply.outcome !== 'limited' ? posted.ts : undefined;
  };

  const post = async (tools: Tools, asked: SlackQuestion, botUserId: string | undefined): Promise<AnswerLink> => {
    const context = await contexts.find(tools, asked, botUserId);
    contexts.keep(asked, context);
    const ts = await answerInThread(tools, asked, context);
    return {
      channel: asked.from.channel,
      answers: ts === undefined ? [] : [ts],
      asked: hashAsked(readQuestion(asked)),
    };
  };

  const revise = async (tools: Tools, asked: SlackQuestion, link: AnswerLink, botUserId: string | undefined) => {
    const [ts] = link.answers;
    const next = { ...link, asked: hashAsked(readQuestion(asked)) };
    if (isRemoved(link) || link.asked === next.asked) return link;
    if (ts === undefined) return post(tools, asked, botUserId);
    const context = contexts.kept(asked);
    const resolved = await resolve(tools, asked, logger);
    if (resolved === undefined) return next;
    const ask = withContext(resolved, context);
    const reply = await handle({ ...ask, from: asked.from, seenBy: 'everybody' });
    if (reply.outcome === 'limited' || isSilent(reply)) return next;
    contexts.remember(asked.from, asked.threadTs, reply.context);
    const replaced = await replace(tools, asked.from.channel, ts, messageOf(reply, ask, asked.from));
    return replaced.type === 'refused' && replaced.code === 'message_not_found' ? removed(link) : next;
  };

  /** Answers a post that didn't ask the bot. */
  const postUnasked = async (tools: Tools, question: SlackQuestion, ask: Asked, reply: Reply): Promise<AnswerLink> => {
    const { from, threadTs } = question;
    contexts.remember(from, threadTs, reply.context);
    const place: SlackPlace = { type: 'thread', channel: from.channel, threadTs, begun: false };
    const sent = await deliver(tools, place, messageOf(reply, ask, from, { unasked: true }));
    const ts = sent.type === 'sent' ? sent.ts : undefined;
    return { channel: from.channel, answers: ts === undefined ? [] : [ts], asked: hashAsked(readQuestion(question)) };
  };

  return { post, revise, postUnasked };
}

// "Explain this" points at what was forwarded with it, at the start of its thread, or at what its writer has open; undefined if the bot
// can't see that.
async function resolve(tools: Tools, asked: SlackQuestion, logger: Logger): Promise<Asked | undefined> {
  const { text, attached, viewed, isReply, threadTs, from } = asked;
  if (!pointsAt(text)) return readQuestion(asked);
  if (attached !== '') return { type: 'explain', text: attached };
  const place = isReply ? { channel: from.channel, ts: threadTs } : viewed;
  if (place === undefined) return readQuestion(asked);
  const words = await readMessageWords(tools.client, place, logger);
  return words === undefined ? undefined : { type: 'explain', text: words };
}

function withContext(ask: Asked, context: Target | undefined): Asked {
  return ask.type === 'question' && context !== undefined ? { ...ask, context } : ask;
}
