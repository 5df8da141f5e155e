// The wall clock is changed while the bot runs: healthy platforms stay healthy, lost ones are noticed, and repaired ones are found again.
import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { environmentOf } from '../fakes/environment.js';
import { type FakeSlack, startFakeSlack } from '../fakes/slack/server.js';
import { fetchAnew, program, type Running, start } from '../process.js';

const folder = mkdtempSync(join(tmpdir(), 'ai-diff-clock-'));
const offset = join(folder, 'offset');
const hook = join(folder, 'hook.mjs');
const data = join(folder, 'data');
const hour = 3_600_000;

const setClock = (ms: number) => writeFileSync(offset, String(ms));

let slack: FakeSlack;
let bot: Running;
let url: string;

beforeAll(async () => {
  setClock(0);
  // The process sees the machine's time plus the offset in the file.
  writeFileSync(
    hook,
    `import { readFileSync } from 'node:fs';
     const real = Date.now;
     Date.now = () => real() + Number(readFileSync(${JSON.stringify(offset)}, 'utf8') || 0);`,
  );
  mkdirSync(data);
  slack = await startFakeSlack();
  bot = start(program, {
    patienceMs: 240_000,
    env: {
      ...environmentOf({ slack }),
      NODE_OPTIONS: `--import ${hook}`,
      DATABASE_URL: `sqlite:${data}/bot.db`,
    },
  });
  const [, at = ''] = await bot.says(/"address":"(http:[^"]+)"/);
  url = at;
  await bot.says(/"event":"started"/);
});
afterAll(async () => {
  bot.kill('SIGKILL');
  await bot.ended;
  await slack.stop();
  rmSync(folder, { recursive: true, force: true });
});

type HealthBody = { readonly store: { readonly ok: boolean } };
const readHealth = async (): Promise<{ readonly status: number; readonly store: boolean }> => {
  const response = await fetchAnew(`${url}/healthz`);
  return { status: response.status, store: ((await response.json()) as HealthBody).store.ok };
};
const healthStatus = () => readHealth().then(({ status }) => status);

describe.each([
  ['put back by an hour', -hour],
  ['put on by an hour', hour],
])('a clock that is %s', (_, ms) => {
  test('leaves a platform healthy that is, and shows one that is lost', async () => {
    setClock(0);
    expect(await healthStatus()).toBe(200);
    setClock(ms);
    expect(await healthStatus()).toBe(200);
    slack.fail(
      'apps.connections.open',
      ...Array.from({ length: 200 }, () => ({ type: 'status', status: 500 }) as const),
    );
    slack.kill();
    await expect.poll(healthStatus, { timeout: 40_000, interval: 500 }).toBe(503);
    slack.heal('apps.connections.open');
    await expect.poll(healthStatus, { timeout: 60_000, interval: 500 }).toBe(200);
  });

  test('does not keep a database out of reach that was repaired', async () => {
    setClock(0);
    await expect.poll(readHealth, { timeout: 30_000, interval: 500 }).toMatchObject({ store: true });
    // The folder disappears.
    renameSync(data, `${data}-away`);
    writeFileSync(data, '');
    await expect.poll(readHealth, { timeout: 30_000, interval: 500 }).toMatchObject({ store: false });
    setClock(ms);
    rmSync(data);
    renameSync(`${data}-away`, data);
    await expect.poll(readHealth, { timeout: 30_000, interval: 500 }).toMatchObject({ store: true });
  });
});
