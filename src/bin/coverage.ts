// npm run -s coverage -- FOLDER QUESTIONS.txt [--json]: shows which plain questions, one per line, a knowledge folder answers, offers
// something for, or has nothing on. The exit code is always 0: the report is for authors to read.
import { existsSync, readFileSync, statSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { AppError } from '../errors.js';
import { coverageOf, writeCoverage } from '../knowledge/coverage.js';
import { loadEngine } from '../knowledge/load.js';
import { runCommand } from './command.js';

const usage = 'npm run -s coverage -- FOLDER QUESTIONS.txt [--json]';
const largest = 4 * 1024 * 1024;

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({ options: { json: { type: 'boolean' } }, allowPositionals: true });
  const [folder, file, ...others] = positionals;
  if (folder === undefined || file === undefined || others.length > 0)
    throw new AppError('badInput', `Which folder, and which questions?\nUsage: ${usage}`);
  if (!existsSync(folder) || !statSync(folder).isDirectory())
    throw new AppError('badInput', `${folder} is no folder.\nUsage: ${usage}`);
  if (statSync(file).size > largest)
    throw new AppError('badInput', `${file} is too large for a list of questions: split it`);
  const { engine } = await loadEngine(folder);
  const covered = coverageOf(engine, readFileSync(file, 'utf8'));
  if (covered.length === 0) throw new AppError('badInput', `${file} has no question: write one per line`);
  console.log(
    values.json === true ? JSON.stringify(covered, null, 2) : writeCoverage(covered, process.stdout.columns ?? 100),
  );
  return 0;
}

await runCommand(usage, main);
