// The README shows teaching in ten lines: each of them is what the bot says.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Document } from '../../src/document/nodes.js';
import { renderPlain } from '../../src/document/plain.js';
import { root } from '../fixtures/shipped.js';
import { manager, member, openProcess, targetOf } from './teaching.js';

const leftColumn = 21;
const page = readFileSync(`${root}README.md`, 'utf8');
const [, block = ''] = /## Teach it in chat[^`]*```\n([^`]*)```/.exec(page) ?? [];
const lines = block.split('\n').filter((line) => line !== '');

/** What is next to the pressed button or typed text, with line ends as spaces. */
function besides(left: string): string {
  const at = lines.findIndex((line) => line.slice(0, leftColumn).trim() === left);
  const after = lines.slice(at + 1).findIndex((line) => line.slice(0, leftColumn).trim() !== '');
  const end = after === -1 ? lines.length : at + 1 + after;
  return at === -1
    ? `no ${left}`
    : lines
        .slice(at, end)
        .map((line) => line.slice(leftColumn))
        .join(' ');
}

test('the README shows teaching in ten lines, as it is', async () => {
  expect(lines).toHaveLength(10);
  const { ask, desk, fill, press } = openProcess();
  const said = (document: Document) => renderPlain(document, { width: 1_000 }).replace(/\s+/g, ' ');
  for (const user of ['1', '2', '3']) await ask({ ...member, user }, 'How do I request a GPU?');
  await ask(member, 'who hands out GPUs');

  const gaps = await desk.showGaps(manager);
  expect(said(gaps)).toContain(besides('/ai-gaps'));
  const { form } = await press(manager, targetOf(gaps, 'Answer: 1'));
  const [, question = '', answer = '', source = ''] =
    /^Question: (.*) Answer: (.*) Source: (.*)$/.exec(besides('[Answer: 1]')) ?? [];
  expect(form?.fields.map(({ label }) => label)).toEqual(expect.arrayContaining(['Question', 'Answer', 'Source']));
  expect(form?.fields[0]).toMatchObject({ value: question });
  expect(form?.submit).toBe('Preview');
  const { document } = await fill(manager, form?.id ?? '', { question, answer, source, ways: 'who hands out GPUs' });
  expect(said(document)).toContain(besides('[Preview]'));
  expect(said((await press(manager, targetOf(document, 'Save'))).document)).toContain(besides('[Save]'));
  expect(said((await ask(member, 'who gives me a GPU?')).document)).toContain(besides('who gives me a GPU?'));
});
