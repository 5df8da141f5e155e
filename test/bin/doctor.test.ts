// The doctor: every misconfiguration gets a finding that says where to change it, and no secret is revealed.
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, onTestFinished, test } from 'vitest';
import { commandsOn } from '../../src/adapters/discord/in/all-commands.js';
import { commands } from '../../src/adapters/discord/in/command-list.js';
import {
  botPermissions,
  inviteLink,
  isAdministrator,
  missingPermissions,
} from '../../src/adapters/discord/in/permissions.js';
import { botScopes } from '../../src/adapters/slack/in/commands.js';
import {
  createInspector,
  inspectDatabase,
  inspectKey,
  inspectKnowledge,
  inspectSettings,
} from '../../src/bin/inspect.js';
import { inspectTips } from '../../src/bin/inspect-tips.js';
import type { SlackConfig } from '../../src/config.js';
import { examineDiscord } from '../../src/doctor/discord.js';
import type { Ask, Finding } from '../../src/doctor/finding.js';
import { examineSlack } from '../../src/doctor/slack.js';
import { subjectOf } from '../../src/knowledge/messages.js';
import { createStore } from '../../src/store/store.js';
import type { PostProblem, Schedule } from '../../src/tips/ports.js';
import { guildId } from '../fakes/discord/people.js';
import { startFakeDiscord, token } from '../fakes/discord/server.js';
import { createFakeLogger } from '../fakes/logger.js';
import { appToken, botToken, startFakeSlack } from '../fakes/slack/server.js';
import { readSmall, root, smallFolder } from '../fixtures/shipped.js';
import { run } from '../process.js';
import { scheduleOf } from '../tips/schedules.js';

const folder = mkdtempSync(join(tmpdir(), 'ai-diff-doctor-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

type Answers = Readonly<
  Record<
    string,
    { readonly status?: number; readonly body: unknown; readonly headers?: Record<string, string> } | string
  >
>;
/** A platform with an answer for each path; a string is the reason why there is none. */
const answering =
  (answers: Answers): Ask =>
  async (url) => {
    const path = Object.keys(answers).find((each) => new URL(url).pathname.endsWith(each));
    const answer = path === undefined ? 'no such path' : answers[path];
    if (typeof answer === 'string' || answer === undefined) return { type: 'none', problem: answer ?? '' };
    return { type: 'answer', status: answer.status ?? 200, headers: new Headers(answer.headers), body: answer.body };
  };

async function all(findings: AsyncGenerator<Finding>): Promise<readonly Finding[]> {
  const list: Finding[] = [];
  for await (const finding of findings) list.push(finding);
  return list;
}

describe('on Discord the doctor', () => {
  const application = { id: '123456789012345678', name: 'AI Diff', flags: 0 };
  const gateway = {
    url: 'wss://x',
    shards: 1,
    session_start_limit: { total: 1000, remaining: 990, reset_after: 3_600_000 },
  };
  const server = { id: '1', name: 'Home', permissions: '274877975616' };
  const examine = (answers: Answers, messageContent = false) =>
    all(
      examineDiscord(
        { token: 'x', apiUrl: 'https://discord.test/api', messageContent },
        commands,
        answering({
          '/applications/@me': { body: application },
          '/gateway/bot': { body: gateway },
          '/commands': { body: commands },
          '/guilds': { body: [server] },
          ...answers,
        }),
      ),
    );

  test('finds nothing wrong with a good set-up, and gives the invite link with least privilege', async () => {
    const findings = await examine({});
    expect(findings.filter(({ state }) => state !== 'good')).toEqual([]);
    expect(findings.at(-1)?.message).toContain(
      'https://discord.com/oauth2/authorize?client_id=123456789012345678&scope=bot+applications.commands&permissions=274877975616',
    );
  });

  test('wants the Message Content intent if help channels are on, and says from which size it needs approval', async () => {
    const [off] = (await examine({}, true)).filter(({ state }) => state === 'bad');
    expect([off?.message, off?.fix]).toEqual([
      expect.stringContaining('Message Content intent is off'),
      expect.stringMatching(/Privileged Gateway Intents.*10,000 users/),
    ]);
    const on = await examine({ '/applications/@me': { body: { ...application, flags: 1 << 19 } } }, true);
    expect(on.filter(({ state }) => state !== 'good')).toEqual([]);
  });

  test.each<[string, Answers, Finding['state'], RegExp, RegExp]>([
    [
      'a refused token',
      { '/applications/@me': { status: 401, body: {} } },
      'bad',
      /refuses DISCORD_TOKEN/,
      /Reset Token/,
    ],
    ['an unreachable Discord', { '/applications/@me': 'ECONNREFUSED' }, 'bad', /ECONNREFUSED/, /DISCORD_API_URL/],
    [
      'something else at its address',
      { '/applications/@me': { body: '<html>' } },
      'bad',
      /not Discord/,
      /DISCORD_API_URL/,
    ],
    [
      'an interactions endpoint',
      { '/applications/@me': { body: { ...application, interactions_endpoint_url: 'https://x' } } },
      'bad',
      /web address/,
      /applications\/123456789012345678\/information/,
    ],
    [
      'a code grant',
      { '/applications/@me': { body: { ...application, bot_require_code_grant: true } } },
      'bad',
      /cannot add the bot/,
      /Code Grant/,
    ],
    [
      'a privileged intent',
      { '/applications/@me': { body: { ...application, flags: 1 << 19 } } },
      'doubtful',
      /Message Content intent/,
      /Privileged Gateway Intents/,
    ],
    [
      'a missing way to install it',
      { '/applications/@me': { body: { ...application, integration_types_config: { '0': {} } } } },
      'doubtful',
      /User Install is off/,
      /installation/,
    ],
    [
      'few connections left',
      {
        '/gateway/bot': {
          body: { ...gateway, session_start_limit: { total: 1000, remaining: 3, reset_after: 7_200_000 } },
        },
      },
      'bad',
      /3 of 1000/,
      /in 2 h/,
    ],
    ['commands that differ', { '/commands': { body: [] } }, 'doubtful', /commands differ/, /npm run register-commands/],
    ['no server', { '/guilds': { body: [] } }, 'doubtful', /no server/, /oauth2\/authorize/],
    [
      'a missing permission',
      { '/guilds': { body: [{ ...server, permissions: String(274_877_975_616n & ~(1n << 6n)) }] } },
      'doubtful',
      /Home \(Add Reactions\)/,
      /Server Settings > Roles/,
    ],
    [
      'too much permission',
      { '/guilds': { body: [{ ...server, permissions: '8' }] } },
      'doubtful',
      /administrator in Home/,
      /take Administrator/,
    ],
  ])('finds %s and says where to change it', async (_, answers, state, message, fix) => {
    expect(await examine(answers)).toContainEqual(
      expect.objectContaining({
        about: 'Discord',
        state,
        message: expect.stringMatching(message),
        fix: expect.stringMatching(fix),
      }),
    );
  });

  test('names five of many servers', async () => {
    const servers = Array.from({ length: 8 }, (_, at) => ({ id: `${at}`, name: `S${at}`, permissions: '0' }));
    const finding = (await examine({ '/guilds': { body: servers } })).find(({ message }) =>
      message.startsWith('permissions'),
    );
    expect(finding?.message).toMatch(/S0 .*S4 .* and 3 more$/);
  });

  test('asks for the permissions that the guide lists', () => {
    const readme = readFileSync(`${root}docs/discord.md`, 'utf8');
    expect(readme).toContain(inviteLink('APPLICATION_ID'));
    for (const name of Object.keys(botPermissions)) expect(readme).toContain(`*${name}*`);
  });

  test('knows that an administrator may do everything', () => {
    expect(missingPermissions('8')).toEqual([]);
    expect(missingPermissions('nonsense')).toHaveLength(Object.keys(botPermissions).length);
    expect([isAdministrator('9'), isAdministrator('1'), isAdministrator('x')]).toEqual([true, false, false]);
  });
});

describe('on Slack the doctor', () => {
  const scopes = Object.keys(botScopes).join(',');
  const me = { ok: true, team: 'Fake', team_id: 'T1', user: 'ai-diff', user_id: 'U1' };
  const socket: SlackConfig = {
    type: 'socket',
    apiUrl: 'https://slack.test/api/',
    botToken: 'xoxb-1',
    appToken: 'xapp-1',
  };
  const http: SlackConfig = {
    type: 'http',
    apiUrl: 'https://slack.test/api/',
    botToken: 'xoxb-1',
    signingSecret: 'a'.repeat(32),
  };
  const oauth: SlackConfig = {
    type: 'oauth',
    apiUrl: 'https://slack.test/api/',
    signingSecret: 'a'.repeat(32),
    clientId: '1.2',
    clientSecret: 'c',
    stateSecret: 's',
  };
  const good: Answers = {
    'auth.test': { body: me, headers: { 'x-oauth-scopes': scopes } },
    'apps.connections.open': { body: { ok: true, url: 'wss://x' } },
    'oauth.v2.access': { body: { ok: false, error: 'invalid_code' } },
  };
  const refused = (error: string) => ({ body: { ok: false, error } });

  test.each([
    ['over a socket', socket],
    ['for many workspaces', oauth],
  ])('finds nothing wrong with a good set-up %s', async (_, config) => {
    const findings = await all(examineSlack(config, answering(good)));
    expect(findings.filter(({ state }) => state !== 'good')).toEqual([]);
    expect(findings.length).toBeGreaterThan(1);
  });

  test('wants to read channels only if help channels are on', async () => {
    const reading: Answers = {
      ...good,
      'auth.test': { body: me, headers: { 'x-oauth-scopes': `${scopes},channels:history` } },
    };
    const bad = async (config: SlackConfig, answers: Answers) =>
      (await all(examineSlack(config, answering(answers)))).filter(({ state }) => state !== 'good');
    expect(await bad({ ...socket, channelHistory: true }, reading)).toEqual([]);
    expect((await bad({ ...socket, channelHistory: true }, good))[0]?.message).toContain('channels:history');
    expect((await bad(socket, reading))[0]?.message).toContain('more is allowed');
  });

  test('says where Slack’s requests must go over HTTP, since it cannot check that', async () => {
    const findings = await all(examineSlack(http, answering(good)));
    expect(findings.filter(({ state }) => state !== 'good')).toEqual([
      expect.objectContaining({ state: 'unchecked', fix: expect.stringContaining('/slack/events') }),
    ]);
  });

  test.each<[string, SlackConfig, Answers, Finding['state'], RegExp, RegExp]>([
    [
      'a refused bot token',
      socket,
      { 'auth.test': refused('invalid_auth') },
      'bad',
      /SLACK_BOT_TOKEN \(invalid_auth\)/,
      /OAuth & Permissions/,
    ],
    ['an unreachable Slack', socket, { 'auth.test': 'ENOTFOUND' }, 'bad', /ENOTFOUND/, /SLACK_API_URL/],
    ['a broken Slack', socket, { 'auth.test': { status: 503, body: '' } }, 'bad', /503/, /network/],
    ['something else at its address', socket, { 'auth.test': { body: 'hello' } }, 'bad', /not Slack/, /SLACK_API_URL/],
    [
      'missing scopes, with what they are for',
      socket,
      { 'auth.test': { body: me, headers: { 'x-oauth-scopes': 'commands,chat:write' } } },
      'bad',
      /im:history \(direct messages\)/,
      /Reinstall/,
    ],
    [
      'scopes that it does not need',
      socket,
      { 'auth.test': { body: me, headers: { 'x-oauth-scopes': `${scopes},files:write` } } },
      'doubtful',
      /more .*files:write/,
      /remove them/,
    ],
    [
      'a refused app token',
      socket,
      { 'apps.connections.open': refused('not_allowed_token_type') },
      'bad',
      /SLACK_APP_TOKEN/,
      /connections:write/,
    ],
    [
      'a signing secret of another form',
      { ...http, signingSecret: 'hello' },
      {},
      'doubtful',
      /32 hexadecimal/,
      /App Credentials/,
    ],
    [
      'a wrong client secret',
      oauth,
      { 'oauth.v2.access': refused('bad_client_secret') },
      'bad',
      /CLIENT_SECRET \(bad_client_secret\)/,
      /App Credentials/,
    ],
  ])('finds %s and says where to change it', async (_, config, answers, state, message, fix) => {
    expect(await all(examineSlack(config, answering({ ...good, ...answers })))).toContainEqual(
      expect.objectContaining({
        about: 'Slack',
        state,
        message: expect.stringMatching(message),
        fix: expect.stringMatching(fix),
      }),
    );
  });

  test('links to the app’s page if a token names it', async () => {
    const config = { ...socket, appToken: 'xapp-1-A0123ABCD-42-fedcba' };
    const findings = await all(examineSlack(config, answering({ ...good, 'auth.test': refused('invalid_auth') })));
    expect(findings[0]?.fix).toContain('https://api.slack.com/apps/A0123ABCD/oauth (OAuth & Permissions)');
  });
});

describe('on this machine the doctor', () => {
  test('lists all problems of the settings', () => {
    expect(
      inspectSettings(['A is missing', 'B is wrong'], '/no/.env', 'v24.1.0').filter(({ state }) => state === 'bad'),
    ).toHaveLength(2);
  });

  test.each([
    ['v18.20.0', 'bad'],
    ['v20.18.9', 'bad'],
    ['v20.19.0', 'good'],
    ['v24.0.0', 'good'],
  ])('judges Node.js %s as %s', (version, state) => {
    expect(inspectSettings([], '/no/.env', version)).toContainEqual(
      expect.objectContaining({ about: 'Node.js', state }),
    );
  });

  test.skipIf(process.platform === 'win32')('sees that others can read the file with the tokens', () => {
    const file = join(folder, '.env');
    writeFileSync(file, '');
    chmodSync(file, 0o644);
    expect(inspectSettings([], file, 'v24.0.0')).toContainEqual(
      expect.objectContaining({ state: 'doubtful', fix: `chmod 600 ${file}` }),
    );
    chmodSync(file, 0o600);
    expect(inspectSettings([], file, 'v24.0.0').every(({ state }) => state === 'good')).toBe(true);
  });

  test('tells what is wrong with the knowledge', async () => {
    expect(await inspectKnowledge(smallFolder)).toEqual([expect.objectContaining({ state: 'good' })]);
    expect(await inspectKnowledge(folder)).toEqual([
      expect.objectContaining({
        state: 'bad',
        message: expect.stringContaining('articles.yaml'),
        fix: `npm run check-knowledge -- ${folder}`,
      }),
    ]);
  });

  test('tells what is wrong with the database, without its password', async () => {
    const url = 'postgres://user:pass-word@db.example/x';
    const bad = await inspectDatabase({ health: async () => ({ ok: false }) }, url);
    expect(bad).toMatchObject([{ state: 'bad', message: expect.stringMatching(/^db\.example cannot be used: /) }]);
    expect(JSON.stringify(await inspectDatabase({ health: async () => ({ ok: true }) }, url))).not.toContain(
      'pass-word',
    );
  });

  test('leaves the advice on a newer database to the database’s own error', async () => {
    const problem = 'The database was made by a newer version (step 0009): run that version';
    const [finding] = await inspectDatabase({ health: async () => ({ ok: false, problem }) }, 'sqlite:a.db');
    expect(finding).toEqual({ about: 'Database', state: 'bad', message: problem });
  });

  test('says if workspaces’ tokens are not encrypted', () => {
    expect(inspectKey(undefined)).toEqual([
      expect.objectContaining({ state: 'doubtful', fix: expect.stringContaining('DATABASE_KEY') }),
    ]);
    expect(inspectKey(new Uint8Array(32))).toEqual([expect.objectContaining({ state: 'good' })]);
  });

  test.each([
    [0, 'good', /agrees/],
    [20_000, 'doubtful', /20 s ahead/],
    [-400_000, 'bad', /400 s behind/],
  ])('sees a clock that is %i ms off', async (off, state, message) => {
    const time = 1_700_000_000_000;
    const inspector = createInspector(
      async () => new Response('{}', { headers: { date: new Date(time).toUTCString() } }),
      () => time + 500 + off,
    );
    await inspector.ask('https://slack.test/', { headers: {} });
    expect(inspector.clock()).toEqual([expect.objectContaining({ state, message: expect.stringMatching(message) })]);
  });

  test('says why there was no answer, and that there was no clock to compare', async () => {
    const inspector = createInspector(
      async () =>
        Promise.reject(new TypeError('fetch failed', { cause: Object.assign(new Error('x'), { code: 'ENOTFOUND' }) })),
      Date.now,
    );
    expect(await inspector.ask('https://slack.test/', { headers: {} })).toEqual({ type: 'none', problem: 'ENOTFOUND' });
    expect(inspector.clock()).toEqual([expect.objectContaining({ state: 'unchecked' })]);
  });
});

describe('of the channels with tips the doctor', () => {
  const active = (id: string, more: Partial<Schedule> = {}) => ({ schedule: scheduleOf(id, 0, more), decided: [] });
  const tips = (plans: readonly ReturnType<typeof active>[], paused: readonly Schedule[] = []) => ({
    page: async () => plans,
    paused: async () => paused,
  });
  const poster = (problem: PostProblem | 'unknown' | undefined) => ({ postProblem: async () => problem });

  test('says that there are none', async () => {
    expect(await inspectTips(tips([]), new Map())).toEqual([expect.objectContaining({ state: 'good' })]);
  });

  test('counts those that are fine, those that cannot be checked, and those on a platform that is off', async () => {
    const plans = [active('a'), active('b'), active('c', { platform: 'slack' }), active('d', { platform: 'irc' })];
    const posters = new Map([
      ['discord', poster(undefined)],
      ['slack', poster('unknown')],
    ]);
    expect((await inspectTips(tips(plans), posters)).map(({ state, message }) => [state, message])).toEqual([
      ['good', 'the bot may post in 2 channels with a schedule'],
      ['unchecked', expect.stringMatching(/^whether the bot may post in 1 channel /)],
      ['doubtful', expect.stringMatching(/^1 channel .*off$/)],
    ]);
  });

  test('says if there are more than it checks', async () => {
    const plans = Array.from({ length: 300 }, (_, at) => active(`s${at}`));
    const page = { paused: async () => [], page: async (_: string, __: string, most: number) => plans.slice(0, most) };
    expect((await inspectTips(page, new Map([['discord', poster(undefined)]]))).map(({ message }) => message)).toEqual([
      'the bot may post in 200 channels with a schedule',
      'not checked: there are more than 200 channels with a schedule',
    ]);
  });

  test.each<[PostProblem, RegExp]>([
    ['forbidden', /permissions/],
    ['outside', /invite/],
    ['gone', /\/ai-tip stop a/],
    ['elsewhere', /\/ai-tip stop a/],
  ])('says what to do if a post is %s, before and after it was tried', async (problem, fix) => {
    const finding = { about: 'Tips', state: 'bad', fix: expect.stringMatching(fix) };
    expect(await inspectTips(tips([active('a')]), new Map([['discord', poster(problem)]]))).toEqual([
      { ...finding, message: expect.stringContaining('cannot post') },
    ]);
    expect(await inspectTips(tips([], [scheduleOf('a', 0, { paused: problem })]), new Map())).toEqual([
      { ...finding, message: expect.stringContaining('is paused') },
    ]);
  });
});

describe('npm run doctor', () => {
  const database = { DATABASE_URL: `sqlite:${folder}/doctor.db` };

  test('on both platforms finds everything in order, exits with 0 and prints no secret', async () => {
    const discord = await startFakeDiscord({
      commands: commandsOn(subjectOf(readSmall())),
      servers: [{ id: '1', name: 'Home', permissions: '274877975616' }],
    });
    const slack = await startFakeSlack();
    onTestFinished(async () => {
      await Promise.all([discord.close(), slack.stop()]);
    });
    const { code, stdout, stderr } = await run('bin/doctor.js', {
      cwd: folder,
      env: {
        ...database,
        DISCORD_TOKEN: token,
        DISCORD_API_URL: discord.apiUrl,
        SLACK_BOT_TOKEN: botToken,
        SLACK_APP_TOKEN: appToken,
        SLACK_API_URL: slack.apiUrl,
      },
    });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^0 bad, 0 to look at, \d+ ok$/m);
    for (const secret of [token, botToken, appToken]) expect(stdout).not.toContain(secret);
    expect(stdout).toContain('https://api.slack.com/apps?new_app=1 (From a manifest, and paste manifest.json)');
    expect(discord.recorded.every(({ method }) => method === 'GET')).toBe(true);
    expect(discord.problems).toEqual([]);
  });

  test('checks the permissions in each channel with a schedule', async () => {
    const url = `sqlite:${folder}/tips.db`;
    const store = createStore({ options: { url }, logger: createFakeLogger(), clock: { now: Date.now } });
    for (const channel of ['844444444444444444', '944444444444444444'])
      await store.tips.add(scheduleOf(`s${channel[0]}`, Date.now(), { channel, workspace: guildId }));
    await store.close();
    const discord = await startFakeDiscord();
    onTestFinished(() => discord.close());
    discord.channels.set('944444444444444444', { gone: true });
    const { stdout } = await run('bin/doctor.js', {
      cwd: folder,
      env: { DATABASE_URL: url, DISCORD_TOKEN: token, DISCORD_API_URL: discord.apiUrl },
    });
    expect(stdout).toMatch(/^BAD {2}Tips +schedule s9 in channel 944444444444444444 on discord cannot post: gone$/m);
    expect(stdout).toMatch(/^ok {3}Tips +the bot may post in 1 channel with a schedule$/m);
  });

  test('rejects an invalid database URL, and keeps its password to itself', async () => {
    const { code, stdout } = await run('bin/doctor.js', {
      cwd: folder,
      env: { DATABASE_URL: 'postgres://bot:pass/word@db.example/bot' },
    });
    expect(code).toBe(1);
    expect(stdout).toMatch(/^BAD {2}Settings +DATABASE_URL is not a URL/m);
    expect(stdout).not.toMatch(/pass\/word|Invalid URL/);
  });

  test('exits with 1 if something is bad, and prints JSON for programs', async () => {
    const { code, stdout } = await run('bin/doctor.js', {
      args: ['--json'],
      cwd: folder,
      env: { ...database, SLACK_BOT_TOKEN: 'xoxb-secret-token-1', LOG_LEVEL: 'loud' },
    });
    expect(code).toBe(1);
    const findings = JSON.parse(stdout) as readonly Finding[];
    expect(findings.filter(({ about, state }) => about === 'Settings' && state === 'bad')).toHaveLength(2);
    expect(stdout).not.toContain('secret-token');
  });
});
