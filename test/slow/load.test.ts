// What the command answers from the snapshot, and from an equal folder from which it has to learn, for many seconds.
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { shippedFolder } from '../fixtures/shipped.js';
import { start } from '../process.js';

test('the command answers the same from the snapshot and from an equal folder that it has to read', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'ai-diff-load-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const ask = (from: string) =>
    start('bin/ask.js', { args: ['--json', 'what is RAG?'], env: { KNOWLEDGE_DIR: from } }).ended;
  cpSync(shippedFolder, folder, { recursive: true });
  writeFileSync(join(folder, 'one-more'), '');
  const read = await ask(folder);
  expect(read.code).toBe(0);
  expect(read.stdout).toBe((await ask(shippedFolder)).stdout);
});
