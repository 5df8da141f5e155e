// Assembles everything a workspace can teach and set.
import type { Document } from '../document/nodes.js';
import type { SettingAction, TeachAction } from '../document/target.js';
import type { ExtraCommand, Installations, Origin, Said } from '../ports.js';
import { type Answering, createAnswering } from './answering.js';
import { createManners, type MannersOf } from './manners.js';
import { createMembership, type Membership, type MembershipParts } from './membership.js';
import type { WeeklyPosts, Workspace } from './ports.js';
import { createServed, type ServedParts, workspaceOf } from './served.js';
import { createSetting, type SettingParts } from './setting.js';
import { helpsIn, noSettings, type Settings, speaksIn } from './settings.js';
import { createDigestSwitch, createQuizSwitch, createWeeklyCommand, followSettings } from './switches.js';
import { createTeach } from './teach.js';
import type { TeachParts } from './teach-parts.js';

type TaughtRoom = Pick<Membership, 'welcome' | 'watch'> & {
  readonly answering: Answering;
  readonly commands: Readonly<Record<string, ExtraCommand>>;
  readonly actions: Readonly<Record<TeachAction | SettingAction, (of: string, from: Origin) => Promise<Said>>>;
  readonly manners: MannersOf;
  /** Whether new posts there are answered without a mention. Never rejects. */
  readonly helps: (from: Origin) => Promise<boolean>;
  /** Whether an answer there is for its asker alone, if the platform can do that. Never rejects. */
  readonly hides: (from: Origin) => Promise<boolean>;
  /** The time zone that a workspace has set. */
  readonly zoneOf: (from: Origin) => Promise<string | undefined>;
  /** The commands for weekly posts: a quiz question for everybody, and the digest for those who may change settings. */
  readonly weeklyCommands: (shown: {
    readonly quiz: () => Document;
    readonly digest: (of: Workspace) => Promise<Document>;
  }) => Readonly<Record<string, ExtraCommand>>;
  /** The question that a taught answer answers; undefined if there is none with that id. */
  readonly questionOf: (workspace: Workspace, id: string) => Promise<string | undefined>;
  /** Notes that a Discord server removed the bot, or has it. */
  readonly membership: Membership['ofServer'];
};

export type TaughtRoomParts = Omit<ServedParts, 'store' | 'shipped'> &
  Pick<TeachParts, 'shipped' | 'adminUsers' | 'clock' | 'newId'> &
  Pick<SettingParts, 'readTimezone'> &
  Pick<MembershipParts, 'tell'> & {
    /** Weekly posts; without it there are none. */
    readonly weekly?: WeeklyPosts | undefined;
    readonly store: TeachParts['store'] & { readonly installations: Installations };
  };

export function createTaughtRoom(parts: TaughtRoomParts): TaughtRoom {
  const { store } = parts;
  const served = createServed({ ...parts, store: store.taught });
  const membership = createMembership({ ...parts, ...store });
  const { installer } = membership;
  const teach = createTeach({ ...parts, served, installer });
  const { weekly } = parts;
  const settingsOf = async (from: Origin): Promise<Settings> => {
    const workspace = workspaceOf(from);
    return workspace === undefined ? noSettings : (await served.of(workspace)).settings;
  };
  const setting = createSetting({
    ...parts,
    taught: store.taught,
    served,
    installer,
    onSet: async (workspace, settings, from) =>
      weekly === undefined ? undefined : followSettings(weekly, workspace, settings, from),
  });
  return {
    weeklyCommands: ({ quiz, digest }) => ({
      'ai-quiz': createWeeklyCommand(
        async () => ({ document: quiz(), private: false }),
        createQuizSwitch({ setting, served, weekly: weekly ?? noPosts }),
        '/ai-quiz now asks a question, on brings one to this channel every week, off ends that.',
      ),
      'ai-digest': createWeeklyCommand(
        (from) => setting.allowed(from, async (of) => ({ document: await digest(of), private: true })),
        createDigestSwitch({ setting }),
        '/ai-digest now shows it, on sends it every week to you (on Slack “on here” to this channel), off ends that.',
      ),
    }),
    questionOf: async (workspace, id) => (await served.of(workspace)).find(id)?.question,
    zoneOf: async ({ platform, workspace }) => {
      if (workspace === undefined) return undefined;
      const { timezone } = (await served.of({ platform, workspace })).settings;
      return timezone === noSettings.timezone ? undefined : timezone;
    },
    manners: createManners(served),
    helps: async (from) => helpsIn(await settingsOf(from), from),
    hides: async (from) => {
      const settings = await settingsOf(from);
      return settings.private || !speaksIn(settings, from);
    },
    answering: createAnswering(served),
    commands: {
      'ai-settings': setting.command,
      'ai-teach': teach.command,
      'teach-this-answer': teach.onMessage,
    },
    actions: { ...teach.actions, settings: setting.action },
    membership: membership.ofServer,
    welcome: membership.welcome,
    watch: membership.watch,
  };
}

const noPosts: WeeklyPosts = {
  set: async () => 'Weekly posts are not possible now.',
  find: async () => undefined,
  stop: async () => false,
};
