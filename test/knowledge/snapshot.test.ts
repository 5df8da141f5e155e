import { renameSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { footingOf, readSnapshot, writeSnapshot } from '../../src/knowledge/snapshot.js';
import { type Changes, createFolders, smallFile, smallFileWith } from './folder.js';

const folders = createFolders();
afterAll(folders.remove);

/** A folder, and a snapshot of it elsewhere. */
function kept(changes: Changes = {}) {
  const folder = folders.small(changes);
  const file = join(folders.of({}), 'data', 'snapshot');
  writeSnapshot(file, footingOf(folder), { list: ['of it'], numbers: Int32Array.of(1, -2) });
  return { folder, file };
}

test('a snapshot gives back what was made of a folder', () => {
  const { folder, file } = kept();
  expect(readSnapshot(file, folder)).toEqual({ list: ['of it'], numbers: Int32Array.of(1, -2) });
});

test('the same files elsewhere are the same knowledge', () => {
  const { file } = kept();
  expect(readSnapshot(file, folders.small())).toBeDefined();
});

test('without a snapshot, or without the folder, there is nothing', () => {
  const { folder, file } = kept();
  expect(readSnapshot(`${file}-gone`, folder)).toBeUndefined();
  expect(readSnapshot(file, `${folder}-gone`)).toBeUndefined();
});

describe('no edit is missed:', () => {
  const changes: readonly (readonly [string, Changes])[] = [
    ['a changed word', { 'tips.yaml': smallFile('tips.yaml').replace(/[a-z]/, (letter) => letter.toUpperCase()) }],
    ['a changed entry', { 'definitions/sourdough.md': `${smallFile('definitions/sourdough.md')}\n` }],
    ['a new entry', { 'definitions/rye.md': smallFileWith('definitions/sourdough.md', 'id: sourdough', 'id: rye') }],
    ['a new file of any other kind', { 'articles/loaf.txt': 'Flour, water, salt.' }],
    ['a file less', { 'tips.yaml': undefined }],
    ['an empty folder instead of a file', { 'tips.yaml': undefined, 'tips.yaml/x': '', 'tips.yaml/y': '' }],
  ];
  test.each(changes)('%s', (_, change) => {
    const { file } = kept();
    expect(readSnapshot(file, folders.small(change))).toBeUndefined();
  });

  test('a renamed file', () => {
    const { folder, file } = kept();
    renameSync(join(folder, 'definitions/sourdough.md'), join(folder, 'definitions/rye.md'));
    expect(readSnapshot(file, folder)).toBeUndefined();
  });

  test('an edit that keeps the length and the time of the file', () => {
    const { folder, file } = kept();
    const path = join(folder, 'definitions/sourdough.md');
    const at = new Date(1_000_000_000_000);
    utimesSync(path, at, at);
    writeFileSync(path, smallFile('definitions/sourdough.md').replace('a', 'b'));
    utimesSync(path, at, at);
    expect(readSnapshot(file, folder)).toBeUndefined();
  });

  test('an edit behind a link', () => {
    const { folder, file } = kept();
    const path = join(folder, 'tips.yaml');
    renameSync(path, join(folder, '..tips'));
    symlinkSync('..tips', path);
    writeSnapshot(file, footingOf(folder), 'made');
    expect(readSnapshot(file, folder)).toBeDefined();
    writeFileSync(join(folder, '..tips'), '[]');
    expect(readSnapshot(file, folder)).toBeUndefined();
  });
});

test('folders that lead back into themselves end somewhere', () => {
  const { folder } = kept();
  symlinkSync(folder, join(folder, 'again'));
  expect(footingOf(folder).names).toContain('tips.yaml');
});
