// From nothing to the first answer: the whole process, and its parts within a single one.
import { spawnSync } from 'node:child_process';
import { createEngine } from '../src/engine/engine.js';
import { readKnowledge } from '../src/knowledge/read.js';
import { median } from './measure.js';

/** Milliseconds. The parts are those of one fresh process each; what is left of `whole` is Node itself and loading modules. */
export type Start = {
  readonly whole: number;
  readonly node: number;
  readonly parts: StartParts;
};
/**
 * `open` gets the knowledge and the engine from the build's snapshot, `first` is the first answer. A folder without a snapshot takes `read` and
 * `build` instead of `open`.
 */
export type StartParts = {
  readonly open: number;
  readonly first: number;
  readonly read: number;
  readonly build: number;
};
type Load = typeof import('../src/knowledge/load.js');

const runs = 5;
const question = 'what is RAG?';

/** Starts the built command several times. Throws if it isn't built. `readParts` measures the parts in a fresh process. */
export async function measureStart(readParts: () => Promise<StartParts>): Promise<Start> {
  const whole = times(['dist/bin/ask.js', question]);
  const node = times(['-e', '0']);
  const parts: StartParts[] = [];
  for (let run = 0; run < runs; run += 1) parts.push(await readParts());
  return {
    whole: median(whole),
    node: median(node),
    parts: {
      open: median(parts.map(({ open }) => open)),
      first: median(parts.map(({ first }) => first)),
      read: median(parts.map(({ read }) => read)),
      build: median(parts.map(({ build }) => build)),
    },
  };
}

/** The parts, once; only the first call in a process counts as a start. */
export async function measureParts(folder: string): Promise<StartParts> {
  // A snapshot is only used by the code that made it, which is the built one.
  const { loadEngine }: Load = await import(new URL('../dist/knowledge/load.js', import.meta.url).href);
  const start = performance.now();
  const { engine } = await loadEngine(folder);
  const open = performance.now();
  engine.ask(question);
  const answered = performance.now();
  const { knowledge } = readKnowledge(folder);
  const read = performance.now();
  createEngine(knowledge);
  return { open: open - start, first: answered - open, read: read - answered, build: performance.now() - read };
}

function times(args: readonly string[]): number[] {
  return Array.from({ length: runs }, () => {
    const start = performance.now();
    const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
    if (status !== 0) throw new Error(`node ${args.join(' ')} ended with ${status}: ${stderr}`);
    return performance.now() - start;
  });
}
