// The lists of questions: asked/<id>.txt, outside.txt, small-talk.txt.
import { afterAll, describe, expect, test } from 'vitest';
import { readQuestions } from '../../src/knowledge/asked.js';
import { readKnowledge } from '../../src/knowledge/read.js';
import { createFolders } from './folder.js';

const folders = createFolders();
afterAll(folders.remove);

describe('a list of questions', () => {
  test('has one per line; comments and empty lines do not count', () => {
    expect(readQuestions('# how bakers ask\nwhy does it rise\n\n  is it alive  \n')).toEqual([
      { question: 'why does it rise', line: 2 },
      { question: 'is it alive', line: 4 },
    ]);
  });
});

describe('a folder with lists', () => {
  test('has the ways of asking in their entries, and unanswered questions separately', () => {
    const { knowledge, problems } = readKnowledge(
      folders.small({
        'asked/sourdough.txt': 'why does my dough rise so slowly\n',
        'outside.txt': 'how do I fix a bike\n',
        'small-talk.txt': 'you smell of bread\n',
      }),
    );
    expect(problems).toEqual([]);
    expect(knowledge.entries.find(({ id }) => id === 'sourdough')?.questions).toContain(
      'why does my dough rise so slowly',
    );
    expect(knowledge.beside.outside).toEqual(['how do I fix a bike']);
    expect(knowledge.beside.smallTalk).toContain('you smell of bread');
  });

  test('reports a list without an entry, and a question in two lists', () => {
    const { problems } = readKnowledge(
      folders.small({
        'asked/bakers-yeast.txt': 'how long does it live\n',
        'asked/croissant.txt': 'layers of butter\n',
        'asked/sourdough.txt': 'is it alive\nHow long does it LIVE?\n',
      }),
    );
    expect(problems).toEqual([
      { file: 'asked/croissant.txt', line: 1, message: 'asks for "croissant": there is no such entry' },
      { file: 'asked/sourdough.txt', line: 2, message: 'is asked before, in asked/bakers-yeast.txt:1' },
    ]);
  });
});
