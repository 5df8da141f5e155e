// A database that is full, locked, gone, damaged or read-only: calls fail with one clear line, which is logged once and shown in the health
// check; nothing is half-written, and it recovers by itself once the fault is over.
import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { sql } from 'kysely';
import { afterAll, describe, expect, onTestFinished, test } from 'vitest';
import { openDatabase } from '../../src/store/open.js';
import { createStore } from '../../src/store/store.js';
import { describePostgres } from '../contracts/databases.js';
import { createFakeLogger } from '../fakes/logger.js';
import { root } from '../fixtures/shipped.js';

const folder = mkdtempSync(join(tmpdir(), 'ai-diff-faults-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
let files = 0;
const newPath = () => {
  files += 1;
  return join(folder, `${files}.db`);
};

const ada = { platform: 'discord', user: '1' };
const rag = { type: 'entry', id: 'rag' } as const;
const vote = { from: ada, about: rag, helpful: true };

function open(url: string, more: { maxPages?: number; lockWaitsMs?: readonly number[] } = {}) {
  const { lockWaitsMs = [], ...options } = more;
  const clock = { time: 1_000_000 };
  const logger = createFakeLogger();
  const store = createStore({ options: { url, ...options }, logger, clock: { now: () => clock.time }, lockWaitsMs });
  onTestFinished(() => store.close());
  return { store, clock, logger };
}

const isSound = (path: string) => {
  const file = new Sqlite(path, { readonly: true });
  const result = file.pragma('integrity_check', { simple: true });
  file.close();
  return result === 'ok';
};

/** Runs without privileges: root may write everywhere. */
async function unprivileged<T>(work: () => Promise<T>): Promise<T> {
  if (process.getuid?.() !== 0) return work();
  const nobody = 65_534;
  process.seteuid?.(nobody);
  try {
    return await work();
  } finally {
    process.seteuid?.(0);
  }
}

describe('SQLite', () => {
  test('that is full keeps what it has, says so, and goes on once there is room', async () => {
    const path = newPath();
    const { store, logger } = open(`sqlite:${path}`, { maxPages: 80 });
    await store.feedback.put(vote);
    const fill = async () => {
      for (let at = 0; at < 100; at += 1) await store.gaps.add(ada, { key: `${at}`, words: 'x'.repeat(5_000) });
    };
    await expect(fill()).rejects.toMatchObject({ code: 'store', message: expect.stringContaining('it is full') });
    await expect(store.gaps.add(ada, { key: 'z', words: 'x'.repeat(5_000) })).rejects.toThrow('it is full');
    expect(logger.events()).toEqual(['store_failed']);
    expect(await store.feedback.tally(rag)).toEqual({ helpful: 1, notHelpful: 0 });
    expect(await store.health()).toMatchObject({ ok: false, problem: expect.stringContaining('make room') });
    expect(isSound(path)).toBe(true);
    // Deleting makes room.
    expect(await store.people.forget(ada)).toBeGreaterThan(1);
    await store.feedback.put(vote);
    expect(await store.health()).toEqual({ ok: true });
    expect(logger.events()).toEqual(['store_failed', 'store_recovered']);
  });

  test('that is locked for a moment is waited for', async () => {
    const path = newPath();
    const { store, logger } = open(`sqlite:${path}`, { lockWaitsMs: Array.from({ length: 5_000 }, () => 1) });
    await store.feedback.put(vote);
    const other = new Sqlite(path);
    other.exec('begin immediate');
    const waiting = store.feedback.put({ ...vote, helpful: false });
    // Reading still works.
    expect(await store.feedback.tally(rag)).toEqual({ helpful: 1, notHelpful: 0 });
    other.exec('rollback');
    other.close();
    await waiting;
    expect(await store.feedback.tally(rag)).toEqual({ helpful: 0, notHelpful: 1 });
    expect(logger.events()).toEqual([]);
  });

  test('that stays locked fails, also at the start, and goes on once it is free', async () => {
    const path = newPath();
    await open(`sqlite:${path}`).store.feedback.put(vote);
    const other = new Sqlite(path);
    other.exec('begin exclusive');
    const { store, logger } = open(`sqlite:${path}`);
    await expect(store.feedback.put(vote)).rejects.toThrow('another process holds it locked');
    expect(await store.health()).toMatchObject({ ok: false });
    other.exec('rollback');
    other.close();
    await store.feedback.put(vote);
    expect(await store.health()).toEqual({ ok: true });
    expect(logger.events()).toEqual(['store_failed', 'store_recovered']);
  });

  test('that may only be read says so, and is as it was', async () => {
    const path = join(folder, 'read-only', 'bot.db');
    const first = open(`sqlite:${path}`).store;
    await first.feedback.put(vote);
    await first.installations.put('slack', 'T1', '{}');
    await first.close();
    chmodSync(path, 0o444);
    chmodSync(join(folder, 'read-only'), 0o555);
    chmodSync(folder, 0o755);
    await unprivileged(async () => {
      const { store, logger } = open(`sqlite:${path}`);
      await expect(store.feedback.put(vote)).rejects.toThrow('it is read-only');
      expect(await store.health()).toMatchObject({ ok: false, problem: expect.stringContaining('write permission') });
      expect(logger.events()).toEqual(['store_failed']);
      await store.close();
    });
    chmodSync(join(folder, 'read-only'), 0o755);
    chmodSync(path, 0o644);
    expect(await open(`sqlite:${path}`).store.feedback.tally(rag)).toEqual({ helpful: 1, notHelpful: 0 });
  });

  test('in a place that is not writable fails, is not retried in a burst, and opens once it can', async () => {
    const place = join(folder, 'place');
    writeFileSync(place, 'a file, where a folder should be');
    const { store, clock, logger } = open(`sqlite:${place}/bot.db`);
    await Promise.all([1, 2, 3].map(() => expect(store.feedback.put(vote)).rejects.toThrow('cannot be reached')));
    expect(logger.events()).toEqual(['store_failed']);
    rmSync(place);
    await expect(store.feedback.put(vote)).rejects.toThrow('cannot be reached');
    clock.time += 2_000;
    await store.feedback.put(vote);
    expect(logger.events()).toEqual(['store_failed', 'store_recovered']);
    // It contains tokens.
    expect(statSync(`${place}/bot.db`).mode & 0o777).toBe(0o600);
    expect(statSync(place).mode & 0o777).toBe(0o700);
  });

  test('whose file is taken away begins a new one', async () => {
    const path = newPath();
    const { store, logger } = open(`sqlite:${path}`);
    await store.feedback.put(vote);
    for (const end of ['', '-wal', '-shm']) rmSync(`${path}${end}`, { force: true });
    await Promise.all(
      Array.from({ length: 5 }, (_, at) => store.feedback.put({ ...vote, from: { platform: 'p', user: `${at}` } })),
    );
    expect(await store.feedback.tally(rag)).toEqual({ helpful: 5, notHelpful: 0 });
    expect(logger.events()).toEqual(['store_file_moved']);
    await store.close();
    expect(await open(`sqlite:${path}`).store.feedback.tally(rag)).toEqual({ helpful: 5, notHelpful: 0 });
  });

  test('holds nobody’s id in any file', async () => {
    const path = newPath();
    const { store } = open(`sqlite:${path}`);
    const person = {
      platform: 'discord',
      workspace: '833333333333333333',
      channel: '844444444444444444',
      user: '811111111111111111',
    };
    await store.feedback.put({ from: person, about: rag, helpful: false }, { key: 'k', words: 'findable words' });
    await store.gaps.add(person, { key: 'k', words: 'findable words' });
    const bytes = ['', '-wal'].map((end) => readFileSync(`${path}${end}`, 'latin1')).join('');
    expect(bytes).toContain('findable words');
    expect(bytes).not.toContain(person.user);
    expect(bytes).not.toContain(person.channel);
  });

  test('whose file is damaged is left as it is', async () => {
    const path = newPath();
    writeFileSync(path, 'this is no database, but somebody may still need it'.repeat(200));
    const before = readFileSync(path);
    const { store } = open(`sqlite:${path}`);
    await expect(store.feedback.put(vote)).rejects.toThrow('put a backup in its place');
    expect(readFileSync(path).equals(before)).toBe(true);
  });

  test('loses nothing that was kept when the process is killed, and is sound', async () => {
    const path = join(folder, 'killed', 'bot.db');
    mkdirSync(join(folder, 'killed'));
    for (let round = 0; round < 3; round += 1) {
      const { said } = await killWhileWriting(path, round);
      expect(isSound(path)).toBe(true);
      const { store } = open(`sqlite:${path}`);
      const kept = new Set((await store.gaps.top('everywhere', 100_000)).map(({ words }) => words));
      expect(said.length).toBeGreaterThan(0);
      expect(said.filter((words) => !kept.has(words))).toEqual([]);
      await store.close();
    }
  });
});

// A process that reports each item once it is stored, until it is killed midway.
async function killWhileWriting(path: string, round: number): Promise<{ readonly said: readonly string[] }> {
  const script = `
    const { createStore } = await import('${root}dist/store/store.js');
    const log = () => {};
    const logger = { debug: log, info: log, warn: log, error: log };
    const store = createStore({ options: { url: 'sqlite:${path}' }, logger, clock: { now: Date.now } });
    for (let at = 0; ; at += 1) {
      await store.gaps.add({ platform: 'p', user: 'u' }, { key: '${round}:' + at, words: '${round}:' + at });
      await new Promise((done) => process.stdout.write('${round}:' + at + '\\n', done));
    }`;
  const child: ChildProcess = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: 'pipe' });
  let text = '';
  const enough = new Promise<void>((resolve) => {
    child.stdout?.setEncoding('utf8').on('data', (part: string) => {
      text += part;
      if (text.split('\n').length > 30 + round * 17) resolve();
    });
  });
  const ended = new Promise((resolve) => child.once('close', resolve));
  await Promise.race([enough, ended]);
  child.kill('SIGKILL');
  await ended;
  return { said: text.split('\n').slice(0, -1) };
}

describePostgres('a database', ({ createUrl, server }) => {
  test('that goes away fails calls, and is used again when it is back', async () => {
    const url = await createUrl();
    const { store, clock, logger } = open(url);
    await store.feedback.put(vote);
    await server().stop();
    await expect(store.feedback.put(vote)).rejects.toMatchObject({ code: 'store' });
    expect(await store.health()).toMatchObject({ ok: false, problem: expect.stringContaining('cannot be reached') });
    await server().start();
    clock.time += 20_000;
    expect(await store.health()).toEqual({ ok: true });
    expect(await store.feedback.tally(rag)).toEqual({ helpful: 1, notHelpful: 0 });
    expect(logger.events().filter((event) => event !== 'store_connection_lost')).toEqual([
      'store_failed',
      'store_recovered',
    ]);
  });

  test('that is not there at the start is opened once it is, and its password is told to nobody', async () => {
    const url = new URL(await createUrl());
    url.password = 'secret-password';
    await server().stop();
    const { store, clock, logger } = open(url.href);
    await expect(store.feedback.put(vote)).rejects.toThrow('cannot be reached');
    expect(JSON.stringify(logger.lines)).not.toContain('secret-password');
    expect(JSON.stringify(await store.health())).not.toContain('secret-password');
    await server().start();
    clock.time += 2_000;
    await store.feedback.put(vote);
  });

  test('that may only be read is read, and says why it cannot be written', async () => {
    const url = await createUrl();
    await open(url).store.feedback.put(vote);
    await server().run(`alter database ${new URL(url).pathname.slice(1)} set default_transaction_read_only = on`);
    const { store } = open(url);
    await expect(store.feedback.put(vote)).rejects.toThrow('it is read-only');
    expect(await store.feedback.tally(rag)).toEqual({ helpful: 1, notHelpful: 0 });
    expect(await store.health()).toMatchObject({ ok: false });
  });

  test('that is cut between two queries of one transaction fails the call, and the process lives', async () => {
    const url = await createUrl();
    const { db } = await openDatabase({ url });
    onTestFinished(() => db.destroy());
    const cut = db.transaction().execute(async (inside) => {
      const { pid } = (await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(inside)).rows[0] ?? {
        pid: 0,
      };
      await server().run(`select pg_terminate_backend(${pid})`);
      // The connection ends while it is idle.
      await expect
        .poll(() => server().run(`select pid from pg_stat_activity where pid = ${pid}`), { timeout: 20_000 })
        .toEqual([]);
      await new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
      await sql`select 1`.execute(inside);
    });
    await expect(cut).rejects.toThrow();
    expect((await sql`select 1 as one`.execute(db)).rows).toEqual([{ one: 1 }]);
  });

  test('whose connections are cut is connected to again', async () => {
    const url = await createUrl();
    const { store } = open(url);
    await store.feedback.put(vote);
    await server().run("select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'ai-diff'");
    // The first call may use a connection that is being cut.
    await store.feedback.put(vote).catch(() => undefined);
    await store.feedback.put(vote);
    expect(await store.feedback.tally(rag)).toEqual({ helpful: 1, notHelpful: 0 });
  });
});
