// Questions in messages and their answers: a message is answered once, an edited question edits its answer, a deleted one takes it
// along. A mention that an edit adds is answered too.
import type { AnswerLink, Clock, Handle } from '../../../ports.js';
import { type Answers, hashAsked, isRemoved, removed } from '../../shared/answers.js';
import { toIncoming } from '../../shared/asked.js';
import type { Question } from '../in/receive.js';
import type { Rendered } from '../out/render.js';
import type { Api } from './api.js';
import { apology, type Fail, type Present, pagesOf } from './deliver.js';

type Parts = {
  readonly handle: Handle;
  readonly answers: Answers;
  readonly api: Api;
  readonly present: Present;
  readonly fail: Fail;
  readonly clock: Clock;
};

const waitSign = '⏳';
const thanksSign = '👍';
// Which questions were answered is known for seven days; of an older one nobody can tell.
const answeredLateMs = 6 * 24 * 60 * 60_000;

type Drawn =
  | { readonly type: 'answer'; readonly rendered: Rendered }
  | { readonly type: 'sign'; readonly sign?: string };

/** What happens to a message leads to what happens to its answer. Nothing here rejects. */
export function createConversation({ handle, answers, api, present, fail, clock }: Parts) {
  const guarded = (work: Promise<void>): Promise<void> =>
    work.catch((error: unknown) => {
      fail('message', error);
    });

  const draw = async (question: Question): Promise<Drawn> => {
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

  const answer = async (question: Question): Promise<AnswerLink> => {
    const { channel, messageId } = question;
    const link = { channel, asked: hashAsked(question.asked) };
    const drawn = await draw(question);
    if (drawn.type === 'sign') {
      if (drawn.sign !== undefined) await api.react(channel, messageId, drawn.sign);
      return { ...link, answers: [] };
    }
    const posted: string[] = [];
    for (const [index, page] of pagesOf(drawn.rendered).entries()) {
      const nonce = index === 0 ? messageId : `${messageId}-${index}`;
      const { type, ...sent } = await api.post(channel, [page, drawn.rendered.text], {
        nonce,
        ...(index === 0 ? { replyTo: messageId } : {}),
      });
      if (type !== 'sent') break;
      if ('value' in sent && sent.value !== undefined) posted.push(sent.value);
    }
    return { ...link, answers: posted };
  };

  const revise = async (question: Question, link: AnswerLink): Promise<AnswerLink> => {
    const asked = hashAsked(question.asked);
    const [first, ...further] = link.answers;
    if (first === undefined) return answer(question);
    const drawn = await draw(question);
    if (drawn.type === 'sign') return { ...link, asked };
    const { rendered } = drawn;
    const [page = rendered.text] = rendered.pages;
    const edited = await api.edit(question.channel, first, [page, rendered.simple]);
    for (const message of further) await api.remove(question.channel, message);
    return edited.type === 'gone' ? removed(link) : { ...link, asked, answers: [first] };
  };

  // A message is also updated when a link in it gets its picture, and when it is pinned.
  const update =
    (question: Question) =>
    async (link: AnswerLink | undefined): Promise<AnswerLink | undefined> => {
      if (link !== undefined)
        return isRemoved(link) || link.asked === hashAsked(question.asked) ? link : revise(question, link);
      const isRecent = clock.now() - timeOf(question.messageId) < answeredLateMs;
      return question.edited && isRecent ? answer(question) : undefined;
    };

  return {
    created: (question: Question): Promise<void> => {
      // Discord sends an event again after a lost connection.
      if (answers.isKnown(question.messageId)) return Promise.resolve();
      return guarded(answers.step(question.messageId, async (link) => link ?? answer(question), true));
    },
    updated: (question: Question): Promise<void> => guarded(answers.step(question.messageId, update(question))),
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
