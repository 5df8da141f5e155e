// /ai-settings: what a workspace sets for itself, in one private form.
import type { ExtraCommand, Form, Origin, Said } from '../ports.js';
import { notice } from './documents.js';
import type { TaughtStore, Workspace } from './ports.js';
import { type Served, workspaceOf } from './served.js';
import { maySet, type Settings } from './settings.js';

export type SettingParts = {
  readonly taught: TaughtStore;
  readonly served: Served;
  readonly adminUsers: readonly string[];
  readonly installer: (workspace: Workspace) => Promise<string | undefined>;
};

export function createSetting({ taught, served, adminUsers, installer }: SettingParts): ExtraCommand {
  const allowed = async (from: Origin, work: (workspace: Workspace) => Promise<Said>): Promise<Said> => {
    const workspace = workspaceOf(from);
    if (workspace === undefined || from.user === undefined) return refused;
    const may = maySet(from, adminUsers) || from.user === (await installer(workspace));
    return may ? work(workspace) : refused;
  };
  return {
    run: ({ from }) =>
      allowed(from, async (workspace) => {
        const { settings } = await served.of(workspace);
        const words = 'The form could not be shown. Use /ai-settings once more.';
        return { document: notice('Open the form again', words), private: true, form: settingsForm(settings) };
      }),
    submit: ({ from, values }) =>
      allowed(from, async (workspace) => {
        const settings: Settings = {
          teachers: idsIn(values['teachers']),
          roles: idsIn(values['roles']),
          second: values['second'] === 'on',
        };
        await taught.putSettings(workspace, JSON.stringify(settings));
        served.changed(workspace);
        return { document: notice('Set', saidOf(settings)), private: true };
      }),
  };
}

function settingsForm({ teachers, roles, second }: Settings): Form {
  const onOff = [
    { label: 'No: an answer counts when it is saved', value: 'off' },
    { label: 'Yes: somebody else has to approve it', value: 'on' },
  ];
  return {
    id: 'ai-settings:all',
    title: 'Settings of the bot',
    submit: 'Set',
    fields: [
      {
        type: 'people',
        name: 'teachers',
        label: 'People who may teach',
        hint: 'Beside those who manage this place',
        optional: true,
        value: teachers,
      },
      {
        type: 'roles',
        name: 'roles',
        label: 'Roles that may teach',
        hint: 'Everybody who has one of them',
        optional: true,
        value: roles,
      },
      {
        type: 'choice',
        name: 'second',
        label: 'A second person looks',
        hint: 'Before an answer counts',
        options: onOff,
        value: second ? 'on' : 'off',
      },
    ],
  };
}

function saidOf({ teachers, roles, second }: Settings): string {
  const trusted = [
    ...(teachers.length === 0 ? [] : [`${teachers.length} ${teachers.length === 1 ? 'person' : 'people'}`]),
    ...(roles.length === 0 ? [] : [`${roles.length} ${roles.length === 1 ? 'role' : 'roles'}`]),
  ];
  const who = trusted.length === 0 ? '' : ` and ${trusted.join(' and ')}`;
  return `Those who manage this place${who} may teach. ${second ? 'A second person has to approve each answer.' : 'An answer counts when it is saved.'}`;
}

const refused: Said = {
  document: notice(
    'Not for you',
    'Settings are for people who manage the server, for whoever installed the bot on Slack, and for those who run it; in a server or workspace.',
  ),
  private: true,
};

function idsIn(typed = ''): readonly string[] {
  return [...new Set(typed.split(','))].filter((id) => /^\w{1,40}$/.test(id));
}
