import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import stringWidth from 'string-width';
import { afterAll, describe, expect, test } from 'vitest';
import { run } from '../process.js';

const folder = mkdtempSync(join(tmpdir(), 'ai-diff-questions-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const good = [
  '{"question":"what is sourdough?","accept":["sourdough"],"tag":"plain"}',
  '{"question":"what is yeast?","accept":["bakers-yeast"],"tag":"plain"}',
  '{"question":"what is the capital of Peru","accept":[],"tag":"off-topic"}',
  '{"question":"what is dry yeast?","accept":["sourdough"],"tag":"wrong on purpose"}',
];

let files = 0;
function evaluate(lines: readonly string[], ...options: string[]) {
  files += 1;
  const file = join(folder, `${files}-questions.jsonl`);
  writeFileSync(file, lines.join('\n'));
  return run('bin/evaluate.js', { args: [file, ...options] });
}

// Concurrent: each test waits for a process of its own.
describe.concurrent('npm run evaluate', () => {
  test('prints accuracy, answers off topic, wrong answers, ranks, time and tags, and every miss if asked to', async () => {
    const { code, stdout, stderr } = await evaluate(good, '--misses');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    for (const said of [
      '3 of 4',
      '75.0 %',
      'off-topic',
      '0 of 1',
      'must be answered',
      'of the answers given',
      'found',
      'wrong',
      '1 of 3',
      'first three',
      'reciprocal rank',
      'per question',
    ])
      expect(stdout).toContain(said);
    for (const tag of ['plain', 'wrong on purpose']) expect(stdout).toContain(tag);
    expect(stdout).toMatch(/1 miss/);
    expect(stdout).toContain('what is dry yeast?');
    const aside = await evaluate(good);
    expect(aside.stdout).not.toContain('what is dry yeast?');
    for (const line of stdout.split('\n')) expect(stringWidth(line)).toBeLessThanOrEqual(80);
  });

  test('with --json prints all of it for a program', async () => {
    const { code, stdout } = await evaluate(good, '--json');
    expect(code).toBe(0);
    const evaluation = JSON.parse(stdout);
    for (const key of [
      'total',
      'correct',
      'accuracy',
      'offTopicAnswered',
      'wrongAnswers',
      'hitAt3',
      'mrr',
      'byTag',
      'misses',
    ])
      expect(evaluation).toHaveProperty(key);
    expect(evaluation).toMatchObject({
      total: 4,
      correct: 3,
      accuracy: 0.75,
      byTag: { plain: { correct: 2, total: 2 } },
      misses: [{ question: 'what is dry yeast?', accept: ['sourdough'], entries: ['bakers-yeast'] }],
    });
  });

  test('reports a bad line with its number and measures the others', async () => {
    const { code, stdout, stderr } = await evaluate(
      [good[0] ?? '', '', 'no json', '{"question":1}', good[1] ?? ''],
      '--json',
    );
    expect(code).toBe(1);
    expect(stderr).toMatch(/questions\.jsonl:3: \S/);
    expect(stderr).toMatch(/questions\.jsonl:4: \S/);
    expect(stderr.trim().split('\n')).toHaveLength(2);
    expect(JSON.parse(stdout)).toMatchObject({ total: 2, correct: 2 });
  });

  test.each([
    ['without a file', [], /usage/i],
    ['with a file that does not exist', ['/nowhere/questions.jsonl'], /\/nowhere\/questions\.jsonl/],
    ['with a folder', [folder], /./],
    ['with an unknown option', ['--jsn', 'x.jsonl'], /--jsn/],
  ])('%s says so in one line and exits with 1', async (_, args, says) => {
    const { code, stdout, stderr } = await run('bin/evaluate.js', { args });
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(says);
    expect(stderr).not.toMatch(/^\s+at .+:\d+/m);
  });

  test('of an empty file measures nothing', async () => {
    const { code, stdout } = await evaluate([''], '--json');
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ total: 0, accuracy: 0, misses: [] });
  });
});
