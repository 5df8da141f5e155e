// Opens a database: SQLite in this process, or PostgreSQL through a connection pool.
import { closeSync, existsSync, mkdirSync, openSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import Sqlite from 'better-sqlite3';
import {
  CompiledQuery,
  type Dialect,
  Kysely,
  PostgresDialect,
  SqliteAdapter,
  SqliteDialect,
  SqliteDriver,
} from 'kysely';
import pg from 'pg';
import { AppError } from '../errors.js';
import { reasons } from './failures.js';
import { migrate } from './migrate.js';
import type { Tables } from './schema.js';

export type Database = {
  readonly db: Kysely<Tables>;
  /** The key for hashing people. */
  readonly secret: string;
  /** Whether the file was moved or deleted, so that writes would be lost. */
  readonly isMoved: () => boolean;
};

export type OpenOptions = {
  /** `sqlite:PATH`, where PATH may be `:memory:`, or `postgres://...`. */
  readonly url: string;
  /** Told of connections that break while idle. */
  readonly onBroken?: (error: Error) => void;
  /** SQLite only, to test a full disk: the maximum number of pages. */
  readonly maxPages?: number;
};

/** Opens the database and updates its schema. Rejects with the database's own error. */
export async function openDatabase(options: OpenOptions): Promise<Database> {
  const { dialect, isMoved } = options.url.startsWith('sqlite:') ? openSqlite(options) : openPostgres(options);
  const db = new Kysely<Tables>({ dialect });
  try {
    await migrate(db);
    return { db, secret: await readSecret(db), isMoved };
  } catch (error) {
    await db.destroy();
    throw error;
  }
}

async function readSecret(db: Kysely<Tables>): Promise<string> {
  const row = await db.selectFrom('settings').select('value').where('name', '=', 'secret').executeTakeFirst();
  if (row !== undefined) return row.value;
  throw new AppError('store', `The database cannot be used: ${reasons.incomplete}`);
}

type Opened = { readonly dialect: Dialect; readonly isMoved: () => boolean };

// SQLite would block the whole process while it waits for a lock; the store retries instead.
const busyMs = 0;
const memory = ':memory:';

function openSqlite({ url, maxPages }: OpenOptions): Opened {
  const path = url.slice('sqlite:'.length);
  if (path !== memory) createFile(path);
  const file = new Sqlite(path, { timeout: busyMs });
  // Readers and the writer don't block each other, and a killed process leaves nothing half-written.
  file.pragma('journal_mode = WAL');
  // Commits must survive a power cut: a tip is claimed before it is sent.
  file.pragma('synchronous = FULL');
  file.pragma('foreign_keys = ON');
  if (maxPages !== undefined) file.pragma(`max_page_count = ${maxPages}`);
  const isMoved = path === memory ? () => false : watchFile(path);
  return { dialect: createSqliteDialect(file), isMoved };
}

// Only its owner may read the file: it contains tokens.
function createFile(path: string): void {
  makeFolder(dirname(resolve(path)));
  try {
    closeSync(openSync(path, 'a', 0o600));
  } catch (error) {
    // A read-only file is still opened.
    if (inodeOf(path) === undefined) throw error;
  }
}

// Not with `recursive`, which never returns where folders can't be created, such as below /proc.
function makeFolder(path: string): void {
  if (existsSync(path)) return;
  makeFolder(dirname(path));
  mkdirSync(path, { mode: 0o700 });
}

function watchFile(path: string): () => boolean {
  const opened = inodeOf(path);
  return () => inodeOf(path) !== opened;
}

function inodeOf(path: string): number | undefined {
  return statSync(path, { throwIfNoEntry: false })?.ino;
}

/** Kysely's dialect, except that a transaction takes the write lock at once: later it couldn't wait for it. */
function createSqliteDialect(database: Sqlite.Database): Dialect {
  const dialect = new SqliteDialect({ database });
  return {
    createDriver: () =>
      Object.assign(new SqliteDriver({ database }), {
        beginTransaction: async (connection: Parameters<SqliteDriver['beginTransaction']>[0]) => {
          await connection.executeQuery(CompiledQuery.raw('begin immediate'));
        },
      }),
    createAdapter: () => new TransactionalAdapter(),
    createQueryCompiler: () => dialect.createQueryCompiler(),
    createIntrospector: (db) => dialect.createIntrospector(db),
  };
}

// SQLite supports schema changes in a transaction; Kysely wants that declared by overriding a getter.
class TransactionalAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

const poolSize = 10;
const connectMs = 5_000;
const lockMs = 5_000;
const statementMs = 15_000;
const int8 = 20;

function openPostgres({ url, onBroken }: OpenOptions): Opened {
  const pool = new pg.Pool({
    connectionString: url,
    max: poolSize,
    connectionTimeoutMillis: connectMs,
    // Not as startup parameters, which PgBouncer refuses (pgbouncer.org/config.html, ignore_startup_parameters).
    onConnect: async (client) => {
      await client.query(`set statement_timeout = ${statementMs}; set lock_timeout = ${lockMs}`);
    },
    query_timeout: statementMs + lockMs,
    keepAlive: true,
    application_name: 'ai-diff',
    // Our times and counts stay below 2^53.
    types: {
      getTypeParser: (oid: number, format?: 'text' | 'binary') =>
        oid === int8 && format !== 'binary' ? Number : pg.types.getTypeParser(oid, format as 'text'),
    },
  });
  // Without a listener, a broken connection ends the process: an idle one, or one in use between two queries, which the pool doesn't
  // report. Its next query rejects.
  pool.on('error', (error) => onBroken?.(error));
  pool.on('connect', (client) => client.on('error', () => undefined));
  return { dialect: new PostgresDialect({ pool }), isMoved: () => false };
}
