// Drafts of answers: stored as typed, previewed, saved.
import { inlineText } from '../document/plain.js';
import type { Said } from '../ports.js';
import { readTyped, typedOf } from './answer.js';
import { act, idPrefix, notice, previewDocument, savedDocument } from './documents.js';
import type { TaughtContent, TaughtDraft, TaughtSaved, Workspace } from './ports.js';
import { gone, privately, withForm } from './said.js';
import type { Here, TeachParts } from './teach-parts.js';

// Per workspace, the collected questions that are asked again after something was taught.
const mostGaps = 100;

export function createDrafts(parts: TeachParts) {
  const { store, newId } = parts;
  const { taught } = store;
  const preview = createPreview(parts);
  const tellSaved = createTellSaved(parts);

  /** Stores what was typed, and shows it. */
  const keep = async (here: Here, content: TaughtContent, answer: string, id = newId()): Promise<Said> => {
    await taught.putDraft(here.workspace, here.from, { id, answer, content });
    return preview(here, { id, answer, content, waiting: false, own: true });
  };

  const submit = async (here: Here, id: string, values: Readonly<Record<string, string>>): Promise<Said> => {
    const [, what = '', of = ''] = id.split(':');
    const { content } = readTyped(values);
    if (what === 'draft') {
      const draft = await taught.draft(here.workspace, here.from, of);
      return keep(here, content, draft?.answer ?? idPrefix + newId(), draft === undefined ? newId() : of);
    }
    return keep(here, content, what === 'edit' ? of : idPrefix + newId());
  };

  const onDraft = async (here: Here, id: string, work: (draft: TaughtDraft) => Promise<Said>): Promise<Said> => {
    const draft = await taught.draft(here.workspace, here.from, id);
    return draft === undefined
      ? privately(notice('No longer here', 'This draft was saved or discarded.'))
      : work(draft);
  };

  const save = (here: Here, id: string): Promise<Said> =>
    onDraft(here, id, async (draft) => {
      // Drafts are stored as typed, including mistakes.
      if (readTyped(typedOf(draft.content)).problems.length > 0) return preview(here, draft);
      return tellSaved(here, await taught.save(here.workspace, here.from, id, here.local.settings.second));
    });

  return {
    submit,
    save,
    change: (here: Here, of: string): Promise<Said> =>
      onDraft(here, of, async ({ id, content }) => withForm(`ai-teach:draft:${id}`, typedOf(content))),
    discard: async ({ workspace }: Here, of: string): Promise<Said> =>
      (await taught.discard(workspace, of)) ? privately(notice('Discarded', 'Nothing was changed.')) : gone,
    look: (here: Here, of: string): Promise<Said> => onDraft(here, of, async (draft) => preview(here, draft)),
  };
}

/** Shows a draft: how it will look, what is wrong with it, and what the bot says today. */
function createPreview({ shipped, clock }: TeachParts) {
  return ({ local }: Here, draft: TaughtDraft): Said => {
    const { question } = draft.content;
    const { problems } = readTyped(typedOf(draft.content));
    const { type, document, candidates } = shipped().ask(question);
    const own = local.ask(question)?.answer;
    const today =
      own === undefined
        ? `${saidAs[type]}${type === 'answered' ? titleOf(document) : ''}`
        : `the answer of this server to “${own.question}”`;
    const near = [
      ...local.near(question).map((each) => `${each.question} (of this server)`),
      ...candidates.slice(0, 3).map((id) => titleOf(shipped().show({ type: 'entry', id }).document)),
    ];
    return privately(previewDocument({ draft, at: clock.now(), problems, today: question === '' ? '' : today, near }));
  };
}

/** Reports the outcome of saving an answer. */
export function createTellSaved(parts: TeachParts) {
  const { served } = parts;
  return async (here: Here, saved: TaughtSaved): Promise<Said> => {
    switch (saved.type) {
      case 'saved': {
        served.changed(here.workspace);
        const { answered, all } = await askAgain(parts, here.workspace, saved.answer.id);
        return privately(savedDocument(saved.answer, saved.isNew, answered, all.length));
      }
      case 'waiting':
        return privately(
          notice(
            'Waits for a second person',
            'Somebody else who may teach finds it under /ai-teach list and approves it.',
          ),
        );
      case 'own':
        return privately(notice('Not by you', 'You wrote this: somebody else who may teach has to approve it.'));
      case 'full':
        return privately(
          notice(
            'No room',
            'A server can have 500 answers. Remove one that is no longer needed.',
            act('All answers', 'teach-list', '0'),
          ),
        );
      case 'gone':
        return privately(notice('No longer here', 'This was saved, discarded or removed in the meantime.'));
    }
  };
}

/** The unanswered questions, and those of them that this answer now answers. */
export async function askAgain({ served, store: { gaps } }: TeachParts, workspace: Workspace, id: string) {
  const [local, all] = await Promise.all([served.of(workspace), gaps.top(workspace, mostGaps)]);
  return { all, answered: all.filter(({ words }) => local.ask(words)?.answer.id === id) };
}

const saidAs = {
  answered: 'an answer from the articles: ',
  suggested: 'several offers',
  unanswered: 'nothing',
  help: 'the help',
  talk: 'no reply: it is a remark',
} as const;

function titleOf({ children }: Said['document']): string {
  const title = children.find(({ type }) => type === 'heading');
  return title?.type === 'heading' ? inlineText(title.children) : '';
}
