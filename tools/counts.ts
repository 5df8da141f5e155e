// npm run counts: the project in numbers. `-- FOLDER` counts another checkout that has been built.
import { existsSync, lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findLongComments, findSharedTypeNames, measureFunctions, readSources, type Source } from '../test/source.js';

const softFileLimit = 200;
const hardFileLimit = 300;
const functionLimit = 80;
const commentColumns = 160;

const [folder = '.'] = process.argv.slice(2);
const src = readSources(join(folder, 'src'), '.ts');
const tests = readSources(join(folder, 'test'), '.ts');
const compiled = readSources(join(folder, 'dist'), '.js').filter(({ file }) => !file.startsWith('bundle/'));
const functions = measureFunctions(compiled);
const shared = findSharedTypeNames(src);
const longest = longestOf(src);

const rows: readonly (readonly [what: string, count: number | string])[] = [
  ['files in src/', src.length],
  ['lines in src/', linesOf(src)],
  ['files in test/', tests.length],
  ['lines in test/', linesOf(tests)],
  ['lines of tests to one of src/', (linesOf(tests) / linesOf(src)).toFixed(2)],
  ['longest file of src/', `${longest.file}, ${lineCount(longest)}`],
  [`files of src/ over ${softFileLimit} lines`, src.filter((source) => lineCount(source) > softFileLimit).length],
  [`files of src/ over ${hardFileLimit} lines`, src.filter((source) => lineCount(source) > hardFileLimit).length],
  ['lines of src/ports.ts', lineCount(src.find(({ file }) => file === 'ports.ts'))],
  [
    'longest function',
    functions[0] === undefined ? 'not built' : `${functions[0].name} in ${functions[0].file}, ${functions[0].lines}`,
  ],
  [`functions of ${functionLimit} lines or more`, functions.filter(({ lines }) => lines >= functionLimit).length],
  ['names of types in more than one file', shared.size],
  [`comment lines over ${commentColumns} columns`, findLongComments(src, commentColumns).length],
  [
    'optional properties spread by hand',
    matchesIn(src, /\.\.\.\([^()]*(?:\([^()]*\))?[^()]* === undefined \? \{\} : /g),
  ],
  ['packages, direct', directPackages()],
  ['packages, installed', installedPackages()],
  ['MB in node_modules/', Math.round(blocksOf(join(folder, 'node_modules')) / 2048)],
];

const width = Math.max(...rows.map(([what]) => what.length));
for (const [what, count] of rows) console.log(`${what.padEnd(width)}  ${count}`);

function lineCount(source: Source | undefined): number {
  return source === undefined ? 0 : source.text.split('\n').length - 1;
}

function linesOf(sources: readonly Source[]): number {
  return sources.reduce((sum, source) => sum + lineCount(source), 0);
}

function longestOf(sources: readonly Source[]): Source {
  return [...sources].sort((one, other) => lineCount(other) - lineCount(one))[0] ?? { file: 'none', text: '' };
}

function matchesIn(sources: readonly Source[], pattern: RegExp): number {
  return sources.reduce((sum, { text }) => sum + [...text.matchAll(pattern)].length, 0);
}

function directPackages(): number {
  const { dependencies, devDependencies } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    readonly dependencies: object;
    readonly devDependencies: object;
  };
  return Object.keys({ ...dependencies, ...devDependencies }).length;
}

function installedPackages(): number {
  const file = join(folder, 'node_modules/.package-lock.json');
  if (!existsSync(file)) return 0;
  return Object.keys((JSON.parse(readFileSync(file, 'utf8')) as { readonly packages: object }).packages).length;
}

/** 512-byte blocks on disk; a file with two names counts once. */
function blocksOf(path: string, seen = new Set<number>()): number {
  const { blocks, ino } = lstatSync(path);
  if (seen.has(ino)) return 0;
  seen.add(ino);
  if (!lstatSync(path).isDirectory()) return blocks;
  return readdirSync(path).reduce((sum, name) => sum + blocksOf(join(path, name), seen), blocks);
}
