// /ai-settings: a workspace's settings on one private page, with a form per section.
import { choice, choices, document, heading, inline, paragraph, strong, text } from '../document/build.js';
import type { Document, Inline, ListItem } from '../document/nodes.js';
import type { ExtraCommand, Origin, Said } from '../ports.js';
import { act, notice } from './documents.js';
import type { TaughtStore, Workspace } from './ports.js';
import { type Served, workspaceOf } from './served.js';
import {
  changeSection,
  dayName,
  type ReadTimezone,
  type SettingSection,
  sectionForm,
  sections,
  sectionTitles,
} from './setting-forms.js';
import { maySet, oneOf, readSettings, type Settings } from './settings.js';

export type SettingParts = {
  readonly taught: TaughtStore;
  readonly served: Served;
  readonly adminUsers: readonly string[];
  readonly installer: (workspace: Workspace) => Promise<string | undefined>;
  readonly readTimezone: ReadTimezone;
  /** Applies the consequences of changed settings; resolves with what failed. */
  readonly onSet?:
    | ((workspace: Workspace, settings: Settings, from: Origin) => Promise<string | undefined>)
    | undefined;
};

export type Setting = {
  readonly command: ExtraCommand;
  readonly action: (of: string, from: Origin) => Promise<Said>;
  /** Does the work for somebody who may change settings; tells others why not. */
  readonly allowed: (from: Origin, work: (workspace: Workspace) => Promise<Said>) => Promise<Said>;
  /** Changes settings in this and all other processes. */
  readonly change: (
    workspace: Workspace,
    from: Origin,
    section: SettingSection,
    to: (settings: Settings) => Settings,
  ) => Promise<string | undefined>;
};

export function createSetting(parts: SettingParts): Setting {
  const { taught, served, adminUsers, installer, readTimezone, onSet } = parts;

  const allowed: Setting['allowed'] = async (from, work) => {
    const workspace = workspaceOf(from);
    if (workspace === undefined || from.user === undefined) return refused;
    const may = maySet(from, adminUsers) || from.user === (await installer(workspace));
    return may ? work(workspace) : refused;
  };

  const change: Setting['change'] = async (workspace, from, section, to) => {
    let settings = readSettings(undefined);
    await taught.putSettings(workspace, (json) => {
      settings = to(readSettings(json));
      return JSON.stringify(settings);
    });
    served.changed(workspace);
    const problem = await onSet?.(workspace, settings, from);
    // A digest that can't be posted is turned off.
    if (problem === undefined || section !== 'digest') return problem;
    await taught.putSettings(workspace, (json) => {
      const { digest: _, ...others } = readSettings(json);
      return JSON.stringify(others);
    });
    served.changed(workspace);
    return problem;
  };

  const show = async (workspace: Workspace, section: SettingSection | undefined): Promise<Said> => {
    const { settings } = await served.of(workspace);
    if (section === undefined) return { document: settingsDocument(settings), private: true };
    const words = 'The form could not be shown. Use /ai-settings once more.';
    return { document: notice('Open the form again', words), private: true, form: sectionForm(section, settings) };
  };

  const submit = async (
    workspace: Workspace,
    section: SettingSection,
    from: Origin,
    values: Readonly<Record<string, string>>,
  ) => {
    let problem: string | undefined;
    let set: Settings | undefined;
    const failed = await change(workspace, from, section, (settings) => {
      const changed = changeSection(section, values, settings, readTimezone);
      problem = 'problem' in changed ? changed.problem : undefined;
      set = 'settings' in changed ? changed.settings : settings;
      return set;
    });
    if (problem !== undefined)
      return { document: notice('Nothing was changed', problem, act('Change it', 'settings', section)), private: true };
    const said = set === undefined ? [] : linesOf(set)[section];
    const lines = [...said.map(paragraph), ...(failed === undefined ? [] : [paragraph(failed)])];
    return { document: document([heading(`Set: ${sectionTitles[section]}`), ...lines]), private: true };
  };

  return {
    command: {
      run: ({ from }) => allowed(from, (workspace) => show(workspace, undefined)),
      submit: ({ from, id, values }) =>
        allowed(from, async (workspace) => {
          const section = oneOf(sections, id.split(':')[1]);
          return section === undefined ? show(workspace, undefined) : submit(workspace, section, from, values);
        }),
    },
    action: (of, from) => allowed(from, (workspace) => show(workspace, oneOf(sections, of))),
    allowed,
    change,
  };
}

/** All settings on one page, with a button to change each section. */
function settingsDocument(settings: Settings): Document {
  const lines = linesOf(settings);
  return document([
    heading('Settings of the bot here'),
    paragraph('They apply here alone, and at once. A button opens the form of its section.'),
    {
      type: 'list',
      children: sections.map(
        (section): ListItem => ({
          type: 'listItem',
          children: [
            strong(`${sectionTitles[section]}: `),
            ...lines[section].flatMap((line, at) => [...(at === 0 ? [] : [text(' ')]), ...line]),
          ],
        }),
      ),
    },
    ...choices(
      'steps',
      sections.map((section) => act(sectionTitles[section], 'settings', section)),
    ),
  ]);
}

/** The greeting for whoever installed the bot. */
export const welcome: Document = document([
  heading('Hello, I am AI Diff'),
  paragraph(
    'I answer questions on LLMs and generative AI from a few articles, with sources: mention me, write to me, or use /ai-ask. Nothing has to be set up. You may say where I speak and who may teach me, and teach me what only your team knows.',
  ),
  ...choices('steps', [
    act('Settings', 'settings'),
    act('Teach an answer', 'teach-new'),
    choice('What can I ask?', { type: 'help' }),
  ]),
]);

/** The settings in sentences, by section. */
export function linesOf(settings: Settings): Readonly<Record<SettingSection, readonly (readonly Inline[])[]>> {
  const { speak, channels, private: hidden, short, timezone, teachers, roles, second, help, certainty } = settings;
  const where = { all: 'In every channel', only: 'Only in ', not: 'In every channel but ' }[speak];
  const trusted = [...counted(teachers.length, 'person', 'people'), ...counted(roles.length, 'role', 'roles')];
  return {
    speak: [
      [text(where), ...(speak === 'all' ? [] : named(channels)), text('.')],
      inline(
        `${short ? 'Short answers' : 'Full answers'}, ${hidden ? 'for the asker alone if the platform can do that' : 'for everybody'}. The time zone is ${timezone}.`,
      ),
    ],
    teach: [
      inline(
        `Those who manage this place${trusted.length === 0 ? '' : ` and ${trusted.join(' and ')}`} may teach. ${second ? 'A second person has to approve each answer.' : 'An answer counts when it is saved.'}`,
      ),
    ],
    help: [
      help.length === 0
        ? inline('None: I answer only people who ask me.')
        : [text('New questions are answered in '), ...named(help), text(`, where I am ${surenessWords[certainty]}.`)],
    ],
    digest: [digestLine(settings)],
  };
}

const surenessWords = { careful: 'very sure', usual: 'sure', eager: 'fairly sure' } as const;

function digestLine({ digest, timezone }: Settings): readonly Inline[] {
  if (digest === undefined) return inline('Off; /ai-digest now shows it at any time.');
  const when = `on ${dayName(digest.day)}s at ${digest.time}, ${timezone} time.`;
  return digest.to === 'owner'
    ? inline(`In a private message to whoever turned it on, ${when}`)
    : [text('In '), ...named([digest.to.channel]), text(` ${when}`)];
}

function named(channels: readonly string[]): readonly Inline[] {
  return channels.flatMap((id, at): Inline[] => [
    ...(at === 0 ? [] : [text(', ')]),
    { type: 'mention', of: 'channel', id },
  ]);
}

function counted(count: number, one: string, many: string): readonly string[] {
  return count === 0 ? [] : [`${count} ${count === 1 ? one : many}`];
}

const refused: Said = {
  document: notice(
    'Not for you',
    'Settings are for people who manage the server, for whoever installed the bot on Slack, and for those who run it; in a server or workspace.',
  ),
  private: true,
};
