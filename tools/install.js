// node tools/install.js FOLDER: installs the packages of a folder with its own lockfile, unless they are already installed. Linting,
// benchmarks, proofs and mutation testing weigh twice as much as the bot; people who only run or test it never download them.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const [folder = ''] = process.argv.slice(2);
const lockFile = join(folder, 'package-lock.json');
// A copy of the lockfile that node_modules was installed from.
const installedFile = join(folder, 'node_modules', '.installed.json');

if (!existsSync(lockFile)) {
  console.error(`${lockFile} does not exist: name a folder with a lockfile, for example tools/lint.`);
  process.exit(1);
}
const lock = readFileSync(lockFile, 'utf8');
if (!existsSync(installedFile) || readFileSync(installedFile, 'utf8') !== lock) {
  console.error(`Installing the packages of ${folder} ...`);
  // On Windows npm is a script, which needs a shell.
  const { status } = spawnSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--loglevel=error'], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'inherit'],
    shell: process.platform === 'win32',
  });
  if (status !== 0) process.exit(status ?? 1);
  writeFileSync(installedFile, lock);
}
