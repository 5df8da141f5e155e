// npm run bench-tips -- [--schedules 10000] [--only process]: a minute in which many tips are due, on the fakes. First at the pace that Discord
// allows, run as by `npm start`, while people ask questions; then without any pace, to see what claiming and recording cost.
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setImmediate as breathe, setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import cliProgress from 'cli-progress';
import { createStore } from '../src/store/store.js';
import { createDelivery } from '../src/tips/delivery.js';
import type { Poster, Schedule } from '../src/tips/ports.js';
import { nextDue } from '../src/tips/timing.js';
import { channelId, slash } from '../test/fakes/discord/people.js';
import { startFakeDiscord, token } from '../test/fakes/discord/server.js';
import { findPostgres, missingPostgres, startPostgres } from '../test/postgres.js';

const { values } = parseArgs({
  options: { schedules: { type: 'string', default: '10000' }, only: { type: 'string' } },
});
const count = Number(values.schedules);
const silent = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
const clock = { now: Date.now };
const folder = mkdtempSync(join(tmpdir(), 'ai-diff-bench-'));
const askEveryMs = 200;
const post = /^\/channels\/\d+\/messages$/;
const callback = /\/callback$/;

/** Schedules that were due a minute ago, spread over `workspaces`. */
async function fill(url: string, workspaces: number, platform: 'discord' | 'slack'): Promise<void> {
  const store = createStore({ options: { url }, logger: silent, clock });
  const now = clock.now();
  const time = new Date(now - 60_000).toISOString().slice(11, 16);
  const bar = new cliProgress.SingleBar({ format: 'schedules {bar} {value}/{total}', noTTYOutput: false });
  bar.start(count, 0);
  for (let at = 0; at < count; at += 1) {
    const workspace = `W${at % workspaces}`;
    const rule = { time, timezone: 'UTC', days: [0, 1, 2, 3, 4, 5, 6] };
    const next = nextDue(rule, now - 3_600_000);
    const schedule: Schedule = {
      ...rule,
      id: `s${at}`,
      platform,
      workspace,
      channel: String(900_000_000_000_000_000n + BigInt(at)),
      lane: platform === 'discord' ? platform : `${platform}:${workspace}`,
      owner: 'U1',
      topics: [],
      createdAt: now - 3_600_000,
      ...(next === undefined ? {} : { next }),
    };
    await store.tips.add(schedule);
    bar.update(at + 1);
  }
  bar.stop();
  await store.close();
}

const share = (sorted: readonly number[], part: number) => sorted[Math.floor((sorted.length - 1) * part)] ?? Number.NaN;
const shown = (ms: number) => `${ms.toFixed(1)} ms`;

/** Asks questions until it is told to stop; returns how long each answer took to arrive, sorted. */
function askAll(fake: Awaited<ReturnType<typeof startFakeDiscord>>) {
  const times: number[] = [];
  const state = { asked: 0, over: false };
  const done = (async () => {
    while (!state.over) {
      const before = performance.now();
      fake.interact(slash('ai-ask', { question: 'what is RAG?' }));
      state.asked += 1;
      await fake.request('POST', callback, state.asked);
      times.push(performance.now() - before);
      await sleep(askEveryMs);
    }
    return times.sort((a, b) => a - b);
  })();
  return {
    stop: () => {
      state.over = true;
      return done;
    },
  };
}

/** The whole process at Discord's pace. */
async function runProcess(): Promise<void> {
  const url = `sqlite:${folder}/process.db`;
  await fill(url, 500, 'discord');
  const fake = await startFakeDiscord({ checks: false });
  const env = {
    PATH: process.env['PATH'] ?? '',
    PORT: '0',
    DISCORD_TOKEN: token,
    DISCORD_API_URL: fake.apiUrl,
    DATABASE_URL: url,
    USER_LIMIT_PER_MINUTE: '0',
    CHANNEL_LIMIT_PER_MINUTE: '0',
    LOG_LEVEL: 'warn',
  };
  const bot: ChildProcess = spawn(process.execPath, ['dist/bundle/main.js'], {
    env,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  await fake.request('POST', post, 1);
  const began = performance.now();
  const asking = askAll(fake);
  const bar = new cliProgress.SingleBar({ format: 'tips {bar} {value}/{total} · {eta} s left', noTTYOutput: false });
  bar.start(count, 0);
  for (let posted = 0; posted < count; ) {
    posted = fake.requests('POST', post).length;
    bar.update(posted);
    await sleep(100);
  }
  const tookMs = performance.now() - began;
  bar.stop();
  const during = await asking.stop();
  // The same questions once nothing is due.
  const alone = askAll(fake);
  await sleep(20_000);
  const after = await alone.stop().catch(() => []);
  bot.kill('SIGTERM');
  const tips = fake.messages().filter(({ channel_id: channel }) => channel !== channelId);
  const once = tips.length === count && new Set(tips.map(({ channel_id: channel }) => channel)).size === count;
  const limited = fake.recorded.filter(({ status }) => status === 429).length;
  console.log(
    [
      `Discord's pace, whole process, SQLite: ${count} tips in ${(tookMs / 1_000).toFixed(0)} s, ${((count / tookMs) * 1_000).toFixed(1)} a second, each once: ${once}, refused for their number: ${limited}`,
      `  answers meanwhile (${during.length}): median ${shown(share(during, 0.5))}, 99 of 100 within ${shown(share(during, 0.99))}`,
      `  answers afterwards (${after.length}): median ${shown(share(after, 0.5))}, 99 of 100 within ${shown(share(after, 0.99))}`,
    ].join('\n'),
  );
  await fake.close();
}

/** Claiming, posting to nowhere, and recording. */
async function runDelivery(name: string, url: string, workspaces: number, pace: Poster['pace']): Promise<void> {
  const platform = pace.per === 'workspace' ? 'slack' : 'discord';
  await fill(url, workspaces, platform);
  const store = createStore({ options: { url }, logger: silent, clock });
  let posted = 0;
  const poster: Poster = {
    pace,
    post: async () => {
      await sleep(50);
      posted += 1;
      return { type: 'sent' };
    },
    postProblem: async () => undefined,
    tell: async () => ({ type: 'sent' }),
  };
  const delivery = createDelivery({
    store: store.tips,
    posters: new Map([[platform, poster]]),
    choose: (_, used) => ({ tip: 'tip', used }),
    show: () => ({ type: 'root', children: [] }),
    clock,
    logger: silent,
    wait: async (ms) => {
      await (ms === 0 ? breathe() : sleep(ms));
    },
  });
  const blocked = monitorEventLoopDelay({ resolution: 5 });
  blocked.enable();
  const began = performance.now();
  await delivery.tick();
  const tookMs = performance.now() - began;
  blocked.disable();
  console.log(
    `${name}: ${posted} tips in ${(tookMs / 1_000).toFixed(1)} s, ${((posted / tookMs) * 1_000).toFixed(0)} a second; the process was blocked for ${shown(blocked.percentile(99) / 1e6)} (99 of 100), ${shown(blocked.max / 1e6)} (longest)`,
  );
  await store.close();
}

async function runDeliveries(): Promise<void> {
  const none = { perSecond: 1_000_000, per: 'workspace' } as const;
  await runDelivery('No pace, SQLite', `sqlite:${folder}/bare.db`, 500, none);
  console.log(`  the database has ${(statSync(`${folder}/bare.db`).size / 1e6).toFixed(1)} MB`);
  const bin = findPostgres();
  const server = bin === undefined ? undefined : await startPostgres(bin);
  if (server === undefined) console.log(`PostgreSQL was left out: ${missingPostgres}`);
  else await runDelivery('No pace, PostgreSQL', await server.createDatabase(), 500, none);
  await server?.close();
  const slack = { perSecond: 3, per: 'workspace' } as const;
  await runDelivery("Slack's pace, 500 workspaces, SQLite", `sqlite:${folder}/slack.db`, 500, slack);
}

try {
  console.log(
    `${cpus().length} x ${cpus()[0]?.model ?? '?'}, load ${loadavg()[0]?.toFixed(1)}, Node ${process.version}`,
  );
  if (values.only !== 'process') await runDeliveries();
  await runProcess();
} finally {
  rmSync(folder, { recursive: true, force: true });
}
