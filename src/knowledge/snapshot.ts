// A folder's processed knowledge as one file that is read in milliseconds. It is made by the build and only used while every file of that
// folder is unchanged: see docs/decisions/0040-snapshot.md.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { dataFolder } from '../language/english.js';
import { pack, unpack } from './packed.js';
import { filesRead } from './places.js';

/** What a snapshot depends on: the names of all files read, a hash of their contents, and a hash of the code. */
type Footing = { readonly names: readonly string[]; readonly hash: string; readonly code: string };

// The code that processes the folder: if it changes, the result may too.
const rooms = ['knowledge', 'document', 'engine', 'language', 'data'];
const codeEndings = ['.js', '.ts', '.txt'];
const built = fileURLToPath(new URL('../', dataFolder));
// The path is the same from the bundle.
const here = fileURLToPath(new URL('../', import.meta.url));

/** A folder's current footing. Compute it before reading the folder, so that an edit in between isn't missed. */
export function footingOf(folder: string): Footing {
  const names = filesRead(folder);
  return { names, hash: hashOf(folder, names), code: hashOf(built, codeFiles(built)) };
}

export function writeSnapshot(file: string, footing: Footing, made: unknown): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, pack({ footing, made }));
}

/** The snapshot's content; undefined if there is none, or if the folder has changed since. */
export function readSnapshot(file: string, folder: string): unknown {
  if (!existsSync(file) || !existsSync(folder)) return undefined;
  // Trusted: written by the build that also built this code.
  const { footing, made } = unpack(new Uint8Array(readFileSync(file))) as { footing: Footing; made: unknown };
  if (isOutdated(file, footing)) return undefined;
  const found = filesRead(folder);
  // Names first: most other folders are ruled out without reading their files.
  const isSame = found.length === footing.names.length && found.every((name, at) => name === footing.names[at]);
  return isSame && hashOf(folder, found) === footing.hash ? made : undefined;
}

// By content, since copying loses file times. In tests the code runs from sources that the build hasn't seen, so there it is by time.
function isOutdated(file: string, made: Footing): boolean {
  if (made.code !== hashOf(built, codeFiles(built))) return true;
  const { mtimeMs } = statSync(file);
  return here !== built && codeFiles(here).some((name) => statSync(join(here, name)).mtimeMs > mtimeMs);
}

function codeFiles(folder: string): string[] {
  return rooms.flatMap((room) =>
    existsSync(join(folder, room))
      ? readdirSync(join(folder, room), { recursive: true, encoding: 'utf8' })
          .filter((name) => codeEndings.some((ending) => name.endsWith(ending)) && !name.endsWith('.d.ts'))
          .sort()
          .map((name) => `${room}/${name}`)
      : [],
  );
}

// Names contain no NUL, and each file's length is included, so different folders can't produce the same bytes.
function hashOf(folder: string, names: readonly string[]): string {
  const hash = createHash('sha256');
  for (const name of names) {
    const path = join(folder, name);
    const content = statSync(path, { throwIfNoEntry: false })?.isFile() === true ? readFileSync(path) : '';
    hash.update(`${name}\0${content.length}\0`).update(content);
  }
  return hash.digest('base64');
}
