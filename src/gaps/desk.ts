// The desk: takes votes, notes questions without an answer, shows them to those who may see them, and removes what is kept of a person
// who asks for it. An answer never waits for it.
import { LRUCache } from 'lru-cache';
import { assertNever, type Document } from '../document/nodes.js';
import { inlineText } from '../document/plain.js';
import { type DeskAction, encodeTarget, type Target } from '../document/target.js';
import type { Engine } from '../engine/engine.js';
import type { Knowledge } from '../engine/entry.js';
import type { Incoming, Logger, Origin, Reply, Vote } from '../ports.js';
import {
  draftDocument,
  forgetDocument,
  type GapPage,
  gapsDocument,
  helpWithMemory,
  noticeDocument,
  pageSize,
} from './documents.js';
import { draftOf } from './draft.js';
import type { AskedWords, Feedback, GapScope, Gaps, People } from './ports.js';
import { askedWords } from './words.js';

/** A button that the desk minds. */
export type DeskTarget = { readonly type: 'action'; readonly action: DeskAction; readonly of?: string };

export type Desk = {
  /** Does what a button beside answers says. Never rejects. */
  readonly act: (target: DeskTarget, from: Origin) => Promise<Reply>;
  /** The list of gaps, or a word on who may see it. Never rejects. */
  readonly showGaps: (from: Origin) => Promise<Document>;
  /** Adds to the help what is kept, and the way to have it removed. */
  readonly amend: (reply: Reply, from: Origin) => Reply;
  /** Notes a question that got no answer; returns at once. */
  readonly note: (incoming: Incoming, reply: Reply) => void;
  /** Keeps a vote. Rejects with an AppError where the database cannot be used. */
  readonly vote: (vote: Vote) => Promise<void>;
};

export type DeskParts = {
  /** The knowledge in use, and the engine on it. */
  readonly current: () => {
    readonly engine: Engine;
    readonly knowledge: Pick<Knowledge, 'entries' | 'messages'>;
  };
  readonly store: { readonly feedback: Feedback; readonly gaps: Gaps; readonly people: People };
  readonly adminUsers: readonly string[];
  /** How long words are kept; where it is 0 none are. */
  readonly retentionDays: number;
  /** Whether a question can be answered in chat. */
  readonly teaches?: boolean;
  readonly logger: Logger;
};

// What somebody asked, until they vote on the answer.
const maxRemembered = 5_000;
const rememberedMs = 24 * 60 * 60_000;

const idNeeded = ' The setting ADMIN_USERS names them by their ids; yours here is {id}.';

export function createDesk(parts: DeskParts): Desk {
  const { current, store, adminUsers, retentionDays, teaches = false, logger } = parts;
  const messages = () => current().knowledge.messages;
  const asked = new LRUCache<string, string>({ max: maxRemembered, ttl: rememberedMs });

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

  // Whoever votes on somebody else's answer was not asked anything: then its title says what it is about.
  const wordsBehind = ({ from, about }: Vote): string => {
    if (about.type === 'question') return about.question;
    if (about.type !== 'entry' && about.type !== 'comparison') return '';
    return asked.get(answerKey(from, about)) ?? titleOf(current().engine.show(about));
  };

  const readPage = async (scope: GapScope, page: number): Promise<Omit<GapPage, 'teach'>> => {
    const found = await store.gaps.top(scope, pageSize + 1, page * pageSize);
    // The last one of a page may have been done.
    if (found.length === 0 && page > 0) return readPage(scope, page - 1);
    return { gaps: found.slice(0, pageSize), page, more: found.length > pageSize };
  };

  // Where somebody is in no workspace, an answer would hold nowhere.
  const showPage = async (scope: GapScope, page: number, { workspace }: Origin): Promise<Document> =>
    gapsDocument({ ...(await readPage(scope, page)), teach: teaches && workspace !== undefined }, messages().gaps);

  const draft = async (scope: GapScope, id: string): Promise<Document> => {
    const gap = await store.gaps.find(scope, id);
    if (gap === undefined) return noticeDocument({ ...messages().gaps, text: messages().gaps.none });
    const { engine, knowledge } = current();
    const { candidates } = engine.ask(gap.words);
    const { entries } = knowledge;
    const nearest = candidates.flatMap((candidate) => entries.find((entry) => entry.id === candidate) ?? []);
    return draftDocument(draftOf({ gap, nearest: nearest.length > 0 ? nearest : entries.slice(0, 2), entries }));
  };

  const scopeOf = ({ user, manages, platform, workspace }: Origin): GapScope | undefined => {
    if (user !== undefined && adminUsers.includes(user)) return 'everywhere';
    return manages === true && workspace !== undefined ? { platform, workspace } : undefined;
  };

  const forScope = async (from: Origin, show: (scope: GapScope) => Promise<Document>): Promise<Document> => {
    const scope = scopeOf(from);
    if (scope !== undefined) return show(scope);
    const { gaps } = messages();
    // Only Discord says who manages a place; elsewhere it is a list of ids, which nobody knows by heart.
    const how = from.platform === 'discord' || from.user === undefined ? '' : idNeeded.replace('{id}', from.user);
    return noticeDocument({ ...gaps, text: `${gaps.refused}${how}` });
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
      case 'forget':
        return forgetDocument(messages().forget);
      case 'forget-all':
        await store.people.forget(from);
        for (const key of asked.keys()) if (key.startsWith(`${personKey(from)}:`)) asked.delete(key);
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
    amend: (reply, { user }) => {
      if (reply.document.about?.type !== 'help') return reply;
      const kept = messages().help.kept.replaceAll('{days}', String(retentionDays));
      return { ...reply, document: helpWithMemory(reply.document, kept, user !== undefined) };
    },
    note: (incoming, { outcome, document }) => {
      const words = askedWords(incoming);
      if (words === undefined) return;
      if (outcome === 'answered' && document.about !== undefined)
        asked.set(answerKey(incoming.from, document.about), words);
      // Behind the answer: SQLite writes before it lets go of the process.
      if (outcome === 'unanswered') setImmediate(() => void add(incoming.from, words));
    },
    vote: async (vote) => {
      const { reason, ...bare } = vote;
      const words = vote.helpful ? '' : wordsBehind(vote);
      // A reason is in somebody's words too.
      const given = reason === undefined || retentionDays === 0 ? bare : vote;
      await store.feedback.put(given, words === '' ? undefined : wordsAs(words));
    },
  };
}

function personKey({ platform, user = '' }: Origin): string {
  return `${platform}:${user}`;
}

function answerKey(from: Origin, about: Target): string {
  return `${personKey(from)}:${encodeTarget(about)}`;
}

// What is not of the knowledge, or no longer, has a title that says only that.
function titleOf({ type, document: { children } }: ReturnType<Engine['show']>): string {
  if (type !== 'answered') return '';
  const title = children.find(({ type }) => type === 'heading');
  return title?.type === 'heading' ? inlineText(title.children) : '';
}

// There is nothing to explain.
function privateReply(document: Document): Reply {
  return { document, why: document, outcome: 'private', entries: [], score: 1 };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
