// Translates failed database calls into words for people.
import { AppError } from '../errors.js';

export const reasons = {
  full: 'it is full: make room on its disk',
  locked: 'another process holds it locked: find out which, or wait',
  readOnly: 'it is read-only: give this process write permission',
  gone: 'it cannot be reached: check DATABASE_URL, that it runs, and that this process may open it',
  damaged: 'its file is damaged: put a backup in its place',
  foreign: 'its module was built for another Node.js: run "npm rebuild better-sqlite3"',
  refused: 'it refuses this user or password: correct them in DATABASE_URL',
  unknown: 'there is no database of that name: create it (createdb NAME), or correct the end of DATABASE_URL',
  forbidden:
    'this user may not work in its schema: GRANT USAGE, CREATE ON SCHEMA public TO the user, or name one that owns it',
  taken:
    'it has tables that are named like the bot’s but are not, or it was only partly restored: set DATABASE_URL to a database of its own, or restore the whole backup',
  incomplete: 'a table or column is missing: it was only partly restored or updated; restore the whole backup',
  plain: 'it wants an encrypted connection: add ?sslmode=require to DATABASE_URL',
  unencrypted: 'it accepts no encrypted connection: remove sslmode from DATABASE_URL',
  untrusted:
    'its certificate is not trusted here: add sslrootcert=FILE with that of its authority to DATABASE_URL, and use the host name that it is for',
  crowded: 'it has no connection left: raise max_connections, or run fewer processes',
  failed: 'a call failed',
} as const;
export type FailureReason = keyof typeof reasons;

// By prefix of the code: https://sqlite.org/rescode.html, https://www.postgresql.org/docs/current/errcodes-appendix.html, and Node's.
const codes: readonly (readonly [RegExp, FailureReason])[] = [
  [/^28(P01|000)$/, 'refused'],
  [/^3D000$/, 'unknown'],
  [/^42501$/, 'forbidden'],
  [/^(42P07|42710)$/, 'taken'],
  [/^(42P01|42703)$/, 'incomplete'],
  [/^53300$/, 'crowded'],
  [/^(SELF_SIGNED_CERT|DEPTH_ZERO_SELF_SIGNED|UNABLE_TO_VERIFY|UNABLE_TO_GET_ISSUER|CERT_|ERR_TLS_CERT)/, 'untrusted'],
  [/^(SQLITE_FULL|53100|ENOSPC|EDQUOT|EFBIG)/, 'full'],
  [/^(SQLITE_BUSY|SQLITE_LOCKED|40001|40P01|55P03)/, 'locked'],
  [/^(SQLITE_READONLY|25006|EROFS)/, 'readOnly'],
  // https://nodejs.org/api/errors.html#err_dlopen_failed
  [/^ERR_DLOPEN_FAILED/, 'foreign'],
  [/^(SQLITE_CORRUPT|SQLITE_NOTADB|XX00[12])/, 'damaged'],
  [/^(SQLITE_CANTOPEN|SQLITE_IOERR|08|28|57P0|57014|E[A-Z]+$|EAI_)/, 'gone'],
];
// For failures without a code, or with one that says little.
const words: readonly (readonly [RegExp, FailureReason])[] = [
  [/no pg_hba\.conf entry .* no encryption/, 'plain'],
  [/server does not support SSL/, 'unencrypted'],
  [/^table \S+ already exists/, 'taken'],
  [/^no such (table|column)|has no column named/, 'incomplete'],
];
// The message of better-sqlite3's loader, without a code, if the module was never built.
const unbuilt = /Could not locate the bindings file/;
// pg's messages without a code.
const lost = /timeout|terminated|connection/i;

export function reasonOf(error: unknown): FailureReason {
  if (error instanceof AppError && error.cause !== undefined) return reasonOf(error.cause);
  if (!(error instanceof Error)) return 'failed';
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  const said = words.find(([pattern]) => pattern.test(error.message))?.[1];
  if (said !== undefined) return said;
  const known = codes.find(([pattern]) => pattern.test(code))?.[1];
  if (known !== undefined) return known;
  if (unbuilt.test(error.message)) return 'foreign';
  return code === '' && !(error instanceof AppError) && lost.test(error.message) ? 'gone' : 'failed';
}

/** The failure as an error for people. The database's own message goes into `cause`: it may contain what somebody wrote. */
export function toStoreError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  return new AppError('store', `The database cannot be used: ${reasons[reasonOf(error)]}`, { cause: error });
}

/** What to log of a failure: its code, never its parameters. */
export function failureFields(error: unknown): Readonly<Record<string, unknown>> {
  const cause = error instanceof AppError ? error.cause : error;
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
  return { ...(code === undefined ? {} : { code }), ...(error instanceof Error ? { problem: error.message } : {}) };
}
