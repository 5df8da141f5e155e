// npm run build: compiles to dist/, bundles the program, and makes the data (tables of English, the snapshot of the knowledge).
// Starts at the first step whose sources have changed since it last succeeded; --force runs all of them.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';

// What every step depends on in addition to its own sources.
const settings = ['package.json', 'package-lock.json', 'tsconfig.json', 'tools/build.js'];

/** In this order; `made` shows that a step's output still exists. */
const steps = [
  {
    name: 'compile',
    command: ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.json'],
    sources: ['src'],
    made: 'dist/main.js',
  },
  { name: 'bundle', command: ['dist/bin/bundle.js'], sources: ['src'], made: 'dist/bundle/main.js' },
  { name: 'data', command: ['dist/bin/build-data.js'], sources: ['src', 'knowledge'], made: 'dist/data' },
];

/** A hash of the names and contents of files, and of all files in folders. */
function hashOf(paths) {
  const hash = createHash('sha256').update(process.version);
  for (const path of paths.flatMap(filesIn)) hash.update(`\0${path}\0`).update(readFileSync(path));
  return hash.digest('hex');
}

function filesIn(path) {
  if (!existsSync(path)) return [];
  if (statSync(path).isFile()) return [path];
  const entries = readdirSync(path, { recursive: true, withFileTypes: true });
  return entries.flatMap((entry) => (entry.isFile() ? join(entry.parentPath, entry.name) : [])).sort();
}

/** Output of deleted files would otherwise be tested and shipped for ever. */
function removeOrphans() {
  for (const file of filesIn('dist')) {
    const name = relative('dist', file);
    if (!/\.js(\.map)?$/.test(name) || name.startsWith('bundle')) continue;
    if (!existsSync(join('src', name.replace(/\.js(\.map)?$/, '.ts')))) rmSync(file);
  }
}

const stampFile = (name) => `dist/.built/${name}`;
let isStale = process.argv.includes('--force');

mkdirSync('dist/.built', { recursive: true });
for (const { name, command, sources, made } of steps) {
  const hash = hashOf([...settings, ...sources]);
  const stamp = stampFile(name);
  isStale ||= !existsSync(made) || !existsSync(stamp) || readFileSync(stamp, 'utf8') !== hash;
  if (!isStale) continue;
  rmSync(stamp, { force: true });
  if (name === 'compile') removeOrphans();
  const { status } = spawnSync(process.execPath, command, { stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
  writeFileSync(stamp, hash);
}
