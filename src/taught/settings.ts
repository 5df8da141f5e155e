// What a workspace set for itself. Kept as JSON; what cannot be read of it counts as not set.
import type { Origin } from '../ports.js';

export type Settings = {
  /** Who may teach, beside those who manage the workspace: ids of people and of roles. */
  readonly teachers: readonly string[];
  readonly roles: readonly string[];
  /** Whether a second person has to look before an answer counts. */
  readonly second: boolean;
};

export const noSettings: Settings = { teachers: [], roles: [], second: false };

export function readSettings(json: string): Settings {
  const value = parse(json);
  return { teachers: listOf(value['teachers']), roles: listOf(value['roles']), second: value['second'] === true };
}

function parse(json: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
  } catch {
    return {};
  }
}

function listOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
}

/** Whether somebody may change what is set there: whoever manages the workspace or runs the bot. */
export function maySet({ user, manages = false }: Origin, adminUsers: readonly string[]): boolean {
  return user !== undefined && (manages || adminUsers.includes(user));
}

/** Whether somebody may teach and change what others taught there: the same people, and those whom they trust. */
export function mayTeach(from: Origin, settings: Settings, adminUsers: readonly string[]): boolean {
  const { user, roles = [] } = from;
  if (user === undefined) return false;
  const isTrusted = settings.teachers.includes(user) || roles.some((role) => settings.roles.includes(role));
  return isTrusted || maySet(from, adminUsers);
}
