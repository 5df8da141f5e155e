// The log may fail, but the bot may not: standard output on a full disk, a pipe that nobody reads, a reader that has gone.
import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { afterEach, describe, expect, test } from 'vitest';
import { root, smallFolder } from '../fixtures/shipped.js';
import { fetchAnew } from '../process.js';

const children = new Set<ChildProcess>();
afterEach(() => {
  for (const child of children) child.kill('SIGKILL');
  children.clear();
});

const port = 21_700 + (process.pid % 1_000);

async function startBot(stdout: 'pipe' | number): Promise<{ readonly bot: ChildProcess; readonly url: string }> {
  const bot = spawn(process.execPath, [`${root}dist/bundle/main.js`], {
    cwd: tmpdir(),
    env: { KNOWLEDGE_DIR: smallFolder, DATABASE_URL: 'sqlite::memory:', PORT: String(port), LOG_LEVEL: 'debug' },
    stdio: ['ignore', stdout, 'pipe'],
  });
  children.add(bot);
  const url = `http://127.0.0.1:${port}`;
  await expect
    .poll(() => fetchAnew(`${url}/readyz`).then(({ status }) => status, String), { timeout: 20_000 })
    .toBe(200);
  return { bot, url };
}

/** Asks enough to log many times what a pipe holds. */
async function ask(url: string, questions: number): Promise<readonly number[]> {
  const statuses: number[] = [];
  for (let done = 0; done < questions; done += 20) {
    const some = await Promise.all(
      Array.from({ length: 20 }, () =>
        fetchAnew(`${url}/?q=what+is+sourdough`, { signal: AbortSignal.timeout(10_000) }),
      ),
    );
    for (const response of some) {
      statuses.push(response.status);
      await response.arrayBuffer();
    }
  }
  return statuses;
}

const ended = (bot: ChildProcess) => new Promise<number | null>((resolve) => bot.once('exit', (code) => resolve(code)));

describe('standard output', () => {
  test('that nobody reads holds up neither answers nor the end', async () => {
    const { bot, url } = await startBot('pipe');
    bot.stdout?.pause();
    const statuses = await ask(url, 3_000);
    expect(statuses.filter((status) => status !== 200)).toEqual([]);
    const exit = ended(bot);
    const begun = performance.now();
    bot.kill('SIGTERM');
    expect(await exit).toBe(0);
    expect(performance.now() - begun).toBeLessThan(10_000);
  });

  test('on a full disk holds up neither answers nor the end', async () => {
    const full = openSync('/dev/full', 'w');
    const { bot, url } = await startBot(full);
    closeSync(full);
    let stderr = '';
    bot.stderr?.on('data', (text) => {
      stderr += text;
    });
    const statuses = await ask(url, 500);
    expect(statuses.filter((status) => status !== 200)).toEqual([]);
    const exit = ended(bot);
    bot.kill('SIGTERM');
    expect({ code: await exit, stderr }).toEqual({ code: 0, stderr: '' });
  });

  test('whose reader has gone holds up neither answers nor the end', async () => {
    const { bot, url } = await startBot('pipe');
    bot.stdout?.destroy();
    const statuses = await ask(url, 500);
    expect(statuses.filter((status) => status !== 200)).toEqual([]);
    const exit = ended(bot);
    bot.kill('SIGTERM');
    expect(await exit).toBe(0);
  });
});

describe('a command', () => {
  test.each(['ask.js', 'check-knowledge.js'])('%s whose words find no room does not end well', async (command) => {
    const full = openSync('/dev/full', 'w');
    const child = spawn(process.execPath, [`${root}dist/bin/${command}`, ...(command === 'ask.js' ? ['yeast'] : [])], {
      cwd: tmpdir(),
      env: { KNOWLEDGE_DIR: smallFolder },
      stdio: ['ignore', full, 'pipe'],
    });
    children.add(child);
    closeSync(full);
    let stderr = '';
    child.stderr?.on('data', (text) => {
      stderr += text;
    });
    expect(await ended(child)).toBe(1);
    expect(stderr).toContain('ENOSPC');
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });
});
