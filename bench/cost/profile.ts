// Where a bot's time goes: a processor profile while it answers, summed up by whose code it is.
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { SourceMap, type SourceMapPayload } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Contender } from './bots.js';
import { startBot } from './bots.js';

/** Microseconds of processor time per question, by part; without the start. */
export type Parts = Readonly<Record<string, number>>;

type CallFrame = {
  readonly functionName: string;
  readonly url: string;
  /** Counted from 0. */
  readonly lineNumber: number;
  readonly columnNumber: number;
};
type Profile = {
  readonly nodes: readonly {
    readonly id: number;
    readonly callFrame: CallFrame;
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
  const sourceOf = createSources();
  const parts = new Map(nodes.map(({ id, callFrame }) => [id, partOf(callFrame, sourceOf)]));
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

function partOf(frame: CallFrame, sourceOf: (frame: CallFrame) => string): string {
  if (frame.functionName === '(garbage collector)') return 'garbage collection';
  if (frame.functionName === '(idle)') return 'idle';
  const source = sourceOf(frame);
  const [, name] = /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(source) ?? [];
  if (name !== undefined) return name;
  const [, room] = /\/src\/(adapters\/\w+|\w+)/.exec(source) ?? [];
  return room === undefined ? 'Node.js' : `ours: ${room}`;
}

/** The source file of code that runs from our bundle. */
function createSources(): (frame: CallFrame) => string {
  const maps = new Map<string, SourceMap | undefined>();
  const read = (url: string): SourceMap | undefined => {
    const file = url.includes('/dist/bundle/') ? `${fileURLToPath(url)}.map` : '';
    return existsSync(file) ? new SourceMap(JSON.parse(readFileSync(file, 'utf8')) as SourceMapPayload) : undefined;
  };
  return ({ url, lineNumber, columnNumber }) => {
    if (!maps.has(url)) maps.set(url, read(url));
    const entry = maps.get(url)?.findEntry(lineNumber, columnNumber);
    return entry !== undefined && 'originalSource' in entry ? entry.originalSource : url;
  };
}
