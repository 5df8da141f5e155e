// The steps of the schema: from every earlier one to the newest, keeping the data. test/fixtures/schemas/ has the schema after each released
// step: a released step must not change, since databases of that version exist.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { Kysely, PostgresDialect, SqliteDialect } from 'kysely';
import pg from 'pg';
import { afterAll, describe, expect, onTestFinished, test } from 'vitest';
import { migrate } from '../../src/store/migrate.js';
import { migrations } from '../../src/store/migrations.js';
import { openDatabase } from '../../src/store/open.js';
import type { Tables } from '../../src/store/schema.js';
import { createStore } from '../../src/store/store.js';
import { describeDatabases } from '../contracts/databases.js';
import { createFakeLogger } from '../fakes/logger.js';
import { root } from '../fixtures/shipped.js';

const names = Object.keys(migrations);
const firstSteps = (count: number) => Object.fromEntries(Object.entries(migrations).slice(0, count));
const fixtureOf = (name: string) => `${root}test/fixtures/schemas/${name}.sql`;
const ada = { platform: 'discord', user: '1' };
const rag = { type: 'entry', id: 'rag' } as const;

function connect(url: string): Kysely<Tables> {
  const dialect = url.startsWith('sqlite:')
    ? new SqliteDialect({ database: new Sqlite(url.slice('sqlite:'.length)) })
    : new PostgresDialect({ pool: new pg.Pool({ connectionString: url }) });
  const db = new Kysely<Tables>({ dialect });
  onTestFinished(() => db.destroy());
  return db;
}

async function schemaOf(db: Kysely<Tables>) {
  const tables = await db.introspection.getTables();
  return tables
    .map(({ name, columns }) => ({
      name,
      columns: columns.map(({ name: column, dataType, isNullable }) => ({ column, dataType, isNullable })),
    }))
    .sort((a, b) => a.name.localeCompare(b.name));
}

/** SQLite's own description of its schema, one statement per line. */
function dumpOf(file: Sqlite.Database): string {
  const rows = file
    .prepare("select sql from sqlite_master where sql is not null and name not like 'kysely%' order by rowid")
    .all();
  return (rows as { sql: string }[]).map(({ sql }) => `${sql.replace(/\s+/g, ' ')};\n`).join('');
}

test('the steps are in the order of their names', () => {
  expect([...names].sort()).toEqual(names);
  for (const name of names) expect(name).toMatch(/^\d{4}-[a-z-]+$/);
});

describeDatabases('migrating', ({ createUrl }) => {
  test.each(names.map((name, at) => [name, at + 1] as const))('from %s keeps what there is', async (_, count) => {
    const url = await createUrl();
    const old = connect(url);
    await migrate(old, firstSteps(count));
    const { value: secret } = await old.selectFrom('settings').selectAll().executeTakeFirstOrThrow();
    await old.insertInto('installations').values({ platform: 'slack', workspace: 'T1', data: '{}', at: 1 }).execute();
    await old.destroy();

    const now = await openDatabase({ url });
    onTestFinished(() => now.db.destroy());
    const fresh = await openDatabase({ url: await createUrl() });
    onTestFinished(() => fresh.db.destroy());
    expect(await schemaOf(now.db)).toEqual(await schemaOf(fresh.db));
    expect(now.secret).toBe(secret);
    expect(await now.db.selectFrom('installations').selectAll().execute()).toEqual([
      { platform: 'slack', workspace: 'T1', data: '{}', at: 1 },
    ]);
  });

  test('is all or nothing', async () => {
    const url = await createUrl();
    const { db } = await openDatabase({ url });
    onTestFinished(() => db.destroy());
    const broken = {
      ...migrations,
      '9998-table': {
        up: async (any: Kysely<unknown>) => any.schema.createTable('half').addColumn('a', 'text').execute(),
      },
      '9999-broken': { up: () => Promise.reject(new Error('broken')) },
    };
    await expect(migrate(db, broken)).rejects.toThrow('broken');
    expect((await schemaOf(db)).map(({ name }) => name)).not.toContain('half');
    await expect(migrate(db)).resolves.toBeUndefined();
  });

  test('refuses a database of a newer version, and leaves it as it is', async () => {
    const url = await createUrl();
    const newer = { ...migrations, '9999-newer': { up: async () => undefined } };
    const { db } = await openDatabase({ url });
    await migrate(db, newer);
    await db.destroy();
    const logger = createFakeLogger();
    const store = createStore({ options: { url }, logger, clock: { now: () => 0 } });
    onTestFinished(() => store.close());
    await expect(store.feedback.tally(rag)).rejects.toThrow(/newer version \(step 9999-newer\).*DATABASE_URL/);
    expect(await store.health()).toMatchObject({ ok: false, problem: expect.stringContaining('newer version') });
    expect(logger.events()).toEqual(['store_failed']);
  });
});

describe('the schema after each step', () => {
  const folder = mkdtempSync(join(tmpdir(), 'ai-diff-schemas-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test.each(names.map((name, at) => [name, at + 1] as const))('is that of the released %s', async (name, count) => {
    const path = join(folder, `${name}.db`);
    await migrate(connect(`sqlite:${path}`), firstSteps(count));
    const file = new Sqlite(path, { readonly: true });
    const dump = dumpOf(file);
    file.close();
    await expect(dump).toMatchFileSnapshot(fixtureOf(name));
  });

  test.each(names)('leads from the released %s to the newest', async (name) => {
    expect(existsSync(fixtureOf(name))).toBe(true);
    const path = join(folder, `${name}-released.db`);
    const file = new Sqlite(path);
    // As that version left it: by its schema, not its code.
    file.exec(readFileSync(fixtureOf(name), 'utf8'));
    file.exec(
      'create table kysely_migration (name varchar(255) not null primary key, timestamp varchar(255) not null)',
    );
    for (const done of names.slice(0, names.indexOf(name) + 1))
      file.prepare('insert into kysely_migration values (?, ?)').run(done, '2026-01-01T00:00:00.000Z');
    file.prepare("insert into settings values ('secret', 'kept')").run();
    file.close();
    const store = createStore({
      options: { url: `sqlite:${path}` },
      logger: createFakeLogger(),
      clock: { now: () => 1 },
    });
    onTestFinished(() => store.close());
    await store.feedback.put({ from: ada, about: rag, helpful: true });
    expect(await store.feedback.tally(rag)).toEqual({ helpful: 1, notHelpful: 0 });
  });
});
