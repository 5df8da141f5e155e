// Files of an import folder: written whole, and never through a link.
import { lstatSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { AppError } from '../../errors.js';

/** Throws an AppError if the path is a link or a file where a folder should be; a missing one is fine. */
export function refuseLink(path: string): void {
  const stat = lstatSync(path, { throwIfNoEntry: false });
  if (stat === undefined || stat.isDirectory()) return;
  throw new AppError(
    'badInput',
    `${path} is ${stat.isSymbolicLink() ? 'a link' : 'a file'}, not a folder: choose another place with --out`,
  );
}

/** Writes a file and its folders. Nobody ever reads half of it, and a link in its place is replaced, not followed. */
export function writeWhole(path: string, content: string): void {
  mkdirSync(dirname(path), { recursive: true });
  const beside = `${path}.part`;
  writeFileSync(beside, content);
  renameSync(beside, path);
}
