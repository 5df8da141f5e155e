// npm run new-knowledge -- FOLDER: starts a custom knowledge folder. Never overwrites anything.
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { AppError } from '../errors.js';
import { firstFiles } from '../knowledge/begin.js';
import { runCommand } from './command.js';

const usage = 'npm run new-knowledge -- FOLDER';

function main(): number {
  const { positionals } = parseArgs({ options: {}, allowPositionals: true });
  const [folder, ...others] = positionals;
  if (folder === undefined || others.length > 0) throw new AppError('badInput', `Which folder?\nUsage: ${usage}`);
  if (existsSync(folder) && readdirSync(folder).length > 0)
    throw new AppError('badInput', `${folder} is not empty: choose a new folder`);
  for (const [name, content] of Object.entries(firstFiles)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content, { flag: 'wx' });
  }
  const shown = relative('', folder) || '.';
  console.log(`${Object.keys(firstFiles).length} files in ${shown}: read them, they say what to do. Then
  npm run check-knowledge -- ${shown}
  KNOWLEDGE_DIR=${shown} npm run -s ask -- "can I stay at home on Friday"
  KNOWLEDGE_DIR=${shown} npm start`);
  return 0;
}

await runCommand(usage, main);
