// The room of what a workspace teaches and sets: its parts put together.
import type { TeachAction } from '../document/target.js';
import type { ExtraCommand, Installations, Origin, Said } from '../ports.js';
import { type Answering, createAnswering } from './answering.js';
import type { Workspace } from './ports.js';
import { createServed, type ServedParts } from './served.js';
import { createSetting } from './setting.js';
import { createTeach, type TeachParts } from './teach.js';

export type TaughtRoom = {
  readonly answering: Answering;
  readonly commands: Readonly<Record<string, ExtraCommand>>;
  readonly actions: Readonly<Record<TeachAction, (of: string, from: Origin) => Promise<Said>>>;
  /** Notes that a server of Discord removed the bot, or has it. */
  readonly membership: (server: string, isGone: boolean) => Promise<void>;
  /** Notes when a workspace of Slack removes the bot, or has it back. */
  readonly watch: (installations: Installations) => Installations;
};

export type TaughtRoomParts = Omit<ServedParts, 'store' | 'shipped'> &
  Pick<TeachParts, 'shipped' | 'adminUsers' | 'clock' | 'newId'> & {
    readonly store: TeachParts['store'] & { readonly installations: Installations };
  };

export function createTaughtRoom(parts: TaughtRoomParts): TaughtRoom {
  const { store } = parts;
  const served = createServed({ ...parts, store: store.taught });
  const installer = async ({ platform, workspace }: Workspace): Promise<string | undefined> => {
    const data = await store.installations.get(platform, workspace);
    return data === undefined ? undefined : readInstaller(data);
  };
  const teach = createTeach({ ...parts, served, installer });
  return {
    answering: createAnswering(served),
    commands: {
      'ai-settings': createSetting({ ...parts, taught: store.taught, served, installer }),
      'ai-teach': teach.command,
      'teach-this-answer': teach.onMessage,
    },
    actions: teach.actions,
    membership: (workspace, isGone) => store.taught.left({ platform: 'discord', workspace }, isGone),
    watch: ({ put, get, remove }) => ({
      get,
      put: async (platform, workspace, data) => {
        await put(platform, workspace, data);
        await store.taught.left({ platform, workspace }, false);
      },
      remove: async (platform, workspace) => {
        await remove(platform, workspace);
        await store.taught.left({ platform, workspace }, true);
      },
    }),
  };
}

// As Slack's SDK keeps it: whoever installed the bot is its `user`.
function readInstaller(data: string): string | undefined {
  try {
    const value: unknown = JSON.parse(data);
    const user: unknown = typeof value === 'object' && value !== null && 'user' in value ? value.user : undefined;
    return typeof user === 'object' && user !== null && 'id' in user && typeof user.id === 'string'
      ? user.id
      : undefined;
  } catch {
    return undefined;
  }
}
