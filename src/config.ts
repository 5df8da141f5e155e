// Reads settings from the environment. All problems are reported at once; a platform without its variables is off.

import { listOf, type McpConfig, readMcp, tokensIn } from './config-mcp.js';

export type LogLevel = 'debug' | 'info' | 'warn' | 'error' | 'silent';

/** `messageContent`: the application has the Message Content intent, which help channels need. */
export type DiscordConfig = { readonly token: string; readonly apiUrl: string; readonly messageContent?: boolean };

/** How the bot connects to Slack: one workspace over a socket or HTTP, or many that install it through OAuth. */
export type SlackConfig = {
  readonly apiUrl: string;
  /** The app may read public channels that it is in, which help channels need. */
  readonly channelHistory?: boolean;
} & (
  | { readonly type: 'socket'; readonly botToken: string; readonly appToken: string }
  | { readonly type: 'http'; readonly botToken: string; readonly signingSecret: string }
  | {
      readonly type: 'oauth';
      readonly signingSecret: string;
      readonly clientId: string;
      readonly clientSecret: string;
      readonly stateSecret: string;
    }
);

/** The proxy for https:// requests, except to the hosts in `except`. */
export type ProxyConfig = { readonly url: string; readonly except: readonly string[] };

export type Config = {
  readonly knowledgeDir: string;
  readonly host: string;
  readonly port: number;
  readonly playground: boolean;
  readonly discord?: DiscordConfig;
  readonly slack?: SlackConfig;
  readonly proxy?: ProxyConfig;
  readonly mcp?: McpConfig;
  readonly databaseUrl: string;
  /** 32 bytes that encrypt the workspaces' tokens. */
  readonly databaseKey?: Uint8Array;
  /** Ids of the people who may see the gaps and change any schedule. */
  readonly adminUsers: readonly string[];
  /** Questions answered per minute; 0 means no limit. */
  readonly limits: { readonly user: number; readonly channel: number; readonly workspace: number };
  readonly retentionDays: number;
  readonly logLevel: LogLevel;
  /** Whether the words of questions may be logged. */
  readonly logQuestions: boolean;
};

type Env = Readonly<Record<string, string | undefined>>;
type ReadVariable = (name: string) => string | undefined;
type ReportProblem = (problem: string) => void;

const logLevels: readonly LogLevel[] = ['debug', 'info', 'warn', 'error', 'silent'];
const onOff = ['on', 'off'] as const;

/** The variables that turn on each platform, named at the start when it is off. */
export const platformVariables = {
  Discord: 'DISCORD_TOKEN',
  Slack: 'SLACK_BOT_TOKEN and SLACK_APP_TOKEN',
} as const;

/** Reads the settings from environment variables; they are usable only if there are no problems. */
export function readConfig(env: Env): { readonly config: Config; readonly problems: readonly string[] } {
  const problems: string[] = [];
  const report: ReportProblem = (problem) => {
    problems.push(problem);
  };
  const read: ReadVariable = (name) => env[name]?.trim() || undefined;
  const discord = readDiscord(read, report);
  const slack = readSlack(read, report);
  const proxy = readProxy(read, report);
  const mcp = readMcp(read, report, readOneOf(read, report, 'MCP', onOff, 'off') === 'on');
  const databaseKey = readDatabaseKey(read, report);
  const anyPlatform = discord !== undefined || slack !== undefined;
  const config: Config = {
    knowledgeDir: read('KNOWLEDGE_DIR') ?? './knowledge',
    host: read('HOST') ?? '127.0.0.1',
    port: readNumber(read, report, 'PORT', 3000, maxPort),
    playground: readOneOf(read, report, 'PLAYGROUND', onOff, anyPlatform ? 'off' : 'on') === 'on',
    ...(discord === undefined ? {} : { discord }),
    ...(slack === undefined ? {} : { slack }),
    ...(proxy === undefined ? {} : { proxy }),
    ...(mcp === undefined ? {} : { mcp }),
    databaseUrl: readDatabaseUrl(read, report),
    ...(databaseKey === undefined ? {} : { databaseKey }),
    adminUsers: readAdmins(read, report),
    limits: {
      user: readNumber(read, report, 'USER_LIMIT_PER_MINUTE', 12, maxCount),
      channel: readNumber(read, report, 'CHANNEL_LIMIT_PER_MINUTE', 60, maxCount),
      workspace: readNumber(read, report, 'WORKSPACE_LIMIT_PER_MINUTE', 300, maxCount),
    },
    retentionDays: readNumber(read, report, 'RETENTION_DAYS', 90, maxCount),
    logLevel: readOneOf(read, report, 'LOG_LEVEL', logLevels, 'info'),
    logQuestions: readOneOf(read, report, 'LOG_QUESTIONS', onOff, 'off') === 'on',
  };
  return { config, problems };
}

const secretVariables = [
  'DISCORD_TOKEN',
  'SLACK_BOT_TOKEN',
  'SLACK_APP_TOKEN',
  'SLACK_SIGNING_SECRET',
  'SLACK_CLIENT_SECRET',
  'SLACK_STATE_SECRET',
  'DATABASE_KEY',
] as const;

/** The secrets in the environment, whether the settings are usable or not. */
export function secretsIn(env: Env): readonly string[] {
  const databaseUrl = env['DATABASE_URL']?.trim() ?? '';
  // Even a malformed URL may contain a password.
  const password = URL.canParse(databaseUrl)
    ? new URL(databaseUrl).password || (new URL(databaseUrl).searchParams.get('password') ?? '')
    : (/^[^:]*:\/\/[^:]*:(.*)@/s.exec(databaseUrl)?.[1] ?? /[?&]password=([^&]*)/.exec(databaseUrl)?.[1] ?? '');
  const proxyPassword = /^[^:]*:\/\/[^:@]*:(.*)@/s.exec(env['HTTPS_PROXY']?.trim() ?? '')?.[1] ?? '';
  return [
    ...secretVariables.map((name) => env[name]?.trim() ?? ''),
    ...tokensIn(env['MCP_TOKEN']).map(({ token }) => token),
    ...[password, proxyPassword].flatMap((each) => [each, unescapeUrl(each)]),
  ].filter((secret) => secret !== '');
}

// For malformed text the original is enough.
function unescapeUrl(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

const maxPort = 65_535;
const maxCount = 1_000_000;

function readDiscord(read: ReadVariable, report: ReportProblem): DiscordConfig | undefined {
  const apiUrl = readUrl(read, report, 'DISCORD_API_URL', 'https://discord.com/api');
  const token = read('DISCORD_TOKEN');
  const reads = readOneOf(read, report, 'DISCORD_MESSAGE_CONTENT', onOff, 'off') === 'on';
  if (token === undefined) return undefined;
  return { token, apiUrl: apiUrl.replace(/\/+$/, ''), ...(reads ? { messageContent: true } : {}) };
}

function readSlack(read: ReadVariable, report: ReportProblem): SlackConfig | undefined {
  const url = readUrl(read, report, 'SLACK_API_URL', 'https://slack.com/api/');
  const apiUrl = url.endsWith('/') ? url : `${url}/`;
  const [botToken, appToken, signingSecret] = ['SLACK_BOT_TOKEN', 'SLACK_APP_TOKEN', 'SLACK_SIGNING_SECRET'].map(read);
  const [clientId, clientSecret, stateSecret] = ['SLACK_CLIENT_ID', 'SLACK_CLIENT_SECRET', 'SLACK_STATE_SECRET'].map(
    read,
  );
  const reads = readOneOf(read, report, 'SLACK_CHANNEL_HISTORY', onOff, 'off') === 'on';
  const common = { apiUrl, ...(reads ? { channelHistory: true } : {}) };
  const oauth = [clientId, clientSecret, stateSecret].some((value) => value !== undefined);
  if (oauth) {
    if (
      signingSecret !== undefined &&
      clientId !== undefined &&
      clientSecret !== undefined &&
      stateSecret !== undefined
    ) {
      if (botToken === undefined && appToken === undefined) {
        return { type: 'oauth', ...common, signingSecret, clientId, clientSecret, stateSecret };
      }
      report('SLACK_BOT_TOKEN and SLACK_APP_TOKEN belong to one workspace, SLACK_CLIENT_ID to many: unset one side');
      return undefined;
    }
    report(
      'Slack for many workspaces needs SLACK_SIGNING_SECRET, SLACK_CLIENT_ID, SLACK_CLIENT_SECRET and SLACK_STATE_SECRET',
    );
    return undefined;
  }
  if (botToken === undefined) {
    if (appToken !== undefined || signingSecret !== undefined)
      report('SLACK_BOT_TOKEN is missing: copy it from OAuth & Permissions');
    return undefined;
  }
  checkPrefix(report, 'SLACK_BOT_TOKEN', botToken, 'xoxb-');
  if (appToken !== undefined) {
    checkPrefix(report, 'SLACK_APP_TOKEN', appToken, 'xapp-');
    return { type: 'socket', ...common, botToken, appToken };
  }
  if (signingSecret !== undefined) return { type: 'http', ...common, botToken, signingSecret };
  report('SLACK_BOT_TOKEN needs SLACK_APP_TOKEN (Socket Mode) or SLACK_SIGNING_SECRET (HTTP) as well');
  return undefined;
}

// The value itself is a secret and never part of a message.
function checkPrefix(report: ReportProblem, name: string, value: string, prefix: string): void {
  if (!value.startsWith(prefix)) report(`${name} must start with ${prefix}: it seems to be another kind of token`);
}

function readUrl(read: ReadVariable, report: ReportProblem, name: string, fallback: string): string {
  const value = read(name);
  if (value === undefined) return fallback;
  if (URL.canParse(value) && /^https?:$/.test(new URL(value).protocol)) return value;
  report(`${name} must be an http:// or https:// address`);
  return fallback;
}

function readProxy(read: ReadVariable, report: ReportProblem): ProxyConfig | undefined {
  const [url, except] = [read('HTTPS_PROXY'), read('NO_PROXY')];
  if (url === undefined) return undefined;
  // Without http://, a host and port would be parsed as another protocol.
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) {
    report('HTTPS_PROXY must be an http:// or https:// address, such as http://proxy.example:3128');
    return undefined;
  }
  return { url, except: (except ?? '').split(/[,\s]+/).filter((entry) => entry !== '') };
}

function readDatabaseUrl(read: ReadVariable, report: ReportProblem): string {
  const value = read('DATABASE_URL') ?? 'sqlite:./data/ai-diff.db';
  if (/^postgres(?:ql)?:\/\//.test(value)) {
    // The host may come later: postgres://bot@/bot?host=/var/run/postgresql.
    const address = value.replace('@/', '@host/');
    if (!URL.canParse(address) || new URL(address).host.includes(','))
      report(
        'DATABASE_URL is not a URL: write it as postgres://USER:PASSWORD@HOST/NAME with one host, and with characters such as / # ? @ in the password as %2F %23 %3F %40',
      );
    return value;
  }
  const [, path] = /^sqlite:(.+)$/.exec(value) ?? [];
  if (path === undefined) report('DATABASE_URL must be sqlite:PATH or postgres://...');
  else if (path.startsWith('//'))
    report(
      `DATABASE_URL takes a path, not an address: sqlite:data/bot.db is below this folder, sqlite:/data/bot.db is not`,
    );
  else if (path.startsWith('file:')) report('DATABASE_URL takes a path: leave out "file:"');
  else if (path.startsWith('~')) {
    const home = read('HOME');
    if (/^~\//.test(path) && home !== undefined) return `sqlite:${home}${path.slice(1)}`;
    report('DATABASE_URL begins with ~, which stands for no folder here: write the whole path');
  }
  return value;
}

// Discord's ids are digits, Slack's are capital letters and digits; other platforms may follow.
function readAdmins(read: ReadVariable, report: ReportProblem): readonly string[] {
  const ids = listOf(read('ADMIN_USERS'));
  const wrong = ids.filter((id) => !/^(?:\d+|[UW][A-Z0-9]+)$/.test(id));
  if (wrong.length > 0)
    report(
      `ADMIN_USERS has ${wrong.map((id) => `"${id}"`).join(', ')}, which is not an id: use ids such as 123456789012345678 (Discord) or U0123ABCD (Slack)`,
    );
  return ids;
}

const keyBytes = 32;

// It must be a full-length key, not a memorable password.
function readDatabaseKey(read: ReadVariable, report: ReportProblem): Uint8Array | undefined {
  const value = read('DATABASE_KEY');
  if (value === undefined) return undefined;
  const isHex = /^[0-9a-f]{64}$/i.test(value);
  const key = Buffer.from(value, isHex ? 'hex' : 'base64');
  if (isHex || (/^[\w+/-]+={0,2}$/.test(value) && key.length === keyBytes)) return key;
  report('DATABASE_KEY must be 32 random bytes in base64 or hex: make one with "openssl rand -base64 32"');
  return undefined;
}

function readOneOf<T extends string>(
  read: ReadVariable,
  report: ReportProblem,
  name: string,
  values: readonly T[],
  fallback: T,
): T {
  const value = read(name);
  if (value === undefined) return fallback;
  const known = values.find((each) => each === value);
  if (known === undefined) report(`${name} is "${value}": use one of ${values.join(', ')}`);
  return known ?? fallback;
}

function readNumber(
  read: ReadVariable,
  report: ReportProblem,
  name: string,
  fallback: number,
  largest: number,
): number {
  const value = read(name);
  if (value === undefined) return fallback;
  if (/^\d{1,9}$/.test(value) && Number(value) <= largest) return Number(value);
  report(`${name} is "${value}": use a whole number from 0 to ${largest}`);
  return fallback;
}
