// What every command starts with: the knowledge of a folder, or all that is wrong with it.
import { fileURLToPath } from 'node:url';
import type { Knowledge } from '../engine/entry.js';
import { AppError } from '../errors.js';
import { readSnapshot } from '../knowledge/snapshot.js';
import type { Problem } from '../knowledge/yaml.js';
import { dataFolder } from '../language/english.js';

/** The snapshot of the shipped knowledge. */
export const snapshotFile = fileURLToPath(new URL('knowledge.json', dataFolder));

/** Reads the knowledge of a folder. Rejects with an AppError that lists every problem with its file and line. */
export async function loadKnowledge(folder: string): Promise<Knowledge> {
  const kept = readSnapshot(snapshotFile, folder);
  if (kept !== undefined) return kept;
  // The parsers take longer to load than the snapshot to read.
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
