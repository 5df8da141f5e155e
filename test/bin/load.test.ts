// Starting from the build's snapshot compared with reading everything. Tests that learn from the shipped knowledge are in
// test/slow/load.test.ts.
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { createEngine } from '../../src/engine/engine.js';
import type { Index } from '../../src/engine/find/index.js';
import { learnIndex } from '../../src/engine/quick.js';
import { pack, unpack } from '../../src/knowledge/packed.js';
import { readEnglish } from '../../src/language/english.js';
import { readSmall, readSound, shippedFolder } from '../fixtures/shipped.js';
import { start } from '../process.js';

const knowledge = readSound(shippedFolder);
const small = readSmall();
const folder = mkdtempSync(join(tmpdir(), 'ai-diff-load-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('an index that was packed is the same index', () => {
  const index = learnIndex(small);
  expect(unpack(pack(index))).toStrictEqual(index);
});

test('knowledge survives JSON whole', () => {
  expect(JSON.parse(JSON.stringify(knowledge))).toStrictEqual(knowledge);
});

test('an engine on a stored index answers like one that makes its own', () => {
  const kept = createEngine(small, readEnglish(), unpack(pack(learnIndex(small))) as Index);
  const fresh = createEngine(small);
  for (const question of [
    'what is sourdough?',
    'sourdough vs yeast',
    'which one for bread',
    'whats sourdogh',
    'weather?',
  ]) {
    expect(kept.ask(question)).toEqual(fresh.ask(question));
  }
});

test('an edit is answered with at once', async () => {
  const copy = join(folder, 'edited');
  cpSync(shippedFolder, copy, { recursive: true });
  const file = join(copy, 'definitions/rag.md');
  writeFileSync(file, '---\n---\nNothing.\n');
  const { stderr, code } = await start('bin/ask.js', { args: ['what is RAG?'], env: { KNOWLEDGE_DIR: copy } }).ended;
  expect(stderr).toContain('definitions/rag.md:');
  expect(code).toBe(1);
});

// A hook that prints every module to standard error as it is loaded.
const hook = `
  import { writeSync } from 'node:fs';
  export async function load(url, context, next) {
    writeSync(2, url + '\\n');
    return next(url, context);
  }`;
const asModule = (code: string) => `data:text/javascript,${encodeURIComponent(code)}`;
const named = asModule(`import { register } from 'node:module'; register(${JSON.stringify(asModule(hook))});`);

test('one question on the shipped knowledge loads no package that it does not need', async () => {
  const env = { KNOWLEDGE_DIR: shippedFolder, NODE_OPTIONS: `--import=${named}` };
  const { stderr, code } = await start('bin/ask.js', { args: ['what is RAG?'], env }).ended;
  expect(code).toBe(0);
  expect(stderr).toContain('dist/engine/engine.js');
  const packages = [...stderr.matchAll(/node_modules\/((?:@[^/]+\/)?[^/]+)/g)].map(([, name]) => name);
  expect([...new Set(packages)].sort()).toEqual(['fuse.js', 'stemmer']);
});

test('a start without platforms and MCP loads none of their SDKs; with MCP on that one alone', async () => {
  const sdksIn = async (env: Readonly<Record<string, string>>) => {
    const bot = start('start.js', { env: { PORT: '0', NODE_OPTIONS: `--import=${named}`, ...env } });
    await bot.says(/"event":"started"/);
    bot.kill('SIGTERM');
    const { stderr } = await bot.ended;
    const sdks = stderr.matchAll(/node_modules\/(discord\.js|@slack\/bolt|@modelcontextprotocol\/server|zod)\//g);
    return [...new Set([...sdks].map(([, name]) => name))].sort();
  };
  expect(await sdksIn({})).toEqual([]);
  expect(await sdksIn({ MCP: 'on' })).toEqual(['@modelcontextprotocol/server', 'zod']);
});
