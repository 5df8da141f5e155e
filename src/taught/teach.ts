// /ai-teach: answers of a workspace's own, written in a form, looked at before they count, changed and restored. Everything asks first who it is.
import { inlineText } from '../document/plain.js';
import type { TeachAction } from '../document/target.js';
import type { Engine } from '../engine/engine.js';
import type { Gap, GapScope, Gaps } from '../gaps/ports.js';
import type { Clock, CommandInput, ExtraCommand, Offer, Origin, Said } from '../ports.js';
import { cut, readTyped, typedOf } from './answer.js';
import {
  act,
  historyDocument,
  idPrefix,
  listDocument,
  notice,
  pageSize,
  previewDocument,
  savedDocument,
  teachForm,
} from './documents.js';
import type { TaughtContent, TaughtDraft, TaughtSaved, TaughtStore, Workspace } from './ports.js';
import type { Local, Served } from './served.js';
import { workspaceOf } from './served.js';
import { mayTeach } from './settings.js';

export type TeachParts = {
  readonly store: { readonly taught: TaughtStore; readonly gaps: Gaps };
  readonly served: Served;
  /** What the bot says without anything taught. */
  readonly shipped: () => Pick<Engine, 'ask' | 'keyOf' | 'show'>;
  readonly adminUsers: readonly string[];
  /** Who installed the bot, where the platform says. */
  readonly installer: (workspace: Workspace) => Promise<string | undefined>;
  readonly clock: Clock;
  /** Ten characters that nobody guesses. */
  readonly newId: () => string;
};

export type Teach = {
  readonly command: Required<ExtraCommand>;
  /** "Teach this answer" on somebody's message. */
  readonly onMessage: ExtraCommand;
  readonly actions: Readonly<Record<TeachAction, (of: string, from: Origin) => Promise<Said>>>;
};

/** Somebody who may teach, and where. */
type Here = { readonly from: Origin; readonly workspace: Workspace; readonly local: Local };

// Of each workspace, the questions that are asked again after something was taught.
const mostGaps = 100;
const mostHistory = pageSize;
const labelLength = 100;

export function createTeach(parts: TeachParts): Teach {
  const { store, served, shipped, adminUsers, clock, newId } = parts;
  const { taught, gaps } = store;

  const may = async (from: Origin, workspace: Workspace, local: Local): Promise<boolean> => {
    if (mayTeach(from, local.settings, adminUsers)) return true;
    return from.user !== undefined && from.user === (await parts.installer(workspace));
  };

  /** Does the work where somebody may have it done; says why where not. */
  const allowed = async (from: Origin, work: (here: Here) => Promise<Said>): Promise<Said> => {
    const workspace = workspaceOf(from);
    if (workspace === undefined) return refused;
    const local = await served.of(workspace);
    return (await may(from, workspace, local)) ? work({ from, workspace, local }) : refused;
  };

  const preview = ({ local }: Here, draft: TaughtDraft): Said => {
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

  /** Keeps what was typed, and shows it. */
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

  const tellSaved = async (here: Here, saved: TaughtSaved): Promise<Said> => {
    switch (saved.type) {
      case 'saved': {
        served.changed(here.workspace);
        const { answered, all } = await askAgain(here.workspace, saved.answer.id);
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

  const askAgain = async (workspace: Workspace, id: string) => {
    const [local, all] = await Promise.all([served.of(workspace), gaps.top(workspace, mostGaps)]);
    return { all, answered: all.filter(({ words }) => local.ask(words)?.answer.id === id) };
  };

  const save = (here: Here, id: string): Promise<Said> =>
    onDraft(here, id, async (draft) => {
      // Drafts are kept as they were typed, with what is wrong with them.
      if (readTyped(typedOf(draft.content)).problems.length > 0) return preview(here, draft);
      return tellSaved(here, await taught.save(here.workspace, here.from, id, here.local.settings.second));
    });

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
    const { answered } = await askAgain(workspace, id);
    for (const gap of answered) await gaps.finish(workspace, gap.id);
    const count = answered.length === 1 ? 'One question is' : `${answered.length} questions are`;
    return privately(notice('Done', `${count} off the list; what is asked in vain again comes back.`));
  };

  const run = async (here: Here, input: CommandInput): Promise<Said> => {
    const { action, answer } = readInput(input);
    const id = answer === '' ? undefined : idOf(here.local, answer);
    switch (action) {
      case 'new':
        return withForm('ai-teach:new', {});
      case 'list':
        return showList(here, 0);
      case 'history':
        return showHistory(here, answer === '' ? undefined : (id ?? answer));
      case 'edit':
        return id === undefined ? gone : edit(here, id);
      case 'remove':
        return id === undefined ? gone : remove(here, id);
      default:
        return privately(notice('Teach this bot', usage));
    }
  };

  const complete = async (from: Origin, typed: string, limit: number): Promise<readonly Offer[]> => {
    const workspace = workspaceOf(from);
    if (workspace === undefined) return [];
    const local = await served.of(workspace);
    if (!(await may(from, workspace, local))) return [];
    const wanted = typed.toLowerCase();
    return local.answers
      .filter(({ id, question }) => id === wanted || question.toLowerCase().includes(wanted))
      .slice(0, limit)
      .map(({ id, question }) => ({ label: cut(question, labelLength), id }));
  };

  const here = (work: (here: Here, of: string) => Promise<Said>) => (of: string, from: Origin) =>
    allowed(from, (each) => work(each, of));

  return {
    command: {
      run: ({ from, input }) => allowed(from, (each) => run(each, input)),
      submit: ({ from, id, values }) => allowed(from, (each) => submit(each, id, values)),
      complete: ({ from, typed, limit }) => complete(from, typed, limit),
    },
    onMessage: {
      run: ({ from, input }) =>
        allowed(from, async () => withForm('ai-teach:new', input.type === 'message' ? typedFromMessage(input) : {})),
    },
    actions: {
      'teach-save': here(save),
      'teach-change': here((each, of) =>
        onDraft(each, of, async ({ id, content }) => withForm(`ai-teach:draft:${id}`, typedOf(content))),
      ),
      'teach-discard': here(async ({ workspace }, of) =>
        (await taught.discard(workspace, of)) ? privately(notice('Discarded', 'Nothing was changed.')) : gone,
      ),
      'teach-look': here((each, of) => onDraft(each, of, async (draft) => preview(each, draft))),
      'teach-list': here((each, of) => showList(each, /^\d{1,3}$/.test(of) ? Number(of) : 0)),
      'teach-edit': here(edit),
      'teach-remove': here(remove),
      'teach-restore': here(restore),
      'teach-gap': here(fromGap),
      'teach-done': here(finish),
      'teach-new': here(async () => withForm('ai-teach:new', {})),
    },
  };
}

const usage =
  '/ai-teach new adds an answer for this server, list shows them all, edit, remove and history take the id from the list.';

const saidAs = {
  answered: 'an answer from the articles: ',
  suggested: 'several offers',
  unanswered: 'nothing',
  help: 'the help',
  talk: 'no reply: it is a remark',
} as const;

function privately(document: Said['document']): Said {
  return { document, private: true };
}

const refused = privately(
  notice(
    'Not for you',
    'Answers are taught by people who manage the server, by those whom /ai-settings names, and by those who run this bot; in a server, not in private messages.',
  ),
);
const gone = privately(
  notice('No longer here', 'There is no such answer here any more; /ai-teach list shows what there is.'),
);

function withForm(id: string, typed: Parameters<typeof teachForm>[1]): Said {
  const document = notice('Open the form again', 'The form could not be shown. Use /ai-teach once more.');
  return { document, private: true, form: teachForm(id, typed) };
}

function typedFromGap({ words, wordings }: Gap) {
  return { question: words, ways: wordings.filter((each) => each !== words).join('\n') };
}

function typedFromMessage({ text, link, asked = '' }: Extract<CommandInput, { readonly type: 'message' }>) {
  return { question: asked, answer: text, ...(link === undefined ? {} : { source: `Message in this server ${link}` }) };
}

function readInput(input: CommandInput): { readonly action: string; readonly answer: string } {
  if (input.type === 'options')
    return { action: input.subcommand ?? '', answer: String(input.options.get('answer') ?? '').trim() };
  const [, word = '', rest = ''] = /^(\S*)\s*(.*)$/s.exec(input.type === 'text' ? input.text : '') ?? [];
  return { action: word.toLowerCase() || 'new', answer: rest.trim() };
}

// By its id, or in its own words.
function idOf({ answers }: Local, typed: string): string | undefined {
  const wanted = typed.toLowerCase();
  return answers.find(({ id, question }) => id === wanted || question.toLowerCase() === wanted)?.id;
}

function titleOf({ children }: Said['document']): string {
  const title = children.find(({ type }) => type === 'heading');
  return title?.type === 'heading' ? inlineText(title.children) : '';
}
