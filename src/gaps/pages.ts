// The list of unanswered questions, page by page, and drafts of entries for them, for those who may see them.
import type { Document } from '../document/nodes.js';
import type { Engine } from '../engine/engine.js';
import type { Knowledge } from '../engine/entry.js';
import type { Origin } from '../ports.js';
import { draftDocument, type GapPage, gapsDocument, noticeDocument, pageSize } from './documents.js';
import { draftOf } from './draft.js';
import type { GapScope, Gaps } from './ports.js';

export type GapPagesParts = {
  readonly current: () => {
    readonly engine: Engine;
    readonly knowledge: Pick<Knowledge, 'entries' | 'messages'>;
  };
  readonly store: { readonly gaps: Gaps };
  readonly adminUsers: readonly string[];
  /** Whether a question can be answered in chat. */
  readonly teaches?: boolean;
};

const idNeeded = ' The setting ADMIN_USERS names them by their ids; yours here is {id}.';

export function createGapPages({ current, store, adminUsers, teaches = false }: GapPagesParts) {
  const messages = () => current().knowledge.messages;

  const readPage = async (scope: GapScope, page: number): Promise<Omit<GapPage, 'teach'>> => {
    const found = await store.gaps.top(scope, pageSize + 1, page * pageSize);
    // The page's last question may have been dealt with.
    if (found.length === 0 && page > 0) return readPage(scope, page - 1);
    return { gaps: found.slice(0, pageSize), page, more: found.length > pageSize };
  };

  // Outside a workspace there is no place to teach an answer.
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

  /** Shows what somebody may see, or says who may see it. */
  const forScope = async (from: Origin, show: (scope: GapScope) => Promise<Document>): Promise<Document> => {
    const scope = scopeOf(from);
    if (scope !== undefined) return show(scope);
    const { gaps } = messages();
    // Only Discord says who manages a server; elsewhere it is a list of ids, which nobody knows by heart.
    const how = from.platform === 'discord' || from.user === undefined ? '' : idNeeded.replace('{id}', from.user);
    return noticeDocument({ ...gaps, text: `${gaps.refused}${how}` });
  };

  return { forScope, showPage, draft };
}
