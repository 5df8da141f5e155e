// Outgoing requests through a proxy: the real process on both fake platforms, whose hosts only the proxy knows.
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { leavesThroughProxy } from '../src/adapters/shared/proxy.js';
import { applicationId, messageOf } from './fakes/discord/people.js';
import { startFakeDiscord, token } from './fakes/discord/server.js';
import { createCertificate, startFakeProxy, startSecure } from './fakes/proxy.js';
import { eventBody, mention, slashCommand } from './fakes/slack/payloads.js';
import { appToken, botToken, botUser, startFakeSlack } from './fakes/slack/server.js';
import { program, run, start } from './process.js';

test.each<[string, string, boolean]>([
  ['https://discord.com/api', '', true],
  ['wss://gateway.discord.gg', '', true],
  ['http://127.0.0.1:3000', '', false],
  ['https://discord.com/api', 'discord.com', false],
  ['https://canary.discord.com', 'discord.com', false],
  ['https://canary.discord.com', '.discord.com', false],
  ['https://canary.discord.com', '*.discord.com', false],
  ['https://notdiscord.com', 'discord.com', true],
  ['https://discord.com', 'DISCORD.COM', false],
  ['https://discord.com', '*', false],
  ['https://discord.com', 'discord.com:443', false],
  ['https://discord.com', 'discord.com:8443', true],
  ['https://discord.com:8443', 'discord.com:8443', false],
  ['https://[::1]', '[::1]', false],
])('%s, where NO_PROXY is "%s": through the proxy is %s', (address, except, expected) => {
  expect(leavesThroughProxy(new URL(address), except === '' ? [] : [except])).toBe(expected);
});

const names = ['discord.test', 'gateway.discord.test', 'slack.test', 'sockets.slack.test', 'hooks.slack.test'];
const login = 'clerk:p@ssword';
const certificate = createCertificate([...names, 'localhost']);
afterAll(certificate.remove);

let discord: Awaited<ReturnType<typeof startFakeDiscord>>;
let slack: Awaited<ReturnType<typeof startFakeSlack>>;
let proxy: Awaited<ReturnType<typeof startFakeProxy>>;
beforeAll(async () => {
  discord = await startFakeDiscord({ gatewayAddress: 'wss://gateway.discord.test' });
  slack = await startFakeSlack({ socketAddress: 'wss://sockets.slack.test' });
  const ports = [discord.port, discord.port, slack.port, slack.port, slack.port];
  const hosts = Object.fromEntries(names.map((name, at) => [name, ports[at] ?? 0]));
  proxy = await startFakeProxy({ certificate, hosts, login });
});
afterAll(async () => {
  await Promise.all([discord.close(), slack.stop(), proxy.close()]);
});

const env = (more: Readonly<Record<string, string>> = {}) => ({
  NODE_EXTRA_CA_CERTS: certificate.file,
  HTTPS_PROXY: `http://clerk:p%40ssword@${proxy.address}`,
  PORT: '0',
  DISCORD_TOKEN: token,
  DISCORD_API_URL: 'https://discord.test/api',
  SLACK_BOT_TOKEN: botToken,
  SLACK_APP_TOKEN: appToken,
  SLACK_API_URL: 'https://slack.test/api/',
  ...more,
});

describe('behind a proxy', () => {
  test('both platforms are connected to and answered, each host by way of it', async () => {
    const bot = start(program, { env: env({ LOG_LEVEL: 'debug' }) });
    onTestFinished(async () => {
      bot.kill('SIGKILL');
      await bot.ended;
    });
    await bot.says(/"event":"started"/);

    discord.message(messageOf({ content: `<@${applicationId}> what is sourdough?` }));
    await discord.request('POST', /\/messages$/);
    void slack.push('events_api', eventBody(mention(`<@${botUser}> what is sourdough?`)));
    await slack.next('chat.postMessage');
    void slack.push('slash_commands', slashCommand('/ai-ask', 'sourdough', 'https://hooks.slack.test/response/1'));
    await slack.next('response_url');

    expect([...new Set(proxy.connections)].sort()).toEqual(names.map((name) => `${name}:443`).sort());
    expect(proxy.refused).toEqual([]);
    bot.kill('SIGTERM');
    const { code, stdout, stderr } = await bot.ended;
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).not.toMatch(/p@ssword|p%40ssword/);
  });

  test('a host of NO_PROXY is asked without it', async () => {
    const secured = await startSecure(certificate, discord.port);
    onTestFinished(secured.close);
    const before = proxy.connections.length;
    const { code, stdout } = await run('bin/register-commands.js', {
      env: env({ DISCORD_API_URL: `https://localhost:${secured.port}/api`, NO_PROXY: 'example.com, localhost' }),
    });
    expect({ code, stdout }).toMatchObject({ code: 0, stdout: expect.stringContaining('nothing was written') });
    expect(proxy.connections.length).toBe(before);
  });

  test('the doctor names it and asks by way of it', async () => {
    const { stdout } = await run('bin/doctor.js', { args: ['--json'], env: env({ NO_PROXY: '.example.com' }) });
    const findings = JSON.parse(stdout) as readonly { about: string; state: string; message: string }[];
    expect(findings).toContainEqual({
      about: 'Proxy',
      state: 'good',
      message: `requests to https:// leave through ${proxy.address} (HTTPS_PROXY), but to .example.com (NO_PROXY)`,
    });
    expect(
      findings.find(({ about, message }) => about === 'Discord' && /token belongs to/.test(message)),
    ).toBeDefined();
    expect(findings.find(({ about, message }) => about === 'Slack' && /token belongs to/.test(message))).toBeDefined();
  });

  test('one that does not know the bot is told by the doctor and in the log, without the password', async () => {
    const wrong = env({ HTTPS_PROXY: `http://clerk:hunter2@${proxy.address}` });
    const { stdout } = await run('bin/doctor.js', { args: ['--json'], env: wrong });
    expect(stdout).toMatch(/Discord cannot be asked: the proxy answers 407/);
    expect(stdout).toMatch(/Slack cannot be asked: the proxy answers 407/);
    const bot = start(program, { env: wrong });
    await bot.says(/discord_connect_failed.*the proxy answers 407/);
    bot.kill('SIGTERM');
    const { code, stdout: log } = await bot.ended;
    expect(code).toBe(0);
    expect(stdout + log).not.toContain('hunter2');
  });
});
