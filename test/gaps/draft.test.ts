// A draft is a knowledge file that lacks only its answer.
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { createEngine } from '../../src/engine/engine.js';
import { draftOf } from '../../src/gaps/draft.js';
import type { Gap } from '../../src/gaps/ports.js';
import { readKnowledge } from '../../src/knowledge/read.js';
import { readSmall, smallFolder } from '../fixtures/shipped.js';

const { entries } = readSmall();
const gapOf = (words: string, ...others: readonly string[]): Gap => ({
  id: 'x',
  words,
  wordings: [words, ...others],
  unanswered: 3,
  notHelpful: 0,
  reasons: [],
});
const draft = (gap: Gap) => draftOf({ gap, nearest: entries.slice(0, 3), entries });

const folder = mkdtempSync(join(tmpdir(), 'ai-diff-draft-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
let copies = 0;

/** The problems of the small knowledge with one more file, and the knowledge itself. */
function readWith({ file, text }: { readonly file: string; readonly text: string }) {
  copies += 1;
  const copy = join(folder, String(copies));
  cpSync(smallFolder, copy, { recursive: true });
  mkdirSync(join(copy, 'faq'), { recursive: true });
  writeFileSync(join(copy, file.replace(/^knowledge\//, '')), text);
  return readKnowledge(copy);
}

describe('a draft', () => {
  const gap = gapOf('how long does quinoa bread keep?', 'keeping quinoa bread', 'does "quinoa: bread" #keep');

  test('lacks its answer and nothing else', () => {
    const made = draft(gap);
    expect(made.file).toBe('knowledge/faq/how-long-does-quinoa-bread-keep.md');
    const { problems } = readWith(made);
    expect(problems.map(({ message }) => message)).toEqual([expect.stringContaining('has no answer')]);
  });

  test('with an answer is found by what was asked', () => {
    const { file, text } = draft(gap);
    const { knowledge, problems } = readWith({ file, text: text.replace('---\n\n', '---\n\nThree days.\n\n') });
    expect(problems).toEqual([]);
    const engine = createEngine(knowledge);
    for (const words of gap.wordings)
      expect(engine.ask(words)).toMatchObject({ type: 'answered', entries: ['how-long-does-quinoa-bread-keep'] });
  });

  test('has an id of its own', () => {
    expect(draft(gapOf('Sourdough')).file).toBe('knowledge/faq/sourdough-2.md');
    expect(draft(gapOf('日本語')).file).toBe('knowledge/faq/question.md');
  });

  test.each(
    entries.flatMap(({ title, aliases }) => [title, ...aliases, `${title}?`]),
  )('on an answer that did not help, "%s", claims no name of another entry', (words) => {
    const { problems } = readWith(draft(gapOf(words)));
    expect(problems.map(({ message }) => message)).toEqual([expect.stringContaining('has no answer')]);
  });

  test('passes but for its answer whatever was asked', () => {
    const words = fc
      .string({ unit: 'binary', minLength: 1, maxLength: 300 })
      .map((text) => `Qx ${text.replace(/\s+/g, ' ').trim()}`.trim());
    fc.assert(
      fc.property(words, words, (first, second) => {
        const { problems } = readWith(draft(gapOf(first, second)));
        expect(problems.map(({ message }) => message)).toEqual([expect.stringContaining('has no answer')]);
      }),
      { numRuns: 40 },
    );
  });
});
