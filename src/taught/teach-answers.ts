// Taught answers: listing, changing, removing and restoring them.
import type { Gap, GapScope } from '../gaps/ports.js';
import type { Said } from '../ports.js';
import { typedOf } from './answer.js';
import { act, historyDocument, listDocument, notice, pageSize } from './documents.js';
import { gone, privately, withForm } from './said.js';
import { askAgain, createTellSaved } from './teach-drafts.js';
import type { Here, TeachParts } from './teach-parts.js';

const mostHistory = pageSize;

export function createAnswers(parts: TeachParts) {
  const { store, served, adminUsers } = parts;
  const { taught, gaps } = store;
  const tellSaved = createTellSaved(parts);

  const showList = async ({ workspace, from, local }: Here, page: number): Promise<Said> => {
    const waiting = await taught.waiting(workspace, from);
    return privately(listDocument({ answers: local.answers, page, waiting }));
  };

  const edit = async ({ local }: Here, id: string): Promise<Said> => {
    const answer = local.find(id);
    return answer === undefined ? gone : withForm(`ai-teach:edit:${id}`, typedOf(answer));
  };

  const remove = async (here: Here, id: string): Promise<Said> => {
    const removed = await taught.remove(here.workspace, here.from, id);
    served.changed(here.workspace);
    if (removed === undefined) return gone;
    const words = `“${removed.question}” is no longer answered by this server. /ai-teach history brings it back.`;
    return privately(notice('Removed', words, act('All answers', 'teach-list', '0')));
  };

  const showHistory = async ({ workspace }: Here, id: string | undefined): Promise<Said> =>
    privately(historyDocument(await taught.history(workspace, mostHistory, id)));

  const restore = async (here: Here, of: string): Promise<Said> => {
    const [id = '', version = ''] = of.split('_');
    return tellSaved(here, await taught.restore(here.workspace, here.from, id, Number(version) || 0));
  };

  const fromGap = async ({ from, workspace }: Here, id: string): Promise<Said> => {
    const scope: GapScope = adminUsers.includes(from.user ?? '') ? 'everywhere' : workspace;
    const gap = await gaps.find(scope, id);
    return gap === undefined ? gone : withForm('ai-teach:new', typedFromGap(gap));
  };

  const finish = async ({ workspace }: Here, id: string): Promise<Said> => {
    const { answered } = await askAgain(parts, workspace, id);
    for (const gap of answered) await gaps.finish(workspace, gap.id);
    const count = answered.length === 1 ? 'One question is' : `${answered.length} questions are`;
    return privately(notice('Done', `${count} off the list; what is asked in vain again comes back.`));
  };

  return { showList, edit, remove, showHistory, restore, fromGap, finish };
}

function typedFromGap({ words, wordings }: Gap) {
  return { question: words, ways: wordings.filter((each) => each !== words).join('\n') };
}
