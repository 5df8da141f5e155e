// The desk handles everything around answers: it takes votes, records unanswered questions and shows them to those who may see them, and
// deletes a person's data on request. No answer waits for it.
import { LRUCache } from 'lru-cache';
import { assertNever, type Document } from '../document/nodes.js';
import { inlineText } from '../document/plain.js';
import { type DeskAction, encodeTarget, type Target } from '../document/target.js';
import type { Engine } from '../engine/engine.js';
import type { Incoming, Logger, Origin, Reply, Vote } from '../ports.js';
import { forgetDocument, helpWithMemory, keptDocument, noticeDocument } from './documents.js';
import { createGapPages, type GapPagesParts } from './pages.js';
import type { AskedWords, EarlierVote, Feedback, People } from './ports.js';
import { askedWords } from './words.js';

/** A button that the desk handles. */
export type DeskTarget = { readonly type: 'action'; readonly action: DeskAction; readonly of?: string };

export type Desk = {
  /** Handles a button next to an answer. Never rejects. */
  readonly act: (target: DeskTarget, from: Origin) => Promise<Reply>;
  /** The list of gaps, or a sentence on who may see it. Never rejects. */
  readonly showGaps: (from: Origin) => Promise<Document>;
  /** Adds a button to the help that says what data is kept, and how to have it deleted. */
  readonly amend: (reply: Reply) => Reply;
  /** Records an unanswered question; returns at once. */
  readonly note: (incoming: Incoming, reply: Reply) => void;
  /** Stores a vote; resolves with the one it replaces. Rejects with an AppError if the database can't be used. */
  readonly vote: (vote: Vote) => Promise<EarlierVote | undefined>;
};

export type DeskParts = GapPagesParts & {
  readonly store: { readonly feedback: Feedback; readonly people: People };
  /** How long words are kept; 0 means never. */
  readonly retentionDays: number;
  readonly logger: Logger;
};

const maxRemembered = 5_000;
const rememberedMs = 24 * 60 * 60_000;

export function createDesk(parts: DeskParts): Desk {
  const { current, store, retentionDays, logger } = parts;
  const messages = () => current().knowledge.messages;
  const { forScope, showPage, draft } = createGapPages(parts);
  const asked = createAsked(current);

  const wordsAs = (words: string): AskedWords | undefined => {
    const key = current().engine.keyOf(words);
    return key === '' || retentionDays === 0 ? undefined : { key, words };
  };

  const add = async (from: Origin, words: string): Promise<void> => {
    const kept = wordsAs(words);
    if (kept === undefined) return;
    try {
      await store.gaps.add(from, kept);
    } catch (error) {
      logger.warn('gap_not_kept', { problem: messageOf(error) });
    }
  };

  const perform = async (target: DeskTarget, from: Origin): Promise<Document> => {
    const { action, of = '' } = target;
    switch (action) {
      case 'gaps':
        return forScope(from, (scope) => showPage(scope, /^\d{1,4}$/.test(of) ? Number(of) : 0, from));
      case 'gap-done':
        return forScope(from, async (scope) => {
          await store.gaps.finish(scope, of);
          return showPage(scope, 0, from);
        });
      case 'gap-draft':
        return forScope(from, (scope) => draft(scope, of));
      case 'kept': {
        const kept = messages().help.kept.replaceAll('{days}', String(retentionDays));
        return keptDocument(kept, from.user !== undefined);
      }
      case 'forget':
        return forgetDocument(messages().forget);
      case 'forget-all':
        await store.people.forget(from);
        asked.forget(from);
        return noticeDocument(messages().forgotten);
      default:
        return assertNever(action);
    }
  };

  const attempt = async (work: () => Promise<Document>): Promise<Document> => {
    try {
      return await work();
    } catch (error) {
      logger.warn('desk_failed', { problem: messageOf(error) });
      return noticeDocument(messages().unreachable);
    }
  };

  return {
    act: async (target, from) => privateReply(await attempt(() => perform(target, from))),
    showGaps: (from) => attempt(() => perform({ type: 'action', action: 'gaps' }, from)),
    amend: (reply) =>
      reply.document.about?.type === 'help' ? { ...reply, document: helpWithMemory(reply.document) } : reply,
    note: (incoming, { outcome, document }) => {
      const words = askedWords(incoming);
      if (words === undefined) return;
      if (outcome === 'answered' && document.about !== undefined) asked.note(incoming.from, document.about, words);
      // After the answer, because a write on SQLite blocks the process.
      if (outcome === 'unanswered') setImmediate(() => void add(incoming.from, words));
    },
    vote: async (vote) => {
      const { reason, ...bare } = vote;
      const words = vote.helpful ? '' : asked.behind(vote);
      // A reason is somebody's own words, so the same rule applies.
      const given = reason === undefined || retentionDays === 0 ? bare : vote;
      return store.feedback.put(given, words === '' ? undefined : wordsAs(words));
    },
  };
}

/** Remembers what people asked until they vote on the answer. */
function createAsked(current: DeskParts['current']) {
  const words = new LRUCache<string, string>({ max: maxRemembered, ttl: rememberedMs });
  return {
    note: (from: Origin, about: Target, asked: string): void => {
      words.set(answerKey(from, about), asked);
    },
    forget: (from: Origin): void => {
      for (const key of words.keys()) if (key.startsWith(`${personKey(from)}:`)) words.delete(key);
    },
    // A person who votes on somebody else's answer has asked nothing, so its title says what it is about.
    behind: ({ from, about }: Vote): string => {
      if (about.type === 'question') return about.question;
      if (about.type !== 'entry' && about.type !== 'comparison') return '';
      return words.get(answerKey(from, about)) ?? titleOf(current().engine.show(about));
    },
  };
}

function personKey({ platform, user = '' }: Origin): string {
  return `${platform}:${user}`;
}

function answerKey(from: Origin, about: Target): string {
  return `${personKey(from)}:${encodeTarget(about)}`;
}

// An answer that isn't in the knowledge, or no longer is, has a title that only says so.
function titleOf({ type, document: { children } }: ReturnType<Engine['show']>): string {
  if (type !== 'answered') return '';
  const title = children.find(({ type }) => type === 'heading');
  return title?.type === 'heading' ? inlineText(title.children) : '';
}

function privateReply(document: Document): Reply {
  return { document, why: document, outcome: 'private', entries: [], score: 1 };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
