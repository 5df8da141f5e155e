// What every command starts with: the knowledge of a folder, or all that is wrong with it.
import { fileURLToPath } from 'node:url';
import { createEngine, type Engine } from '../engine/answer.js';
import type { Knowledge } from '../engine/entry.js';
import { openReading } from '../engine/reading.js';
import { AppError } from '../errors.js';
import { readSnapshot } from '../knowledge/snapshot.js';
import type { Problem } from '../knowledge/yaml.js';
import { dataFolder, readEnglish } from '../language/english.js';

/** The snapshot of the shipped knowledge, and of what the engine reads off it. */
export const snapshotFile = fileURLToPath(new URL('knowledge.json', dataFolder));

/**
 * Reads the knowledge of a folder and builds the engine on it. Rejects with an AppError that lists every problem with its file and line.
 */
export async function loadEngine(folder: string): Promise<{ readonly knowledge: Knowledge; readonly engine: Engine }> {
  const [kept, reading] = readSnapshot(snapshotFile, folder) ?? [];
  if (kept === undefined || reading === undefined) {
    const knowledge = await loadKnowledge(folder);
    return { knowledge, engine: createEngine(knowledge) };
  }
  // It was checked when it was written.
  const knowledge = JSON.parse(kept) as Knowledge;
  return { knowledge, engine: createEngine(knowledge, readEnglish(), openReading(reading)) };
}

/** Reads the knowledge of a folder. Rejects with an AppError that lists every problem with its file and line. */
export async function loadKnowledge(folder: string): Promise<Knowledge> {
  // The parsers take longer to load than a snapshot to read.
  const { readKnowledge } = await import('../knowledge/read.js');
  const { knowledge, problems } = readKnowledge(folder);
  if (problems.length > 0) throw new AppError('knowledge', `${folder} has problems:\n${describeProblems(problems)}`);
  return knowledge;
}

/** One line for each problem, by file and line. */
export function describeProblems(problems: readonly Problem[]): string {
  return [...problems]
    .sort((a, b) => a.file.localeCompare(b.file) || a.line - b.line)
    .map(({ file, line, message }) => `${file}:${line}: ${message}`)
    .join('\n');
}
