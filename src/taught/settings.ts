// A workspace's settings and their consequences. Stored as JSON; unreadable parts count as not set. Pure.
import type { Origin } from '../ports.js';

/** How certain the bot must be before it answers in a help channel without being asked. */
export const certainties = ['careful', 'usual', 'eager'] as const;
type Certainty = (typeof certainties)[number];

/** A weekly digest: to a channel, or privately to whoever turned it on. `day` is of the week, 0 is Sunday; `time` is `HH:MM`. */
type DigestSetting = {
  readonly to: { readonly channel: string } | 'owner';
  readonly day: number;
  readonly time: string;
};

export type Settings = {
  /** Where the bot posts publicly: in all channels, only in `channels`, or in all but those. */
  readonly speak: 'all' | 'only' | 'not';
  readonly channels: readonly string[];
  /** Whether answers are for the asker alone, if the platform can do that. */
  readonly private: boolean;
  /** Whether answers show only their first part, with a button to the rest. */
  readonly short: boolean;
  /** The workspace's, by its IANA name. */
  readonly timezone: string;
  /** Who may teach in addition to those who manage the workspace: ids of people and of roles. */
  readonly teachers: readonly string[];
  readonly roles: readonly string[];
  /** Whether a second person must approve an answer before it is published. */
  readonly second: boolean;
  /** Channels and forums whose new posts are answered without a mention. */
  readonly help: readonly string[];
  readonly certainty: Certainty;
  readonly digest?: DigestSetting;
};

export const noSettings: Settings = {
  speak: 'all',
  channels: [],
  private: false,
  short: false,
  timezone: 'UTC',
  teachers: [],
  roles: [],
  second: false,
  help: [],
  certainty: 'usual',
};

export function readSettings(json: string | undefined): Settings {
  const value = json === undefined ? {} : parse(json);
  const { speak, timezone, certainty } = noSettings;
  const digest = readDigest(value['digest']);
  return {
    speak: oneOf(['all', 'only', 'not'], value['speak']) ?? speak,
    channels: listOf(value['channels']),
    private: value['private'] === true,
    short: value['short'] === true,
    timezone: typeof value['timezone'] === 'string' ? value['timezone'] : timezone,
    teachers: listOf(value['teachers']),
    roles: listOf(value['roles']),
    second: value['second'] === true,
    help: listOf(value['help']),
    certainty: oneOf(certainties, value['certainty']) ?? certainty,
    ...(digest === undefined ? {} : { digest }),
  };
}

function readDigest(value: unknown): DigestSetting | undefined {
  if (!isRecord(value)) return undefined;
  const { to, day, time } = value;
  if (typeof day !== 'number' || typeof time !== 'string') return undefined;
  if (to === 'owner') return { to, day, time };
  return isRecord(to) && typeof to['channel'] === 'string' ? { to: { channel: to['channel'] }, day, time } : undefined;
}

function parse(json: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(json);
    return isRecord(value) ? value : {};
  } catch {
    return {};
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function listOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
}

export function oneOf<T extends string>(known: readonly T[], value: unknown): T | undefined {
  return known.find((each) => each === value);
}

/** Whether somebody may change the settings there: they manage the workspace or run the bot. */
export function maySet({ user, manages = false }: Origin, adminUsers: readonly string[]): boolean {
  return user !== undefined && (manages || adminUsers.includes(user));
}

/** Whether somebody may teach and change what others taught there: the same people, and those they trust. */
export function mayTeach(from: Origin, settings: Settings, adminUsers: readonly string[]): boolean {
  const { user, roles = [] } = from;
  if (user === undefined) return false;
  const isTrusted = settings.teachers.includes(user) || roles.some((role) => settings.roles.includes(role));
  return isTrusted || maySet(from, adminUsers);
}

/** Whether new posts there are answered without a mention: in a channel, or in a forum, whose posts are threads. */
export function helpsIn({ help }: Settings, { channel = '', parent = '' }: Origin): boolean {
  return help.includes(channel) || help.includes(parent);
}

/**
 * The certainty (0 to 1) from which an answer is given there. On 454 real questions asked elsewhere, 0 %, 0 % and 7 % of the answers given
 * are wrong; at 0.92 it is 3 % (docs/teaching.md).
 */
export const surenesses: Readonly<Record<Certainty, number>> = { careful: 0.97, usual: 0.95, eager: 0.85 };

/** Whether the bot may post publicly there. A thread counts as its channel. */
export function speaksIn({ speak, channels }: Settings, { channel = '', parent = '' }: Origin): boolean {
  if (speak === 'all') return true;
  return (channels.includes(channel) || channels.includes(parent)) === (speak === 'only');
}
