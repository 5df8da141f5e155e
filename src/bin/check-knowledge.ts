// npm run check-knowledge [-- FOLDER] [--articles FOLDER]: every problem of a knowledge folder with file and line; exit code 1 if
// there is one. With --articles, also every run of words that is shared with an article text of that folder, and every quotation
// in an entry that is not in the section it cites.
import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { intents } from '../engine/read/intent.js';
import { AppError } from '../errors.js';
import { createTellsNothing } from '../knowledge/jobs.js';
import { describeProblems } from '../knowledge/load.js';
import { findSharedRuns, readTexts } from '../knowledge/originality.js';
import { readKnowledge } from '../knowledge/read.js';
import { runCommand } from './command.js';

const usage = 'npm run check-knowledge -- [FOLDER] [--articles FOLDER]';

const cuesOfIntents = Object.values(intents).flatMap(({ cues }) => cues);

function main(): number {
  const { values, positionals } = parseArgs({ options: { articles: { type: 'string' } }, allowPositionals: true });
  const folder = positionals[0] ?? process.env['KNOWLEDGE_DIR'] ?? './knowledge';
  for (const needed of [folder, ...(values.articles === undefined ? [] : [values.articles])]) {
    if (!existsSync(needed))
      throw new AppError(
        'badInput',
        `There is no folder ${needed}.
Usage: ${usage}`,
      );
  }
  const texts = values.articles === undefined ? undefined : readTexts(values.articles);
  const { filler } = readKnowledge(folder).knowledge.vocabulary;
  const { knowledge, problems } = readKnowledge(folder, {
    ...(texts === undefined ? {} : { texts }),
    tellsNothing: createTellsNothing([...cuesOfIntents, ...filler]),
  });
  const all = [...problems, ...(texts === undefined ? [] : findSharedRuns(folder, texts))];
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

await runCommand(usage, main);
