// Signals at any moment: while the process starts, while answers are in progress, several in a row.
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, describe, expect, test } from 'vitest';
import { eventBody, mention } from '../fakes/slack/payloads.js';
import { botUser, type FakeSlack } from '../fakes/slack/server.js';
import { shippedFolder } from '../fixtures/shipped.js';
import { program, start } from '../process.js';
import { startBot, startSlack } from './platforms.js';

const folder = mkdtempSync(join(tmpdir(), 'ai-diff-signals-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

// https://man7.org/linux/man-pages/man5/proc_pid_status.5.html: the mask of handled signals.
function handles(pid: number, signal: number): boolean {
  const caught = /^SigCgt:\s+([0-9a-f]+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? '0';
  return ((BigInt(`0x${caught}`) >> BigInt(signal - 1)) & 1n) === 1n;
}
// Node itself handles the others before any program runs.
const sighup = 1;

describe('a signal', () => {
  test('that comes while a large folder is read ends the process at once, with 0', async () => {
    // Changed, so that it has to be read, which takes seconds on any machine.
    const large = join(folder, 'large');
    cpSync(shippedFolder, large, { recursive: true });
    writeFileSync(join(large, 'outside.txt'), 'who won the cup?\n');
    for (const waitMs of [0, 300, 1_000]) {
      const bot = start(program, { cwd: folder, env: { PORT: '0', KNOWLEDGE_DIR: large } });
      const begun = performance.now();
      while (!handles(bot.pid, sighup)) {
        if (performance.now() - begun > 5_000) throw new Error('it never handled SIGHUP');
        await sleep(2);
      }
      bot.kill('SIGHUP');
      await sleep(waitMs);
      const signalled = performance.now();
      bot.kill('SIGTERM');
      const { code, signal, stdout } = await bot.ended;
      expect({ code, signal }).toEqual({ code: 0, signal: null });
      expect(stdout).not.toContain('started');
      expect(performance.now() - signalled).toBeLessThan(5_000);
    }
  });

  describe('with answers under way', () => {
    const startBusyBot = async (slack: FakeSlack, seconds: number) => {
      const bot = startBot({ slack }, { cwd: folder });
      await bot.says(/"event":"started"/);
      slack.fail(
        'chat.postMessage',
        ...Array.from({ length: 10 }, () => ({ type: 'limited', retryAfter: seconds }) as const),
      );
      const questions = Array.from({ length: 10 }, () => mention(`<@${botUser}> what is sourdough?`));
      for (const question of questions) await slack.offer('events_api', eventBody(question), {});
      await bot.says(/slack_waits/);
      const answered = () =>
        questions.filter(({ ts }) =>
          slack.calls.some(({ method, args }) => method === 'chat.postMessage' && args.thread_ts === ts),
        ).length;
      return { bot, answered };
    };

    test('that comes twice, as under npm, lets them be finished', async () => {
      const slack = await startSlack();
      const { bot, answered } = await startBusyBot(slack, 2);
      bot.kill('SIGINT');
      await bot.says(/"event":"stopping"/);
      bot.kill('SIGINT');
      const { code, signal } = await bot.ended;
      expect({ code, signal, answered: answered() }).toEqual({ code: 0, signal: null, answered: 10 });
    });

    test('that comes a third time ends them', async () => {
      const slack = await startSlack();
      const { bot } = await startBusyBot(slack, 7);
      const begun = performance.now();
      bot.kill('SIGTERM');
      await bot.says(/"event":"stopping"/);
      // Two at the same moment count as one.
      bot.kill('SIGINT');
      await sleep(100);
      bot.kill('SIGTERM');
      const { code, signal } = await bot.ended;
      expect({ code, signal }).toEqual({ code: 0, signal: null });
      expect(performance.now() - begun).toBeLessThan(5_000);
    });
  });
});
