// The build's snapshot compared with what is learned from the shipped knowledge now, which takes many seconds.
import { appendFileSync, cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import { learnIndex } from '../../src/engine/quick.js';
import { readMade } from '../../src/knowledge/load.js';
import { pack, unpack } from '../../src/knowledge/packed.js';
import { readSound, shippedFolder } from '../fixtures/shipped.js';
import { start } from '../process.js';

test('the snapshot holds the index that is made of the shipped knowledge now', () => {
  const knowledge = readSound(shippedFolder);
  const index = learnIndex(knowledge);
  // toEqual on an index takes longer than making it.
  expect(isDeepStrictEqual(unpack(pack(index)), index)).toBe(true);
  expect(isDeepStrictEqual(readMade(shippedFolder)?.index, index)).toBe(true);
});

test('the command answers the same from the snapshot and from an equal folder that it has to read', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'ai-diff-load-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const ask = (from: string) =>
    start('bin/ask.js', { args: ['--json', 'what is RAG?'], env: { KNOWLEDGE_DIR: from }, patienceMs: 110_000 }).ended;
  cpSync(shippedFolder, folder, { recursive: true });
  // Means the same, but differs from what the snapshot was made of.
  appendFileSync(join(folder, 'articles.yaml'), '\n');
  expect(readMade(folder)).toBeUndefined();
  const read = await ask(folder);
  expect(read.code).toBe(0);
  expect(read.stdout).toBe((await ask(shippedFolder)).stdout);
});
