// npm run check-knowledge [-- FOLDER] [--articles FOLDER]: prints every problem of a knowledge folder with file and line; exit code 1 if
// there is any. With --articles, also every run of words shared with an article in that folder, and every quotation in an entry that
// is not in the section it cites.
import { parseArgs } from 'node:util';
import { createEngine } from '../engine/engine.js';
import type { Knowledge } from '../engine/entry.js';
import { intents } from '../engine/read/intent.js';
import { AppError } from '../errors.js';
import { createTellsNothing } from '../knowledge/jobs.js';
import { describeProblems } from '../knowledge/load.js';
import { findSharedRuns, readTexts } from '../knowledge/originality.js';
import { readKnowledge } from '../knowledge/read.js';
import { findWarnings, refuseFolder } from '../knowledge/warnings.js';
import type { Problem } from '../knowledge/yaml.js';
import { runCommand } from './command.js';

const usage = 'npm run check-knowledge -- [FOLDER] [--articles FOLDER]';

const cuesOfIntents = Object.values(intents).flat();

function main(): number {
  const { values, positionals } = parseArgs({ options: { articles: { type: 'string' } }, allowPositionals: true });
  const folder = positionals[0] ?? process.env['KNOWLEDGE_DIR'] ?? './knowledge';
  for (const needed of [folder, ...(values.articles === undefined ? [] : [values.articles])]) {
    const refused = refuseFolder(needed);
    if (refused !== undefined) throw new AppError('badInput', `${refused}\nUsage: ${usage}`);
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
  const warnings = [...findWarnings(folder, knowledge), ...findLost(knowledge)];
  if (warnings.length > 0) console.log(describeProblems(warnings).replace(/^/gm, 'warning: '));
  console.log(
    `${folder}: ${entries.length} entries, ${tips.length} tips from ${articles.length} articles, no problems${warnings.length === 0 ? '' : `, ${warnings.length} warnings`}`,
  );
  return 0;
}

// Ways of asking to try per entry, in folders small enough for that to take seconds.
const mostTried = 5;
const mostEntries = 400;
const mostQuestions = 4000;

// Entries that none of their own ways of asking lead to.
function findLost(knowledge: Knowledge): Problem[] {
  const { entries } = knowledge;
  const questions = entries.reduce((sum, entry) => sum + entry.questions.length, 0);
  if (entries.length > mostEntries || questions > mostQuestions) return [];
  const engine = createEngine(knowledge);
  return entries.flatMap(({ id, kind, questions: ways }): Problem[] => {
    const isFound = ways.slice(0, mostTried).some((way) => engine.ask(way).entries.includes(id));
    const message = 'is found by none of its own ways of asking: make them say what it is about';
    return isFound ? [] : [{ file: `${kind} ${id}`, line: 1, message }];
  });
}

await runCommand(usage, main);
