// From nothing to the first answer: the whole process, and its parts within one.
import { spawnSync } from 'node:child_process';
import { createEngine } from '../src/engine/answer.js';
import { readKnowledge } from '../src/knowledge/read.js';
import { median } from './measure.js';

/** Milliseconds. The parts are those of one fresh process each; what is left of `whole` is Node itself and loading modules. */
export type Start = {
  readonly whole: number;
  readonly node: number;
  readonly parts: StartParts;
};
export type StartParts = { readonly read: number; readonly build: number; readonly first: number };

const runs = 5;
const question = 'what is RAG?';

/** Starts the built command several times. Throws where there is none. `readParts` gives the parts as a fresh process finds them. */
export async function measureStart(readParts: () => Promise<StartParts>): Promise<Start> {
  const whole = times(['dist/bin/ask.js', question]);
  const node = times(['-e', '0']);
  const parts: StartParts[] = [];
  for (let run = 0; run < runs; run += 1) parts.push(await readParts());
  return {
    whole: median(whole),
    node: median(node),
    parts: {
      read: median(parts.map(({ read }) => read)),
      build: median(parts.map(({ build }) => build)),
      first: median(parts.map(({ first }) => first)),
    },
  };
}

/** The parts, once; only the first call in a process is a start. */
export function measureParts(folder: string): StartParts {
  const start = performance.now();
  const { knowledge } = readKnowledge(folder);
  const known = performance.now();
  const engine = createEngine(knowledge);
  const built = performance.now();
  engine.ask(question);
  return { read: known - start, build: built - known, first: performance.now() - built };
}

function times(args: readonly string[]): number[] {
  return Array.from({ length: runs }, () => {
    const start = performance.now();
    const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
    if (status !== 0) throw new Error(`node ${args.join(' ')} ended with ${status}: ${stderr}`);
    return performance.now() - start;
  });
}
