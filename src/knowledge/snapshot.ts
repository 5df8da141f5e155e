// What was made of a folder, as one file that is read in milliseconds. It is made at build time and used only while every file of
// that folder is what it was then: see docs/decisions/0040-snapshot.md.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { pack, unpack } from './packed.js';

/** What a snapshot rests on: the names of all files of the folder, and one hash of all that stands in them. */
export type Footing = { readonly names: readonly string[]; readonly hash: string };

// The code that makes something of the folder: changed, it may make something else. A build writes it anew, before the snapshot.
const makers = ['./', '../document/', '../engine/'].map((room) => fileURLToPath(new URL(room, import.meta.url)));
// Deeper than any file that is read; links that lead round in circles end here.
const deepest = 6;

/** What a snapshot of a folder would rest on now. Take it before the folder is read, so that an edit in between is not missed. */
export function footingOf(folder: string): Footing {
  const names = filesBelow(folder);
  return { names, hash: hashOf(folder, names) };
}

/** Writes what was made of a folder. */
export function writeSnapshot(file: string, footing: Footing, made: unknown): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, pack({ footing, made }));
}

/** What was made of a folder; undefined where there is no snapshot or the folder is no longer what it was made of. */
export function readSnapshot(file: string, folder: string): unknown {
  if (!existsSync(file) || !existsSync(folder) || isOutdated(file)) return undefined;
  // Our own, written by the build beside the code that reads it.
  const { footing, made } = unpack(new Uint8Array(readFileSync(file))) as { footing: Footing; made: unknown };
  const found = filesBelow(folder);
  // Names first: another folder is told from this one without reading its files.
  const isSame = found.length === footing.names.length && found.every((name, at) => name === footing.names[at]);
  return isSame && hashOf(folder, found) === footing.hash ? made : undefined;
}

function isOutdated(file: string): boolean {
  const { mtimeMs } = statSync(file);
  return makers.some((room) => filesBelow(room).some((name) => statSync(join(room, name)).mtimeMs > mtimeMs));
}

// Links are followed, as reading follows them: a mounted folder may consist of nothing else.
function filesBelow(folder: string, level = 1): string[] {
  const names = readdirSync(folder).sort();
  return names.flatMap((name) => {
    const isFolder = statSync(join(folder, name), { throwIfNoEntry: false })?.isDirectory() === true;
    if (!isFolder || level === deepest) return [name];
    return filesBelow(join(folder, name), level + 1).map((below) => `${name}/${below}`);
  });
}

// Names have no zero character, and each file is told with its length, so no two folders run together into the same bytes.
function hashOf(folder: string, names: readonly string[]): string {
  const hash = createHash('sha256');
  for (const name of names) {
    const path = join(folder, name);
    const content = statSync(path, { throwIfNoEntry: false })?.isFile() === true ? readFileSync(path) : '';
    hash.update(`${name}\0${content.length}\0`).update(content);
  }
  return hash.digest('base64');
}
