// Questions in messages and their answers: a message is answered once, an edited question edits its answer, a deleted one takes it
// along. A mention that an edit adds is answered too.
import { LRUCache } from 'lru-cache';
import type { Clock, Handle } from '../../../ports.js';
import { type Answers, hashAsked, isRemoved, removed } from '../../shared/answers.js';
import { toIncoming } from '../../shared/asked.js';
import type { AnswerLink } from '../../shared/ports.js';
import type { DiscordQuestion } from '../in/receive.js';
import type { Rendered } from '../out/render.js';
import type { Api } from './api.js';
import { apology, type Delivered, type Fail, notice, type Present, pagesOf } from './deliver.js';

type DiscordConversationParts = {
  readonly handle: Handle;
  readonly answers: Answers;
  readonly api: Api;
  readonly present: Present;
  readonly fail: Fail;
  readonly clock: Clock;
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
// Which questions were answered is known for seven days; of an older one nobody can tell.
const answeredLateMs = 6 * 24 * 60 * 60_000;

type DrawnReply =
  | { readonly type: 'answer'; readonly rendered: Rendered }
  | { readonly type: 'sign'; readonly sign?: string };

/** What happens to a message leads to what happens to its answer. Nothing here rejects. */
export function createConversation({
  handle,
  answers,
  api,
  present,
  fail,
  clock,
  delivered,
}: DiscordConversationParts) {
  const guarded = (work: Promise<void>): Promise<void> =>
    work.catch((error: unknown) => {
      fail('message', error);
    });

  const draw = async (question: DiscordQuestion): Promise<DrawnReply> => {
    try {
      const reply = await handle({ ...toIncoming(question.asked, question.from), seenBy: 'everybody' });
      if (reply.outcome === 'talk') return { type: 'sign', sign: thanksSign };
      // Only a direct message can say it to one person alone.
      if (reply.outcome === 'limited' && !question.direct)
        return reply.told === true ? { type: 'sign' } : { type: 'sign', sign: waitSign };
      return { type: 'answer', rendered: present(reply, question.asked, question.asker) };
    } catch (error) {
      return { type: 'answer', rendered: apology(fail('message', error)) };
    }
  };

  // Once in a while for a channel: whoever keeps the ping off on purpose need not be told each time.
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
      // A direct message is read in a notification first, which shows text alone.
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
    // What was laid out stays so: then Discord refuses the text.
    const plain = question.direct && rendered.plain !== undefined ? [rendered.plain] : [];
    const edited = await api.edit(question.channel, first, [...plain, page, rendered.simple]);
    for (const message of further) await api.remove(question.channel, message);
    return edited.type === 'gone' ? removed(link) : { ...link, asked, answers: [first] };
  };

  // A message is also updated when a link in it gets its picture, and when it is pinned.
  const update =
    (question: DiscordQuestion) =>
    async (link: AnswerLink | undefined): Promise<AnswerLink | undefined> => {
      if (link !== undefined)
        return isRemoved(link) || link.asked === hashAsked(question.asked) ? link : revise(question, link);
      const isRecent = clock.now() - timeOf(question.messageId) < answeredLateMs;
      return question.edited && isRecent ? answer(question) : undefined;
    };

  /** Answers what nobody asked the bot, once, where there is a sure answer; silent, also on failures, where not. */
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
      // Discord sends an event again after a lost connection.
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
