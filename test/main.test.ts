// The whole process: what it prints, serves and refuses.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { shippedFolder } from './fixtures/shipped.js';
import { program, type Running, type RunOptions, start } from './process.js';

const folder = mkdtempSync(join(tmpdir(), 'ai-diff-main-'));
const running = new Set<Running>();
afterEach(async () => {
  for (const each of running) each.kill('SIGKILL');
  await Promise.all([...running].map(({ ended }) => ended));
  running.clear();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function startBot(env: RunOptions['env'] = {}, cwd = folder): Running {
  const bot = start(program, { env: { PORT: '0', ...env }, cwd });
  running.add(bot);
  return bot;
}
const address = /http:\/\/127\.0\.0\.1:\d+/;
const isTrace = /^\s+at .+:\d+/m;

describe('the bot without any settings', () => {
  test('prints its address, serves the playground there, and stops when it is told to', async () => {
    const bot = startBot({ KNOWLEDGE_DIR: shippedFolder });
    const [at] = await bot.says(address);
    await bot.says(/"event":"started"|started/);

    const page = await fetch(`${at}/?q=what+is+RAG`);
    expect(page.status).toBe(200);
    expect(page.headers.get('content-type')).toMatch(/^text\/html/);
    expect(page.headers.get('content-security-policy')).toBeTruthy();
    expect(await page.text()).toContain('Retrieval-augmented generation');

    const health = await fetch(`${at}/healthz`);
    expect(health.status).toBe(200);
    expect(await health.json()).toMatchObject({ ok: true });
    expect((await fetch(`${at}/readyz`)).status).toBe(200);
    expect((await fetch(`${at}/no/such/page`)).status).toBe(404);

    bot.kill('SIGTERM');
    const { code, stdout, stderr } = await bot.ended;
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/Discord is off.*DISCORD_TOKEN/);
    expect(stdout).toMatch(/Slack is off.*SLACK_BOT_TOKEN/);
  });

  test('stops at ctrl-c too', async () => {
    const bot = startBot();
    const [at] = await bot.says(address);
    await fetch(`${at}/healthz`);
    bot.kill('SIGINT');
    expect((await bot.ended).code).toBe(0);
  });
});

describe('the start', () => {
  test('at a port in use fails with one clear line', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const { code, stderr } = await startBot({ PORT: String(port) }).ended;
    server.close();
    expect(code).toBe(1);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(stderr).toContain(String(port));
  });

  test('with half-filled and malformed variables names them all at once', async () => {
    const { code, stdout, stderr } = await startBot({
      PORT: 'abc',
      LOG_LEVEL: 'loud',
      SLACK_BOT_TOKEN: 'xoxp-secret-one',
      DATABASE_URL: 'mysql://user:secret-two@host/db',
      DISCORD_API_URL: 'ftp://x',
      USER_LIMIT_PER_MINUTE: '-1',
    }).ended;
    expect(code).toBe(1);
    for (const name of [
      'PORT',
      'LOG_LEVEL',
      'SLACK_BOT_TOKEN',
      'DATABASE_URL',
      'DISCORD_API_URL',
      'USER_LIMIT_PER_MINUTE',
    ])
      expect(stderr).toContain(name);
    expect(stderr).not.toMatch(isTrace);
    expect(stdout + stderr).not.toMatch(/secret/);
  });

  test.each([
    ['a heap too small', { NODE_OPTIONS: '--max-old-space-size=20' }, /heap may have \d+ MB/],
    ['a setting file that is a folder', {}, /\.env is a folder/],
  ])('with %s fails with one clear line', async (_, env, words) => {
    const cwd = mkdtempSync(join(folder, 'lacking-'));
    if (!('NODE_OPTIONS' in env)) mkdirSync(join(cwd, '.env'));
    const { code, stderr } = await startBot(env, cwd).ended;
    expect(code).toBe(1);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(stderr).toMatch(words);
  });

  test('reads .env of its folder', async () => {
    const cwd = mkdtempSync(join(folder, 'env-'));
    writeFileSync(join(cwd, '.env'), 'LOG_LEVEL=deafening\n');
    const { code, stderr } = await startBot({}, cwd).ended;
    expect(code).toBe(1);
    expect(stderr).toContain('deafening');
  });

  test('with knowledge that has problems lists them', async () => {
    const { code, stderr } = await startBot({ KNOWLEDGE_DIR: folder }).ended;
    expect(code).toBe(1);
    expect(stderr).toContain('articles.yaml');
    expect(stderr).not.toMatch(isTrace);
  });

  test('heeds signals while no platform can be reached, which process 1 would not by itself', async () => {
    // Nobody listens here.
    const bot = startBot({ DISCORD_TOKEN: 'x', DISCORD_API_URL: 'http://127.0.0.1:9/api' });
    await bot.says(/discord_connect_failed/);
    bot.kill('SIGHUP');
    await bot.says(/"why":"SIGHUP".*knowledge_reloaded/);
    bot.kill('SIGTERM');
    const { code, stdout, stderr } = await bot.ended;
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain('"event":"stopping"');
    expect(stdout).not.toContain('"event":"started"');
  });

  test('never prints a token', async () => {
    const bot = startBot({
      LOG_LEVEL: 'debug',
      PLAYGROUND: 'on',
      DISCORD_TOKEN: 'secret-discord-token',
      // Nobody listens here, so whatever the bot tries fails at once.
      DISCORD_API_URL: 'http://127.0.0.1:9/api',
      DATABASE_URL: `sqlite:${folder}/tokens.db`,
    });
    await Promise.race([bot.says(address), bot.ended]).catch(() => undefined);
    bot.kill('SIGTERM');
    const { stdout, stderr } = await bot.ended;
    expect(stdout + stderr).not.toContain('secret-discord-token');
  });
});
