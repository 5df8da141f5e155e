// Exporting answers as knowledge files, and importing them.
import { execFile } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { readTyped } from '../../src/taught/answer.js';
import { readAnswer, readWorkspace, writeAnswer } from '../../src/taught/exchange.js';
import { root } from '../fixtures/shipped.js';
import { freshFolder, gpu, manager, openProcess } from './teaching.js';

const run = promisify(execFile);

test.each([
  gpu,
  { ...gpu, term: 'GPU: "the" card' },
  { question: 'Why --- # this?', answer: 'Because:\n\n| a | b |\n| - | - |\n| 1 | 2 |' },
  { ...gpu, source: 'A book without a link' },
])('an answer that is written comes back the same', (typed) => {
  const { content, problems } = readTyped(typed);
  expect(problems).toEqual([]);
  const { text } = writeAnswer({ ...content, id: 'taught-0a1', at: 1 });
  expect(readAnswer(text)).toEqual({ type: 'answer', id: 'taught-0a1', content });
});

test.each([
  '',
  'no front matter',
  '---\nid: rag\n---\n\nText\n',
  '---\nid: taught-1\nquestions: [a]\n---\n',
])('a file that is no answer is refused: %j', (text) => {
  expect(readAnswer(text).type).toBe('refused');
});

test('a workspace is named with its platform or by its id', () => {
  expect(['discord:12', 'slack:T1', '12', 'T1', '', '../x'].map(readWorkspace)).toEqual([
    { platform: 'discord', workspace: '12' },
    { platform: 'slack', workspace: 'T1' },
    { platform: 'discord', workspace: '12' },
    { platform: 'slack', workspace: 'T1' },
    undefined,
    undefined,
  ]);
});

test('what one database exports another one imports, and importing again changes nothing', async () => {
  const folder = freshFolder();
  const { teach, store } = openProcess(`sqlite:${folder}/one.db`);
  await teach({ ...manager, workspace: '12' }, gpu);
  const call = async (script: string, database: string) =>
    run(process.execPath, [`${root}dist/bin/${script}.js`, 'discord:12', `${folder}/out`], {
      env: { PATH: process.env['PATH'] ?? '', DATABASE_URL: `sqlite:${folder}/${database}.db` },
      timeout: 60_000,
    });
  expect((await call('export-answers', 'one')).stdout).toContain('1 answer written');
  const [file = ''] = readdirSync(`${folder}/out/faq`);
  expect(readFileSync(`${folder}/out/faq/${file}`, 'utf8')).toContain('Ask the **platform team**');
  expect((await call('import-answers', 'two')).stdout).toContain('1 read, 1 of them new or changed');
  expect((await call('import-answers', 'two')).stdout).toContain('1 read, 0 of them new or changed');
  expect((await call('import-answers', 'one')).stdout).toContain('1 read, 0 of them new or changed');
  writeFileSync(`${folder}/out/faq/other.md`, 'nothing');
  await expect(call('import-answers', 'two')).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/^Nothing was taken:\n.*other\.md: begin with front matter/),
  });
  expect(existsSync(`${folder}/two.db`)).toBe(true);
  expect((await store.taught.history({ platform: 'discord', workspace: '12' }, 9)).map(({ change }) => change)).toEqual(
    ['taught'],
  );
}, 120_000);
