// Word-for-word quotes: proved against the stored text, shown as quotes, and merged with entries on the same question.
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { renderPlain } from '../../src/document/plain.js';
import { createEngine } from '../../src/engine/engine.js';
import { disproveQuote, quoteAt, readPlace, writePlace } from '../../src/knowledge/quote.js';
import { readKnowledge } from '../../src/knowledge/read.js';
import { type Changes, createFolders } from './folder.js';

const folders = createFolders();
afterAll(folders.remove);

const article = `Rye at home

What is a rye starter?

A rye starter is a jar of flour and water
that ferments on its own. Buy our jars! It is fed every day.

| Day | Flour |
| One | 50 g |
`;
const spanOf = (words: string): [number, number] => {
  const start = article.indexOf(words);
  if (start < 0) throw new Error(words);
  return [start, start + words.length];
};
const first = spanOf('A rye starter is a jar of flour and water\nthat ferments on its own.');
const second = spanOf('It is fed every day.');
const said = 'A rye starter is a jar of flour and water that ferments on its own. \\[…\\] It is fed every day.';

const articles = `- key: rye
  name: Rye weekly
  title: Rye at home
  date: 2025
  url: https://rye.example/home
  headings: [What is a rye starter?]
  sha256: ${createHash('sha256').update(article).digest('hex')}
`;
const quoteFile = (
  front = '',
  quote = said,
  place = writePlace('rye > What is a rye starter?', [first, second]),
) => `---
id: rye-starter
kind: definition
title: Rye starter
questions: [What is a rye starter?]
verbatim: true
${front}---

> ${quote}
>
> ${place}
`;
const imported = (changes: Changes = {}): string =>
  folders.small({
    'imported/rye/articles.yaml': articles,
    'imported/rye/articles/rye.txt': article,
    'imported/rye/definitions/rye-starter.md': quoteFile(),
    ...changes,
  });
const problemsOf = (changes: Changes) => readKnowledge(imported(changes)).problems;
const ask = (folder: string, question: string) => {
  const { knowledge, problems } = readKnowledge(folder);
  expect(problems).toEqual([]);
  return createEngine(knowledge).ask(question);
};

describe('a quote', () => {
  test('is shown as the words of its article, with its places and the address', () => {
    const { document, entries } = ask(imported(), 'what is a rye starter');
    expect(entries).toEqual(['rye-starter']);
    expect(document.children.map(({ type }) => type)).toEqual(['heading', 'view', 'sources']);
    expect(document.children[1]).toMatchObject({
      verbatim: true,
      spans: [first, second],
      citations: [{ url: 'https://rye.example/home' }],
    });
    expect(renderPlain(document, { width: 400 })).toBe(
      'Rye starter\n\n' +
        '┃ Rye weekly, 2025 › What is a rye starter?\n┃ “A rye starter is a jar of flour and water that ferments on its own. […] It is fed every day.”\n\n' +
        'the article’s own words',
    );
  });

  test('of which one character was changed is a problem with its file and line', () => {
    for (const at of [0, 20, said.length - 1]) {
      const changed = `${said.slice(0, at)}x${said.slice(at + 1)}`;
      const problems = problemsOf({ 'imported/rye/definitions/rye-starter.md': quoteFile('', changed) });
      expect(problems).toMatchObject([{ file: 'imported/rye/definitions/rye-starter.md', line: 9 }]);
      expect(problems[0]?.message).toMatch(/the quote is not what the article says there/);
    }
  });

  test('of an article of which one character was changed is a problem, wherever that was', () => {
    for (const at of [0, first[0], article.length - 2]) {
      const text = `${article.slice(0, at)}#${article.slice(at + 1)}`;
      const problems = problemsOf({ 'imported/rye/articles/rye.txt': text });
      expect(problems[0]).toMatchObject({ file: 'imported/rye/articles.yaml', line: 1 });
      expect(problems).toHaveLength(at === first[0] ? 2 : 1);
    }
  });

  test.each([
    ['no place', { place: 'rye > What is a rye starter?' }, /does not say where the quote is/],
    ['a place beyond the end', { place: 'rye > What is a rye starter? @ 9000-9010' }, /not what the article says/],
    ['an article without a stored text', { place: 'mill > Flour @ 1-5' }, /articles\/mill\.txt/],
    ['two articles', { place: 'rye > What is a rye starter?; mill > Flour @ 1-5' }, /one article/],
  ])('with %s is a problem', (_, { place }, message) => {
    const [problem] = problemsOf({ 'imported/rye/definitions/rye-starter.md': quoteFile('', said, place) });
    expect(problem?.message).toMatch(message);
  });

  test('without the quote itself is a problem', () => {
    const [problem] = problemsOf({
      'imported/rye/definitions/rye-starter.md': quoteFile().split('\n').slice(0, 8).join('\n'),
    });
    expect(problem?.message).toMatch(/has no quote/);
  });

  test('may be a table, of which every cell is proved', () => {
    const place = writePlace('rye > What is a rye starter?', [spanOf('| One | 50 g |')]);
    const table = (cell: string) => `---
id: rye-days
kind: comparison
title: Feeding a rye starter day by day
questions: [how much flour each day]
verbatim: true
---

| Day | Flour | Sources |
| --- | --- | --- |
| One | ${cell} | ${place} |
`;
    const { document } = ask(
      imported({ 'imported/rye/comparisons/rye-days.md': table('50 g') }),
      'how much flour each day',
    );
    expect(document.children.find(({ type }) => type === 'sources')).toMatchObject({ manner: 'quoted' });
    const [problem] = problemsOf({ 'imported/rye/comparisons/rye-days.md': table('51 g') });
    expect(problem).toMatchObject({ file: 'imported/rye/comparisons/rye-days.md', line: 11 });
  });

  test('holds exactly where its words are those at its places', () => {
    const text = fc.stringMatching(/^[a-e .\n]{20,60}$/);
    fc.assert(
      fc.property(text, fc.nat(9), fc.nat(9), (written, from, length) => {
        const spans = [[from, from + length] as const, [from + length, from + length + 5] as const];
        const quote = quoteAt(written, spans);
        expect(disproveQuote(quote, written, spans)).toBeUndefined();
        expect(disproveQuote(`${quote}x`, written, spans)).toBeDefined();
        expect(readPlace(writePlace('a > b @ c', spans))).toEqual({ cite: 'a > b @ c', spans });
      }),
    );
  });
});

describe('a quote on a question that the knowledge answers already', () => {
  const sameAs = quoteFile('sameAs: sourdough\n');
  const folder = imported({ 'imported/rye/definitions/rye-starter.md': sameAs });

  test.each(['what is sourdough', 'what is a rye starter'])('is shown next to the paraphrase: %s', (question) => {
    const { document, entries } = ask(folder, question);
    expect(entries).toEqual(['sourdough']);
    const views = document.children.filter(({ type }) => type === 'view');
    expect(views.map((view) => 'verbatim' in view && view.verbatim)).toContain(true);
    expect(views.map((view) => 'verbatim' in view && view.verbatim)).toContain(false);
    expect(document.children.find(({ type }) => type === 'sources')).toMatchObject({ manner: 'both' });
  });

  test('is still found by its own id, which old buttons have', () => {
    const { knowledge } = readKnowledge(folder);
    expect(createEngine(knowledge).show({ type: 'entry', id: 'rye-starter' }).entries).toEqual(['sourdough']);
  });

  test.each([
    ['a name of it', 'Rye starter', 'Rye jar', ['sour dough', 'levain', 'wild starter', 'Rye jar', 'Rye starter']],
    ['one name where two quotes have it', 'Rye jar', 'rye JAR', ['sour dough', 'levain', 'wild starter', 'rye JAR']],
    ['no name of it where another entry has it', "Baker's yeast", 'levain', ['sour dough', 'levain', 'wild starter']],
  ])('makes its title %s', (_, title, otherTitle, aliases) => {
    const other = sameAs
      .replace('id: rye-starter', 'id: rye-other')
      .replace('title: Rye starter', `title: ${otherTitle}`);
    const { knowledge, problems } = readKnowledge(
      imported({
        'imported/rye/definitions/rye-starter.md': sameAs.replace('title: Rye starter', `title: ${title}`),
        'imported/rye/definitions/rye-other.md': other,
      }),
    );
    expect(problems).toEqual([]);
    expect(knowledge.entries.find(({ id }) => id === 'sourdough')?.aliases).toEqual(aliases);
  });

  test('joins it by name if it says nothing', () => {
    const named = quoteFile().replace('title: Rye starter', 'title: sour dough');
    expect(ask(imported({ 'imported/rye/definitions/rye-starter.md': named }), 'sourdough').entries).toEqual([
      'sourdough',
    ]);
    const { knowledge } = readKnowledge(imported({ 'imported/rye/definitions/rye-starter.md': named }));
    expect(knowledge.entries.find(({ id }) => id === 'sourdough')?.merged).toEqual(['rye-starter']);
  });

  test('joins others that say the same if the entry itself is missing', () => {
    const other = sameAs.replace('id: rye-starter', 'id: rye-other').replace('title: Rye starter', 'title: Rye jar');
    const { knowledge, problems } = readKnowledge(
      imported({
        'definitions/sourdough.md': undefined,
        'comparisons/sourdough-vs-yeast.md': undefined,
        'definitions/bakers-yeast.md': undefined,
        'tips.yaml': undefined,
        'imported/rye/definitions/rye-starter.md': sameAs,
        'imported/rye/definitions/rye-other.md': other,
      }),
    );
    expect(problems).toEqual([]);
    expect(knowledge.entries.map(({ id, merged }) => [id, merged])).toEqual([['rye-other', ['rye-starter']]]);
  });
});
