// Questions to answers: what is answered, where, with which context, and what edits and deletions do to an answer.
import type { Document } from '../../../document/nodes.js';
import type { Target } from '../../../document/target.js';
import type { Form, Handle, Logger, Origin, Reply } from '../../../ports.js';
import type { Asked } from '../../shared/asked.js';
import { type DirectMessage, type Question, readQuestion } from '../in/receive.js';
import { renderForm } from '../out/form.js';
import type { SlackMessage } from '../out/limits.js';
import { type RenderOptions, renderMessage } from '../out/render.js';
import type { Deliver, Place, Replace, Tools } from './deliver.js';
import type { AnswerRecord, Memory } from './memory.js';
import type { Posted } from './post.js';
import { readThreadContext } from './thread.js';

export type ConversationParts = {
  readonly handle: Handle;
  readonly memory: Memory;
  readonly deliver: Deliver;
  readonly replace: Replace;
  readonly logger: Logger;
};

export type Conversation = ReturnType<typeof createConversation>;
type From = Origin & { readonly user: string };

export function createConversation(parts: ConversationParts) {
  const { handle, memory, deliver, replace, logger } = parts;

  /** Answers at a place, `again` for an answer that was given before; one who asks too much is told so in private. */
  const answer = async (
    tools: Tools,
    ask: Asked,
    from: From,
    place: Place,
    options: RenderOptions = {},
    again = false,
  ): Promise<Answered> => {
    const reply = await handle({ ...ask, from, ...(again ? { again } : {}) });
    if (reply.form !== undefined && (await openForm(tools, reply.form, place)))
      return { reply, posted: { type: 'sent', ts: undefined } };
    const message = messageOf(reply, ask, from, options);
    if (place.type === 'thread') remember(from, place.threadTs, reply.context);
    return { reply, posted: await deliver(tools, placeFor(reply, ask, place, from), message) };
  };

  // The time for it is short; where it is over, the document says what to do instead.
  const openForm = async ({ client, trigger }: Tools, form: Form, place: Place): Promise<boolean> => {
    if (trigger === undefined) return false;
    const at = 'channel' in place ? { channel: place.channel } : {};
    const thread = 'threadTs' in place && place.threadTs !== undefined ? { threadTs: place.threadTs } : {};
    try {
      await client.views.open({ trigger_id: trigger, view: renderForm(form, { ...at, ...thread }) });
      return true;
    } catch (error) {
      logger.warn('slack_form_not_opened', { error: error instanceof Error ? error.message : String(error) });
      return false;
    }
  };

  /** Answers in a thread, and remembers what the thread is about. */
  const answerInThread = async (
    tools: Tools,
    asked: Question,
    context: Target | undefined,
  ): Promise<string | undefined> => {
    const { from, threadTs, isReply } = asked;
    const place: Place = { type: 'thread', channel: from.channel, threadTs, begun: isReply };
    const { reply, posted } = await answer(tools, withContext(readQuestion(asked), context), from, place);
    return posted.type === 'sent' && reply.outcome !== 'limited' ? posted.ts : undefined;
  };

  const remember = (from: Origin, threadTs: string, context: Target | undefined): void => {
    if (context !== undefined) memory.contexts.set(threadKey(from, threadTs), context);
  };

  const recall = ({ from, threadTs }: Question): Target | undefined => memory.contexts.get(threadKey(from, threadTs));

  const mention = async (tools: Tools, asked: Question): Promise<void> => {
    if (memory.claim(asked.keys)) await answerInThread(tools, asked, recall(asked));
  };

  const direct = async (tools: Tools, message: DirectMessage, botUserId: string | undefined): Promise<void> => {
    switch (message.type) {
      case 'asked':
        if (memory.claim(message.asked.keys)) await askedDirectly(tools, message.asked, botUserId);
        return;
      case 'edited':
        if (memory.claim([`edit:${message.asked.keys[0]}:${message.version}`])) await edited(tools, message.asked);
        return;
      case 'deleted':
        await deleted(tools, message.channel, message.ts);
    }
  };

  const askedDirectly = async (tools: Tools, asked: Question, botUserId: string | undefined): Promise<void> => {
    // Another process, or this one before a restart, may have answered before: its answer tells the context.
    const context =
      recall(asked) ?? (asked.isReply ? await readThreadContext(tools.client, asked, botUserId, logger) : undefined);
    const posted = answerInThread(tools, asked, context);
    memory.answers.set(answerKey(asked.from.channel, asked.ts), { context, text: asked.text, posted });
    await posted;
  };

  const edited = async (tools: Tools, asked: Question): Promise<void> => {
    const record = memory.answers.get(answerKey(asked.from.channel, asked.ts));
    if (record === undefined || record.text === asked.text) return;
    record.text = asked.text;
    record.posted = updateAnswer(tools, asked, record);
    await record.posted;
  };

  const updateAnswer = async (
    tools: Tools,
    asked: Question,
    { posted, context }: AnswerRecord,
  ): Promise<string | undefined> => {
    const ts = await posted;
    if (ts === undefined) return answerInThread(tools, asked, context);
    const ask = withContext(readQuestion(asked), context);
    const reply = await handle({ ...ask, from: asked.from });
    if (reply.outcome === 'limited') return ts;
    remember(asked.from, asked.threadTs, reply.context);
    await replace(tools, asked.from.channel, ts, messageOf(reply, ask, asked.from));
    return ts;
  };

  const deleted = async (tools: Tools, channel: string, ts: string): Promise<void> => {
    const record = memory.answers.get(answerKey(channel, ts));
    memory.answers.delete(answerKey(channel, ts));
    const answerTs = await record?.posted;
    if (answerTs !== undefined) await tools.client.chat.delete({ channel, ts: answerTs });
  };

  return { answer, mention, direct };
}

export type Answered = { readonly reply: Reply; readonly posted: Posted };

/** The message of a reply. Help, notices and the steps of a guided choice are no answers to vote on. */
function messageOf(reply: Reply, ask: Asked, from: From, options: RenderOptions = {}): SlackMessage {
  const { document, why, outcome, context } = reply;
  if (outcome === 'limited') return renderMessage(document);
  if (outcome === 'private' || ask.type === 'command') {
    // What can be brought back can be voted on.
    const about = document.about === undefined ? {} : { ask: { type: 'press', target: document.about } as const };
    return renderMessage(document, about);
  }
  const isAnswer =
    outcome !== 'help' && !document.children.some((block) => block.type === 'choices' && block.role === 'steps');
  return renderMessage(document, {
    by: from.user,
    explained: saysMuch(why),
    ...(isAnswer ? { ask } : {}),
    ...(context === undefined ? {} : { context }),
    ...options,
  });
}

// A press has no reasons but its own score.
function saysMuch({ children }: Document): boolean {
  return children.some((block) => block.type === 'list' && block.children.length > 1);
}

// A command of another part of the bot says itself who sees what comes of it.
function placeFor({ outcome }: Reply, { type }: Asked, place: Place, from: From): Place {
  if (outcome === 'limited') return inPrivate(place, from);
  const isShared = type === 'command' && outcome !== 'private' && place.type === 'response';
  return isShared ? { ...place, to: 'channel' } : place;
}

/** The same place, for the asker only. A thread without replies shows nothing that is private. */
function inPrivate(place: Place, { user }: From): Place {
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

function answerKey(channel: string, ts: string): string {
  return `${channel}:${ts}`;
}
