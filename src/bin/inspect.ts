// The doctor's checks of this machine: settings, knowledge, database, clock.
import { existsSync, statSync } from 'node:fs';
import type { ProxyConfig } from '../config.js';
import type { Ask, Finding } from '../doctor/finding.js';
import type { AppError } from '../errors.js';
import { loadKnowledge } from '../knowledge/load.js';
import type { Store } from '../store/ports.js';

const requestMs = 10_000;
// Slack's and our own checks allow five minutes; warn long before that.
const wrongClockMs = 60_000;
const doubtfulClockMs = 5_000;

export function inspectSettings(problems: readonly string[], envFile: string, nodeVersion: string): readonly Finding[] {
  const about = 'Settings';
  const settings: readonly Finding[] =
    problems.length === 0
      ? [{ about, state: 'good', message: 'they can be used' }]
      : problems.map((problem) => ({
          about,
          state: 'bad',
          message: problem,
          fix: `change it in ${envFile}; .env.example explains each`,
        }));
  return [...settings, ...inspectFile(envFile), ...inspectNode(nodeVersion)];
}

function inspectFile(envFile: string): readonly Finding[] {
  // Windows has no permission bits.
  if (!existsSync(envFile) || process.platform === 'win32' || (statSync(envFile).mode & 0o077) === 0) return [];
  return [
    {
      about: 'Settings',
      state: 'doubtful',
      message: `others on this machine can read ${envFile}, which holds tokens`,
      fix: `chmod 600 ${envFile}`,
    },
  ];
}

function inspectNode(version: string): readonly Finding[] {
  const [major = 0, minor = 0] = version.replace(/^v/, '').split('.').map(Number);
  const isOld = major < 20 || (major === 20 && minor < 19);
  return isOld
    ? [
        {
          about: 'Node.js',
          state: 'bad',
          message: `${version} is too old`,
          fix: 'install Node.js 20.19 or newer: https://nodejs.org',
        },
      ]
    : [{ about: 'Node.js', state: 'good', message: version }];
}

/** How requests to platforms leave this machine; nothing without a proxy. */
export function inspectProxy(proxy: ProxyConfig | undefined): readonly Finding[] {
  if (proxy === undefined) return [];
  const { host } = new URL(proxy.url);
  const except = proxy.except.length === 0 ? '' : `, but to ${proxy.except.join(', ')} (NO_PROXY)`;
  return [
    { about: 'Proxy', state: 'good', message: `requests to https:// leave through ${host} (HTTPS_PROXY)${except}` },
  ];
}

export async function inspectKnowledge(folder: string): Promise<readonly Finding[]> {
  const about = 'Knowledge';
  try {
    const { entries, articles } = await loadKnowledge(folder);
    return [
      { about, state: 'good', message: `${entries.length} entries from ${articles.length} articles in ${folder}` },
    ];
  } catch (error) {
    const message = (error as AppError).message.split('\n');
    const shown = [...message.slice(0, 6), ...(message.length > 6 ? [`and ${message.length - 6} more`] : [])];
    return [{ about, state: 'bad', message: shown.join('\n'), fix: `npm run check-knowledge -- ${folder}` }];
  }
}

export async function inspectDatabase(store: Pick<Store, 'health'>, url: string): Promise<readonly Finding[]> {
  const about = 'Database';
  const { ok, problem } = await store.health();
  // PostgreSQL's URL contains a password.
  const where = url.startsWith('sqlite:') ? url : new URL(url).host || 'PostgreSQL';
  return ok
    ? [{ about, state: 'good', message: `${where} can be written to` }]
    : [
        {
          about,
          state: 'bad',
          // `problem` ends with what to do about it.
          message: problem ?? `${where} cannot be used: check DATABASE_URL, and that the database is up`,
        },
      ];
}

/** Whether the workspaces' tokens are encrypted in the database. */
export function inspectKey(key: Uint8Array | undefined): readonly Finding[] {
  const about = 'Database';
  return key !== undefined
    ? [{ about, state: 'good', message: 'tokens of workspaces are encrypted in it' }]
    : [
        {
          about,
          state: 'doubtful',
          message: 'tokens of workspaces are not encrypted in it, so that a backup holds them',
          fix: 'set DATABASE_KEY to what "openssl rand -base64 32" prints, and keep it apart from the backups',
        },
      ];
}

type Inspector = { readonly ask: Ask; readonly clock: () => readonly Finding[] };

/** Sends requests to platforms, and compares their clock with ours. */
export function createInspector(fetch: typeof globalThis.fetch, now: () => number): Inspector {
  const offsets: { readonly host: string; readonly ms: number }[] = [];
  return {
    ask: async (url, request) => {
      const before = now();
      try {
        const response = await fetch(url, { ...request, signal: AbortSignal.timeout(requestMs), redirect: 'error' });
        const body: unknown = await response.json().catch(() => undefined);
        const date = Date.parse(response.headers.get('date') ?? '');
        // The header is truncated to seconds, so the best estimate is half a second later.
        if (!Number.isNaN(date)) offsets.push({ host: new URL(url).host, ms: (before + now()) / 2 - (date + 500) });
        return { type: 'answer', status: response.status, headers: response.headers, body };
      } catch (error) {
        return { type: 'none', problem: describe(error) };
      }
    },
    clock: () => inspectClock(offsets),
  };
}

function inspectClock(offsets: readonly { readonly host: string; readonly ms: number }[]): readonly Finding[] {
  const about = 'Clock';
  const [farthest] = [...offsets].sort((a, b) => Math.abs(b.ms) - Math.abs(a.ms));
  if (farthest === undefined)
    return [{ about, state: 'unchecked', message: 'there was no platform to compare it with' }];
  const off = Math.abs(farthest.ms);
  const message = `${Math.round(off / 1000)} s ${farthest.ms > 0 ? 'ahead of' : 'behind'} ${farthest.host}`;
  const fix = 'let the system set it: timedatectl set-ntp true';
  if (off > wrongClockMs)
    return [
      { about, state: 'bad', message: `${message}: tips come at the wrong time, Slack's requests are refused`, fix },
    ];
  if (off > doubtfulClockMs) return [{ about, state: 'doubtful', message, fix }];
  return [{ about, state: 'good', message: `agrees with ${farthest.host}` }];
}

// `fetch` hides the reason in the cause.
function describe(error: unknown): string {
  // A proxy that refuses already says so.
  if (error instanceof Error && error.message.startsWith('the proxy ')) return error.message;
  const cause = error instanceof Error ? error.cause : undefined;
  if (cause instanceof Error) return 'code' in cause ? String(cause.code) : cause.message;
  return error instanceof Error && error.name === 'TimeoutError'
    ? `no answer within ${requestMs / 1000} s`
    : String(error);
}
