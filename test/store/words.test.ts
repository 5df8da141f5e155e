// How an unusable database is reported: what is wrong, and what to do.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createStore } from '../../src/store/store.js';
import { describeDatabases, describePostgres } from '../contracts/databases.js';
import { createFakeLogger } from '../fakes/logger.js';
import { startFakePooler } from '../fakes/pooler.js';

const vote = { from: { platform: 'discord', user: '1' }, about: { type: 'entry', id: 'rag' }, helpful: true } as const;

function open(url: string) {
  const clock = { time: 1_000_000 };
  const logger = createFakeLogger();
  const store = createStore({ options: { url }, logger, clock: { now: () => clock.time }, lockWaitsMs: [] });
  onTestFinished(() => store.close());
  return { store, clock, logger };
}
const nameOf = (url: string) => new URL(url).pathname.slice(1);

describePostgres('a database', ({ createUrl, server }) => {
  test('behind a pooler that takes no parameters at the start is worked with, and keeps its limits of time', async () => {
    const pooler = await startFakePooler(await createUrl());
    onTestFinished(pooler.close);
    const { store } = open(pooler.url);
    await store.feedback.put(vote);
    expect(await store.feedback.tally(vote.about)).toEqual({ helpful: 1, notHelpful: 0 });
  });

  test('whose name does not exist', async () => {
    const { store } = open((await createUrl()).replace(/test_\d+$/, 'nowhere'));
    await expect(store.feedback.put(vote)).rejects.toThrow(/no database of that name: create it/);
  });

  test('that refuses the user', async () => {
    const url = new URL(await createUrl());
    url.username = 'stranger';
    const { store } = open(url.href);
    await expect(store.feedback.put(vote)).rejects.toThrow(/refuses this user|cannot be reached/);
  });

  test('in whose schema the user may not work', async () => {
    const url = new URL(await createUrl());
    await server()
      .run('create role reader login')
      .catch(() => undefined);
    await server().run('revoke create on schema public from public', url.href);
    url.username = 'reader';
    const { store } = open(url.href);
    await expect(store.feedback.put(vote)).rejects.toThrow(/may not work in its schema: GRANT/);
  });

  test('that takes no encrypted connection', async () => {
    const { store } = open(`${await createUrl()}?sslmode=require`);
    await expect(store.feedback.put(vote)).rejects.toThrow(/remove sslmode/);
  });

  test('that could only be read and can be written again is written to over the same connections’ successors', async () => {
    const url = await createUrl();
    await open(url).store.feedback.put(vote);
    await server().run(`alter database ${nameOf(url)} set default_transaction_read_only = on`);
    const { store, clock } = open(url);
    await expect(store.feedback.put(vote)).rejects.toThrow('it is read-only');
    await server().run(`alter database ${nameOf(url)} reset default_transaction_read_only`);
    clock.time += 10_000;
    await store.feedback.put(vote).catch(() => undefined);
    await store.feedback.put(vote);
    expect(await store.health()).toEqual({ ok: true });
  });
});

describeDatabases('a database', ({ createUrl }) => {
  const alter = async (url: string, ...statements: readonly string[]): Promise<void> => {
    if (url.startsWith('sqlite:')) {
      const file = new Sqlite(url.slice('sqlite:'.length));
      for (const statement of statements) file.exec(statement);
      file.close();
      return;
    }
    const { default: pg } = await import('pg');
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    for (const statement of statements) await client.query(statement);
    await client.end();
  };
  const made = async (): Promise<string> => {
    const url = await createUrl();
    const { store } = open(url);
    await store.feedback.put(vote);
    await store.close();
    return url;
  };

  test('that has a table of the same name by somebody else', async () => {
    const url = await createUrl();
    await alter(url, 'create table settings (id integer)');
    await expect(open(url).store.feedback.put(vote)).rejects.toThrow(
      /named like the bot’s but are not, or it was only partly restored/,
    );
  });

  test.each([
    ['a table', 'drop table feedback'],
    ['the secret', "delete from settings where name = 'secret'"],
    ['a column', 'alter table feedback drop column words'],
  ])('that was restored without %s', async (_, statement) => {
    const url = await made();
    await alter(url, statement);
    const { store } = open(url);
    await expect(store.feedback.put(vote)).rejects.toThrow(/only partly restored or updated/);
  });

  test('that was restored without the list of its steps', async () => {
    const url = await made();
    await alter(url, 'delete from kysely_migration');
    await expect(open(url).store.feedback.put(vote)).rejects.toThrow(
      /named like the bot’s but are not, or it was only partly restored/,
    );
  });

  test('of a newer version', async () => {
    const url = await made();
    await alter(
      url,
      "insert into kysely_migration (name, timestamp) values ('9999-later', '2030-01-01T00:00:00.000Z')",
    );
    await expect(open(url).store.feedback.put(vote)).rejects.toThrow(/made by a newer version .*run that version/);
  });
});

describe('an address of PostgreSQL on a socket', () => {
  test('is one, in the forms of libpq', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'ai-diff-socket-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    for (const url of [`postgres://bot@/bot?host=${folder}`, `postgres://bot@${encodeURIComponent(folder)}/bot`]) {
      const { store, logger } = open(url);
      await expect(store.feedback.put(vote)).rejects.toThrow('cannot be reached');
      // No such socket, rather than no such host.
      expect(JSON.stringify(logger.lines)).toContain('"code":"ENOENT"');
    }
  });
});
