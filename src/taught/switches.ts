// Turns a workspace's weekly posts on and off, for those who may change its settings: the quiz and the digest.
import type { CommandInput, ExtraCommand, Origin, Said } from '../ports.js';
import { notice } from './documents.js';
import type { WeeklyPosts, Workspace } from './ports.js';
import type { Served } from './served.js';
import type { Setting } from './setting.js';
import { dayName } from './setting-forms.js';
import type { Settings } from './settings.js';

/** Turned on and off by those who may: for a named channel, or for the default one. */
type WeeklySwitch = {
  readonly on: (from: Origin, channel: string | undefined) => Promise<Said>;
  readonly off: (from: Origin) => Promise<Said>;
};

// In the middle of the week, when a break is welcome.
const quizDay = 3;
const quizTime = '10:00';
const digestDay = 1;
const digestTime = '09:00';

type SwitchesParts = {
  readonly setting: Pick<Setting, 'allowed' | 'change'>;
  readonly served: Served;
  readonly weekly: WeeklyPosts;
};

/** A weekly quiz question in the named channel, or where the command was used. */
export function createQuizSwitch({ setting, served, weekly }: SwitchesParts): WeeklySwitch {
  return {
    on: (from, named) =>
      setting.allowed(from, async (workspace) => {
        const channel = named ?? from.channel ?? '';
        const { timezone } = (await served.of(workspace)).settings;
        const problem = await weekly.set('quiz', {
          place: { ...workspace, channel },
          owner: from.user ?? '',
          rule: quizRule(timezone),
        });
        if (problem !== undefined) return privately('The quiz is not on', problem);
        const when = `every ${dayName(quizDay)} at ${quizTime}, ${timezone} time`;
        return privately('The quiz is on', `A question comes ${when}. /ai-quiz off ends that.`);
      }),
    off: (from) =>
      setting.allowed(from, async (workspace) =>
        (await weekly.stop('quiz', workspace))
          ? privately('The quiz is off', '/ai-quiz now still asks a question.')
          : privately('The quiz is off', 'It was not on.'),
      ),
  };
}

function quizRule(timezone: string) {
  return { time: quizTime, timezone, days: [quizDay] };
}

/** The digest, which is one of the settings: to a named channel, or else privately to whoever turns it on. */
export function createDigestSwitch({ setting }: Pick<SwitchesParts, 'setting'>): WeeklySwitch {
  return {
    on: (from, channel) =>
      setting.allowed(from, async (workspace) => {
        const to = channel === undefined ? ('owner' as const) : { channel };
        let when = '';
        const problem = await setting.change(workspace, from, 'digest', (settings) => {
          const { day, time } = settings.digest ?? { day: digestDay, time: digestTime };
          when = `every ${dayName(day)} at ${time}, ${settings.timezone} time`;
          return { ...settings, digest: { to, day, time } };
        });
        if (problem !== undefined) return privately('The digest is not on', problem);
        const where = channel === undefined ? 'to you in a private message' : 'to that channel';
        return privately(
          'The digest is on',
          `It comes ${where} ${when}. /ai-settings sets day and hour, /ai-digest off ends it.`,
        );
      }),
    off: (from) =>
      setting.allowed(from, async (workspace) => {
        await setting.change(workspace, from, 'digest', ({ digest: _, ...others }) => others);
        return privately('The digest is off', '/ai-digest now still shows it.');
      }),
  };
}

/** Makes the weekly posts follow the settings; resolves with the reason if it can't. */
export async function followSettings(
  weekly: WeeklyPosts,
  workspace: Workspace,
  { digest, timezone }: Settings,
  { user = '' }: Origin,
): Promise<string | undefined> {
  const quiz = await weekly.find('quiz', workspace);
  if (quiz !== undefined && quiz.timezone !== timezone)
    await weekly.set('quiz', {
      place: { ...workspace, channel: quiz.channel },
      owner: quiz.owner,
      rule: quizRule(timezone),
    });
  if (digest === undefined) {
    await weekly.stop('digest', workspace);
    return undefined;
  }
  const channel = digest.to === 'owner' ? '' : digest.to.channel;
  const before = await weekly.find('digest', workspace);
  // Changing the time zone doesn't make somebody the digest's owner.
  const owner = before !== undefined && before.channel === channel ? before.owner : user;
  const rule = { time: digest.time, timezone, days: [digest.day] };
  return weekly.set('digest', { place: { ...workspace, channel }, owner, rule });
}

/** A command for something shown now or weekly: `now`, `on` with or without a channel, `off`. */
export function createWeeklyCommand(
  now: (from: Origin) => Promise<Said>,
  { on, off }: WeeklySwitch,
  usage: string,
): ExtraCommand {
  return {
    run: async ({ from, input }) => {
      const { action, channel } = readWeekly(input, from);
      switch (action) {
        case 'now':
          return now(from);
        case 'on':
          return on(from, channel);
        case 'off':
          return off(from);
        default:
          return privately('Now, on or off', usage);
      }
    },
  };
}

function readWeekly(input: CommandInput, from: Origin): { readonly action: string; readonly channel?: string } {
  if (input.type === 'options') {
    const channel = input.options.get('channel');
    return { action: input.subcommand ?? 'now', ...(channel === undefined ? {} : { channel: String(channel) }) };
  }
  const [action = '', where] = input.type === 'text' ? input.text.toLowerCase().split(/\s+/) : [];
  const isHere = where === 'here' && from.channel !== undefined;
  return { action: action === '' ? 'now' : action, ...(isHere ? { channel: from.channel } : {}) };
}

function privately(title: string, words: string): Said {
  return { document: notice(title, words), private: true };
}
