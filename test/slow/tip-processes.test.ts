// Real processes on real databases, run as by `npm start`, with a fake Discord: stopped at tip time, and two at once. Killed processes are in
// test/slow/tips.test.ts.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createStore } from '../../src/store/store.js';
import type { Schedule } from '../../src/tips/ports.js';
import { describeDatabases } from '../contracts/databases.js';
import type { FakeDiscord } from '../fakes/discord/server.js';
import { createFakeLogger } from '../fakes/logger.js';
import { shippedFolder } from '../fixtures/shipped.js';
import { hourMs, scheduleOf } from '../tips/schedules.js';
import { startBot, startDiscord } from './platforms.js';

const patienceMs = 300_000;
const post = /^\/channels\/\d+\/messages$/;
const channelOf = (at: number) => String(900_000_000_000_000_000n + BigInt(at));

/** `count` schedules, numbered from `first`, each in its own channel, that were due five minutes ago. */
async function addDue(url: string, count: number, first = 0): Promise<void> {
  const now = Date.now();
  const store = createStore({ options: { url }, logger: createFakeLogger(), clock: { now: () => now } });
  const time = new Date(now - 5 * 60_000).toISOString().slice(11, 16);
  for (let at = first; at < first + count; at += 1) {
    const more: Partial<Schedule> = { time, channel: channelOf(at), workspace: '833333333333333333' };
    await store.tips.add(scheduleOf(`s${at}`, now - hourMs, more));
  }
  await store.close();
}

const startOn = (discord: FakeDiscord, url: string) =>
  startBot({ discord }, { patienceMs, env: { KNOWLEDGE_DIR: shippedFolder, DATABASE_URL: url } });

const channelsOf = (fake: FakeDiscord): readonly string[] => fake.messages().map(({ channel_id: channel }) => channel);

function createFile(): string {
  const folder = mkdtempSync(join(tmpdir(), 'ai-diff-killed-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return join(folder, 'bot.db');
}

test(
  'a process that is told to stop at the minute loses no tip to its restart',
  async () => {
    const fake = await startDiscord();
    const path = createFile();
    const count = 100;
    await addDue(`sqlite:${path}`, count);
    const first = startOn(fake, `sqlite:${path}`);
    await fake.request('POST', post, 20);
    first.kill('SIGTERM');
    expect((await first.ended).code).toBe(0);
    expect(channelsOf(fake).length).toBeLessThan(count);
    startOn(fake, `sqlite:${path}`);
    await fake.request('POST', post, count);
    expect(new Set(channelsOf(fake)).size).toBe(count);
    expect(channelsOf(fake)).toHaveLength(count);
  },
  patienceMs,
);

describeDatabases('two processes', ({ createUrl }) => {
  test(
    'post a thousand tips, none twice and none lost',
    async () => {
      const fake = await startDiscord();
      const url = await createUrl();
      const count = 1_000;
      await addDue(url, count);
      const bots = [startOn(fake, url), startOn(fake, url)];
      await fake.request('POST', post, count);
      for (const bot of bots) bot.kill('SIGTERM');
      const shares = await Promise.all(
        bots.map(async ({ ended }) => (await ended).stdout.match(/"event":"tip_sent"/g)?.length ?? 0),
      );
      expect(new Set(channelsOf(fake)).size).toBe(count);
      expect(channelsOf(fake)).toHaveLength(count);
      expect(shares[0]).toBeGreaterThan(0);
      expect(shares[1]).toBeGreaterThan(0);
      expect((shares[0] ?? 0) + (shares[1] ?? 0)).toBe(count);
      expect(fake.problems).toEqual([]);
    },
    patienceMs,
  );
});
