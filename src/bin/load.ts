// What every command starts with: the knowledge of a folder, or all that is wrong with it.
import type { Knowledge } from '../engine/entry.js';
import { AppError } from '../errors.js';
import { readKnowledge } from '../knowledge/read.js';
import type { Problem } from '../knowledge/yaml.js';

/** Reads the knowledge of a folder. Throws an AppError that lists every problem with its file and line. */
export function loadKnowledge(folder: string): Knowledge {
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
