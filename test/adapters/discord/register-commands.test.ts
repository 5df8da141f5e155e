// The command as run from the shell.
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import { startFakeDiscord, token } from '../../fakes/discord/server.js';
import { root } from '../../fixtures/shipped.js';

const run = promisify(execFile);

const register = (env: Readonly<Record<string, string>>, cwd = root) =>
  run(process.execPath, [`${root}dist/bin/register-commands.js`], {
    cwd,
    env: { PATH: process.env['PATH'] ?? '', ...env },
    timeout: 15_000,
  });

test('register-commands writes once, then finds nothing to write', async () => {
  const fake = await startFakeDiscord();
  onTestFinished(() => fake.close());
  const env = { DISCORD_TOKEN: token, DISCORD_API_URL: fake.apiUrl };
  expect((await register(env)).stdout).toMatch(/^Written to Discord:\nai-diff: is new\n/);
  expect((await register(env)).stdout).toBe('Discord has these commands already; nothing was written.\n');
  expect(fake.requests('PUT', /commands$/)).toHaveLength(1);
  expect(fake.problems).toEqual([]);
});

test('register-commands reads .env', async () => {
  const fake = await startFakeDiscord();
  const folder = mkdtempSync(join(tmpdir(), 'register-'));
  onTestFinished(async () => {
    rmSync(folder, { recursive: true });
    await fake.close();
  });
  writeFileSync(
    join(folder, '.env'),
    `DISCORD_TOKEN=${token}\nDISCORD_API_URL=${fake.apiUrl}\nKNOWLEDGE_DIR=${root}knowledge\n`,
  );
  expect((await register({}, folder)).stdout).toMatch(/^Written to Discord:/);
});

test('register-commands says in a line what to change', async () => {
  const fake = await startFakeDiscord();
  onTestFinished(() => fake.close());
  await expect(register({})).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/^DISCORD_TOKEN is not set: .*\n$/),
  });
  const nobody = { DISCORD_TOKEN: token, DISCORD_API_URL: 'http://127.0.0.1:1' };
  await expect(register(nobody)).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/^Discord cannot be reached \(ECONNREFUSED\): .*\n$/),
  });
  await expect(register({ DISCORD_TOKEN: 'wrong', DISCORD_API_URL: fake.apiUrl })).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/^Discord refuses DISCORD_TOKEN: .*\n$/),
  });
});
