import { readFileSync } from 'node:fs';
import { afterAll, describe, expect, test } from 'vitest';
import { shippedFolder, smallFolder } from '../fixtures/shipped.js';
import { createFolders, lineOf, smallFile, smallFileWith } from '../knowledge/folder.js';
import { run } from '../process.js';

const folders = createFolders();
afterAll(folders.remove);
const check = (...args: string[]) => run('bin/check-knowledge.js', { args });
const versus = 'comparisons/sourdough-vs-yeast.md';

// Concurrent: each test waits for a process of its own.
describe.concurrent('npm run check-knowledge', () => {
  test('says how much the shipped knowledge holds, and exits with 0', async () => {
    const { code, stdout, stderr } = await run('bin/check-knowledge.js', { env: { KNOWLEDGE_DIR: shippedFolder } });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/1\d\d entries, 1\d\d tips from 5 articles, no problems/);
    expect(stdout).toContain(shippedFolder);
  });

  test('takes a folder, so that other knowledge can be checked', async () => {
    expect(await check(smallFolder)).toMatchObject({ code: 0, stdout: expect.stringContaining('3 entries') });
  });

  test('reports every problem with file and line, sorted, and exits with 1', async () => {
    const table = smallFileWith(versus, '| Taste | sour | mild |', '| Taste | | mild |');
    const yeast = smallFileWith('definitions/bakers-yeast.md', 'related: [sourdough]', 'related: [rye]');
    const tips = `${smallFile('tips.yaml')}- { id: rye, entry: rye, text: "Rye.", cite: "mill > Flour" }\n`;
    const folder = folders.small({ [versus]: table, 'definitions/bakers-yeast.md': yeast, 'tips.yaml': tips });
    const { code, stdout, stderr } = await check(folder);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    const lines = stderr.split('\n');
    expect(lines[0]).toMatch(new RegExp(`^${versus}:${lineOf(table, '| Taste')}: .*empty cell`));
    expect(lines[1]).toMatch(new RegExp(`^definitions/bakers-yeast\\.md:${lineOf(yeast, 'related:')}: .*"rye"`));
    expect(lines[2]).toMatch(/^tips\.yaml:2: .*"rye"/);
    expect(stderr).toContain(`3 problems in ${folder}`);
  });

  test.each([
    ['malformed YAML', { 'tips.yaml': '- id: [a\n' }, /^tips\.yaml:\d+: /m],
    ['a missing file', { 'articles.yaml': undefined }, /^articles\.yaml:1: .*missing/m],
    ['a file that is no entry', { 'faq/broken.md': 'text' }, /^faq\/broken\.md:1: /m],
  ])('exits with 1 for %s', async (_, changes, says) => {
    const { code, stderr } = await check(folders.small(changes));
    expect(code).toBe(1);
    expect(stderr).toMatch(says);
    expect(stderr).not.toMatch(/^\s+at .+:\d+/m);
  });

  test('exits with 1 for an empty folder', async () => {
    expect(await check(folders.of({}))).toMatchObject({ code: 1, stderr: expect.stringContaining('no entries') });
  });

  test.each([
    ['a folder that does not exist', ['/nowhere/at/all'], /\/nowhere\/at\/all/],
    ['articles that do not exist', [smallFolder, '--articles', '/nowhere/articles'], /\/nowhere\/articles/],
    ['an unknown option', ['--artciles', 'x'], /--artciles/],
    ['a file for a folder', [`${smallFolder}/tips.yaml`], /tips\.yaml/],
  ])('says in a line what is wrong with %s', async (_, args, says) => {
    const { code, stdout, stderr } = await check(...args);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(says);
    expect(stderr).not.toMatch(/^\s+at .+:\d+/m);
  });

  test('with --articles reports words that are copied from an article', async () => {
    const articles = folders.of({
      'baker.txt': 'As she says: wild yeast and bacteria that live in flour. It takes a day!',
    });
    const { code, stderr } = await check(smallFolder, '--articles', articles);
    expect(code).toBe(1);
    expect(stderr).toMatch(/^definitions\/sourdough\.md:15: shares words with baker\.txt: "wild yeast and bacteria/m);
  });

  test('with --articles proves what an entry quotes, in the section that it cites', async () => {
    const articles = folders.of({ 'any-name.txt': 'Leavening\nFeed it once a day.\nDough\nKnead it.\nBaking\n' });
    const quoting = (run: string) => {
      const view = `A jar of flour and water turns lively if you "${run}".`;
      const file = readFileSync(`${smallFolder}/definitions/sourdough.md`, 'utf8');
      return folders.small({ 'definitions/sourdough.md': file.replace(/(?<=^> )A jar.*$/m, view) });
    };
    expect((await check(quoting('it once a day'), '--articles', articles)).code).toBe(0);
    const { code, stderr } = await check(quoting('it once a bay'), '--articles', articles);
    expect(code).toBe(1);
    expect(stderr).toMatch(/^definitions\/sourdough\.md:17: "it once a bay" is not in baker > Leavening/m);
  });
});
