// Answers to messages: posted as replies, and edited when the question is edited.
import { LRUCache } from 'lru-cache';
import type { Handle } from '../../../ports.js';
import { hashAsked, removed } from '../../shared/answers.js';
import { toIncoming } from '../../shared/asked.js';
import type { AnswerLink } from '../../shared/ports.js';
import type { DiscordQuestion } from '../in/receive.js';
import type { Rendered } from '../out/render.js';
import type { Api } from './api.js';
import { apology, notice, pagesOf } from './deliver.js';
import type { Delivered, Fail } from './failures.js';
import type { Present } from './replies.js';

export type DiscordMessageAnswersParts = {
  readonly handle: Handle;
  readonly api: Api;
  readonly present: Present;
  readonly fail: Fail;
  readonly delivered: Delivered;
};

const waitSign = '⏳';
const thanksSign = '👍';
const hints = {
  reply:
    'Discord does not show me what you wrote, since your reply does not mention me. Mention me in it, or ask with /ai-ask.',
  message: 'Discord does not show me that message. Open its menu and choose Apps, then Explain AI terms.',
} as const;
const maxHinted = 5_000;
const hintEveryMs = 60 * 60_000;
type DrawnReply =
  | { readonly type: 'answer'; readonly rendered: Rendered }
  | { readonly type: 'sign'; readonly sign?: string };

export function createMessageAnswers({ handle, api, present, fail, delivered }: DiscordMessageAnswersParts) {
  const draw = async (question: DiscordQuestion): Promise<DrawnReply> => {
    try {
      const reply = await handle({ ...toIncoming(question.asked, question.from), seenBy: 'everybody' });
      if (reply.outcome === 'talk') return { type: 'sign', sign: thanksSign };
      // Elsewhere everybody would see it.
      if (reply.outcome === 'limited' && !question.direct)
        return reply.told === true ? { type: 'sign' } : { type: 'sign', sign: waitSign };
      return { type: 'answer', rendered: present(reply, question.asked, question.asker) };
    } catch (error) {
      return { type: 'answer', rendered: apology(fail('message', error)) };
    }
  };

  // Once in a while per channel: people who turn the ping off on purpose needn't be told each time.
  const hinted = new LRUCache<string, true>({ max: maxHinted, ttl: hintEveryMs });
  const hint = async ({ channel, messageId, hidden = 'reply' }: DiscordQuestion): Promise<void> => {
    const key = `${channel}:${hidden}`;
    if (hinted.has(key)) return;
    hinted.set(key, true);
    await api.post(channel, [notice(hints[hidden])], { nonce: messageId, replyTo: messageId });
  };

  const answer = async (question: DiscordQuestion): Promise<AnswerLink> => {
    const { channel, messageId } = question;
    const link = { channel, asked: hashAsked(question.asked) };
    if (question.hidden !== undefined) {
      await hint(question);
      return { ...link, answers: [] };
    }
    const drawn = await draw(question);
    if (drawn.type === 'sign') {
      if (drawn.sign !== undefined) await api.react(channel, messageId, drawn.sign);
      return { ...link, answers: [] };
    }
    return { ...link, answers: await send(question, drawn.rendered) };
  };

  const send = async (
    { channel, messageId, direct }: DiscordQuestion,
    rendered: Rendered,
  ): Promise<readonly string[]> => {
    const posted: string[] = [];
    const { plain, text } = rendered;
    for (const [index, page] of pagesOf(rendered).entries()) {
      const nonce = index === 0 ? messageId : `${messageId}-${index}`;
      // A direct message is first read in a notification, which shows only text.
      const first = direct && index === 0 ? [plain ?? text] : [page, text];
      const sent = await api.post(channel, first, {
        nonce,
        patient: true,
        ...(index === 0 ? { replyTo: messageId } : {}),
      });
      if (index === 0) delivered(sent.type);
      if (sent.type !== 'sent') break;
      if (sent.value === undefined) continue;
      posted.push(sent.value);
      if (direct && index === 0 && plain === undefined) await api.edit(channel, sent.value, [page]);
    }
    return posted;
  };

  const revise = async (question: DiscordQuestion, link: AnswerLink): Promise<AnswerLink> => {
    const asked = hashAsked(question.asked);
    const [first, ...further] = link.answers;
    if (first === undefined) return answer(question);
    const drawn = await draw(question);
    if (drawn.type === 'sign') return { ...link, asked };
    const { rendered } = drawn;
    const [page = rendered.text] = rendered.pages;
    // Discord refuses to turn a laid-out message back into text.
    const plain = question.direct && rendered.plain !== undefined ? [rendered.plain] : [];
    const edited = await api.edit(question.channel, first, [...plain, page, rendered.simple]);
    for (const message of further) await api.remove(question.channel, message);
    return edited.type === 'gone' ? removed(link) : { ...link, asked, answers: [first] };
  };

  return { answer, send, revise };
}
