// What was made of a folder, as one file that is read in milliseconds. It is made at build time and used only while every file of
// that folder is what it was then: see docs/decisions/0040-snapshot.md.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The names of all files that a snapshot rests on, and a hash of the content of each. */
export type Footing = ReadonlyMap<string, string>;

// The code that makes something of the folder is part of the footing: changed, it may make something else.
const makers = ['./', '../document/', '../engine/'].map((room) => fileURLToPath(new URL(room, import.meta.url)));
// Deeper than any file that is read; links that lead round in circles end here.
const deepest = 6;

/** What a snapshot of a folder would rest on now. Take it before the folder is read, so that an edit in between is not missed. */
export function footingOf(folder: string): Footing {
  return new Map(listFiles(folder).map(([name, path]) => [name, hashOf(path)]));
}

/** Writes what was made of a folder: the footing on the first line, then each part, a line of JSON. */
export function writeSnapshot(file: string, footing: Footing, parts: readonly string[]): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, [JSON.stringify([...footing]), ...parts].join('\n'));
}

/** The parts of a snapshot; undefined where there is none or the folder is no longer what it was made of. */
export function readSnapshot(file: string, folder: string): readonly string[] | undefined {
  if (!existsSync(file) || !existsSync(folder)) return undefined;
  const [first = '', ...parts] = readFileSync(file, 'utf8').split('\n');
  // Our own, written by the build beside the code that reads it.
  const footing = new Map(JSON.parse(first) as [string, string][]);
  const files = listFiles(folder);
  // Names first: another folder is told from this one without reading its files.
  const isSame =
    files.length === footing.size &&
    files.every(([name]) => footing.has(name)) &&
    files.every(([name, path]) => footing.get(name) === hashOf(path));
  return isSame ? parts : undefined;
}

type File = readonly [name: string, path: string];

function listFiles(folder: string): File[] {
  const files = (of: string, index: number) => filesBelow(of).map((name): File => [`${index}/${name}`, join(of, name)]);
  return [
    ...files(folder, 0),
    ...makers.flatMap((room, at) => files(room, at + 1).filter(([name]) => !name.endsWith('.map'))),
  ];
}

// Links are followed, as reading follows them: a mounted folder may consist of nothing else.
function filesBelow(folder: string, level = 1): string[] {
  return readdirSync(folder).flatMap((name) => {
    const isFolder = statSync(join(folder, name), { throwIfNoEntry: false })?.isDirectory() === true;
    if (!isFolder || level === deepest) return [name];
    return filesBelow(join(folder, name), level + 1).map((below) => `${name}/${below}`);
  });
}

function hashOf(path: string): string {
  const stat = statSync(path, { throwIfNoEntry: false });
  return stat?.isFile() === true ? createHash('sha256').update(readFileSync(path)).digest('base64') : '';
}
