// A custom folder: how it begins, what may be missing, what it answers.

import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { createEngine } from '../../src/engine/engine.js';
import { firstFiles } from '../../src/knowledge/begin.js';
import { coverageOf, writeCoverage } from '../../src/knowledge/coverage.js';
import { readKnowledge } from '../../src/knowledge/read.js';
import { createFolders } from './folder.js';
import { asArticle, writeAll } from './import/importing.js';

const folders = createFolders();
afterAll(folders.remove);

describe('a folder that new-knowledge begins', () => {
  const { knowledge, problems } = readKnowledge(folders.of(firstFiles));

  test('passes the check', () => {
    expect(problems).toEqual([]);
    expect(knowledge.entries.map(({ id }) => id).sort()).toEqual(['days-at-home', 'laptop']);
  });

  test('answers what it says it answers', () => {
    const engine = createEngine(knowledge);
    for (const { id, questions } of knowledge.entries)
      for (const question of questions)
        expect([question, ...engine.ask(question).entries.slice(0, 1)]).toEqual([question, id]);
  });

  test('speaks of its own subject', () => {
    expect(JSON.stringify(createEngine(knowledge).ask('what can I ask').document)).toContain(
      'Ask about the team handbook',
    );
  });
});

describe('messages that are missing', () => {
  test('have neutral words', () => {
    const { 'messages.yaml': _, ...files } = firstFiles;
    const { knowledge, problems } = readKnowledge(folders.of(files));
    expect(problems).toEqual([]);
    expect(knowledge.messages.help).toMatchObject({
      title: 'Ask about Team handbook, first edition',
      examples: ['How many days may I work from home?'],
    });
    expect(knowledge.messages.limited.title).not.toBe('');
  });

  test('are taken one by one', () => {
    const { knowledge, problems } = readKnowledge(
      folders.of({ ...firstFiles, 'messages.yaml': 'unanswered: { title: Hm, text: Not known. }\n' }),
    );
    expect(problems).toEqual([]);
    expect(knowledge.messages.unanswered.title).toBe('Hm');
    expect(knowledge.messages.suggested.title).toBe('Did you mean one of these?');
  });
});

test('an imported entry may be deleted, whatever names it', () => {
  const out = folders.of({});
  const outcomes = writeAll(out, [
    asArticle(
      'kilns.md',
      '# Kilns\n\n## What is a kiln?\n\nA kiln is a hot box.\n\n## Can I build one?\n\nYes.\n\n## Is it loud?\n\nNo.\n',
    ),
  ]);
  for (const { file } of outcomes.slice(0, 2)) rmSync(join(out, file));
  expect(readKnowledge(out).problems).toEqual([]);
});

describe('coverage', () => {
  const laptop = readKnowledge(folders.of(firstFiles)).knowledge;
  const { ask, show } = createEngine(laptop);
  const engine = {
    show,
    ask: (question: string) =>
      question.startsWith('which') ? ask(question) : { ...ask(question), type: 'unanswered' as const, entries: [] },
  };
  const covered = coverageOf(engine, '# my list\n\nwhich computer do I get\nbanana bread\nwhich computer do I get\n');

  test('asks each line once and says what is answered and what is not', () => {
    expect(covered).toEqual([
      { question: 'which computer do I get', type: 'answered', titles: ['Team laptop'] },
      { question: 'banana bread', type: 'nothing', titles: [] },
    ]);
  });

  test('is a table with a count', () => {
    expect(writeCoverage(covered, 80).split('\n')).toEqual([
      '+ which computer do I get               Team laptop',
      '- banana bread                          nothing',
      '',
      '2 questions: 1 answered, 1 nothing',
    ]);
  });
});
