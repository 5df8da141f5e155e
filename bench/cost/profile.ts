// Where the time of a bot goes: a profile of its processor while it answers, summed up by who wrote the code.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Contender } from './bots.js';
import { startBot } from './bots.js';

/** Microseconds of processor time for a question, by part; without what the start took. */
export type Parts = Readonly<Record<string, number>>;

type Profile = {
  readonly nodes: readonly {
    readonly id: number;
    readonly callFrame: { readonly functionName: string; readonly url: string };
  }[];
  readonly samples: readonly number[];
  readonly timeDeltas: readonly number[];
};

/** Asks `questions` of a fresh process under the profiler, `together` at once. */
export async function profileBot(
  contender: Contender,
  questions: readonly string[],
  askAll: (ask: (question: string) => Promise<void>) => Promise<void>,
): Promise<Parts> {
  const folder = mkdtempSync(join(tmpdir(), 'ai-diff-profile-'));
  try {
    const bot = await startBot(contender, ['--cpu-prof', `--cpu-prof-dir=${folder}`]);
    await askAll(bot.ask);
    await bot.stop();
    const [file = ''] = readdirSync(folder);
    return sumUp(JSON.parse(readFileSync(join(folder, file), 'utf8')) as Profile, questions.length);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function sumUp({ nodes, samples, timeDeltas }: Profile, questions: number): Parts {
  const parts = new Map(nodes.map(({ id, callFrame }) => [id, partOf(callFrame)]));
  const times = new Map<string, number>();
  for (const [at, id] of samples.entries()) {
    const part = parts.get(id) ?? 'Node.js';
    times.set(part, (times.get(part) ?? 0) + (timeDeltas[at] ?? 0));
  }
  times.delete('idle');
  return Object.fromEntries(
    [...times].map(([part, time]) => [part, time / questions] as const).sort(([, a], [, b]) => b - a),
  );
}

function partOf({ functionName, url }: { readonly functionName: string; readonly url: string }): string {
  if (functionName === '(garbage collector)') return 'garbage collection';
  if (functionName === '(idle)') return 'idle';
  const [, name] = /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(url) ?? [];
  if (name !== undefined) return name;
  const [, room] = /\/dist\/(adapters\/\w+|\w+)/.exec(url) ?? [];
  return room === undefined ? 'Node.js' : `ours: ${room}`;
}
