// What tables may have in addition to their rows: sentences for two columns, and jobs that distinguish tasks.
import { afterAll, describe, expect, test } from 'vitest';
import { inlineText } from '../../src/document/plain.js';
import { createTellsNothing } from '../../src/knowledge/jobs.js';
import { readKnowledge } from '../../src/knowledge/read.js';
import { createFolders } from './folder.js';

const folders = createFolders();
afterAll(folders.remove);

const table = (more: string, front = '') => ({
  'comparisons/raising.md': `---
id: raising
kind: comparison
title: What raises bread
questions: [what raises bread]
${front}---

Three things raise bread.

> A jar takes days.
>
> baker > Leavening

| Aspect | Sourdough | Yeast | Soda | Sources |
| --- | --- | --- | --- | --- |
| Time | days | hours | minutes | baker > Leavening |

${more}
`,
});

describe('a sentence for two columns of a table', () => {
  const pairs = (pair: string, sentence = 'One is slow, one is quick.') =>
    table(
      `## Pairs\n\n| Pair | In a sentence | Sources |\n| --- | --- | --- |\n| ${pair} | ${sentence} | baker > Dough |\n`,
    );
  const read = (pair: string, sentence?: string) => {
    const { knowledge, problems } = readKnowledge(folders.small(pairs(pair, sentence)));
    return { problems, read: knowledge.entries.find(({ id }) => id === 'raising')?.table?.pairs };
  };

  test('is read with their places and its citation, in either order', () => {
    for (const pair of ['Sourdough and Soda', 'Soda and Sourdough']) {
      const { problems, read: found } = read(pair);
      expect(problems).toEqual([]);
      expect(found).toMatchObject([{ columns: [0, 2], citations: [{ article: 'baker', heading: 'Dough' }] }]);
      expect(inlineText(found?.[0]?.text ?? [])).toBe('One is slow, one is quick.');
    }
  });

  test.each(['Sourdough and Butter', 'Sourdough', 'Soda and Soda'])('names two columns, not %s', (pair) => {
    const { problems } = read(pair);
    expect(problems).toMatchObject([{ file: 'comparisons/raising.md', line: 22 }]);
    expect(problems[0]?.message).toMatch(/write "Sourdough and Yeast"/);
  });

  test('may be as long as an answer, with a first sentence as long as that of an answer', () => {
    expect(read('Sourdough and Soda', `${'a'.repeat(160)}. ${'b'.repeat(190)}.`).problems).toEqual([]);
    expect(read('Sourdough and Soda', `${'a'.repeat(180)}.`).problems).toMatchObject([{ line: 22 }]);
  });
});

describe('a job of a task table', () => {
  const tellsNothing = createTellsNothing(['which tool', 'suit', 'best', 'stuff']);

  test.each([
    'suit',
    'suits',
    'best tool',
    'Which tools for us',
    'stuff',
    'for our',
  ])('tells nothing as %s', (phrase) => {
    expect(tellsNothing(phrase)).toBe(true);
  });

  test.each(['logo', 'best logo', 'tooling', 'unit tests', '3D'])('tells what is to be done as %s', (phrase) => {
    expect(tellsNothing(phrase)).toBe(false);
  });

  test('that tells nothing is a problem for authors, not for what is served', () => {
    const folder = folders.small(table('', 'tasks: true\nrowWords:\n  Time: [suit, rising time]\n'));
    expect(readKnowledge(folder).problems).toEqual([]);
    expect(readKnowledge(folder, { tellsNothing }).problems).toMatchObject([
      { file: 'comparisons/raising.md', message: expect.stringMatching(/^the job "suit" says too little/) },
    ]);
  });

  test('may be any word in a table of aspects', () => {
    const folder = folders.small(table('', 'rowWords:\n  Time: [suit]\n'));
    expect(readKnowledge(folder, { tellsNothing }).problems).toEqual([]);
  });
});
