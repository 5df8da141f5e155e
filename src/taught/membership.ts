// What happens when a workspace installs or removes the bot: who installed it, the first words to them, and what is kept.
import type { Document } from '../document/nodes.js';
import type { Installations, Logger } from '../ports.js';
import type { TaughtStore, Workspace } from './ports.js';
import { welcome } from './setting.js';

export type Membership = {
  /** Who installed the bot, if the platform told. */
  readonly installer: (workspace: Workspace) => Promise<string | undefined>;
  /** Notes that a Discord server removed the bot, or has it. */
  readonly ofServer: (server: string, isGone: boolean) => Promise<void>;
  /** The greeting for a Discord server; undefined if it was asked for before, or something is set or taught there. */
  readonly welcome: (server: string) => Promise<Document | undefined>;
  /** Notes when a Slack workspace removes the bot, or has it back. */
  readonly watch: (installations: Installations) => Installations;
};

export type MembershipParts = {
  /** Writes to a person, if the platform is on. */
  readonly tell?: ((workspace: Workspace, person: string, document: Document) => Promise<void>) | undefined;
  readonly taught: Pick<TaughtStore, 'begin' | 'left'>;
  readonly installations: Installations;
  readonly logger: Logger;
};

export function createMembership({ tell, taught, installations, logger }: MembershipParts): Membership {
  const greet = async (workspace: Workspace, person: string): Promise<void> => {
    try {
      await tell?.(workspace, person, welcome);
    } catch (error) {
      logger.warn('greeting_failed', { problem: error instanceof Error ? error.message : String(error) });
    }
  };
  return {
    installer: async ({ platform, workspace }) => {
      const data = await installations.get(platform, workspace);
      return data === undefined ? undefined : readInstaller(data);
    },
    ofServer: (workspace, isGone) => taught.left({ platform: 'discord', workspace }, isGone),
    welcome: async (workspace) => ((await taught.begin({ platform: 'discord', workspace })) ? welcome : undefined),
    watch: ({ put, get, remove }) => ({
      get,
      put: async (platform, workspace, data) => {
        const before = await get(platform, workspace);
        await put(platform, workspace, data);
        await taught.left({ platform, workspace }, false);
        const person = readInstaller(data);
        // Tokens are also stored again while the bot stays.
        if (before === undefined && person !== undefined) await greet({ platform, workspace }, person);
      },
      remove: async (platform, workspace) => {
        await remove(platform, workspace);
        await taught.left({ platform, workspace }, true);
      },
    }),
  };
}

// In the format of Slack's SDK, `user` is whoever installed the bot.
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
