// Whatever is wrong with the database, questions are answered as usual; the log and the health check report it.
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterAll, expect, onTestFinished, test } from 'vitest';
import { createApp } from '../../src/app.js';
import { createDesk } from '../../src/gaps/desk.js';
import { createHealthRoutes } from '../../src/observability/health.js';
import { createStore } from '../../src/store/store.js';
import { describePostgres } from '../contracts/databases.js';
import { createFakeLogger } from '../fakes/logger.js';
import { createShippedEngine, readShipped } from '../fixtures/shipped.js';

const knowledge = readShipped();
const engine = createShippedEngine();
const from = { platform: 'slack', workspace: 'T1', user: 'U1' };
const folder = mkdtempSync(join(tmpdir(), 'ai-diff-answers-'));
chmodSync(folder, 0o755);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function open(url: string, maxPages?: number) {
  const logger = createFakeLogger();
  const clock = { now: Date.now };
  const options = { url, ...(maxPages === undefined ? {} : { maxPages }) };
  const store = createStore({ options, logger, clock, lockWaitsMs: [] });
  onTestFinished(() => store.close());
  const desk = createDesk({ current: () => ({ engine, knowledge }), store, adminUsers: [], retentionDays: 90, logger });
  return { store, logger, clock, app: createApp({ current: () => ({ engine }), allow: async () => true, desk }) };
}

/** Asks questions with and without an answer, and checks the log and the health. */
async function expectAnswers({ store, logger, clock, app }: ReturnType<typeof open>, problem: string) {
  const answered = await app.handle({ from, type: 'question', text: 'what is RAG?' });
  expect(answered).toMatchObject({ outcome: 'answered', entries: ['rag'] });
  for (let at = 0; at < 40; at += 1) {
    const text = `${'what is the capital of Peru and of many other places '.repeat(8)} ${at}`;
    expect((await app.handle({ from, type: 'question', text })).outcome).not.toBe('limited');
  }
  await expect.poll(() => logger.events()).toContain('gap_not_kept');
  expect(logger.events()).toContain('store_failed');
  const health = await createHealthRoutes([], store, clock)(new Request('http://localhost/healthz'));
  expect(health?.status).toBe(200);
  expect(await health?.json()).toMatchObject({ store: { ok: false, problem: expect.stringContaining(problem) } });
}

test('a full database', async () => {
  // Room for the schema and little more.
  await expectAnswers(open(`sqlite:${join(folder, 'full.db')}`, 24), 'it is full');
});

test('a locked database', async () => {
  const path = join(folder, 'locked.db');
  const bot = open(`sqlite:${path}`);
  expect(await bot.store.health()).toEqual({ ok: true });
  const other = new Sqlite(path);
  other.exec('begin immediate');
  await expectAnswers(bot, 'holds it locked');
  other.close();
});

test('a database that may only be read', async () => {
  const place = join(folder, 'read-only');
  mkdirSync(place);
  const before = open(`sqlite:${place}/bot.db`);
  expect(await before.store.health()).toEqual({ ok: true });
  await before.store.close();
  chmodSync(join(place, 'bot.db'), 0o444);
  chmodSync(place, 0o555);
  onTestFinished(() => chmodSync(place, 0o755));
  // Root may write everywhere.
  const isRoot = process.getuid?.() === 0;
  if (isRoot) process.seteuid?.(65_534);
  try {
    await expectAnswers(open(`sqlite:${place}/bot.db`), 'is read-only');
  } finally {
    if (isRoot) process.seteuid?.(0);
  }
});

test('a database in a place that is not there', async () => {
  await expectAnswers(open('sqlite:/proc/nowhere/bot.db'), 'cannot be reached');
});

describePostgres('a database', ({ createUrl, server }) => {
  test('that went away', async () => {
    const bot = open(await createUrl());
    expect(await bot.store.health()).toEqual({ ok: true });
    await server().stop();
    await expectAnswers(bot, 'cannot be reached');
  });
});
