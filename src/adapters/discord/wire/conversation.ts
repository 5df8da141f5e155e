// Questions in messages and their answers: a message is answered once, an edited question edits its answer, a deleted one takes it
// along. What is remembered is bounded; without it an answer just stays as it is.
import { LRUCache } from 'lru-cache';
import type { Handle } from '../../../ports.js';
import { toIncoming } from '../../shared/asked.js';
import type { Question } from '../in/receive.js';
import type { Rendered } from '../out/render.js';
import type { Api } from './api.js';
import { apology, type Fail, type Present, pagesOf } from './deliver.js';

type Parts = {
  readonly handle: Handle;
  readonly api: Api;
  readonly present: Present;
  readonly fail: Fail;
};

// `tail` is the last thing to do for a question; things happen to it one after the other.
type Pair = { readonly channel: string; asked: string; answers: readonly string[]; tail: Promise<void> };

const maxPairs = 10_000;
const waitSign = '⏳';

/** What happens to a message leads to what happens to its answer. Nothing here rejects. */
export function createConversation({ handle, api, present, fail }: Parts) {
  const pairs = new LRUCache<string, Pair>({ max: maxPairs });

  const next = (pair: Pair, what: () => Promise<void>): Promise<void> => {
    pair.tail = pair.tail.then(what).catch((error: unknown) => {
      fail('message', error);
    });
    return pair.tail;
  };

  const render = async (question: Question): Promise<{ readonly limited: boolean; readonly rendered: Rendered }> => {
    try {
      const reply = await handle(toIncoming(question.asked, question.from));
      return { limited: reply.outcome === 'limited', rendered: present(reply, question.asked, question.asker) };
    } catch (error) {
      return { limited: false, rendered: apology(fail('message', error)) };
    }
  };

  const answer = async (question: Question, pair: Pair): Promise<void> => {
    const { channel, messageId } = question;
    const { limited, rendered } = await render(question);
    // Only a direct message can say it to one person alone.
    if (limited && !question.direct) {
      await api.react(channel, messageId, waitSign);
      return;
    }
    const answers: string[] = [];
    for (const [index, page] of pagesOf(rendered).entries()) {
      const nonce = index === 0 ? messageId : `${messageId}-${index}`;
      const posted = await api.post(channel, [page, rendered.text], {
        nonce,
        ...(index === 0 ? { replyTo: messageId } : {}),
      });
      if (posted.type !== 'sent') break;
      if (posted.value !== undefined) answers.push(posted.value);
    }
    pair.answers = answers;
  };

  const revise = async (question: Question, pair: Pair): Promise<void> => {
    const [first, ...further] = pair.answers;
    if (first === undefined) return;
    const { limited, rendered } = await render(question);
    const [page = rendered.text] = rendered.pages;
    if (limited) return;
    const edited = await api.edit(question.channel, first, [page, rendered.simple]);
    for (const message of further) await api.remove(question.channel, message);
    // Somebody removed the answer: it does not come back.
    pair.answers = edited.type === 'gone' ? [] : [first];
  };

  return {
    created: (question: Question): Promise<void> => {
      // Discord sends an event again after a lost connection.
      if (pairs.has(question.messageId)) return Promise.resolve();
      const pair: Pair = {
        channel: question.channel,
        asked: JSON.stringify(question.asked),
        answers: [],
        tail: Promise.resolve(),
      };
      pairs.set(question.messageId, pair);
      return next(pair, () => answer(question, pair));
    },
    updated: (question: Question): Promise<void> => {
      const pair = pairs.get(question.messageId);
      const asked = JSON.stringify(question.asked);
      // A message is also updated when a link in it gets its picture, and when it is pinned.
      if (pair === undefined || pair.asked === asked) return Promise.resolve();
      pair.asked = asked;
      return next(pair, () => revise(question, pair));
    },
    deleted: (messageId: string): Promise<void> => {
      const pair = pairs.get(messageId);
      if (pair === undefined) return Promise.resolve();
      return next(pair, async () => {
        for (const message of pair.answers) await api.remove(pair.channel, message);
        pair.answers = [];
      });
    },
  };
}
