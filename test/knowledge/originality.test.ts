import { afterAll, describe, expect, test } from 'vitest';
import { findSharedRuns, longestSharedRun, readTexts } from '../../src/knowledge/originality.js';
import { createFolders } from './folder.js';

const folders = createFolders();
afterAll(folders.remove);

const article = 'The quick brown fox jumps over the lazy dog every morning, and the baker doesn’t mind at all.';
const shared = (
  knowledge: Readonly<Record<string, string>>,
  articles: Readonly<Record<string, string>> = { 'a.txt': article },
) => findSharedRuns(folders.of(knowledge), readTexts(folders.of(articles)));

describe('words that are shared with an article', () => {
  test('are fine up to eight in a row', () => {
    expect(longestSharedRun).toBe(8);
    expect(shared({ 'faq/a.md': 'He said: the quick brown fox jumps over the lazy cat.' })).toEqual([]);
  });

  test('are a problem from nine on, with file, line and words', () => {
    expect(shared({ 'faq/a.md': '---\nid: a\n---\n\nSee: the quick brown fox jumps over the lazy dog.' })).toEqual([
      { file: 'faq/a.md', line: 5, message: 'shares words with a.txt: "the quick brown fox jumps over the lazy dog"' },
    ]);
  });

  test('are found over ends of lines, capitals and signs', () => {
    const [problem] = shared({ 'tips.yaml': '- text: >\n    THE QUICK, brown “fox” jumps\n    over the (lazy) dog!' });
    expect(problem).toMatchObject({ file: 'tips.yaml', line: 2 });
  });

  test('are found with either apostrophe', () => {
    expect(shared({ 'tips.yaml': "dog every morning and the baker doesn't mind at all" })).toHaveLength(2);
  });

  test('are reported for each run of nine', () => {
    expect(shared({ 'faq/a.md': 'the quick brown fox jumps over the lazy dog every morning' })).toHaveLength(3);
  });

  test('are looked for in every file of entries and lists, however deep, but not in titles and texts of articles', () => {
    const searched = ['asked/a.txt', 'faq/a.md', 'more/deep/b.md', 'outside.txt', 'products.yaml'];
    const files = [...searched, 'articles.yaml', 'imported/a/articles.yaml', 'imported/a/articles/a.txt', 'notes.html'];
    const found = shared(Object.fromEntries(files.map((file) => [file, article])));
    expect([...new Set(found.map(({ file }) => file))].sort()).toEqual(searched);
  });

  test('do not run on from one question of a list to the next', () => {
    expect(shared({ 'asked/a.txt': 'the quick brown fox jumps\nover the lazy dog every morning' })).toEqual([]);
    expect(shared({ 'asked/a.txt': '# fox\nthe quick brown fox jumps over the lazy dog' })).toMatchObject([
      { line: 2 },
    ]);
  });

  test('are none if there are no articles, or none that is text', () => {
    expect(shared({ 'faq/a.md': article }, {})).toEqual([]);
    expect(shared({ 'faq/a.md': article }, { 'a.html': article })).toEqual([]);
  });
});
