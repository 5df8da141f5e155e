// A part of an article that has a table: one entry, with the text around the table.
import { describe, expect, test } from 'vitest';
import { renderPlain } from '../../../src/document/plain.js';
import { createEngine } from '../../../src/engine/engine.js';
import { previewKnowledge } from '../../../src/knowledge/import/preview.js';
import { quoteAt } from '../../../src/knowledge/quote.js';
import { asArticle, leftOutOf } from './importing.js';

const page = (body: string) =>
  asArticle('a.html', `<!doctype html><body><main><h1>Allotments</h1><p>Who may have one.</p>${body}</main></body>`);
const rents =
  '<table><tr><th>Plot</th><th>Rent</th></tr><tr><td>Half</td><td>£40</td></tr><tr><td>Whole</td><td>£75</td></tr></table>';
const tablesOf = (article: ReturnType<typeof page>) => article.found.findings.filter((each) => each.type === 'table');
const around = (article: ReturnType<typeof page>) =>
  tablesOf(article).flatMap(({ spans, more = [] }) =>
    [spans ?? [], ...more].map((each) => quoteAt(article.text, each)),
  );

describe('a part with a table', () => {
  test.each([
    'What rent you pay',
    'What does a plot cost?',
    'Rents and terms',
  ])('"%s" is one entry, without a hole', (name) => {
    const article = page(`<h2>${name}</h2><p>It depends on the size.</p>${rents}<p>Pay by the first of May.</p>`);
    const [table, ...others] = tablesOf(article);
    expect(others).toEqual([]);
    expect(table?.title).toBe(name);
    expect(around(article)).toEqual(['It depends on the size.', 'Pay by the first of May.']);
    expect(article.found.findings.map(({ title }) => title)).toEqual(['Allotments', name]);
  });

  test('that compares is named after its heading, unless that says little', () => {
    const both =
      '<table><tr><th>Plot</th><th>Members</th><th>Guests</th></tr><tr><td>Half</td><td>£40</td><td>£60</td></tr></table>';
    const titles = (name: string) =>
      tablesOf(page(`<h2>${name}</h2><p>It depends.</p>${both}`)).map(({ title }) => title);
    expect(titles('Rents that we ask for')).toEqual(['Rents that we ask for']);
    expect(titles('Costs')).toEqual(['Members vs Guests, by plot']);
  });

  test('shows the text before the table, the table, and what follows it', () => {
    const article = page(
      `<h2>Rents and terms</h2><p>It depends on the size.</p>${rents}<p>Pay by the first of May.</p>`,
    );
    const engine = createEngine(previewKnowledge(article).knowledge);
    const id = previewKnowledge(article).entries.find(({ title }) => title === 'Rents and terms')?.id ?? '';
    const { document } = engine.show({ type: 'entry', id });
    const body = document.children.filter(({ type }) => type === 'view' || type === 'table');
    expect(body.map(({ type }) => type)).toEqual(['view', 'table', 'view']);
    expect(renderPlain(document)).toMatch(/depends on the size.*Half.*first of May/s);
  });

  test('is asked for by its heading, and never by two column names that nobody would say', () => {
    const [table] = tablesOf(page(`<h2>Rents and terms</h2>${rents}`));
    expect(table?.questions).toEqual(['Rents and terms', 'Half', 'Whole']);
  });

  test('has the caption of its table as title, and its heading as a way of asking', () => {
    const [table] = tablesOf(
      page(`<h2>Money</h2><p>See:</p>${rents.replace('<tr>', '<caption>Rents from April</caption><tr>')}`),
    );
    expect(table).toMatchObject({ title: 'Rents from April', questions: expect.arrayContaining(['Money']) });
  });

  test('that a chat cannot show has its caption in the text', () => {
    const long = 'A very long cell that says a lot about the plot. '.repeat(6);
    const article = page(
      `<h2>Money</h2>${rents.replace('£40', long).replace('<tr>', '<caption>Rents from April</caption><tr>')}`,
    );
    expect(article.found.findings.map(({ spans = [] }) => quoteAt(article.text, spans)).join(' ')).toContain(
      'Rents from April',
    );
    expect(leftOutOf(article)).toEqual([]);
  });
});

describe('a table with two rows of column names', () => {
  test.each([
    [
      'over two columns',
      '<thead><tr><th rowspan="2">Plot</th><th colspan="2">Rent</th></tr><tr><th>Member</th><th>Guest</th></tr></thead>',
      ['Plot', 'Rent: Member', 'Rent: Guest'],
      undefined,
    ],
    [
      'without a head',
      '<tr><th></th><th colspan="2">Rent</th></tr><tr><th>Plot</th><th>Member</th><th>Guest</th></tr>',
      ['Plot', 'Rent: Member', 'Rent: Guest'],
      undefined,
    ],
    [
      'with its title in the first',
      '<tr><th colspan="3">Rents from April</th></tr><tr><th>Plot</th><th>Member</th><th>Guest</th></tr>',
      ['Plot', 'Member', 'Guest'],
      'Rents from April',
    ],
  ])('%s has names for each', (_, head, header, caption) => {
    const [table] = tablesOf(
      page(
        `<h2>Money</h2><table>${head}<tbody><tr><td>Half</td><td>£40</td><td>£60</td></tr><tr><td>Whole</td><td>£75</td><td>£99</td></tr></tbody></table>`,
      ),
    );
    expect(table).toMatchObject({ header, ...(caption === undefined ? {} : { title: caption }) });
    expect(table?.type === 'table' && table.rows.map(({ cells }) => cells)).toEqual([
      ['Half', '£40', '£60'],
      ['Whole', '£75', '£99'],
    ]);
  });
});
