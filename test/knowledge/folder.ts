// Knowledge folders in memory and on disk: the small knowledge with some files changed.
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { smallFolder } from '../fixtures/shipped.js';

/** File names to contents; `undefined` removes a file. */
export type Changes = Readonly<Record<string, string | undefined>>;

/** A file of the small knowledge. */
export function smallFile(name: string): string {
  return readFileSync(join(smallFolder, name), 'utf8');
}

/** A file of the small knowledge with one thing replaced; it must be there. */
export function smallFileWith(name: string, from: string, to: string): string {
  const source = smallFile(name);
  if (!source.includes(from)) throw new Error(`${name} has no "${from}"`);
  return source.replace(from, () => to);
}

/** The line (from 1) of the first occurrence of a text. */
export function lineOf(source: string, text: string): number {
  const at = source.indexOf(text);
  if (at < 0) throw new Error(`no "${text}" in it`);
  return source.slice(0, at).split('\n').length;
}

/** Temporary folders, deleted by `remove`. */
export function createFolders() {
  const folders: string[] = [];
  const empty = () => {
    const folder = mkdtempSync(join(tmpdir(), 'ai-diff-knowledge-'));
    folders.push(folder);
    return folder;
  };
  const write = (folder: string, changes: Changes) => {
    for (const [name, content] of Object.entries(changes)) {
      const path = join(folder, name);
      mkdirSync(dirname(path), { recursive: true });
      if (content === undefined) rmSync(path, { recursive: true });
      else writeFileSync(path, content);
    }
    return folder;
  };
  return {
    /** A folder with only these files. */
    of: (files: Changes) => write(empty(), files),
    /** The small knowledge with changes. */
    small: (changes: Changes = {}) => {
      const folder = empty();
      cpSync(smallFolder, folder, { recursive: true });
      return write(folder, changes);
    },
    /** Writes files into an existing folder. */
    into: write,
    remove: () => {
      for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
    },
  };
}
