// Stores workspaces' tokens through the interface of Slack's SDK. Tokens in use are cached, so that their workspaces are answered while the
// database is unreachable.
import type { Installation, InstallationQuery, InstallationStore } from '@slack/bolt';
import { LRUCache } from 'lru-cache';
import * as v from 'valibot';
import type { Clock, Installations, Logger } from '../../../ports.js';

const platform = 'slack';
const maxRemembered = 5_000;

// The fields that this bot and the SDK need; the rest is stored as it is.
const installation = v.looseObject({
  team: v.optional(v.looseObject({ id: v.string() })),
  enterprise: v.optional(v.looseObject({ id: v.string() })),
  user: v.looseObject({ id: v.string() }),
  bot: v.looseObject({ token: v.string(), scopes: v.array(v.string()), id: v.string(), userId: v.string() }),
  isEnterpriseInstall: v.optional(v.boolean()),
  /** When it was stored, in milliseconds since 1970; missing in older ones. */
  keptAt: v.optional(v.number()),
});
type KeptInstallation = Installation & { readonly keptAt?: number };
const kept = v.pipe(
  v.string(),
  v.parseJson(),
  v.custom<KeptInstallation>((value) => v.is(installation, value)),
);

// A workspace whose organisation installed the bot stores only the organisation's id: unprompted posts name just a workspace.
const belonging = v.pipe(v.string(), v.parseJson(), v.object({ belongsTo: v.string() }));

export type InstallationKeeper = InstallationStore & {
  /** Forgets what was installed before an instant, in milliseconds since 1970; later installations stay. */
  readonly forgetBefore: (query: InstallationQuery<boolean>, at: number) => Promise<'forgotten' | 'newer'>;
};

/** Stores one installation per workspace, or per organisation that installed the bot for all its workspaces. */
export function createInstallationStore(installations: Installations, logger: Logger, wall: Clock): InstallationKeeper {
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

  const find = async (id: string): Promise<KeptInstallation | undefined> => {
    const text = await read(id);
    if (text === undefined) return undefined;
    const organisation = v.safeParse(belonging, text);
    if (organisation.success && organisation.output.belongsTo !== id) return find(organisation.output.belongsTo);
    const parsed = v.safeParse(kept, text);
    return parsed.success ? parsed.output : undefined;
  };

  const noteBelonging = async (teamId: string | undefined, found: KeptInstallation): Promise<void> => {
    const organisation = found.enterprise?.id;
    if (teamId === undefined || organisation === undefined || found.isEnterpriseInstall !== true) return;
    if (remembered.has(teamId)) return;
    const text = JSON.stringify({ belongsTo: organisation });
    await installations.put(platform, teamId, text);
    remembered.set(teamId, text);
  };

  const remove = async (query: InstallationQuery<boolean>): Promise<void> => {
    const [id] = idsOf(query);
    if (id === undefined) return;
    remembered.delete(id);
    await installations.remove(platform, id);
  };

  return {
    storeInstallation: async (given) => {
      const id = idOf(given);
      await installations.put(platform, id, JSON.stringify({ ...given, keptAt: wall.now() }));
      remembered.delete(id);
      logger.info('slack_installed', { workspace: id });
    },
    fetchInstallation: async (query) => {
      // A workspace in an organisation has its own installation, or the organisation's.
      for (const id of idsOf(query)) {
        const found = await find(id);
        if (found === undefined) continue;
        await noteBelonging(query.teamId, found).catch((error: unknown) => {
          logger.warn('slack_organisation_not_kept', { problem: String(error) });
        });
        return found;
      }
      throw new Error('the bot is not installed there');
    },
    deleteInstallation: remove,
    forgetBefore: async (query, at) => {
      const [id] = idsOf(query);
      const text = id === undefined ? undefined : await installations.get(platform, id);
      // Slack's timestamps are whole seconds.
      const parsed = v.safeParse(kept, text);
      if (parsed.success && Math.floor((parsed.output.keptAt ?? 0) / 1_000) * 1_000 > at) return 'newer';
      await remove(query);
      return 'forgotten';
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
