// Where the tokens of workspaces are kept, in the terms of Slack's SDK. A workspace whose token was used is remembered, so that it is
// answered while the database cannot be reached.
import type { Installation, InstallationQuery, InstallationStore } from '@slack/bolt';
import { LRUCache } from 'lru-cache';
import * as v from 'valibot';
import type { Installations, Logger } from '../../../ports.js';

const platform = 'slack';
const maxRemembered = 5_000;

// What this bot and the SDK need of it; the rest is kept as it is.
const installation = v.looseObject({
  team: v.optional(v.looseObject({ id: v.string() })),
  enterprise: v.optional(v.looseObject({ id: v.string() })),
  user: v.looseObject({ id: v.string() }),
  bot: v.looseObject({ token: v.string(), scopes: v.array(v.string()), id: v.string(), userId: v.string() }),
  isEnterpriseInstall: v.optional(v.boolean()),
});
const kept = v.pipe(
  v.string(),
  v.parseJson(),
  v.custom<Installation>((value) => v.is(installation, value)),
);

/** Keeps one installation for each workspace, or for each organisation that installed it for all of its workspaces. */
export function createInstallationStore(installations: Installations, logger: Logger): InstallationStore {
  const remembered = new LRUCache<string, string>({ max: maxRemembered });

  const read = async (id: string): Promise<string | undefined> => {
    try {
      const text = await installations.get(platform, id);
      if (text === undefined) remembered.delete(id);
      else remembered.set(id, text);
      return text;
    } catch (error) {
      const text = remembered.get(id);
      if (text === undefined) throw error;
      logger.warn('slack_installation_remembered', { problem: error instanceof Error ? error.message : String(error) });
      return text;
    }
  };

  return {
    storeInstallation: async (given) => {
      const id = idOf(given);
      await installations.put(platform, id, JSON.stringify(given));
      remembered.delete(id);
      logger.info('slack_installed', { workspace: id });
    },
    fetchInstallation: async (query) => {
      // A workspace of an organisation has its own installation, or that of the organisation.
      for (const id of idsOf(query)) {
        const text = await read(id);
        const parsed = text === undefined ? undefined : v.safeParse(kept, text);
        if (parsed?.success === true) return parsed.output;
      }
      throw new Error('the bot is not installed there');
    },
    deleteInstallation: async (query) => {
      const [id] = idsOf(query);
      if (id === undefined) return;
      remembered.delete(id);
      await installations.remove(platform, id);
    },
  };
}

function idOf({ team, enterprise, isEnterpriseInstall }: Installation): string {
  const id = isEnterpriseInstall === true ? enterprise?.id : team?.id;
  if (id === undefined) throw new Error('the installation names neither a workspace nor an organisation');
  return id;
}

function idsOf({ teamId, enterpriseId, isEnterpriseInstall }: InstallationQuery<boolean>): readonly string[] {
  const ids = isEnterpriseInstall ? [enterpriseId] : [teamId, enterpriseId];
  return ids.flatMap((id) => id ?? []);
}
