// npm run show-answers: writes docs/answers.md, twenty answers as the platforms show them.
import { writeFileSync } from 'node:fs';
import { loadEngine } from '../knowledge/load.js';
import { runCommand } from './command.js';
import { answersText } from './shown-answers.js';

const file = 'docs/answers.md';

await runCommand('npm run show-answers', async () => {
  const { engine } = await loadEngine('./knowledge');
  writeFileSync(file, answersText(engine));
  console.log(`${file} is written`);
  return 0;
});
