import { execFile } from 'node:child_process';
import { copyFileSync, renameSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, describe, expect, test } from 'vitest';
import { snapshotFile } from '../../src/knowledge/load.js';
import { filesRead, findMisplaced } from '../../src/knowledge/places.js';
import { readKnowledge } from '../../src/knowledge/read.js';
import { root, shippedFolder } from '../fixtures/shipped.js';
import { createFolders, smallFile } from './folder.js';

const folders = createFolders();
afterAll(folders.remove);

const problemsOf = (folder: string) => readKnowledge(folder).problems.map(({ file, message }) => `${file} ${message}`);

describe('a knowledge folder', () => {
  test('may consist of links', () => {
    const folder = folders.small();
    const entry = join(folder, 'definitions/sourdough.md');
    renameSync(entry, join(folder, '.sourdough'));
    symlinkSync('../.sourdough', entry);
    renameSync(join(folder, 'comparisons'), join(folder, '.comparisons'));
    symlinkSync('.comparisons', join(folder, 'comparisons'));
    expect(readKnowledge(folder)).toEqual(readKnowledge(folders.small()));
    expect(filesRead(folder)).toEqual(filesRead(folders.small()));
  });

  test('with a link that leads nowhere names it', () => {
    const folder = folders.small();
    symlinkSync('/no/such/file', join(folder, 'definitions/rye.md'));
    expect(problemsOf(folder)).toEqual(['definitions/rye.md is a link that leads to no file']);
  });

  test('with a link to everything on the machine is read as if it were not there', () => {
    const folder = folders.small();
    symlinkSync('/', join(folder, 'all'));
    expect(filesRead(folder)).toEqual(filesRead(folders.small()));
    expect(problemsOf(folder)).toEqual([]);
  });

  test('is read without hidden files, which some systems add to others', () => {
    const folder = folders.small({ 'definitions/._sourdough.md': '\0\0Mac OS X' });
    expect(problemsOf(folder)).toEqual([]);
  });

  test.each([
    ['definitions/RYE.MD', /let its name end in \.md/],
    ['definitions/rye.markdown', /let its name end in \.md/],
    ['definitions/grains/rye.md', /put its files into definitions\/ itself/],
    ['definition/rye.md', /call it definitions\//],
    ['figures.yml', /call it figures\.yaml/],
  ])('with %s says that it is not read', (name, message) => {
    const problems = findMisplaced(folders.small({ [name]: smallFile('definitions/sourdough.md') }));
    expect(problems).toHaveLength(1);
    expect(problems[0]?.message).toMatch(message);
    expect(name.startsWith(problems[0]?.file ?? '?')).toBe(true);
  });

  test('whose entry has bytes that are no text names it', () => {
    const folder = folders.small();
    const file = join(folder, 'definitions/sourdough.md');
    writeFileSync(file, Buffer.from(smallFile('definitions/sourdough.md').replace('a', '\xe9'), 'latin1'));
    expect(problemsOf(folder)).toContain(
      'definitions/sourdough.md has bytes that are not UTF-8: save it in that encoding',
    );
  });
});

test('a snapshot outlives a copy that keeps no times of files', async () => {
  const copy = join(folders.of({ x: '' }), 'knowledge.bin');
  copyFileSync(snapshotFile, copy);
  utimesSync(copy, 1, 1);
  // In the built code, as the bot runs.
  const script = `
    const { readSnapshot } = await import(${JSON.stringify(pathToFileURL(`${root}dist/knowledge/snapshot.js`).href)});
    console.log(readSnapshot(${JSON.stringify(copy)}, ${JSON.stringify(shippedFolder)}) !== undefined);`;
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script]);
  expect(stdout.trim()).toBe('true');
});
