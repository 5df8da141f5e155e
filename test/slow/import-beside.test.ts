// The shipped knowledge together with the five articles, which aren't part of the repository. Learning from both takes many seconds.
import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createEngine } from '../../src/engine/engine.js';
import { readKnowledge } from '../../src/knowledge/read.js';
import { root, shippedFolder } from '../fixtures/shipped.js';
import { allViews, readFile, writeTicked } from '../knowledge/import/importing.js';

const folder = join(root, '../shared/articles');

test.runIf(existsSync(folder))('shows both views where both answer', () => {
  const out = mkdtempSync(join(tmpdir(), 'ai-diff-beside-'));
  onTestFinished(() => rmSync(out, { recursive: true, force: true }));
  const names = readdirSync(folder).filter((name) => name.endsWith('.txt'));
  const articles = names.sort().map((name) => readFile(join(folder, name), { key: `article-${name.slice(0, 3)}` }));
  expect(articles).toHaveLength(5);
  cpSync(shippedFolder, out, { recursive: true });
  writeTicked(join(out, 'imported/five'), articles);
  const { knowledge, problems } = readKnowledge(out);
  expect(problems).toEqual([]);
  const engine = createEngine(knowledge);
  for (const question of ['Is ChatGPT an LLM or generative AI?', 'What is RAG?', 'Can LLMs generate images?']) {
    const { document, entries } = engine.ask(question);
    const manners = new Set(allViews(engine, document, entries).map(({ verbatim }) => verbatim));
    expect([question, manners]).toEqual([question, new Set([true, false])]);
  }
});
