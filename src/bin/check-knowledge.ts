// npm run check-knowledge [-- FOLDER] [--articles FOLDER]: every problem of a knowledge folder with file and line; exit code 1 if
// there is one. With --articles, also every run of words that an entry shares with an article text of that folder.
import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { describeError } from '../errors.js';
import { findSharedRuns } from '../knowledge/originality.js';
import { readKnowledge } from '../knowledge/read.js';
import { describeProblems } from './load.js';

function main(): number {
  const { values, positionals } = parseArgs({ options: { articles: { type: 'string' } }, allowPositionals: true });
  const folder = positionals[0] ?? process.env['KNOWLEDGE_DIR'] ?? './knowledge';
  for (const needed of [folder, ...(values.articles === undefined ? [] : [values.articles])]) {
    if (!existsSync(needed))
      throw new Error(`There is no folder ${needed}. Usage: npm run check-knowledge -- [FOLDER] [--articles FOLDER]`);
  }
  const { knowledge, problems } = readKnowledge(folder);
  const all = [...problems, ...(values.articles === undefined ? [] : findSharedRuns(folder, values.articles))];
  if (all.length > 0) {
    console.error(
      `${describeProblems(all)}\n\n${all.length} ${all.length === 1 ? 'problem' : 'problems'} in ${folder}`,
    );
    return 1;
  }
  const { entries, tips, articles } = knowledge;
  console.log(
    `${folder}: ${entries.length} entries, ${tips.length} tips from ${articles.length} articles, no problems`,
  );
  return 0;
}

try {
  process.exitCode = main();
} catch (error) {
  console.error(error instanceof Error && !('code' in error) ? error.message : describeError(error));
  process.exitCode = 1;
}
