// Parts that have the name of something which doesn't belong to an article, with content below or with what the name says.
import { describe, expect, test } from 'vitest';
import { asArticle, foundIn, leftOutOf, quotesOf } from './importing.js';

const page = (body: string) =>
  asArticle(
    'a.html',
    `<!doctype html><html><body><main><h1>Orchard guide</h1><p>What we keep in the orchard.</p>${body}</main></body></html>`,
  );
const leftOut = (article: ReturnType<typeof page>) => leftOutOf(article).map(({ why, words }) => `${why}: ${words}`);

describe('a heading that could be the name of a foreign part', () => {
  const said = 'The barn keeps its own apples and lets nobody else have them before the frost.';
  const names = [
    'Contents',
    'Share',
    'References',
    'See also',
    'Further reading',
    'Comments',
    'About the author',
    'Tags',
    'Menu',
  ];

  test.each(names)('%s as a term is explained like any other', (name) => {
    const article = page(
      `<dl><dt id="${name.toLowerCase()}">${name}</dt><dd>${said}</dd><dt>Windfall</dt><dd>An apple on the ground.</dd></dl>`,
    );
    expect(foundIn(article)).toMatchObject({ [name]: said, Windfall: 'An apple on the ground.' });
  });

  test.each(names)('%s above a paragraph is a part like any other', (name) => {
    const article = page(`<h2>${name}</h2><p>${said}</p><h2>Pruning</h2><p>Cut the water shoots in late winter.</p>`);
    expect(quotesOf(article)).toEqual(expect.arrayContaining([said, 'Cut the water shoots in late winter.']));
  });

  test.each(names)('%s in Markdown, with a table below, too', (name) => {
    const article = asArticle(
      'a.md',
      `# Orchard guide\n\n## ${name}\n\n| Tree | Price |\n|---|---|\n| Quince | £8 |\n| Medlar | £9 |\n`,
    );
    expect(article.found.findings.map(({ type }) => type)).toContain('table');
  });

  test.each([
    [
      'Contents',
      '<ul><li><a href="/a">Apples</a></li><li><a href="/b">Pears and how to keep them through the winter.</a></li></ul>',
      'navigation',
    ],
    ['Share', '<p>Mastodon Bluesky</p>', 'navigation'],
    [
      'References',
      '<p>Dunn, P. Apples of the north. Leeds, 1987.</p><p>[2] The pear book, second edition, by several hands.</p>',
      'sources',
    ],
    ['Further reading', '<ul><li>The pear book</li><li>A year under trees</li></ul>', 'sources'],
    ['Comments', '<p>Petra K.</p><p>I never had any luck with quinces, what about you?</p>', 'comments'],
    ['Comments', '<p>2 comments</p><p>I never had any luck with quinces at all.</p>', 'comments'],
    ['About the author', '<p>Petra Klein looks after forty trees in the hills above the town.</p>', 'about the author'],
  ])('%s above what it says is left out, up to the next heading', (name, body, why) => {
    const article = page(`<h2>${name}</h2>${body}<h2>Pruning</h2><p>Cut the water shoots in late winter.</p>`);
    expect(leftOut(article)).toContain(`${why}: ${name}`);
    expect(quotesOf(article)).toEqual(['What we keep in the orchard.', 'Cut the water shoots in late winter.']);
  });

  test('as a line of plain text is a heading if sentences follow it', () => {
    const article = asArticle(
      'a.txt',
      `Orchard guide\n\nContents\n\n${said}\n\nPruning\n\nCut the water shoots in late winter.\n`,
    );
    expect(foundIn(article)['Contents']).toBe(said);
  });
});

describe('an element that could be named after a foreign part', () => {
  test.each([
    'share',
    'search',
    'related',
    'social',
    'toc',
    'sponsor',
  ])('%s is content if it has a heading and sentences', (name) => {
    const article = page(
      `<section id="${name}"><h2>Grafting</h2><p>Tie the scion so that the green layers meet.</p><p>Then seal it with wax.</p></section><h2>Pruning</h2><p>${'Cut the water shoots in late winter. '.repeat(9)}</p>`,
    );
    expect(quotesOf(article).join(' ')).toContain('green layers meet');
  });
});
