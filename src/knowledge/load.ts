// Loads a folder's knowledge, or reports everything that is wrong with it.
import { fileURLToPath } from 'node:url';
import { createEngine, type Engine } from '../engine/engine.js';
import type { Knowledge } from '../engine/entry.js';
import type { Index } from '../engine/find/index.js';
import { learnIndex } from '../engine/quick.js';
import { AppError } from '../errors.js';
import { dataFolder, readEnglish } from '../language/english.js';
import { readSnapshot } from './snapshot.js';
import type { Problem } from './yaml.js';

export const snapshotFile = fileURLToPath(new URL('knowledge.bin', dataFolder));

/** Its content: the knowledge as UTF-8 JSON, and the engine's index. */
export type Made = { readonly knowledge: Uint8Array; readonly index: Index };

export type Loaded = { readonly knowledge: Knowledge; readonly engine: Engine };

/**
 * Reads a folder's knowledge and builds the engine. Rejects with an AppError that lists every problem with its file and line. `make` lets a
 * process do the work elsewhere, so that it isn't blocked.
 */
export async function loadEngine(folder: string, make: typeof makeKnowledge = makeKnowledge): Promise<Loaded> {
  return openMade(readMade(folder) ?? (await make(folder)));
}

/** What the build made of a folder; undefined if it was another folder, or has changed since. */
export function readMade(folder: string): Made | undefined {
  return readSnapshot(snapshotFile, folder) as Made | undefined;
}

/** Builds the engine from what was made of a folder, in milliseconds. It was checked when it was made. */
export function openMade({ knowledge: packed, index }: Made): Loaded {
  const knowledge = JSON.parse(new TextDecoder().decode(packed)) as Knowledge;
  return { knowledge, engine: createEngine(knowledge, readEnglish(), index) };
}

/** Reads, checks and learns a folder, which takes seconds. Rejects like `loadEngine`. */
export async function makeKnowledge(folder: string): Promise<Made> {
  const knowledge = await loadKnowledge(folder);
  return { knowledge: new TextEncoder().encode(JSON.stringify(knowledge)), index: learnIndex(knowledge) };
}

/** Reads a folder's knowledge. Rejects with an AppError that lists every problem with its file and line. */
export async function loadKnowledge(folder: string): Promise<Knowledge> {
  // The parsers take longer to load than a snapshot takes to read.
  const { readKnowledge } = await import('./read.js');
  const { knowledge, problems } = readKnowledge(folder);
  if (problems.length > 0) throw new AppError('knowledge', `${folder} has problems:\n${describeProblems(problems)}`);
  return knowledge;
}

/** One line per problem, sorted by file and line. */
export function describeProblems(problems: readonly Problem[]): string {
  return [...problems]
    .sort((a, b) => a.file.localeCompare(b.file) || a.line - b.line)
    .map(({ file, line, message }) => `${file}:${line}: ${message}`)
    .join('\n');
}
