import { describe, expect, test } from 'vitest';
import { readConfig, secretsIn } from '../src/config.js';

type Env = Readonly<Record<string, string>>;
const socket = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1' };
const http = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_SIGNING_SECRET: 's' };
const oauth = {
  SLACK_SIGNING_SECRET: 's',
  SLACK_CLIENT_ID: 'i',
  SLACK_CLIENT_SECRET: 'c',
  SLACK_STATE_SECRET: 't',
};

describe('the settings', () => {
  test('without any variable are the defaults of the contract', () => {
    expect(readConfig({})).toEqual({
      problems: [],
      config: {
        knowledgeDir: './knowledge',
        host: '127.0.0.1',
        port: 3000,
        playground: true,
        databaseUrl: 'sqlite:./data/ai-diff.db',
        adminUsers: [],
        limits: { user: 12, channel: 60, workspace: 300 },
        retentionDays: 90,
        logLevel: 'info',
        logQuestions: false,
      },
    });
  });

  test.each<[Env, object]>([
    [{ DISCORD_TOKEN: 't', DISCORD_MESSAGE_CONTENT: 'on' }, { discord: { messageContent: true } }],
    [
      { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1', SLACK_CHANNEL_HISTORY: 'on' },
      { slack: { type: 'socket', channelHistory: true } },
    ],
    [{ KNOWLEDGE_DIR: '/srv/knowledge' }, { knowledgeDir: '/srv/knowledge' }],
    [{ HOST: '0.0.0.0' }, { host: '0.0.0.0' }],
    [{ HOST: '::1' }, { host: '::1' }],
    [{ PORT: '0' }, { port: 0 }],
    [{ PORT: '65535' }, { port: 65_535 }],
    [{ PLAYGROUND: 'off' }, { playground: false }],
    [{ PLAYGROUND: 'on' }, { playground: true }],
    [{ DATABASE_URL: 'sqlite:/tmp/x.db' }, { databaseUrl: 'sqlite:/tmp/x.db' }],
    [{ DATABASE_URL: 'postgres://u:p@h/d' }, { databaseUrl: 'postgres://u:p@h/d' }],
    [{ DATABASE_URL: 'postgresql://h/d' }, { databaseUrl: 'postgresql://h/d' }],
    ...['postgres://bot@/bot?host=/socket', 'postgresql:///bot?host=/socket', 'postgres://bot@%2Fsocket/bot'].map(
      (url): [Env, object] => [{ DATABASE_URL: url }, { databaseUrl: url }],
    ),
    [{ DATABASE_URL: 'sqlite:~/bot.db', HOME: '/home/ada' }, { databaseUrl: 'sqlite:/home/ada/bot.db' }],
    [{ DATABASE_KEY: `${'A'.repeat(43)}=` }, { databaseKey: Buffer.alloc(32) }],
    [{ DATABASE_KEY: 'ff'.repeat(32) }, { databaseKey: Buffer.alloc(32, 255) }],
    [{ ADMIN_USERS: 'U1' }, { adminUsers: ['U1'] }],
    [{ ADMIN_USERS: ' U1, 42 ,,' }, { adminUsers: ['U1', '42'] }],
    [{ USER_LIMIT_PER_MINUTE: '0' }, { limits: { user: 0, channel: 60, workspace: 300 } }],
    [{ WORKSPACE_LIMIT_PER_MINUTE: '9' }, { limits: { user: 12, channel: 60, workspace: 9 } }],
    [{ CHANNEL_LIMIT_PER_MINUTE: '5' }, { limits: { user: 12, channel: 5, workspace: 300 } }],
    [{ RETENTION_DAYS: '7' }, { retentionDays: 7 }],
    ...['debug', 'info', 'warn', 'error', 'silent'].map((level): [Env, object] => [
      { LOG_LEVEL: level },
      { logLevel: level },
    ]),
    [{ LOG_QUESTIONS: 'on' }, { logQuestions: true }],
    [{ MCP: 'on' }, { mcp: { tokens: [], hosts: [] } }],
    [{ MCP: 'on', HOST: '::1' }, { mcp: { tokens: [], hosts: [] } }],
    [{ MCP: 'on', MCP_TOKEN: 'abc=' }, { mcp: { tokens: [{ token: 'abc=' }], hosts: [] } }],
    [
      { MCP: 'on', HOST: '0.0.0.0', MCP_TOKEN: 'a1, slack:T1=b2==,discord:42=c3 ,', MCP_HOSTS: 'Bot.example.com' },
      {
        mcp: {
          tokens: [
            { token: 'a1' },
            { token: 'b2==', workspace: { platform: 'slack', workspace: 'T1' } },
            { token: 'c3', workspace: { platform: 'discord', workspace: '42' } },
          ],
          hosts: ['bot.example.com'],
        },
      },
    ],
    [{ LOG_QUESTIONS: 'off' }, { logQuestions: false }],
    [{ DISCORD_TOKEN: 'd' }, { discord: { token: 'd', apiUrl: 'https://discord.com/api' }, playground: false }],
    [
      { DISCORD_TOKEN: 'd', DISCORD_API_URL: 'http://127.0.0.1:4000/api/' },
      { discord: { token: 'd', apiUrl: 'http://127.0.0.1:4000/api' } },
    ],
    [{ DISCORD_API_URL: 'http://127.0.0.1:4000' }, { playground: true }],
    [
      socket,
      {
        slack: { type: 'socket', apiUrl: 'https://slack.com/api/', botToken: 'xoxb-1', appToken: 'xapp-1' },
        playground: false,
      },
    ],
    [http, { slack: { type: 'http', botToken: 'xoxb-1', signingSecret: 's' }, playground: false }],
    [{ ...http, ...socket }, { slack: { type: 'socket' } }],
    [
      oauth,
      {
        slack: { type: 'oauth', signingSecret: 's', clientId: 'i', clientSecret: 'c', stateSecret: 't' },
        playground: false,
      },
    ],
    [{ ...socket, SLACK_API_URL: 'https://slack-gov.com/api' }, { slack: { apiUrl: 'https://slack-gov.com/api/' } }],
    [{ ...socket, PLAYGROUND: 'on' }, { playground: true }],
  ])('read %o', (env, expected) => {
    const { config, problems } = readConfig(env);
    expect(problems).toEqual([]);
    expect(config).toMatchObject(expected);
  });

  test('treat an empty or blank variable as unset, and trim values', () => {
    expect(readConfig({ DISCORD_TOKEN: '', PORT: ' ', LOG_LEVEL: '  ' })).toEqual(readConfig({}));
    expect(readConfig({ PORT: ' 80 ' }).config.port).toBe(80);
  });
});

describe('a variable that cannot be used', () => {
  test.each<[string, Env]>([
    ['PORT', { PORT: 'abc' }],
    ['PORT', { PORT: '-1' }],
    ['PORT', { PORT: '65536' }],
    ['PORT', { PORT: '80.5' }],
    ['PORT', { PORT: '1e3' }],
    ['PORT', { PORT: '0x50' }],
    ['PLAYGROUND', { PLAYGROUND: 'yes' }],
    ['PLAYGROUND', { PLAYGROUND: 'ON' }],
    ['DATABASE_URL', { DATABASE_URL: 'mysql://h/d' }],
    ['DATABASE_URL', { DATABASE_URL: 'sqlite:' }],
    ['DATABASE_URL', { DATABASE_URL: 'sqlite://data/x.db' }],
    ['DATABASE_URL', { DATABASE_URL: 'sqlite:///data/x.db' }],
    ['DATABASE_URL', { DATABASE_URL: 'sqlite:file:x.db' }],
    ['DATABASE_URL', { DATABASE_URL: 'sqlite:~/bot.db' }],
    ['DATABASE_URL', { DATABASE_URL: 'sqlite:~ada/bot.db', HOME: '/home/me' }],
    ['DATABASE_URL', { DATABASE_URL: 'postgres://h1,h2/db' }],
    ['DATABASE_URL', { DATABASE_URL: 'postgres://h1:1,h2:2/db' }],
    ['ADMIN_USERS', { ADMIN_USERS: 'me, you' }],
    ['ADMIN_USERS', { ADMIN_USERS: '@ada' }],
    ['DATABASE_URL', { DATABASE_URL: 'postgres://u:pass/word@h/d' }],
    ['DATABASE_URL', { DATABASE_URL: 'postgres://u:pass#word@h/d' }],
    ['DATABASE_KEY', { DATABASE_KEY: 'a word to remember' }],
    ['DATABASE_KEY', { DATABASE_KEY: 'c2hvcnQ=' }],
    ['HTTPS_PROXY', { HTTPS_PROXY: 'proxy.example:3128' }],
    ['HTTPS_PROXY', { HTTPS_PROXY: 'socks5://127.0.0.1:1080' }],
    ['DATABASE_URL', { DATABASE_URL: './file.db' }],
    ['USER_LIMIT_PER_MINUTE', { USER_LIMIT_PER_MINUTE: '-1' }],
    ['CHANNEL_LIMIT_PER_MINUTE', { CHANNEL_LIMIT_PER_MINUTE: 'many' }],
    ['RETENTION_DAYS', { RETENTION_DAYS: 'Infinity' }],
    ['LOG_LEVEL', { LOG_LEVEL: 'verbose' }],
    ['LOG_LEVEL', { LOG_LEVEL: 'constructor' }],
    ['LOG_QUESTIONS', { LOG_QUESTIONS: 'true' }],
    ['MCP', { MCP: 'yes' }],
    ['MCP_TOKEN', { MCP: 'on', HOST: '0.0.0.0' }],
    ['MCP_TOKEN', { MCP: 'on', HOST: 'bot.example.com', MCP_TOKEN: ' , ' }],
    ['MCP_TOKEN', { MCP_TOKEN: 'slack:T1=' }],
    ['MCP_TOKEN', { MCP_TOKEN: 'slack:=abc' }],
    ['MCP_TOKEN', { MCP_TOKEN: 'teams:T1=abc' }],
    ['MCP_TOKEN', { MCP_TOKEN: 'two words' }],
    ['MCP_TOKEN', { MCP_TOKEN: 'abc,slack:T1=abc' }],
    ['MCP_HOSTS', { MCP_HOSTS: 'https://bot.example.com' }],
    ['DISCORD_API_URL', { DISCORD_API_URL: 'discord.com' }],
    ['DISCORD_API_URL', { DISCORD_API_URL: 'file:///etc/passwd' }],
    ['SLACK_API_URL', { SLACK_API_URL: 'ftp://slack.com' }],
    ['SLACK_BOT_TOKEN', { SLACK_APP_TOKEN: 'xapp-1' }],
    ['SLACK_BOT_TOKEN', { SLACK_SIGNING_SECRET: 's' }],
    ['SLACK_APP_TOKEN', { SLACK_BOT_TOKEN: 'xoxb-1' }],
    ['SLACK_SIGNING_SECRET', { SLACK_BOT_TOKEN: 'xoxb-1' }],
    ['SLACK_BOT_TOKEN', { ...socket, SLACK_BOT_TOKEN: 'xoxp-1' }],
    ['SLACK_APP_TOKEN', { ...socket, SLACK_APP_TOKEN: 'xoxb-1' }],
    ['SLACK_STATE_SECRET', { ...oauth, SLACK_STATE_SECRET: '' }],
    ['SLACK_SIGNING_SECRET', { ...oauth, SLACK_SIGNING_SECRET: '' }],
    ['SLACK_CLIENT_SECRET', { ...oauth, SLACK_CLIENT_SECRET: '' }],
    ['SLACK_CLIENT_ID', { ...oauth, SLACK_CLIENT_ID: '' }],
    ['SLACK_BOT_TOKEN', { ...oauth, SLACK_BOT_TOKEN: 'xoxb-1' }],
    ['SLACK_CLIENT_ID', { ...socket, SLACK_CLIENT_ID: 'i' }],
  ])('%s is named: %o', (name, env) => {
    const { problems } = readConfig(env);
    expect(problems.length).toBeGreaterThan(0);
    expect(problems.join('\n')).toContain(name);
    for (const problem of problems) expect(problem).not.toContain('\n');
  });

  test('does not hide the others', () => {
    const { problems } = readConfig({
      PORT: 'x',
      LOG_LEVEL: 'x',
      LOG_QUESTIONS: 'x',
      SLACK_APP_TOKEN: 'xapp-1',
      DISCORD_API_URL: 'x',
    });
    expect(problems).toHaveLength(5);
  });

  test('is never quoted if it is a secret', () => {
    const { problems } = readConfig({
      SLACK_BOT_TOKEN: 'hush-1',
      SLACK_APP_TOKEN: 'hush-2',
      DATABASE_URL: 'mysql://u:hush-3@h/d',
      DISCORD_API_URL: 'ftp://u:hush-4@h',
      SLACK_API_URL: 'ftp://u:hush-5@h',
      MCP_TOKEN: 'slack:T1=hush 6,teams:T1=hush-7,slack:hush-8',
    });
    expect(problems).toHaveLength(7);
    expect(problems.join()).not.toContain('hush');
  });
});

describe('what must never be shown', () => {
  test('has each MCP token separately', () => {
    expect(secretsIn({ MCP_TOKEN: 'hush-1, slack:T1=hush-2=' })).toEqual(['hush-1', 'hush-2=']);
  });

  test.each([
    'postgres://u:hush-hush@h/d',
    'postgres://u:hush%2Dhush@h/d',
    // Not encoded, so it isn't a valid URL.
    'postgres://u:hush-hush#1@h/d',
    'mysql://u:hush-hush@h/d',
  ])('has the password in %s', (DATABASE_URL) => {
    expect(secretsIn({ DATABASE_URL }).join()).toContain('hush-hush');
  });
});
