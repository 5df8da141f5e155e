// Registers the commands with Discord if they differ from what it has: the whole list at once, globally.
import { Routes } from 'discord.js';
import * as v from 'valibot';
import type { Logger } from '../../../ports.js';
import { allCommands, commandsOn } from '../in/all-commands.js';
import { type DiscordCommand, findDifferences } from '../in/command-list.js';
import type { CommandIds } from '../out/command-links.js';
import type { Api } from './api.js';
import { errorFields } from './failures.js';

/** Registers an application's commands; returns the differences and the ids by name. Rejects if Discord can't be reached. */
export async function registerCommands(
  api: Pick<Api, 'get' | 'put'>,
  application: string,
  wanted: readonly DiscordCommand[],
): Promise<{ readonly differences: readonly string[]; readonly ids: ReadonlyMap<string, string> }> {
  const registered = await api.get(Routes.applicationCommands(application), { with_localizations: 'true' });
  const differences = findDifferences(wanted, Array.isArray(registered) ? registered : []);
  const now = differences.length > 0 ? await api.put(Routes.applicationCommands(application), wanted) : registered;
  return { differences, ids: idsOf(now) };
}

const commandGroups = new Set(
  allCommands.filter(({ options = [] }) => options.some(({ type }) => type === 1)).map(({ name }) => name),
);

/** Registers all commands once per process and remembers their ids. `subject` is that of custom knowledge. */
export function createRegistration(
  api: Pick<Api, 'get' | 'put'>,
  logger: Logger,
  subject: () => string | undefined = () => undefined,
) {
  let known: CommandIds | undefined;
  let isRegistered = false;
  return {
    known: () => known,
    register: async (application: string): Promise<void> => {
      if (isRegistered) return;
      isRegistered = true;
      try {
        const { differences, ids } = await registerCommands(api, application, commandsOn(subject()));
        known = { ids, groups: commandGroups };
        logger.info('discord_commands_registered', { differences });
      } catch (error) {
        // The bot also answers without its commands; the next connection retries.
        isRegistered = false;
        logger.error('discord_commands_failed', errorFields(error));
      }
    },
  };
}

function idsOf(registered: unknown): ReadonlyMap<string, string> {
  const list = v.safeParse(v.array(v.looseObject({ id: v.string(), name: v.string() })), registered);
  return new Map(list.success ? list.output.map(({ name, id }) => [name, id]) : []);
}
