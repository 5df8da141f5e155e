// Opens a database: SQLite in this process, or PostgreSQL by a pool of connections.
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
  /** What people are hashed with. */
  readonly secret: string;
  /** Whether the file was moved or deleted, so that what is written now would be lost. */
  readonly isMoved: () => boolean;
};

export type OpenOptions = {
  /** `sqlite:PATH`, where PATH may be `:memory:`, or `postgres://...`. */
  readonly url: string;
  /** Hears of connections that break while nobody uses them. */
  readonly onBroken?: (error: Error) => void;
  /** SQLite only, for tests of a full disk: the most pages that the file may have. */
  readonly maxPages?: number;
};

/** Opens the database and brings its schema up to date. Rejects with what the database says. */
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

// SQLite would stop the whole process while it waits for a lock; the store tries again without that.
const busyMs = 0;
const memory = ':memory:';

function openSqlite({ url, maxPages }: OpenOptions): Opened {
  const path = url.slice('sqlite:'.length);
  if (path !== memory) createFile(path);
  const file = new Sqlite(path, { timeout: busyMs });
  // Readers and the writer do not wait for each other, and a killed process leaves nothing half-written.
  file.pragma('journal_mode = WAL');
  // What was committed survives a power cut too: a tip is claimed before it is sent.
  file.pragma('synchronous = FULL');
  file.pragma('foreign_keys = ON');
  if (maxPages !== undefined) file.pragma(`max_page_count = ${maxPages}`);
  const isMoved = path === memory ? () => false : watchFile(path);
  return { dialect: createSqliteDialect(file), isMoved };
}

// For nobody else's eyes: there are tokens in it.
function createFile(path: string): void {
  makeFolder(dirname(resolve(path)));
  try {
    closeSync(openSync(path, 'a', 0o600));
  } catch (error) {
    // A file that may only be read is opened all the same.
    if (inodeOf(path) === undefined) throw error;
  }
}

// Not by `recursive`, which never ends where a system takes no folders, as below /proc.
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

/** Kysely's dialect, but a transaction takes the right to write at once: one that took it later could not wait for it. */
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

// SQLite can change a schema in a transaction; Kysely asks for it by overriding a getter.
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
    // Not as parameters of the start, which PgBouncer refuses (pgbouncer.org/config.html, ignore_startup_parameters).
    onConnect: async (client) => {
      await client.query(`set statement_timeout = ${statementMs}; set lock_timeout = ${lockMs}`);
    },
    query_timeout: statementMs + lockMs,
    keepAlive: true,
    application_name: 'ai-diff',
    // Times and counts stay below 2^53.
    types: {
      getTypeParser: (oid: number, format?: 'text' | 'binary') =>
        oid === int8 && format !== 'binary' ? Number : pg.types.getTypeParser(oid, format as 'text'),
    },
  });
  // Without a listener a connection that breaks ends the process: one that is idle, and one that is in use between two queries, of
  // which the pool does not hear. Its next query rejects.
  pool.on('error', (error) => onBroken?.(error));
  pool.on('connect', (client) => client.on('error', () => undefined));
  return { dialect: new PostgresDialect({ pool }), isMoved: () => false };
}
