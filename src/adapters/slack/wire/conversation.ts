// Questions to answers: what is answered, where, with which context, and what edits and deletions do to an answer.

import type { Form } from '../../../document/form.js';
import { assertNever, type Document } from '../../../document/nodes.js';
import type { Target } from '../../../document/target.js';
import type { Clock, Handle, Logger, Origin, Reply } from '../../../ports.js';
import { type Answers, hashAsked, isRemoved, removed } from '../../shared/answers.js';
import type { Asked } from '../../shared/asked.js';
import { pointsAt } from '../../shared/pointing.js';
import type { AnswerLink } from '../../shared/ports.js';
import { type MessageEvent, readQuestion, type SlackQuestion } from '../in/receive.js';
import { renderForm } from '../out/form.js';
import { renderHelp } from '../out/help.js';
import type { SlackMessage } from '../out/limits.js';
import { renderMessage, renderNotice, type SlackRenderOptions } from '../out/render.js';
import type { DeliverMessage, Remove, Replace, SlackPlace, Tools } from './deliver.js';
import type { Memory } from './memory.js';
import { rateLimited, type SlackPosted } from './post.js';
import { readMessageWords, readThreadContext } from './thread.js';

export type ConversationParts = {
  readonly handle: Handle;
  readonly memory: Memory;
  readonly answers: Answers;
  readonly clock: Clock;
  /** Whether this process is the first of all to take something. */
  readonly takes: (id: string) => Promise<boolean>;
  readonly deliver: DeliverMessage;
  readonly replace: Replace;
  readonly remove: Remove;
  readonly logger: Logger;
};

export type Conversation = ReturnType<typeof createConversation>;
type From = Origin & { readonly user: string };

export function createConversation(parts: ConversationParts) {
  const { handle, memory, answers, deliver, replace, remove, logger, clock, takes } = parts;

  /** Answers at a place, `again` for an answer that was given before; one who asks too much is told so in private. */
  const answer = async (
    tools: Tools,
    ask: Asked,
    from: From,
    place: SlackPlace,
    options: SlackRenderOptions = {},
    again = false,
  ): Promise<Answered> => {
    const reply = await handle({ ...ask, from, seenBy: seenBy(place), ...(again ? { again } : {}) });
    // A command that stays silent would look like a failure.
    if (place.type === 'thread' && isSilent(reply)) return { reply, posted: { type: 'sent', ts: undefined } };
    if (reply.form !== undefined && (await openForm(tools, reply.form, place, from)))
      return { reply, posted: { type: 'sent', ts: undefined } };
    const message = messageOf(reply, ask, from, options);
    if (place.type === 'thread') remember(from, place.threadTs, reply.context);
    const posted = await deliver(tools, placeFor(reply, ask, place, from), message);
    // Who waits for a channel that is full is told so; a private word is counted by itself.
    if (place.type === 'thread' && posted.type === 'refused' && posted.code === rateLimited)
      await deliver(tools, inPrivate(place, from), renderNotice(channelFull));
    return { reply, posted };
  };

  // The time for it is short; where it is over, the document says what to do instead.
  const openForm = async (
    { client, trigger }: Tools,
    form: Form,
    place: SlackPlace,
    { channel }: From,
  ): Promise<boolean> => {
    if (trigger === undefined) return false;
    // A response_url is gone by the time the form is sent.
    const at = channel === undefined ? {} : { channel };
    const thread = 'threadTs' in place && place.threadTs !== undefined ? { threadTs: place.threadTs } : {};
    try {
      await client.views.open({ trigger_id: trigger, view: renderForm(form, { ...at, ...thread }) });
      return true;
    } catch (error) {
      logger.warn('slack_form_not_opened', { error: error instanceof Error ? error.message : String(error) });
      return false;
    }
  };

  // "Explain this" is about what was forwarded with it, what its thread began with, or what its writer has open; undefined where the bot is
  // not shown that.
  const resolve = async (tools: Tools, asked: SlackQuestion): Promise<Asked | undefined> => {
    const { text, attached, viewed, isReply, threadTs, from } = asked;
    if (!pointsAt(text)) return readQuestion(asked);
    if (attached !== '') return { type: 'explain', text: attached };
    const place = isReply ? { channel: from.channel, ts: threadTs } : viewed;
    if (place === undefined) return readQuestion(asked);
    const words = await readMessageWords(tools.client, place, logger);
    return words === undefined ? undefined : { type: 'explain', text: words };
  };

  /** Answers in a thread, and remembers what the thread is about. */
  const answerInThread = async (
    tools: Tools,
    asked: SlackQuestion,
    context: Target | undefined,
  ): Promise<string | undefined> => {
    const { from, threadTs, isReply } = asked;
    const place: SlackPlace = { type: 'thread', channel: from.channel, threadTs, begun: isReply };
    const ask = await resolve(tools, asked);
    if (ask === undefined) {
      await deliver(tools, asked.isDirect ? place : inPrivate(place, from), renderNotice(unseen));
      return undefined;
    }
    const { reply, posted } = await answer(tools, withContext(ask, context), from, place);
    return posted.type === 'sent' && reply.outcome !== 'limited' ? posted.ts : undefined;
  };

  const remember = (from: Origin, threadTs: string, context: Target | undefined): void => {
    if (context !== undefined) memory.contexts.set(threadKey(from, threadTs), context);
  };

  const recall = ({ from, threadTs }: SlackQuestion): Target | undefined =>
    memory.contexts.get(threadKey(from, threadTs));

  const contextOf = async (
    tools: Tools,
    asked: SlackQuestion,
    botUserId: string | undefined,
  ): Promise<Target | undefined> => {
    const known = recall(asked);
    if (known !== undefined || !asked.isReply || !asked.isDirect) return known;
    // Another process, or this one before a restart, may have answered before: its answer tells the context.
    return readThreadContext(tools.client, asked, botUserId, logger);
  };

  const post = async (tools: Tools, asked: SlackQuestion, botUserId: string | undefined): Promise<AnswerLink> => {
    const context = await contextOf(tools, asked, botUserId);
    // The thread goes on from the answer, so that it tells no more what the question was asked in.
    if (context !== undefined) memory.contexts.set(contextKey(asked), context);
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
    const context = memory.contexts.get(contextKey(asked));
    const resolved = await resolve(tools, asked);
    if (resolved === undefined) return next;
    const ask = withContext(resolved, context);
    const reply = await handle({ ...ask, from: asked.from, seenBy: 'everybody' });
    if (reply.outcome === 'limited' || isSilent(reply)) return next;
    remember(asked.from, asked.threadTs, reply.context);
    const replaced = await replace(tools, asked.from.channel, ts, messageOf(reply, ask, asked.from));
    return replaced.type === 'refused' && replaced.code === 'message_not_found' ? removed(link) : next;
  };

  const asked = async (tools: Tools, question: SlackQuestion, botUserId: string | undefined): Promise<void> => {
    const key = questionKey(question.from.channel, question.ts);
    if (!memory.claim(question.keys) || !(await takes(key))) return;
    await answers.step(key, async (link) => link ?? post(tools, question, botUserId), true);
  };

  // Slack says it again for each change; a question that got no answer so far, since it was none, gets one now.
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

  // Another process may be about to answer it, and an answer too few is better than two.
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

  /** Answers what nobody asked the bot, once, in its thread, where there is a sure answer; silent where not. */
  const posted = async (tools: Tools, question: SlackQuestion): Promise<void> => {
    const key = questionKey(question.from.channel, question.ts);
    if (!memory.claim(question.keys)) return;
    const ask: Asked = { type: 'question', text: question.text, unasked: { also: [] } };
    const reply = await handle({ ...ask, from: question.from, seenBy: 'everybody' });
    if (reply.outcome !== 'answered' || !(await takes(key))) return;
    await answers.step(key, async (link) => link ?? (await postUnasked(tools, question, ask, reply)), true);
  };

  const postUnasked = async (tools: Tools, question: SlackQuestion, ask: Asked, reply: Reply): Promise<AnswerLink> => {
    const { from, threadTs } = question;
    remember(from, threadTs, reply.context);
    const place: SlackPlace = { type: 'thread', channel: from.channel, threadTs, begun: false };
    const sent = await deliver(tools, place, messageOf(reply, ask, from, { unasked: true }));
    const ts = sent.type === 'sent' ? sent.ts : undefined;
    return { channel: from.channel, answers: ts === undefined ? [] : [ts], asked: hashAsked(readQuestion(question)) };
  };

  return { answer, message, posted };
}

const unseen =
  'Slack does not show me that message. Open its menu, choose More message shortcuts, then Explain AI terms.';
const channelFull = 'Slack lets me write here again in a while: too much was posted. Ask again then, or use /ai-ask.';

// Which questions were answered is known for seven days; of an older one nobody can tell.
const answeredLateMs = 6 * 24 * 60 * 60_000;

function seenBy(place: SlackPlace): 'everybody' | 'asker' {
  const isShared = place.type === 'thread' || (place.type === 'response' && place.to === 'channel');
  return isShared ? 'everybody' : 'asker';
}

// Small talk, and a second word on a limit.
function isSilent({ outcome, told }: Reply): boolean {
  return outcome === 'talk' || (outcome === 'limited' && told === true);
}

export type Answered = { readonly reply: Reply; readonly posted: SlackPosted };

/** The message of a reply. Help, notices and the steps of a guided choice are no answers to vote on. */
function messageOf(reply: Reply, ask: Asked, from: From, options: SlackRenderOptions = {}): SlackMessage {
  const { document, why, outcome, context } = reply;
  if (outcome === 'limited') return renderMessage(document);
  if (outcome === 'private' || ask.type === 'command') {
    // What can be brought back can be voted on.
    const about = document.about === undefined ? {} : { ask: { type: 'press', target: document.about } as const };
    return renderMessage(document, about);
  }
  const isAnswer =
    outcome !== 'help' && !document.children.some((block) => block.type === 'choices' && block.role === 'steps');
  const render = outcome === 'help' && document.about?.type === 'help' ? renderHelp : renderMessage;
  return render(document, {
    by: from.user,
    explained: saysMuch(why),
    ...(isAnswer ? { ask } : {}),
    ...(context === undefined ? {} : { context }),
    ...options,
  });
}

// A press has no reasons.
function saysMuch({ children }: Document): boolean {
  return children.some(({ type }) => type === 'list');
}

// A command of another part of the bot says itself who sees what comes of it.
function placeFor({ outcome, hidden = false }: Reply, { type }: Asked, place: SlackPlace, from: From): SlackPlace {
  if (outcome === 'limited' || hidden) return inPrivate(place, from);
  const isShared = type === 'command' && outcome !== 'private' && place.type === 'response';
  return isShared ? { ...place, to: 'channel' } : place;
}

/** The same place, for the asker only. A thread without replies shows nothing that is private. */
function inPrivate(place: SlackPlace, { user }: From): SlackPlace {
  if (place.type === 'thread') {
    const { channel, threadTs, begun } = place;
    return { type: 'private', channel, user, ...(begun ? { threadTs } : {}) };
  }
  return place.type === 'response' ? { ...place, to: 'asker' } : place;
}

function withContext(ask: Asked, context: Target | undefined): Asked {
  return ask.type === 'question' && context !== undefined ? { ...ask, context } : ask;
}

function threadKey({ workspace, channel }: Origin, threadTs: string): string {
  return `${workspace}:${channel}:${threadTs}`;
}

// What a question was asked in.
function contextKey({ from, ts }: SlackQuestion): string {
  return `asked:${questionKey(from.channel, ts)}`;
}

function questionKey(channel: string, ts: string): string {
  return `${channel}:${ts}`;
}
