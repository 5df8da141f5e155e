// What entries are called, also for short, and what an article says of itself.

import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { asArticle, leftOutOf, writeAll } from './importing.js';

const terms = (list: string) =>
  asArticle(
    'a.html',
    `<!doctype html><body><main><h1>Sailing words</h1><p>From A to Z.</p><dl>${list}</dl></main></body>`,
  );
const entry = (article: ReturnType<typeof terms>, name: string) =>
  article.found.findings.find(({ title }) => title === name);

describe('a term', () => {
  test.each([
    ['<dt>Sheet</dt><dt>Scotte</dt><dd>A rope that trims a sail.</dd>', ['Scotte']],
    ['<dt>Sheet</dt><dt>(also: <em>trimming rope</em>)</dt><dd>A rope that trims a sail.</dd>', ['trimming rope']],
    ['<dt>Sheet</dt><dt>Scotte</dt><dt>Schot</dt><dd>A rope that trims a sail.</dd>', ['Scotte', 'Schot']],
  ])('has the other terms of its definition as aliases: %s', (list, aliases) => {
    const article = terms(`${list}<dt>Keel</dt><dd>The beam below.</dd>`);
    expect(entry(article, 'Sheet')?.aliases).toEqual(aliases);
    expect(article.found.findings).toHaveLength(3);
  });

  test.each([
    'See keel.',
    'See: Keel',
    'Same as “keel”.',
  ])('with "%s" as its definition is an alias of the other', (said) => {
    const article = terms(`<dt>Backbone</dt><dd>${said}</dd><dt>Keel</dt><dd>The beam below.</dd>`);
    expect(entry(article, 'Backbone')).toBeUndefined();
    expect(entry(article, 'Keel')).toMatchObject({
      aliases: ['Backbone'],
      questions: expect.arrayContaining(['What is Backbone?']),
    });
    expect(leftOutOf(article)).toEqual([{ why: 'only points elsewhere', words: said }]);
  });

  test('that points at nothing known stays', () => {
    expect(
      entry(
        terms('<dt>Backbone</dt><dd>See the harbour master.</dd><dt>Keel</dt><dd>The beam below.</dd>'),
        'Backbone',
      ),
    ).toBeDefined();
  });
});

test('parts are not named after the only title of the article, whatever its details call it', () => {
  const article = asArticle(
    'a.md',
    '---\ntitle: Handbook\n---\n\n# Quayside Rowing Club: The Handbook\n\n## Fees\n\nTen a month.\n\n## Boats\n\nFour of them.\n',
  );
  expect(article.found.findings.map(({ title }) => title)).toEqual(['Fees', 'Boats']);
});

test('titles that begin alike have labels that differ', () => {
  const long = 'What members of the rowing club have to know';
  const article = asArticle('a.md', `# Club\n\n# ${long}\n\n## Costs\n\nTen a month.\n\n## Policy\n\nNo shoes.\n`);
  const out = mkdtempSync(join(tmpdir(), 'names-'));
  writeAll(join(out, 'x'), [article]);
  const labels = readdirSync(join(out, 'x', 'faq')).map(
    (file) => /^label: (.*)$/m.exec(readFileSync(join(out, 'x', 'faq', file), 'utf8'))?.[1],
  );
  rmSync(out, { recursive: true });
  expect(labels.toSorted()).toEqual(['Costs', 'Policy']);
});

test('nobody asks for "Note"', () => {
  const article = asArticle(
    'a.md',
    '# Club\n\n## Fees\n\nTen a month.\n\n**Note:** children row for free.\n\n**Guests:** pay two a day.\n',
  );
  expect(entry(article, 'Fees')?.questions).toEqual(['Fees', 'Guests']);
});

describe('of itself an article says', () => {
  const page = (head: string) =>
    asArticle(
      'a.html',
      `<!doctype html><head>${head}</head><body><main><h1>Rowing - a start</h1><p>Sit down first.</p></main></body>`,
    ).item;

  test.each(['|', '–', '—', '-', '·'])('its publisher in the title of the page, after %s', (mark) => {
    expect(page(`<title>Rowing - a start ${mark} Quayside Club</title>`)).toMatchObject({
      publisher: 'Quayside Club',
      title: 'Rowing - a start',
    });
  });

  test('its publisher as the name of the site, if it has one', () => {
    expect(
      page('<title>Rowing - a start | Tips</title><meta property="og:site_name" content="Quayside Club">').publisher,
    ).toBe('Quayside Club');
  });

  test('when it was changed, if not when it was published', () => {
    const changed = '<meta property="article:modified_time" content="2026-02-03T10:00:00Z">';
    expect(page(changed).date).toBe('2026-02-03');
    expect(page(`${changed}<meta property="article:published_time" content="2025-05-06">`).date).toBe('2025-05-06');
  });

  test.each(['last_reviewed', 'last_updated', 'lastUpdated', 'lastmod'])('its date in %s', (name) => {
    expect(asArticle('a.md', `---\n${name}: 2026-02-03\n---\n\n# Rowing\n\nSit down first.\n`).item.date).toBe(
      '2026-02-03',
    );
  });
});
