// Writes the commands to Discord where they differ from what it has: the whole list at once, for all servers, never for one.
import { Routes } from 'discord.js';
import { type Command, findDifferences } from '../in/command-list.js';
import type { Api } from './api.js';

/** Registers the commands of an application and tells what was different. Rejects where Discord cannot be asked. */
export async function registerCommands(
  api: Pick<Api, 'get' | 'put'>,
  application: string,
  wanted: readonly Command[],
): Promise<readonly string[]> {
  const registered = await api.get(Routes.applicationCommands(application), { with_localizations: 'true' });
  const differences = findDifferences(wanted, Array.isArray(registered) ? registered : []);
  if (differences.length > 0) await api.put(Routes.applicationCommands(application), wanted);
  return differences;
}
