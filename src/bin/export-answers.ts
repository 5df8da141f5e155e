// npm run export-answers -- WORKSPACE FOLDER: writes what a workspace taught as knowledge files, one per answer.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { writeAnswer } from '../taught/exchange.js';
import { runOnAnswers } from './answers.js';

await runOnAnswers('export-answers', async ({ taught, workspace, folder }) => {
  const { answers } = await taught.read(workspace);
  for (const { file, text } of answers.map(writeAnswer)) {
    const path = join(folder, file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
  const count = answers.length === 1 ? '1 answer' : `${answers.length} answers`;
  return answers.length === 0
    ? 'This workspace has taught nothing; no file was written.'
    : `${count} written to ${folder}`;
});
