// npm run bench -- --cost: what the bot costs compared with the smallest bot for each SDK. All of them run at the same time and are asked in
// turn, so that other work on the machine affects them equally.
import type { Bot, Contender } from './bots.js';
import { contenders, startBot } from './bots.js';
import { type Parts, profileBot } from './profile.js';

export type Cost = {
  readonly name: string;
  readonly platform: Contender['platform'];
  readonly kind: Contender['kind'];
  /** Milliseconds from event to reply, one question at a time. */
  readonly p50: number;
  readonly p99: number;
  /** Questions per second of processor time, with many at once. */
  readonly perCoreSecond: number;
  /** Bytes: after the first answer, and after all of them. */
  readonly memoryAtRest: number;
  readonly memoryAfter: number;
  /** Milliseconds, the median of several starts. */
  readonly startMs: number;
  readonly parts: Parts;
};
export type CostReport = { readonly asked: number; readonly costs: readonly Cost[] };

const oneByOne = 2_000;
// Until the engine's code is compiled, which doesn't matter for a bot that runs for weeks.
const warmUp = 5_000;
const rounds = 20;
const together = 16;
const starts = 5;
const profiled = 20_000;

/** Asks each bot `total` questions, cycling through `texts`. Needs Linux and the built bot. */
export async function measureCost(
  texts: readonly string[],
  total: number,
  tell: (what: string) => void,
): Promise<CostReport> {
  const startTimes = new Map(contenders.map(({ name }) => [name, [] as number[]]));
  for (let round = 0; round < starts; round += 1) {
    tell(`start ${round + 1} of ${starts}`);
    for (const contender of contenders) {
      const bot = await startBot(contender);
      startTimes.get(contender.name)?.push(bot.startMs);
      await bot.stop();
    }
  }
  const bots: Bot[] = [];
  for (const contender of contenders) bots.push(await startBot(contender));
  await pause(2_000);
  const states = bots.map((bot) => ({
    bot,
    asked: 0,
    times: [] as number[],
    cpuMs: 0,
    answered: 0,
    memoryAtRest: bot.memory(),
  }));
  type State = (typeof states)[number];
  const next = (state: State): string => {
    state.asked += 1;
    return texts[state.asked % texts.length] ?? '';
  };
  const askMany = async (state: State, count: number): Promise<void> => {
    let left = count;
    const worker = async (): Promise<void> => {
      for (; left > 0; ) {
        left -= 1;
        await state.bot.ask(next(state));
      }
    };
    await Promise.all(Array.from({ length: together }, worker));
  };

  tell('warming up');
  for (const state of states) await askMany(state, warmUp);
  for (let round = 0; round < rounds; round += 1) {
    tell(`one by one, round ${round + 1} of ${rounds}`);
    for (const state of states) {
      for (let at = 0; at < oneByOne / rounds; at += 1) {
        const question = next(state);
        const before = performance.now();
        await state.bot.ask(question);
        state.times.push(performance.now() - before);
      }
    }
  }
  const rest = Math.max(0, total - oneByOne - warmUp);
  for (let round = 0; round < rounds; round += 1) {
    tell(`many at once, round ${round + 1} of ${rounds}`);
    for (const state of states) {
      const count = Math.ceil(rest / rounds);
      const before = state.bot.cpuMs();
      await askMany(state, count);
      state.cpuMs += state.bot.cpuMs() - before;
      state.answered += count;
    }
  }
  await pause(2_000);
  const memory = states.map(({ bot }) => bot.memory());
  for (const { bot } of states) await bot.stop();

  const costs: Cost[] = [];
  for (const [at, { bot, times, cpuMs, answered, memoryAtRest }] of states.entries()) {
    const { name, platform, kind } = bot.contender;
    tell(`profile of ${name}`);
    const asked = Array.from({ length: profiled }, (_, index) => texts[index % texts.length] ?? '');
    const parts = await profileBot(bot.contender, asked, async (ask) => {
      for (let from = 0; from < asked.length; from += together)
        await Promise.all(asked.slice(from, from + together).map(ask));
    });
    costs.push({
      name,
      platform,
      kind,
      p50: quantile(times, 0.5),
      p99: quantile(times, 0.99),
      perCoreSecond: (answered / cpuMs) * 1000,
      memoryAtRest,
      memoryAfter: memory[at] ?? 0,
      startMs: quantile(startTimes.get(name) ?? [], 0.5),
      parts,
    });
  }
  return { asked: total, costs };
}

function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
