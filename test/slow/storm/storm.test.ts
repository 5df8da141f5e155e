// A storm: the real process on both fake platforms, with questions from all sides, while sockets are cut, platforms limit and fail, the
// database is locked and gone, the knowledge is replaced, and the process is killed. STORM_QUESTIONS sets the number of questions
// (20,000 in the full storm); docs/operations.md has its figures.
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseQuestions } from '../../../src/evaluation.js';
import { type FakeDiscord, startFakeDiscord } from '../../fakes/discord/server.js';
import { environmentOf, withoutLimits } from '../../fakes/environment.js';
import { type FakeSlack, startFakeSlack } from '../../fakes/slack/server.js';
import { createShippedEngine, root, shippedFolder } from '../../fixtures/shipped.js';
import { fetchAnew, program, type Running, start } from '../../process.js';
import { type Scene, stormFaults } from './faults.js';
import { createLedger, type Kind, type Ledger, type Question } from './ledger.js';

const total = Number(process.env['STORM_QUESTIONS'] ?? 1_000);
// Live data is some 45 MB; garbage stays until there is need, and reading the knowledge, which learns from all of it in a thread, takes most:
// 192 MB would be too small a heap.
const heapMb = 256;
const mostMemory = 600e6;
const together = 40;
const patienceMs = 30 * 60_000;
const healthMs = 30_000;
const stopMs = 10_000;
// Reading the knowledge takes longest: half a minute on a busy machine.
const feltMs = 120_000;

const folder = mkdtempSync(join(tmpdir(), 'ai-diff-storm-'));
const database = join(folder, 'storm.db');
const knowledge = join(folder, 'knowledge');
// A remark, such as a row of emoji, has no answer to count.
const { ask } = createShippedEngine();
const texts = parseQuestions(readFileSync(`${root}test/fixtures/questions/held-back.jsonl`, 'utf8'))
  .questions.map(({ question }) => question)
  .filter((question) => ask(question).type !== 'talk');
// Most are commands: Discord lets a bot post only 50 messages a second.
const kinds: readonly Kind[] = [
  'slack mention',
  'discord command',
  'slack mention',
  'discord command',
  'slack command',
  'discord command',
  'slack mention',
  'discord command',
  'slack mention',
  'discord mention',
];

let discord: FakeDiscord;
let slack: FakeSlack;
let ledger: Ledger;
let bot: Running;
let address: string;
const outputs: string[] = [];
const figures: Record<string, string | number> = {};

async function startBot(): Promise<void> {
  const identified = discord.gateway.log.filter(({ type }) => type === 'identify').length;
  const sockets = slack.countOf('socket');
  bot = start(program, {
    cwd: folder,
    patienceMs,
    env: {
      ...environmentOf({ discord, slack }),
      // All come from one server and one workspace: over its limit, a mention gets a reaction and no answer to count.
      ...withoutLimits,
      // A leak that grows with the questions would end the process here.
      NODE_OPTIONS: `--max-old-space-size=${heapMb}`,
      KNOWLEDGE_DIR: knowledge,
      DATABASE_URL: `sqlite:${database}`,
    },
  });
  const [, at = ''] = await bot
    .says(/"address":"(http:[^"]+)".*"event":"started"|"event":"started".*"address":"(http:[^"]+)"/)
    .then((found) => found.filter((each) => each !== undefined));
  address = at;
  await discord.gateway.reached('identify', identified + 1);
  await ledger.until('Slack is connected', () => slack.countOf('socket') > sockets);
}

beforeAll(async () => {
  cpSync(shippedFolder, knowledge, { recursive: true });
  // The machine has more to do than answer within three seconds; the bench measures that.
  discord = await startFakeDiscord({ lifeMs: 20_000 });
  slack = await startFakeSlack();
  ledger = createLedger(discord, slack);
  await startBot();
}, 120_000);

afterAll(async () => {
  bot.kill('SIGKILL');
  outputs.push((await bot.ended).stdout);
  await Promise.all([discord.close(), slack.stop()]);
  rmSync(folder, { recursive: true, force: true });
}, 60_000);

async function within(what: string, felt: Promise<unknown>): Promise<void> {
  const patience = new AbortController();
  const late = sleep(feltMs, undefined, { signal: patience.signal }).then(() => {
    throw new Error(`${what}: not within ${feltMs} ms`);
  });
  try {
    await Promise.race([felt, late]);
  } finally {
    patience.abort();
    await late.catch(() => undefined);
  }
}

const healthStatus = (): Promise<number> =>
  fetchAnew(`${address}/healthz`).then(
    ({ status }) => status,
    () => 0,
  );
/** All metrics, by name and labels. */
const readMetrics = async (): Promise<ReadonlyMap<string, number>> => {
  const text = await (await fetchAnew(`${address}/metrics`)).text();
  return new Map([...text.matchAll(/^([a-z]\S*) (\S+)$/gm)].map(([, series = '', value]) => [series, Number(value)]));
};

describe('a storm', () => {
  test(
    `of ${total} questions leaves each with exactly one answer, those that a killed process had with at most one`,
    async () => {
      let asked = 0;
      let allowsCommands = true;
      let gate = Promise.resolve();
      const memory: number[] = [];
      const counted = new Set<string>();
      const begun = performance.now();

      const pick = (): Kind => {
        const kind = kinds[asked % kinds.length] ?? 'slack mention';
        return kind === 'discord command' && !allowsCommands ? 'slack command' : kind;
      };
      const work = async (until: number): Promise<void> => {
        while (asked < until) {
          const kind = pick();
          const words = texts[asked % texts.length] ?? '';
          asked += 1;
          await gate;
          await ledger.answered(await ledger.ask(kind, words));
        }
      };
      const workTogether = async (count: number): Promise<void> => {
        const until = Math.min(total, asked + Math.ceil(count));
        await Promise.all(Array.from({ length: together }, () => work(until)));
      };
      const scene: Scene = {
        discord,
        slack,
        database,
        knowledge,
        until: ledger.until,
        withoutCommands: async () => {
          allowsCommands = false;
          await ledger.until('commands are answered', () =>
            ledger.open().every(({ kind }) => kind !== 'discord command'),
          );
        },
        resumed: () => {
          const before = discord.gateway.log.filter(({ type }) => type === 'resume').length;
          return within('Discord resumes', discord.gateway.reached('resume', before + 1));
        },
        told: async (event) => {
          await within(event, bot.says(new RegExp(`"event":"${event}"`)));
        },
        restart: async () => {
          let open = (): void => undefined;
          gate = new Promise((resolve) => {
            open = resolve;
          });
          bot.kill('SIGKILL');
          outputs.push((await bot.ended).stdout);
          ledger.markKilled();
          // The session died with its process.
          discord.gateway.invalidate(false);
          await startBot();
          open();
        },
      };

      const batch = total / stormFaults.length;
      for (const fault of stormFaults) {
        await workTogether(batch / 3);
        const during = workTogether(batch / 3);
        const end = await fault.begin(scene).catch((error: unknown) => {
          throw new Error(`${fault.name} could not begin`, { cause: error });
        });
        await during;
        await end();
        allowsCommands = true;
        await workTogether(batch / 3);
        const metrics = await readMetrics();
        memory.push(metrics.get('process_resident_memory_bytes') ?? Number.NaN);
        for (const [series, value] of metrics) if (value > 0) counted.add(series);
      }
      await workTogether(total);

      const seconds = (performance.now() - begun) / 1000;
      const { questions } = ledger;
      const outcomes = questions.map((question) => ({ ...question, answers: ledger.answersTo(question) }));
      Object.assign(figures, {
        questions: total,
        seconds: Math.round(seconds),
        'in flight at the kill': questions.filter(({ inFlightAtKill }) => inFlightAtKill).length,
        'of these answered': outcomes.filter(({ answers, inFlightAtKill }) => inFlightAtKill && answers === 1).length,
        'memory by fault, MB': memory.map((bytes) => Math.round(bytes / 1e6)).join(' '),
      });
      expect(questions).toHaveLength(total);
      expect(outcomes.filter(({ answers }) => answers > 1)).toEqual([]);
      expect(outcomes.filter(({ answers, inFlightAtKill }) => answers === 0 && !inFlightAtKill)).toEqual([]);
      expect(discord.problems).toEqual([]);
      expect(Math.max(...memory)).toBeLessThan(mostMemory);
      // The metrics show the effects of the storm.
      const metrics = ['answer_seconds_count', 'acknowledgement_seconds_count', 'reply_seconds_count'];
      for (const name of [...metrics, 'reconnects_total', 'rate_limits_total'])
        for (const platform of ['discord', 'slack'])
          expect(counted).toContain(`ai_diff_${name}{platform="${platform}"}`);
      for (const series of ['discord",intent="define",outcome="answered"', 'slack",intent="define",outcome="answered"'])
        expect(counted).toContain(`ai_diff_questions_total{platform="${series}}`);
    },
    patienceMs,
  );

  test('that takes both platforms away shows in the health within half a minute, and so does its end', async () => {
    expect(await healthStatus()).toBe(200);
    const begun = performance.now();
    discord.gateway.refuseSockets(true);
    discord.gateway.kill();
    slack.fail(
      'apps.connections.open',
      ...Array.from({ length: 200 }, () => ({ type: 'status', status: 500 }) as const),
    );
    slack.kill();
    await expect.poll(healthStatus, { timeout: healthMs, interval: 500 }).toBe(503);
    figures['outage shows after, s'] = Math.round((performance.now() - begun) / 1000);
    const asked = await ledger.ask('discord mention', 'what is RAG?');

    discord.gateway.refuseSockets(false);
    slack.heal('apps.connections.open');
    await ledger.until('both are connected', () => slack.socketCount() > 0);
    const back = performance.now();
    await expect.poll(healthStatus, { timeout: healthMs, interval: 500 }).toBe(200);
    figures['recovery shows after, s'] = Math.round((performance.now() - back) / 1000);
    // Questions asked in the meantime aren't lost.
    await ledger.answered(asked);
    expect(ledger.answersTo(asked)).toBe(1);
  }, 180_000);

  test('ends with the process, within ten seconds, and with nothing lost of what it had', async () => {
    discord.fault({
      type: 'answer',
      method: 'POST',
      path: /\/callback$/,
      status: 429,
      headers: { 'Retry-After': '1' },
      body: { message: 'x', retry_after: 1 },
      times: 10,
    });
    slack.fail('chat.postMessage', ...Array.from({ length: 10 }, () => ({ type: 'limited', retryAfter: 1 }) as const));
    const limited = () => discord.recorded.filter(({ status }) => status === 429).length;
    const before = limited();
    const questions: Question[] = [];
    for (let at = 0; at < 10; at += 1) {
      questions.push(
        await ledger.ask('discord command', texts[at] ?? ''),
        await ledger.ask('slack mention', texts[at] ?? ''),
      );
    }
    // It has received them all, and answered none yet.
    await ledger.until('commands are in its hands', () => limited() === before + 10);
    await bot.says(/slack_waits/);
    const begun = performance.now();
    bot.kill('SIGTERM');
    const { code, stderr } = await bot.ended;
    const took = performance.now() - begun;
    figures['stop with work under way, s'] = Number((took / 1000).toFixed(1));
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(took).toBeLessThan(stopMs);
    expect(questions.map(ledger.answersTo)).toEqual(questions.map(() => 1));
  }, 60_000);

  test('leaves no error in the log that nobody handled', async () => {
    const all = [...outputs, (await bot.ended).stdout].join('\n');
    expect(all).not.toMatch(/"event":"unhandled"|discord_payload_invalid|slack_message_unfit/);
    console.log(`storm: ${JSON.stringify(figures, null, 2)}`);
  });
});
