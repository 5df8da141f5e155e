// What was made of a folder, as one file that is read in milliseconds. It is made at build time and used only while every file of
// that folder is what it was then: see docs/decisions/0040-snapshot.md.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { dataFolder } from '../language/english.js';
import { pack, unpack } from './packed.js';
import { filesRead } from './places.js';

/** What a snapshot rests on: the names of all files that are read, one hash of all that stands in them, and one of the code. */
export type Footing = { readonly names: readonly string[]; readonly hash: string; readonly code: string };

// The code that makes something of the folder: changed, it may make something else.
const rooms = ['knowledge', 'document', 'engine', 'language'];
const built = fileURLToPath(new URL('../', dataFolder));
// From a bundle, which lies as deep as the rooms, that is the same folder.
const here = fileURLToPath(new URL('../', import.meta.url));

/** What a snapshot of a folder would rest on now. Take it before the folder is read, so that an edit in between is not missed. */
export function footingOf(folder: string): Footing {
  const names = filesRead(folder);
  return { names, hash: hashOf(folder, names), code: hashOf(built, codeFiles(built)) };
}

/** Writes what was made of a folder. */
export function writeSnapshot(file: string, footing: Footing, made: unknown): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, pack({ footing, made }));
}

/** What was made of a folder; undefined where there is no snapshot or the folder is no longer what it was made of. */
export function readSnapshot(file: string, folder: string): unknown {
  if (!existsSync(file) || !existsSync(folder)) return undefined;
  // Our own, written by the build beside the code that reads it.
  const { footing, made } = unpack(new Uint8Array(readFileSync(file))) as { footing: Footing; made: unknown };
  if (isOutdated(file, footing)) return undefined;
  const found = filesRead(folder);
  // Names first: another folder is told from this one without reading its files.
  const isSame = found.length === footing.names.length && found.every((name, at) => name === footing.names[at]);
  return isSame && hashOf(folder, found) === footing.hash ? made : undefined;
}

// By what stands in them: times are lost where a copy is made. Sources, which tests run, are not what the build has seen, so there it is by time.
function isOutdated(file: string, made: Footing): boolean {
  if (made.code !== hashOf(built, codeFiles(built))) return true;
  const { mtimeMs } = statSync(file);
  return here !== built && codeFiles(here).some((name) => statSync(join(here, name)).mtimeMs > mtimeMs);
}

function codeFiles(folder: string): string[] {
  return rooms.flatMap((room) =>
    existsSync(join(folder, room))
      ? readdirSync(join(folder, room), { recursive: true, encoding: 'utf8' })
          .filter((name) => /\.[jt]s$/.test(name) && !name.endsWith('.d.ts'))
          .sort()
          .map((name) => `${room}/${name}`)
      : [],
  );
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
