// npm run bench-load -- [--rate 400] [--seconds 60] [--faults all]: the bot under more questions than it may be able to answer, on both
// platforms at once, while everything goes wrong. The bot is the process that `npm start` runs; the platforms are the fakes of the tests,
// in this process together with the askers, so that they don't share its event loop. Questions are sent when due, whatever became of
// earlier ones. docs/benchmarks.md has the results.
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { cpus, loadavg, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import cliProgress from 'cli-progress';
import { channelFull } from '../../src/adapters/slack/wire/answer.js';
import { createApp } from '../../src/app.js';
import { parseQuestions } from '../../src/evaluation.js';
import { startFakeDiscord } from '../../test/fakes/discord/server.js';
import { environmentOf } from '../../test/fakes/environment.js';
import { startFakeSlack } from '../../test/fakes/slack/server.js';
import { createShippedEngine, root, shippedFolder } from '../../test/fixtures/shipped.js';
import type { Scene } from '../../test/slow/storm/faults.js';
import { createAsking, findButtons, type Platform, waitFor } from './asking.js';
import { countWarnings, type Memory, startLoadBot } from './bot.js';
import { bringFaults, chooseFaults } from './faults.js';
import { createLedger, type Question } from './ledger.js';
import { holds, quantile, renderFailures, renderRows, sumUp } from './report.js';

const { values } = parseArgs({
  options: {
    rate: { type: 'string', default: '400' },
    seconds: { type: 'string', default: '60' },
    /** "all", "none", or words from their names, separated by commas. */
    faults: { type: 'string', default: 'all' },
    /** How many questions on each platform fill the bot's caches before memory is measured. */
    warm: { type: 'string', default: '24000' },
    /** Seconds of rest before memory is measured again: limits are remembered for a minute. */
    rest: { type: 'string', default: '65' },
  },
});
const rate = Number(values.rate);
const seconds = Number(values.seconds);
const warm = Number(values.warm);
const rest = Number(values.rest);
const faults = chooseFaults(values.faults.split(','));
const warmRate = 300;
const tickMs = 4;
const drainMs = 60_000;
const control = 200;
const patienceMs = 30 * 60_000;
const platforms: readonly Platform[] = ['Discord', 'Slack'];
// More growth than this counts as a leak.
const mostGrowth = 0.1;
// The bot must receive it with a second to spare.
const leastLeftMs = 2_000;

const folder = mkdtempSync(join(tmpdir(), 'ai-diff-load-'));
const database = join(folder, 'load.db');
const knowledge = join(folder, 'knowledge');
cpSync(shippedFolder, knowledge, { recursive: true });
const engine = createShippedEngine();
// A remark has no answer to count.
const texts = parseQuestions(readFileSync(`${root}test/fixtures/questions/held-back.jsonl`, 'utf8'))
  .questions.map(({ question }) => question)
  .filter((question) => engine.ask(question).type !== 'talk');
// How somebody is turned away, in the bot's own words.
const turnedAway = createApp({
  current: () => ({ engine }),
  allow: async () => true,
  turns: { take: async () => false },
});
const busy = longestText((await turnedAway.handle({ type: 'help', from: { platform: 'slack', user: 'U1' } })).document);
const limited = longestText(engine.limited().document);

// Answers are counted and forgotten; the tests check that they would be accepted.
const discord = await startFakeDiscord({ checks: false, keep: 1_000 });
const slack = await startFakeSlack({ keep: 1_000 });
const bot = await startLoadBot({
  cwd: folder,
  patienceMs,
  env: {
    ...environmentOf({ discord, slack }),
    KNOWLEDGE_DIR: knowledge,
    DATABASE_URL: `sqlite:${database}`,
  },
});

try {
  await run();
} finally {
  bot.kill('SIGKILL');
  await bot.ended;
  await Promise.all([discord.close(), slack.stop()]);
  rmSync(folder, { recursive: true, force: true });
}

async function run(): Promise<void> {
  await bot.says(/"event":"started"/);
  const buttons = await findButtons(discord, slack);
  const ledger = createLedger(discord, slack, [busy, limited, channelFull]);
  const ask = createAsking(discord, slack, ledger, texts);
  const machine = `${cpus()[0]?.model}, ${cpus().length} cores, ${Math.round(totalmem() / 1e9)} GB, Node ${process.version}`;
  const loadBefore = loadavg()[0]?.toFixed(1);

  /** Asks `perSecond` questions on each platform as they fall due; returns how late this process was with them, sorted. */
  const askFor = async (perSecond: number, count: number, name: string): Promise<readonly number[]> => {
    const bar = new cliProgress.SingleBar({
      format: `${name} {bar} {value}/{total} asked, {settled} settled | {eta_formatted} left`,
      noTTYOutput: false,
    });
    bar.start(count, 0, { settled: 0 });
    const delays: number[] = [];
    const began = performance.now();
    for (let asked = 0; asked < count; ) {
      const due = Math.min(count, Math.floor(((performance.now() - began) * perSecond) / 1_000));
      for (; asked < due; asked += 1) {
        delays.push(performance.now() - began - (asked * 1_000) / perSecond);
        for (const platform of platforms) ask(platform, buttons);
      }
      bar.update(asked, { settled: ledger.settled() });
      await sleep(tickMs);
    }
    bar.stop();
    return delays.sort((a, b) => a - b);
  };
  const drain = async (): Promise<void> => {
    const until = performance.now() + drainMs;
    // Slack doesn't resend commands and presses that were cut off.
    const open = () => ledger.questions.some(({ replies, cutOff }) => replies === 0 && !cutOff);
    while (open() && performance.now() < until) await sleep(100);
  };
  /** Milliseconds per question, one at a time. */
  const alone = async (): Promise<readonly number[]> => {
    ledger.clear();
    for (let at = 0; at < control; at += 1) {
      for (const platform of platforms) {
        ask(platform, buttons);
        await waitFor('an answer', () => ledger.settled() === ledger.questions.length).catch(() => undefined);
      }
    }
    return sumUp(ledger.questions)
      .filter(({ name }) => name.startsWith('**'))
      .map(({ times }) => quantile(times, 0.5));
  };

  const atRest = await bot.memory();
  await askFor(warmRate, warm, 'warming up');
  await drain();
  await sleep(rest * 1_000);
  const aloneBefore = await alone();
  const before = await bot.memory();

  ledger.clear();
  const worked = bot.workedMs();
  const began = performance.now();
  const watch = watchCuts(ledger.questions);
  const faulting = bringFaults(faults, sceneOf(), seconds, (name) =>
    process.stderr.write(`\n${Math.round((performance.now() - began) / 1_000)} s: ${name}\n`),
  );
  const delays = await askFor(rate, rate * seconds, 'load');
  const busyShare = (bot.workedMs() - worked) / (performance.now() - began);
  await faulting;
  await drain();
  watch();
  const loadAfter = loadavg()[0]?.toFixed(1);
  const questions = [...ledger.questions];
  const last = Math.max(
    ...questions.map(({ answeredAt = began, refusedAt = began }) => Math.max(answeredAt, refusedAt)),
  );
  const settledS = (last - began) / 1_000;
  await sleep(rest * 1_000);
  const aloneAfter = await alone();
  const after = await bot.memory();
  const health = await Promise.all(['/healthz', '/readyz'].map(bot.statusOf));
  bot.kill('SIGTERM');
  const { code, stdout } = await bot.ended;

  const rows = sumUp(questions);
  const isSame = after.resident <= before.resident * (1 + mostGrowth) && after.used <= before.used * (1 + mostGrowth);
  const pair = (of: readonly number[]) => of.map((each) => `${each.toFixed(1)} ms`).join(' and ');
  console.log(
    [
      `${rate} questions a second on each platform for ${seconds} s, faults: ${faults.map(({ name }) => name).join('; ') || 'none'}`,
      `${machine}; load average ${loadBefore} before, ${loadAfter} after`,
      '',
      renderRows(rows),
      '',
      '| | before | after |',
      '| --- | ---: | ---: |',
      `| resident memory (${megabytes(atRest, 'resident')} before the first question) | ${megabytes(before, 'resident')} | ${megabytes(after, 'resident')} |`,
      `| heap after a collection (${megabytes(atRest, 'used')}) | ${megabytes(before, 'used')} | ${megabytes(after, 'used')} |`,
      `| one question at a time, p50, Discord and Slack | ${pair(aloneBefore)} | ${pair(aloneAfter)} |`,
      `| \`/healthz\`, \`/readyz\` | | ${health.join(', ')} |`,
      '',
      `The bot took ${Math.round(busyShare * 100)} % of a core; all was settled ${settledS.toFixed(1)} s after the first question; it ended with ${code}.`,
      `Questions left this process late by ${quantile(delays, 0.5).toFixed(0)} ms (p50), ${quantile(delays, 0.99).toFixed(0)} ms (p99).`,
      `Warnings of the log: ${JSON.stringify(countWarnings(stdout))}`,
      ...renderFailures(questions, began),
      holds(rows) && isSame && health.every((status) => status === 200) ? 'All of it holds.' : 'It does not hold.',
    ].join('\n'),
  );
}

function sceneOf(): Scene {
  return {
    discord,
    slack,
    database,
    knowledge,
    until: (what, condition) => waitFor(what, condition),
    // Questions go on: those the bot can't receive in time are counted separately.
    withoutCommands: async () => undefined,
    resumed: () => {
      const before = discord.gateway.log.filter(({ type }) => type === 'resume').length;
      return discord.gateway.reached('resume', before + 1);
    },
    told: async (event) => {
      await bot.says(new RegExp(`"event":"${event}"`));
    },
    restart: async () => undefined,
  };
}

/** Marks questions that Discord couldn't deliver in time because its socket was cut; returns a function that stops this. */
function watchCuts(questions: readonly Question[]): () => void {
  let resumes = discord.gateway.log.filter(({ type }) => type === 'resume').length;
  const look = (): void => {
    const all = discord.gateway.log.filter(({ type }) => type === 'resume');
    for (const { detail } of all.slice(resumes)) {
      const had = (detail as { readonly seq: number }).seq;
      const now = performance.now();
      for (const question of questions)
        if ((question.sequence ?? 0) > had && now - question.askedAt > leastLeftMs) question.cutOff = true;
    }
    resumes = all.length;
  };
  const timer = setInterval(look, 20);
  return () => {
    clearInterval(timer);
    look();
  };
}

function megabytes(memory: Memory, what: keyof Memory): string {
  return `${Math.round(memory[what] / 1e6)} MB`;
}

function longestText(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value !== 'object' || value === null) return '';
  return Object.values(value)
    .map(longestText)
    .reduce((longest, text) => (text.length > longest.length ? text : longest), '');
}
