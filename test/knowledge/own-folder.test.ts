// A custom folder: how it begins, what may be missing, what it answers.

import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { renderPlain } from '../../src/document/plain.js';
import type { Target } from '../../src/document/target.js';
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
  const said = (question: string, context?: Target) =>
    renderPlain(createEngine(knowledge).ask(question, context).document);

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

  test.each([
    'help',
    'what can you do',
    'What can you do for me?',
    'who are you?',
    'how do I use this',
    'how does this bot work',
    'what is in the handbook',
  ])('gives its help to %j', (question) => {
    expect(createEngine(knowledge).ask(question).document.children[0]).toMatchObject({
      children: [{ value: 'Ask about the team handbook' }],
    });
  });

  test('promises nothing under an answer that it does not have', () => {
    expect(said('how deep is the Mariana trench')).toBe(
      'Nothing on that\n\nThe handbook does not say.\n\n→ What can I ask?',
    );
  });

  test('offers one entry as one', () => {
    const offered = createEngine(knowledge).ask('new laptop battery warranty');
    expect(offered).toMatchObject({ type: 'suggested', entries: ['laptop'] });
    expect(renderPlain(offered.document)).toBe('Did you mean this?\n\n→ Laptop');
  });

  test('has no more to say than it said, and offers no fewer views', () => {
    const first = createEngine(knowledge).ask('what is the team laptop');
    expect(said('more', first.context)).toBe('Team laptop\n\nThe articles say no more on this.\n\n→ Days at home');
    const views = createEngine(knowledge).show({ type: 'entry', id: 'laptop', part: 'views' });
    expect(views.document).toEqual(first.document);
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

describe('what people usually ask a bot', () => {
  const help = 'help: { title: Bakers, text: x, examples: [x], asked: [what is on], privacy: x, kept: x }\n';
  const faq = (question: string) =>
    `---\nid: own\nkind: faq\ntitle: ${question}\nquestions:\n  - ${question}\nrelated: [laptop]\n---\n\nWe bake.\n\n> They bake.\n>\n> handbook > Equipment\n`;
  const asking = (question: string, files: Readonly<Record<string, string>>) =>
    createEngine(readKnowledge(folders.of({ ...firstFiles, 'messages.yaml': help, ...files })).knowledge).ask(question);

  test('gets the help, also if the folder lists none of it', () => {
    expect([asking('what can you do', {}).type, asking('what is on', {}).type]).toEqual(['help', 'help']);
  });

  test('gets an entry that answers it', () => {
    expect(asking('What do you do?', { 'faq/own.md': faq('What do you do?') }).entries).toEqual(['own']);
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
