// An import of very many files.
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { createFolders } from '../knowledge/folder.js';
import { run } from '../process.js';

const folders = createFolders();
afterAll(folders.remove);
// Twenty thousand small files are written, which takes a busy disk a while.
const patienceMs = 110_000;

describe('a folder', () => {
  test('of five thousand files is imported in bounded memory', async () => {
    const cwd = folders.of({});
    mkdirSync(join(cwd, 'in'));
    for (let at = 0; at < 5000; at += 1)
      writeFileSync(
        join(cwd, `in/note-${at}.txt`),
        `Note ${at}\n\nWhat is part ${at}?\n\nPart ${at} is a thing with the number ${at}.\n`,
      );
    const { code, stdout } = await run('bin/import-article.js', {
      args: ['in', '--out', 'out'],
      cwd,
      env: { NODE_OPTIONS: '--max-old-space-size=256' },
      patienceMs,
    });
    expect(code).toBe(0);
    expect(stdout).toMatch(/5000 articles: 5000 new; 0 files refused/);
    expect(readdirSync(join(cwd, 'out/articles'))).toHaveLength(5000);
  });
});
