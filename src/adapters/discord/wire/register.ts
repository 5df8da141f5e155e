// Writes the commands to Discord where they differ from what it has: the whole list at once, for all servers, never for one.
import { Routes } from 'discord.js';
import * as v from 'valibot';
import { type DiscordCommand, findDifferences } from '../in/command-list.js';
import type { Api } from './api.js';

/** Registers the commands of an application; tells what was different, and the ids by name. Rejects where Discord cannot be asked. */
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

function idsOf(registered: unknown): ReadonlyMap<string, string> {
  const list = v.safeParse(v.array(v.looseObject({ id: v.string(), name: v.string() })), registered);
  return new Map(list.success ? list.output.map(({ name, id }) => [name, id]) : []);
}
