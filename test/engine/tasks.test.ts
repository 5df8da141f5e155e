// Which job of a table a question is about, and how the job is named.
import { describe, expect, test } from 'vitest';
import { createTaskFinder } from '../../src/engine/answer/tasks.js';
import type { Row } from '../../src/engine/entry.js';
import { tokenize } from '../../src/engine/read/normalize.js';
import { readTokens } from '../../src/engine/read/parts.js';
import { entryOf, weighing } from '../fixtures/entries.js';

const row = (label: string, ...words: readonly string[]): Row => ({ label, words, cells: [], citations: [] });
const jobs = entryOf({
  title: 'Jobs',
  kind: 'comparison',
  table: {
    rowHeading: '',
    columns: [],
    tasks: true,
    rows: [
      row('Brand', 'logo', 'yoga logo'),
      row('Sound', 'jingle', 'picture of a tune', 'of the'),
      row('Jingle'),
      row('Colours', 'red', 'blue'),
      row('Flag', 'red blue'),
      row('Song'),
      row('Poem'),
      row('Verse', 'rhyme'),
      row('Lyrics', 'rhyme'),
    ],
  },
});
const names = [
  entryOf({ title: 'LLM', kind: 'definition' }),
  entryOf({ title: 'Generative AI', id: 'generative-ai', kind: 'definition' }),
  entryOf({ title: 'Suno', kind: 'product' }),
];
const entries = [jobs, ...names];
const ranker = weighing(entries);
const find = (question: string) => createTaskFinder(entries, ranker)(readTokens(tokenize(question), ranker.lexicon));

describe('the job of a question', () => {
  test.each([
    ['is the row that has its words', 'a logo', 'Brand', 'logo'],
    ['is called by the words that tell most', 'logo for yoga', 'Brand', 'yoga logo'],
    ['is called by nothing where that is the name of the row', 'my brand', 'Brand', ''],
    ['is the row that is called so, rather than one that has the word', 'jingle', 'Jingle', ''],
    ['is the row that has more of the words', 'jingle with a picture of a tune', 'Sound', 'picture of a tune'],
    ['is the row that has them in one phrase', 'blue and red', 'Flag', 'red blue'],
    ['is the one that is named first', 'poem or song', 'Poem', ''],
    ['is the one that is named first, again', 'song or poem', 'Song', ''],
    ['is the first row of two that are alike', 'rhyme', 'Verse', 'rhyme'],
    ['needs no function word to be told', 'tune picture', 'Sound', 'picture of a tune'],
  ])('%s: %j', (_, question, label, job) => {
    const found = find(question);
    expect([found?.row.label, found?.job]).toEqual([label, job]);
    expect(jobs.table?.rows[found?.index ?? -1]).toBe(found?.row);
  });

  test.each(['yoga', 'of the', 'zebra', ''])('is none if a phrase is incomplete: %j', (question) => {
    expect(find(question)).toBeUndefined();
  });

  test('accounts for its words, for how it is asked, and for the two kinds of AI', () => {
    expect(find('logo zebra')).toMatchObject({ weight: 1, explained: 1 / 2 });
    expect(find('yoga logo zebra')).toMatchObject({ weight: 2, explained: 2 / 3 });
    expect(find('recommend llm or generative AI logo')?.explained).toBeCloseTo(3.3 / 3.35);
    expect(find('suno logo')).toMatchObject({ weight: 1, explained: 1 / 2 });
  });
});
