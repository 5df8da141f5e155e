// What check-knowledge tells authors, and what it warns about.
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { readKnowledge } from '../../src/knowledge/read.js';
import { findWarnings, refuseFolder } from '../../src/knowledge/warnings.js';
import { type Changes, createFolders, smallFileWith } from './folder.js';

const folders = createFolders();
afterAll(folders.remove);
const problemsOf = (changes: Changes) =>
  readKnowledge(folders.small(changes)).problems.map(({ file, line, message }) => `${file}:${line}: ${message}`);
const warningsOf = (folder: string) =>
  findWarnings(folder, readKnowledge(folder).knowledge).map(({ file, line, message }) => `${file}:${line}: ${message}`);
const yeast = 'definitions/bakers-yeast.md';

describe('a broken file is reported in plain words', () => {
  test.each([
    [
      'a key that is misspelt',
      'kind: definition',
      'knid: definition',
      /"knid" is an unknown key: did you mean "kind"\?/,
    ],
    [
      'a key that nobody knows',
      'kind: definition',
      'kind: definition\nflavour: 3',
      /"flavour" is an unknown key: known are id, title/,
    ],
    ['a key that is missing', 'kind: definition\n', '', /"kind" is missing/],
    [
      'a colon in a value',
      'kind: definition',
      'kind: definition\nlabel: Yeast: fresh',
      /:4: has a ": " within a value: put the value in quotes/,
    ],
    ['a tab', 'kind: definition', 'kind: definition\nrelated:\n\t- sourdough', /use spaces/],
  ])('%s', (_, from, to, says) => {
    expect(problemsOf({ [yeast]: smallFileWith(yeast, from, to) }).join('\n')).toMatch(says);
  });

  test('a broken line is one problem, however much follows', () => {
    const broken = problemsOf({ 'synonyms.yaml': 'synonyms:\n  - [a, b\nfiller: [x]\noutside:\n  - [c: d: e\n' });
    expect(broken.filter((each) => each.startsWith('synonyms.yaml'))).toHaveLength(1);
  });

  test('endless quotes are a problem with its line, and no stack trace', () => {
    const source = smallFileWith(yeast, '\n---\n\n', `\n---\n\n${'> '.repeat(60_000)}x\n\n`);
    expect(problemsOf({ [yeast]: source }).join('\n')).toMatch(/too deeply: write it flat/);
  });
});

describe('warned of is', () => {
  test('nothing in a folder that is right', () => {
    expect(warningsOf(folders.small())).toEqual([]);
  });

  test.each([
    ['a name that is not read', { 'faq/more.MD': 'x' }, /^faq\/more\.MD:1: is not read: its name must end in \.md/],
    ['a sign of no width', { 'outside.txt': 'how\u200b tall\n' }, /^outside\.txt:1: has an invisible character/],
    ['a sign that turns text', { 'outside.txt': 'a\n\u202ehow tall\n' }, /^outside\.txt:2: has an invisible character/],
    ['a look-alike letter', { 'outside.txt': 'how is br\u0435ad made in Rome\n' }, /another alphabet/],
    [
      'a question in two lists',
      { 'outside.txt': 'how tall\n', 'small-talk.txt': 'How tall?\n' },
      /^small-talk\.txt:1: "How tall\?" is in outside\.txt too/,
    ],
  ])('%s', (_, changes, says) => {
    expect(warningsOf(folders.small(changes)).join('\n')).toMatch(says);
  });

  test('words in other alphabets cause no warning', () => {
    expect(warningsOf(folders.small({ 'outside.txt': 'что такое хлеб\nτι είναι το ψωμί\n👨‍👩‍👧 bread\n' }))).toEqual(
      [],
    );
  });

  test('a link out of the folder, and bytes that are no UTF-8', () => {
    const folder = folders.small();
    folders.into(folder, { 'faq/own.txt': 'x' });
    symlinkSync(join(folders.small(), yeast), join(folder, 'faq', 'linked.md'));
    symlinkSync(join(folder, 'tips.yaml'), join(folder, 'within.yaml'));
    folders.into(folder, { 'small-talk.txt': Buffer.from([0x68, 0xe9, 0x6c, 0x6c, 0x6f]) as unknown as string });
    expect(warningsOf(folder)).toEqual([
      expect.stringMatching(/^faq\/linked\.md:1: is a link out of the folder/),
      expect.stringMatching(/^small-talk\.txt:1: is not in UTF-8/),
    ]);
  });
});

test('what is no folder is refused with the reason', () => {
  expect(refuseFolder('/nowhere/at/all')).toMatch(/no folder/);
  expect(refuseFolder(join(folders.small(), 'tips.yaml'))).toMatch(/is a file/);
  expect(refuseFolder(folders.small())).toBeUndefined();
});
