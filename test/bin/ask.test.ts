import stringWidth from 'string-width';
import { afterAll, describe, expect, test } from 'vitest';
import { firstFiles } from '../../src/knowledge/begin.js';
import { shippedFolder } from '../fixtures/shipped.js';
import { createFolders } from '../knowledge/folder.js';
import { run } from '../process.js';

const folders = createFolders();
afterAll(folders.remove);

const ask = (...args: string[]) => run('bin/ask.js', { args });
const isTrace = /^\s+at .+:\d+/m;

// Concurrent: each test waits for a process of its own.
describe.concurrent('npm run ask', () => {
  test('prints the answer for a terminal, no wider than 80 columns', async () => {
    const { code, stdout, stderr } = await run('bin/ask.js', {
      args: ['LLM', 'vs', 'generative', 'AI'],
      env: { KNOWLEDGE_DIR: shippedFolder },
    });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^LLM or generative AI\?\n\n/);
    // The views of an answer with a table are behind a button.
    expect(stdout).toMatch(/(the rest retold|retold in our own words)$/m);
    expect(stdout).toMatch(/^─+ {2}─+ {2}─+$/m);
    expect(stdout).not.toContain('\u001b');
    for (const line of stdout.split('\n')) expect(stringWidth(line)).toBeLessThanOrEqual(80);
  });

  test('with --json prints an answer for a program', async () => {
    const { code, stdout } = await ask('--json', 'what is sourdough?');
    expect(code).toBe(0);
    const answer = JSON.parse(stdout);
    expect(Object.keys(answer).sort()).toEqual(['document', 'entries', 'score', 'text', 'type', 'why']);
    expect(answer).toMatchObject({
      type: 'answered',
      entries: ['sourdough'],
      score: expect.any(Number),
      why: { intents: expect.any(Array), matched: expect.any(Array), unknown: expect.any(Array) },
      text: expect.stringMatching(/^Sourdough\n\nSourdough is dough/),
      document: { type: 'root', children: expect.any(Array) },
    });
  });

  test.each([
    ['an answer', 'what is sourdough?', 0, 'answered'],
    ['help', 'help', 0, 'help'],
    ['nothing', 'what is the capital of Peru', 2, 'unanswered'],
  ])('ends with %s as the exit code says', async (_, question, code, type) => {
    const ended = await ask(question, '--json');
    expect({ code: ended.code, type: JSON.parse(ended.stdout).type }).toEqual({ code, type });
  });

  test('takes a question that looks like an option after --', async () => {
    expect((await ask('--', '--what is sourdough?')).code).toBe(0);
  });

  test('says in one line what is wrong with its options', async () => {
    const { code, stderr } = await ask('--jsn', 'what is sourdough?');
    expect(code).toBe(1);
    expect(stderr).toContain('--jsn');
    expect(stderr).not.toMatch(isTrace);
  });

  test('lists the problems of its knowledge instead of answering', async () => {
    const { code, stdout, stderr } = await run('bin/ask.js', {
      args: ['x'],
      env: { KNOWLEDGE_DIR: '/nowhere/at/all' },
    });
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain('/nowhere/at/all');
    expect(stderr).not.toMatch(isTrace);
  });
});

describe.concurrent('the prompt', () => {
  const converse = (stdin: string) => run('bin/ask.js', { stdin });

  test('answers line after line and ends with the input', async () => {
    const { code, stdout } = await converse('what is sourdough?\nwhat is yeast?\n');
    expect(code).toBe(0);
    expect(stdout).toMatch(/Sourdough is dough[\s\S]*Baker's yeast is one strain/);
    for (const line of stdout.split('\n')) expect(stringWidth(line)).toBeLessThanOrEqual(80);
  });

  test('begins with the welcome of the folder that it answers from', async () => {
    const folder = folders.of({
      ...firstFiles,
      'messages.yaml':
        'help: { title: What do you want to bake?, text: x, examples: [x], asked: [x], privacy: x, kept: x }\n',
    });
    const { stdout } = await run('bin/ask.js', { stdin: '', env: { KNOWLEDGE_DIR: folder } });
    expect(stdout).toMatch(/^What do you want to bake\?\nAn empty line ends\.\n/);
  });

  test('ends at an empty line', async () => {
    expect((await converse('what is sourdough?\n\nwhat is yeast?\n')).stdout).not.toContain('one strain');
  });

  test('keeps the conversation', async () => {
    const [alone, after] = await Promise.all([
      ask('what about its cost?'),
      converse('what is sourdough?\nwhat about its cost?\n'),
    ]);
    expect(alone.stdout).not.toContain('flour and patience');
    expect(after.stdout).toContain('flour and patience');
  });

  test('without any input ends quietly', async () => {
    const { code, stderr } = await converse('');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });

  test('exits with 2 if the last question has no answer', async () => {
    expect((await converse('what is the capital of Peru\n')).code).toBe(2);
  });
});
