// The knowledge of a folder as one file that is read in milliseconds. It is made at build time, of a folder without problems, and
// used only while every file of that folder is what it was then: see docs/decisions/0040-snapshot.md.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Knowledge } from '../engine/entry.js';

/** The names of all files that a snapshot rests on, and a hash of the content of each. */
export type Footing = ReadonlyMap<string, string>;

// What reads the knowledge is part of the footing: a changed reader may read the same files otherwise.
const readers = ['./', '../document/'].map((room) => fileURLToPath(new URL(room, import.meta.url)));
// A knowledge folder has two levels; links that lead round in circles end here.
const deepest = 4;

/** What a snapshot of a folder would rest on now. Take it before the folder is read, so that an edit in between is not missed. */
export function footingOf(folder: string): Footing {
  return new Map(listFiles(folder).map(([name, path]) => [name, hashOf(path)]));
}

/** Writes what was read from a folder: the footing on the first line, then the knowledge. */
export function writeSnapshot(file: string, footing: Footing, knowledge: Knowledge): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify([...footing])}\n${JSON.stringify(knowledge)}`);
}

/** The knowledge of a folder from a snapshot; undefined where there is none or the folder is no longer what it was made of. */
export function readSnapshot(file: string, folder: string): Knowledge | undefined {
  if (!existsSync(file) || !existsSync(folder)) return undefined;
  const text = readFileSync(file, 'utf8');
  const end = text.indexOf('\n');
  // Both lines are our own, written by the build beside the code that reads them; the knowledge was checked then.
  const footing = new Map(JSON.parse(text.slice(0, end)) as [string, string][]);
  const files = listFiles(folder);
  // Names first: another folder is told from this one without reading its files.
  const isSame =
    files.length === footing.size &&
    files.every(([name]) => footing.has(name)) &&
    files.every(([name, path]) => footing.get(name) === hashOf(path));
  return isSame ? (JSON.parse(text.slice(end + 1)) as Knowledge) : undefined;
}

type File = readonly [name: string, path: string];

function listFiles(folder: string): File[] {
  return [folder, ...readers].flatMap((each, index) =>
    filesBelow(each).map((name): File => [`${index}/${name}`, join(each, name)]),
  );
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
