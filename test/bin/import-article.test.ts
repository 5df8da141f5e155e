// The command that imports articles: what it prints, writes and refuses.
import { existsSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { firstFiles } from '../../src/knowledge/begin.js';
import { readKnowledge } from '../../src/knowledge/read.js';
import { root, shippedFolder } from '../fixtures/shipped.js';
import { createFolders } from '../knowledge/folder.js';
import { run } from '../process.js';

const folders = createFolders();
afterAll(folders.remove);
const articles = `${root}test/fixtures/articles`;
const importArticle = (cwd: string, ...args: string[]) => run('bin/import-article.js', { args, cwd });

describe('a file', () => {
  test('becomes a folder that can be checked, asked and reviewed', async () => {
    const cwd = folders.of({});
    const given = [
      '--key',
      'kiln',
      '--publisher',
      'Clay weekly',
      '--url',
      'https://clay.example/kiln',
      '--date',
      '2025',
    ];
    const { code, stdout, stderr } = await importArticle(
      cwd,
      join(articles, 'kiln.txt'),
      '--out',
      'review-me',
      ...given,
    );
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/question: Can I put slip over glaze\? \[faq\/kiln-can-i-put-slip-over-glaze\.md\]/);
    expect(stdout).toMatch(/look at: a table that lost its column borders/);
    expect(stdout).toMatch(/left out: .*\d+ promotion/);
    expect(stdout).toMatch(/npm run check-knowledge -- review-me/);
    const out = join(cwd, 'review-me');
    expect(readFileSync(join(out, 'review/kiln.md'), 'utf8')).toMatch(
      /Line 58: a table that lost[\s\S]*FeatureGlazeSlip[\s\S]*## Left out[\s\S]*line \d+, promotion/,
    );
    const checked = await run('bin/check-knowledge.js', { args: [out] });
    expect(checked).toMatchObject({ code: 0, stderr: '' });
    const answer = await run('bin/ask.js', { args: ['Can I put slip over glaze?'], env: { KNOWLEDGE_DIR: out } });
    expect(answer.code).toBe(0);
    expect(answer.stdout.replace(/\s*\n┃\s*/g, ' ')).toContain(
      'Clay weekly, 2025 › Can I put slip over glaze? “No. Slip shrinks as it dries',
    );
    expect(answer.stdout).toContain('the article’s own words');
  });

  test('with a quote changed by a character does not pass the check', async () => {
    const cwd = folders.of({});
    await importArticle(cwd, join(articles, 'tide.txt'), '--out', 'out', '--key', 'tide');
    const file = join(cwd, 'out/faq/tide-can-a-tide-be-predicted.md');
    writeFileSync(file, readFileSync(file, 'utf8').replace('years ahead', 'years ahaed'));
    const { code, stderr } = await run('bin/check-knowledge.js', { args: [join(cwd, 'out')] });
    expect(code).toBe(1);
    expect(stderr).toMatch(/faq\/tide-can-a-tide-be-predicted\.md:\d+: the quote is not what the article says/);
  });

  test('proposes to join the entry of the served knowledge that answers the same, and leaves it to the reviewer', async () => {
    const cwd = folders.of({
      'a.txt':
        'Grounding\n\nWhat is RAG?\n\nRAG is a way to look things up before answering.\n\nWhat is a tuning fork?\n\nA tuning fork is a piece of steel that hums.\n',
    });
    const { code } = await run('bin/import-article.js', {
      args: ['a.txt', '--out', 'out'],
      cwd,
      env: { KNOWLEDGE_DIR: shippedFolder },
    });
    expect(code).toBe(0);
    expect(readFileSync(join(cwd, 'out/definitions/a-rag.md'), 'utf8')).not.toMatch(/^sameAs:/m);
    expect(readFileSync(join(cwd, 'out/review/a.md'), 'utf8')).toMatch(/^- \[ \] `a-rag` = `rag`/m);
    expect(readFileSync(join(cwd, 'out/definitions/a-tuning-fork.md'), 'utf8')).not.toMatch(/sameAs/);
  });
});

describe('a folder', () => {
  test('is imported whole, links and other files left out, with the files that are refused named', async () => {
    const cwd = folders.of({
      'in/a.txt': 'Kilns\n\nWhat is a kiln?\n\nA kiln is a hot box.\n',
      'in/deep/down/a.txt': 'Ovens\n\nWhat is an oven?\n\nAn oven is a warm box.\n',
      'in/.git/b.txt': 'hidden',
      'in/empty.md': '',
      'in/picture.png': 'x',
      'secret.txt': 'Secret\n\nWhat is it?\n\nIt is nobody’s business.\n',
    });
    symlinkSync(join(cwd, 'secret.txt'), join(cwd, 'in/link.txt'));
    symlinkSync(cwd, join(cwd, 'in/up'));
    const { code, stdout } = await importArticle(cwd, 'in');
    expect(code).toBe(0);
    expect(stdout).toMatch(/empty\.md: is empty/);
    expect(stdout).toMatch(/2 articles: 2 new; 1 files refused/);
    expect(stdout).toMatch(/3 other files left out/);
    const { knowledge, problems } = readKnowledge(join(cwd, 'imported'));
    expect(problems).toEqual([]);
    expect(knowledge.articles.map(({ key }) => key)).toEqual(['a', 'deep-down-a']);
  });
});

describe('a file named like another article', () => {
  const rules = '# Boats\n\n## Who may row?\n\nWhoever can swim may row.\n';

  test('is imported under a key of its own, the same each time, and the report says so', async () => {
    const cwd = folders.of({ ...own('own/'), 'handbook.md': rules });
    const first = await importArticle(cwd, 'handbook.md', '--out', 'own');
    expect(first.code).toBe(0);
    expect(first.stdout).toContain(
      'the key is "handbook-2", since "handbook" is that of another article, “Team handbook',
    );
    const again = await importArticle(cwd, 'handbook.md', '--out', 'own');
    expect(again.stdout).toContain('handbook.md (UTF-8): 1 entries: 1 question; 1 unchanged');
    expect(readKnowledge(join(cwd, 'own')).knowledge.articles.map(({ key }) => key)).toEqual([
      'handbook',
      'handbook-2',
    ]);
  });

  test('is refused, with nothing written, if that key was named', async () => {
    const cwd = folders.of({ ...own('own/'), 'boats.md': rules });
    const { code, stdout } = await importArticle(cwd, 'boats.md', '--out', 'own', '--key', 'handbook');
    expect(code).toBe(1);
    expect(stdout).toMatch(
      /^boats\.md: the key "handbook" is that of “Team handbook, first edition”.*: choose another --key/,
    );
    expect(readFileSync(join(cwd, 'own/articles.yaml'), 'utf8')).toBe(firstFiles['articles.yaml']);
  });
});

const own = (folder: string) =>
  Object.fromEntries(Object.entries(firstFiles).map(([name, content]) => [folder + name, content]));

describe('refused, with one line that says what to do, is', () => {
  const cwd = folders.of({
    'a.txt': 'A kiln is a hot box.',
    'b/c.txt': 'x',
    'b/d.txt': 'y',
    'bin.txt': '\0\0\0\0',
    'e/x.png': '',
  });
  test.each([
    [[], /Which file or folder/],
    [['a.txt', 'b'], /Which file or folder/],
    [['missing.txt'], /no file or folder missing\.txt/],
    [['a.txt', '--key', '../../etc'], /--key must be lower-case/],
    [['b', '--key', 'x'], /--key is for one file/],
    [['a.txt', '--url', 'javascript:alert(1)'], /--url must start with http/],
    [['a.txt', '--date', 'yesterday'], /--date must be a year/],
    [['a.txt', '--colour', 'red'], /Unknown option/],
    [['b', '--out', 'b'], /is where the import is written/],
    [['e'], /has no \.txt, \.md, \.html, .*file/],
    [['a.txt', '--out', 'bin.txt'], /is a file, not a folder/],
  ])('%j', async (args, message) => {
    const { code, stderr } = await importArticle(cwd, ...args);
    expect(code).toBe(1);
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/^\s+at /m);
  });

  test('an unreadable file, without writing anything', async () => {
    const { code, stdout } = await importArticle(cwd, 'bin.txt', '--out', 'nothing');
    expect(code).toBe(1);
    expect(stdout).toMatch(/bin\.txt: is not text/);
    expect(existsSync(join(cwd, 'nothing/articles.yaml'))).toBe(false);
  });

  test('a file of 50 MB, without reading it', async () => {
    writeFileSync(join(cwd, 'large.txt'), Buffer.alloc(50 * 1024 * 1024, 'x'));
    const { code, stdout } = await run('bin/import-article.js', {
      args: ['large.txt'],
      cwd,
      env: { NODE_OPTIONS: '--max-old-space-size=128' },
    });
    expect(code).toBe(1);
    expect(stdout).toMatch(/large\.txt: is 50 MB large, at most 8 MB/);
  });
});
