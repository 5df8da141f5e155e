// /ai-teach: a workspace's own answers, written in a form, previewed before they are published, changed and restored. Every action first
// checks the person's permission.
import type { TeachAction } from '../document/target.js';
import type { CommandInput, ExtraCommand, Offer, Origin, Said } from '../ports.js';
import { cut } from './answer.js';
import { notice } from './documents.js';
import type { Workspace } from './ports.js';
import { gone, privately, refused, withForm } from './said.js';
import type { Local } from './served.js';
import { workspaceOf } from './served.js';
import { mayTeach } from './settings.js';
import { createAnswers } from './teach-answers.js';
import { createDrafts } from './teach-drafts.js';
import type { Here, TeachParts } from './teach-parts.js';

type Teach = {
  readonly command: Required<ExtraCommand>;
  /** "Teach this answer" on somebody's message. */
  readonly onMessage: ExtraCommand;
  readonly actions: Readonly<Record<TeachAction, (of: string, from: Origin) => Promise<Said>>>;
};

const labelLength = 100;

export function createTeach(parts: TeachParts): Teach {
  const { served } = parts;
  const may = createMay(parts);
  const drafts = createDrafts(parts);
  const answers = createAnswers(parts);

  /** Does the work for somebody who may teach; tells others why not. */
  const allowed = async (from: Origin, work: (here: Here) => Promise<Said>): Promise<Said> => {
    const workspace = workspaceOf(from);
    if (workspace === undefined) return refused;
    const local = await served.of(workspace);
    return (await may(from, workspace, local)) ? work({ from, workspace, local }) : refused;
  };

  const run = async (here: Here, input: CommandInput): Promise<Said> => {
    const { action, answer } = readInput(input);
    const id = answer === '' ? undefined : idOf(here.local, answer);
    switch (action) {
      case 'new':
        return withForm('ai-teach:new', {});
      case 'list':
        return answers.showList(here, 0);
      case 'history':
        return answers.showHistory(here, answer === '' ? undefined : (id ?? answer));
      case 'edit':
        return id === undefined ? gone : answers.edit(here, id);
      case 'remove':
        return id === undefined ? gone : answers.remove(here, id);
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
      submit: ({ from, id, values }) => allowed(from, (each) => drafts.submit(each, id, values)),
      complete: ({ from, typed, limit }) => complete(from, typed, limit),
    },
    onMessage: {
      run: ({ from, input }) =>
        allowed(from, async () => withForm('ai-teach:new', input.type === 'message' ? typedFromMessage(input) : {})),
    },
    actions: {
      'teach-save': here(drafts.save),
      'teach-change': here(drafts.change),
      'teach-discard': here(drafts.discard),
      'teach-look': here(drafts.look),
      'teach-list': here((each, of) => answers.showList(each, /^\d{1,3}$/.test(of) ? Number(of) : 0)),
      'teach-edit': here(answers.edit),
      'teach-remove': here(answers.remove),
      'teach-restore': here(answers.restore),
      'teach-gap': here(answers.fromGap),
      'teach-done': here(answers.finish),
      'teach-new': here(async () => withForm('ai-teach:new', {})),
    },
  };
}

function createMay({ adminUsers, installer }: TeachParts) {
  return async (from: Origin, workspace: Workspace, local: Local): Promise<boolean> => {
    if (mayTeach(from, local.settings, adminUsers)) return true;
    return from.user !== undefined && from.user === (await installer(workspace));
  };
}

const usage =
  '/ai-teach new adds an answer for this server, list shows them all, edit, remove and history take the id from the list.';

function typedFromMessage({ text, link, asked = '' }: Extract<CommandInput, { readonly type: 'message' }>) {
  return { question: asked, answer: text, ...(link === undefined ? {} : { source: `Message in this server ${link}` }) };
}

function readInput(input: CommandInput): { readonly action: string; readonly answer: string } {
  if (input.type === 'options')
    return { action: input.subcommand ?? '', answer: String(input.options.get('answer') ?? '').trim() };
  const [, word = '', rest = ''] = /^(\S*)\s*(.*)$/s.exec(input.type === 'text' ? input.text : '') ?? [];
  return { action: word.toLowerCase() || 'new', answer: rest.trim() };
}

// By its id, or by the exact words of its question.
function idOf({ answers }: Local, typed: string): string | undefined {
  const wanted = typed.toLowerCase();
  return answers.find(({ id, question }) => id === wanted || question.toLowerCase() === wanted)?.id;
}
