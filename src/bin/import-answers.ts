// npm run import-answers -- WORKSPACE FOLDER: imports what export-answers wrote, all files or none. Importing twice changes nothing.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '../errors.js';
import { readAnswer } from '../taught/exchange.js';
import { runOnAnswers } from './answers.js';

await runOnAnswers('import-answers', async ({ taught, workspace, folder }) => {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.md'));
  const read = files.sort().map((file) => ({ file, found: readAnswer(readFileSync(join(folder, file), 'utf8')) }));
  const problems = read.flatMap(({ file, found }) =>
    found.type === 'refused' ? found.problems.map((problem) => `${join(folder, file)}: ${problem}`) : [],
  );
  if (problems.length > 0) throw new AppError('badInput', `Nothing was taken:\n${problems.join('\n')}`);
  const answers = read.flatMap(({ found }) =>
    found.type === 'answer' ? [{ ...found.content, id: found.id, at: 0 }] : [],
  );
  const changed = await taught.take(workspace, answers);
  return `${answers.length} read, ${changed} of them new or changed`;
});
