// Delivers answers to people who wait. Discord allows three seconds: an answer that is ready by then is the acknowledgement; otherwise a
// placeholder is, and the answer replaces it.
import type { ReplyToken } from '../in/interaction.js';
import { asEdit, asPrivate, ephemeralFlag, type Modal, noMentions, type Payload } from '../out/payload.js';
import type { Rendered } from '../out/render.js';
import type { Api } from './api.js';
import type { Delivered, Fail } from './failures.js';
import { callbackTypes } from './requests.js';

/** An answer as a message of its own, or in place of the pressed one; with a single page if one was asked for. */
export type DiscordReply = {
  readonly rendered: Rendered;
  readonly kind: 'new' | 'update';
  readonly private: boolean;
  readonly page?: number;
  /** Shown instead of all that, if nothing has been shown yet. */
  readonly form?: Modal;
};
type Expected = Pick<DiscordReply, 'kind' | 'private'>;

export type DeliverReply = (
  call: ReplyToken,
  expected: Expected,
  produce: () => Promise<DiscordReply>,
) => Promise<void>;

type DeliverParts = {
  readonly api: Api;
  readonly ackAfterMs: number;
  readonly fail: Fail;
  readonly delivered: Delivered;
};

/** Delivers what `produce` makes within the time limit; `expected` decides on the kind of placeholder. */
export function createDeliver({ api, ackAfterMs, fail, delivered }: DeliverParts): DeliverReply {
  const immediately = async (call: ReplyToken, outcome: DiscordReply): Promise<void> => {
    if (outcome.form !== undefined) {
      await api.callback(call, callbackTypes.modal, outcome.form);
      return;
    }
    const [first, ...further] = payloadsOf(outcome);
    const type = outcome.kind === 'update' ? callbackTypes.update : callbackTypes.message;
    const offered = [...candidates(first, outcome)];
    const sent = await api.answer(call, type, outcome.kind === 'update' ? offered.map(asEdit) : offered);
    // Discord may refuse every edit of a message: it then stays, and a new message says so.
    const stoodIn =
      sent.type === 'refused'
        ? await api.answer(call, callbackTypes.message, [asPrivate(outcome.rendered.text), asPrivate(cannotShow)])
        : sent;
    delivered(stoodIn.type);
    await followUp(call, further, outcome);
  };

  const later = async (call: ReplyToken, expected: Expected, produced: Promise<DiscordReply>): Promise<void> => {
    const updates = expected.kind === 'update';
    const data = expected.private && !updates ? { flags: ephemeralFlag } : undefined;
    const acknowledged = await api.callback(
      call,
      updates ? callbackTypes.deferredUpdate : callbackTypes.deferred,
      data,
    );
    const outcome = await produced;
    if (acknowledged.type === 'late' || acknowledged.type === 'limited') return delivered(acknowledged.type);
    const [first, ...further] = payloadsOf(outcome);
    const sent =
      updates && outcome.kind === 'new'
        ? await api.followUp(call, candidates(first, outcome))
        : await api.editOriginal(
            call,
            [first, standIn({ ...outcome, kind: expected.kind }), cannotShow].map(withoutPrivacy),
          );
    delivered(sent.type);
    await followUp(call, further, outcome);
  };

  const followUp = async (call: ReplyToken, pages: readonly Payload[], outcome: DiscordReply): Promise<void> => {
    for (const page of pages) await api.followUp(call, candidates(page, outcome));
  };

  return async (call, expected, produce) => {
    const produced = produce().catch(
      (error: unknown): DiscordReply => ({ rendered: apology(fail('interaction', error)), kind: 'new', private: true }),
    );
    const outcome = await within(produced, ackAfterMs);
    await (outcome === undefined ? later(call, expected, produced) : immediately(call, outcome));
  };
}

/** What to send of an answer: its first page if a button leads to the others, otherwise all of them. */
export function pagesOf({ pages, linked }: Rendered): readonly Payload[] {
  return linked ? pages.slice(0, 1) : pages;
}

/** One plain sentence with an id and a next step. */
export function apology(id: string): Rendered {
  const text = notice(
    `Something went wrong (${id}). Please ask again; if it keeps happening, tell whoever runs this bot the id.`,
  );
  return { pages: [text], linked: false, text, simple: text, plain: text };
}

export function notice(content: string): Payload {
  return { content, allowed_mentions: noMentions };
}

/** Says a sentence to the asker or presser alone. */
export type Say = (to: { readonly call: ReplyToken }, words: string) => Promise<unknown>;

export function createSay(api: Api): Say {
  return ({ call }, words) => api.answer(call, callbackTypes.message, [asPrivate(notice(words))]);
}

const cannotShow = notice('Discord does not take this answer. Please ask in other words.');

function payloadsOf({ rendered, private: hidden, page }: DiscordReply): readonly [Payload, ...Payload[]] {
  const chosen =
    page === undefined ? pagesOf(rendered) : [rendered.pages[page] ?? rendered.pages.at(-1) ?? rendered.text];
  const [first = rendered.text, ...further] = hidden ? chosen.map(asPrivate) : chosen;
  return [first, ...further];
}

// Fallbacks are built only after Discord has refused the page.
function* candidates(page: Payload, outcome: DiscordReply): Generator<Payload> {
  yield page;
  yield standIn(outcome);
}

function standIn({ rendered, kind, private: hidden }: DiscordReply): Payload {
  const plain = kind === 'update' ? rendered.simple : rendered.text;
  return hidden ? asPrivate(plain) : plain;
}

// The placeholder decided whether an answer is private; an edit can't change it.
function withoutPrivacy({ flags, ...payload }: Payload): Payload {
  const left = (flags ?? 0) & ~ephemeralFlag;
  return left === 0 ? payload : { ...payload, flags: left };
}

// A plain timer: aborting a promise-based one creates an error with a stack for each answer.
function within<T>(work: Promise<T>, ms: number): Promise<T | undefined> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, ms, undefined);
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
