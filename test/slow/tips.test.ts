// Processes killed at tip time, on both databases and both platforms: the next process posts what they had claimed, each loses at most one
// tip on Slack, and none is posted twice.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createStore } from '../../src/store/store.js';
import { describeDatabases } from '../contracts/databases.js';
import { createFakeLogger } from '../fakes/logger.js';
import { shippedFolder } from '../fixtures/shipped.js';
import { hourMs, scheduleOf } from '../tips/schedules.js';
import { startBot, startDiscord, startSlack } from './platforms.js';

const patienceMs = 300_000;
const onDiscord = 45;
const onSlack = 15;
const kills = 3;
const team = 'T0001';

const discordChannel = (at: number) => String(900_000_000_000_000_000n + BigInt(at));
const slackChannel = (at: number) => `C${String(at).padStart(8, '0')}`;

/** Schedules that were due five minutes ago, each in its own channel. */
async function addDue(url: string): Promise<void> {
  const now = Date.now();
  const clock = { now: () => now };
  const store = createStore({ options: { url }, logger: createFakeLogger(), clock });
  const time = new Date(now - 5 * 60_000).toISOString().slice(11, 16);
  for (let at = 0; at < onDiscord; at += 1) {
    const place = { channel: discordChannel(at), workspace: '833333333333333333' };
    await store.tips.add(scheduleOf(`d${at}`, now - hourMs, { time, ...place }));
  }
  for (let at = 0; at < onSlack; at += 1) {
    const place = { platform: 'slack', channel: slackChannel(at), workspace: team, lane: `slack:${team}` };
    await store.tips.add(scheduleOf(`s${at}`, now - hourMs, { time, ...place }));
  }
  await store.close();
}

const counted = (channels: readonly unknown[]): readonly number[] => {
  const counts = new Map<unknown, number>();
  for (const channel of channels) counts.set(channel, (counts.get(channel) ?? 0) + 1);
  return [...counts.values()];
};

describeDatabases('a process that is killed at tip time', ({ createUrl }) => {
  test(
    `again and again, ${kills} times, loses at most one tip each time and posts none twice`,
    async () => {
      const [discord, slack, url] = [await startDiscord(), await startSlack(), await createUrl()];
      await addDue(url);
      const startAgain = () =>
        startBot({ discord, slack }, { patienceMs, env: { KNOWLEDGE_DIR: shippedFolder, DATABASE_URL: url } });
      const onDiscordNow = () => discord.messages().map(({ channel_id: channel }) => channel);
      const onSlackNow = () =>
        slack.calls.flatMap(({ method, args }) => (method === 'chat.postMessage' ? [args.channel] : []));
      const total = () => onDiscordNow().length + onSlackNow().length;

      for (let kill = 1; kill <= kills; kill += 1) {
        const bot = startAgain();
        const least = total() + 7;
        await expect.poll(total, { timeout: 90_000, interval: 5 }).toBeGreaterThanOrEqual(least);
        bot.kill('SIGKILL');
        await bot.ended;
      }
      const last = startAgain();
      await expect.poll(() => onDiscordNow().length, { timeout: 120_000, interval: 200 }).toBe(onDiscord);
      await expect
        .poll(() => onSlackNow().length, { timeout: 120_000, interval: 200 })
        .toBeGreaterThanOrEqual(onSlack - kills);
      last.kill('SIGTERM');
      expect((await last.ended).code).toBe(0);

      expect(counted(onDiscordNow())).toEqual(Array.from({ length: onDiscord }, () => 1));
      expect(counted(onSlackNow()).filter((times) => times !== 1)).toEqual([]);
      expect(discord.problems).toEqual([]);
    },
    patienceMs,
  );
});

test.each([
  ['before its post arrives', false],
  ['when its post has arrived and the answer has not', true],
])('a process that dies %s leaves a tip that Discord gets once', async (_, lands) => {
  const discord = await startDiscord();
  const folder = mkdtempSync(join(tmpdir(), 'ai-diff-killed-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const url = `sqlite:${folder}/bot.db`;
  const now = Date.now();
  const store = createStore({ options: { url }, logger: createFakeLogger(), clock: { now: () => now } });
  const time = new Date(now - 5 * 60_000).toISOString().slice(11, 16);
  await store.tips.add(
    scheduleOf('one', now - hourMs, { time, channel: discordChannel(1), workspace: '833333333333333333' }),
  );
  await store.close();
  const post = /^\/channels\/\d+\/messages$/;
  discord.fault({ type: 'silent', method: 'POST', path: post, lands });
  const startAgain = () =>
    startBot({ discord }, { patienceMs: 110_000, env: { DATABASE_URL: url, KNOWLEDGE_DIR: shippedFolder } });
  const first = startAgain();
  await discord.request('POST', post);
  first.kill('SIGKILL');
  await first.ended;
  expect(discord.messages()).toHaveLength(lands ? 1 : 0);
  const second = startAgain();
  await second.says(/"event":"tip_sent"/);
  second.kill('SIGTERM');
  expect((await second.ended).code).toBe(0);
  expect(discord.messages()).toHaveLength(1);
});
