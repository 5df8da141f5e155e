// Importing the same article again: ids stay, untouched files are updated, and edited ones are kept.
import { existsSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { readKnowledge } from '../../../src/knowledge/read.js';
import { createFolders } from '../folder.js';
import { asArticle, writeAll } from './importing.js';

const folders = createFolders();
afterAll(folders.remove);

const text = `Kilns at home

What is a kiln?

A kiln is a hot box for clay. It takes a day to heat.

Can I build one?

Yes, of bricks and wire.

What does it cost?

About as much as a bicycle.

Heat of each kiln

| Kiln | Heat |
| Gas | 1300 |
| Wood | 1200 |
`;
const kilns = (change: (text: string) => string = (same) => same) =>
  asArticle('kilns.txt', change(text), { key: 'kilns' });
const filesOf = (out: string) =>
  Object.fromEntries(
    ['definitions', 'comparisons', 'faq'].flatMap((name) =>
      existsSync(join(out, name))
        ? readdirSync(join(out, name)).map((file) => [`${name}/${file}`, readFileSync(join(out, name, file), 'utf8')])
        : [],
    ),
  );
const first = () => {
  const out = folders.of({});
  writeAll(out, [kilns()]);
  return out;
};
const statusOf = (outcomes: ReturnType<typeof writeAll>) =>
  Object.fromEntries(outcomes.map(({ file, status }) => [file.replace(/^.*\/kilns-/, ''), status]));
const edit = (out: string, file: string, from: string, to: string) => {
  const path = join(out, file);
  const source = readFileSync(path, 'utf8');
  expect(source).toContain(from);
  writeFileSync(path, source.replace(from, to));
};

describe('an article that is imported again', () => {
  test('without changes leaves every file as it is', () => {
    const out = first();
    const before = filesOf(out);
    expect(Object.keys(before)).toEqual([
      'definitions/kilns-kiln.md',
      'comparisons/kilns-table-heat-of-each-kiln.md',
      'faq/kilns-can-i-build-one.md',
      'faq/kilns-what-does-it-cost.md',
    ]);
    expect(new Set(writeAll(out, [kilns()]).map(({ status }) => status))).toEqual(new Set(['unchanged']));
    expect(filesOf(out)).toEqual(before);
  });

  test('with words before everything moves the places and keeps the ids', () => {
    const out = first();
    const outcomes = writeAll(out, [
      kilns((same) => same.replace('Kilns at home\n', 'Kilns at home\n\nA word before, which is new.\n')),
    ]);
    expect(statusOf(outcomes)).toMatchObject({
      'kilns-at-home.md': 'new',
      'can-i-build-one.md': 'updated',
      'kiln.md': 'updated',
    });
    expect(Object.keys(filesOf(out))).toHaveLength(5);
    expect(readKnowledge(out).problems).toEqual([]);
  });

  test('with a new answer, a new question and a question in other words keeps the ids of what it knows', () => {
    const out = first();
    const outcomes = writeAll(out, [
      kilns((same) =>
        same
          .replace('Yes, of bricks and wire.', 'Yes, of bricks, wire and patience.')
          .replace('What does it cost?', 'How much is one?')
          .replace('Heat of', 'Is it loud?\n\nNo, it only hums.\n\nHeat of'),
      ),
    ]);
    expect(statusOf(outcomes)).toMatchObject({
      'can-i-build-one.md': 'updated',
      'what-does-it-cost.md': 'updated',
      'is-it-loud.md': 'new',
    });
    expect(filesOf(out)['faq/kilns-what-does-it-cost.md']).toContain('title: How much is one?');
    expect(readKnowledge(out).problems).toEqual([]);
  });

  test('without an entry puts it aside', () => {
    const out = first();
    const outcomes = writeAll(out, [
      kilns((same) => same.replace('Can I build one?\n\nYes, of bricks and wire.\n\n', '')),
    ]);
    expect(statusOf(outcomes)).toMatchObject({ 'can-i-build-one.md': 'removed' });
    expect(readFileSync(join(out, 'review/removed/faq/kilns-can-i-build-one.md'), 'utf8')).toContain('bricks and wire');
    expect(readKnowledge(out).problems).toEqual([]);
  });
});

describe('what somebody edited', () => {
  const file = 'faq/kilns-can-i-build-one.md';
  const edited = () => {
    const out = first();
    edit(out, file, 'questions:\n', 'questions:\n  - diy kiln\n');
    return out;
  };

  test('is kept while the article stays the same', () => {
    const out = edited();
    expect(statusOf(writeAll(out, [kilns()]))).toMatchObject({ 'can-i-build-one.md': 'kept' });
    expect(filesOf(out)[file]).toContain('diy kiln');
  });

  test('is kept, with its quote where it is now, when the article changes elsewhere', () => {
    const out = edited();
    const outcomes = writeAll(out, [
      kilns((same) => same.replace('Kilns at home\n', 'Kilns at home, and elsewhere\n')),
    ]);
    expect(statusOf(outcomes)).toMatchObject({ 'can-i-build-one.md': 'kept' });
    expect(filesOf(out)[file]).toContain('diy kiln');
    expect(readKnowledge(out).problems).toEqual([]);
  });

  test('is kept and reported when its words were changed in the article, with the new entry next to it', () => {
    const out = edited();
    const change = (same: string) => same.replace('bricks and wire', 'bricks only');
    expect(statusOf(writeAll(out, [kilns(change)]))).toMatchObject({ 'can-i-build-one.md': 'conflict' });
    expect(filesOf(out)[file]).toContain('diy kiln');
    expect(readFileSync(join(out, 'review/new', file), 'utf8')).toContain('bricks only');
    expect(readFileSync(join(out, 'review/kilns.md'), 'utf8')).toContain('yours is kept');
    // The old words are no longer in the article, which is reported with file and line.
    expect(readKnowledge(out).problems).toMatchObject([{ file }]);
  });

  test('is kept when the article has it no longer', () => {
    const out = edited();
    const outcomes = writeAll(out, [
      kilns((same) => same.replace('Can I build one?\n\nYes, of bricks and wire.\n\n', '')),
    ]);
    expect(statusOf(outcomes)).toMatchObject({ 'can-i-build-one.md': 'conflict' });
    expect(filesOf(out)[file]).toContain('diy kiln');
  });

  test('or deleted is not written again', () => {
    const out = first();
    rmSync(join(out, file));
    expect(statusOf(writeAll(out, [kilns()]))).toMatchObject({ 'can-i-build-one.md': 'rejected' });
    expect(filesOf(out)[file]).toBeUndefined();
    expect(statusOf(writeAll(out, [kilns()]))).toMatchObject({ 'can-i-build-one.md': 'rejected' });
  });

  test('in articles.yaml, comments too, is kept', () => {
    const out = first();
    edit(out, 'articles.yaml', 'name: Kilns at home', '# how people know it\n  name: The kiln book');
    writeAll(out, [
      kilns((same) => same.replace('Kilns at home\n', 'Kilns\n\nThe first part\n\nA new one is here.\n')),
    ]);
    const articles = readFileSync(join(out, 'articles.yaml'), 'utf8');
    expect(articles).toContain('# how people know it');
    expect(articles).toContain('The kiln book');
    expect(articles).toContain('The first part');
    expect(readKnowledge(out).problems).toEqual([]);
  });
});

describe('the folder', () => {
  test('may hold other knowledge, which stays as it is', () => {
    const out = folders.small();
    const before = readKnowledge(out).knowledge.entries.map(({ id }) => id);
    writeAll(out, [kilns()]);
    const { knowledge, problems } = readKnowledge(out);
    expect(problems).toEqual([]);
    expect(knowledge.entries.map(({ id }) => id)).toEqual(expect.arrayContaining(before));
    expect(knowledge.articles.map(({ key }) => key)).toEqual(['baker', 'mill', 'kilns']);
  });

  test('takes two articles that ask the same, and shows both', () => {
    const out = folders.of({});
    const other = asArticle('other.txt', 'More kilns\n\nCan I build one?\n\nOnly with a permit.\n', { key: 'other' });
    writeAll(out, [kilns(), other]);
    const { knowledge, problems } = readKnowledge(out);
    expect(problems).toEqual([]);
    expect(knowledge.entries.find(({ title }) => title === 'Can I build one?')?.views).toHaveLength(2);
  });

  test('names two articles of one publisher by their titles', () => {
    const out = folders.of({});
    const by = (key: string, title: string) =>
      asArticle(`${key}.txt`, `${title}\n\nWhat is a ${key}?\n\nA ${key} is a thing.\n`, {
        key,
        publisher: 'Clay weekly',
      });
    const articles = [by('kiln', 'On kilns'), by('glaze', 'On glazes')];
    writeAll(out, articles);
    writeAll(out, articles);
    expect(readKnowledge(out).knowledge.articles.map(({ name }) => name)).toEqual(['Clay weekly', 'On glazes']);
  });

  test('in which a link stands for a folder is refused', () => {
    const [out, elsewhere] = [folders.of({}), folders.of({})];
    symlinkSync(elsewhere, join(out, 'faq'));
    expect(() => writeAll(out, [kilns()])).toThrow(/faq is a link/);
    expect(readdirSync(elsewhere)).toEqual([]);
  });

  test('with a link for a file gets a file in its place', () => {
    const out = first();
    const victim = join(folders.of({ 'victim.txt': 'untouched' }), 'victim.txt');
    rmSync(join(out, 'articles/kilns.txt'));
    symlinkSync(victim, join(out, 'articles/kilns.txt'));
    writeAll(out, [kilns()]);
    expect(readFileSync(victim, 'utf8')).toBe('untouched');
    expect(readFileSync(join(out, 'articles/kilns.txt'), 'utf8')).toBe(text);
  });

  test.each([
    ['articles.yaml', 'a: [', /articles\.yaml is broken/],
    ['articles.yaml', 'a: 1', /not a list of articles/],
    ['review/kilns.json', '{', /kilns\.json is broken/],
    ['review/kilns.json', '{"entries":[{"id":"x"}]}', /kilns\.json is broken/],
  ])('with a broken %s is reported, and nothing is written', (file, content, message) => {
    const out = folders.of({ [file]: content });
    expect(() => writeAll(out, [kilns()])).toThrow(message);
    expect(filesOf(out)).toEqual({});
  });
});
