// What a failed call says of the database, in words for people.
import { AppError } from '../errors.js';

const reasons = {
  full: 'it is full: make room on its disk',
  locked: 'another process holds it locked: find out which, or wait',
  readOnly: 'it may only be read: give this process the right to write',
  gone: 'it cannot be reached: check DATABASE_URL, that it runs, and that this process may open it',
  damaged: 'its file is damaged: put a backup in its place',
  foreign: 'its module was built for another Node.js: run "npm rebuild better-sqlite3"',
  failed: 'a call failed',
} as const;
export type Reason = keyof typeof reasons;

// https://sqlite.org/rescode.html, by the start of the code; https://www.postgresql.org/docs/current/errcodes-appendix.html; Node's.
const codes: readonly (readonly [RegExp, Reason])[] = [
  [/^(SQLITE_FULL|53100|ENOSPC|EDQUOT|EFBIG)/, 'full'],
  [/^(SQLITE_BUSY|SQLITE_LOCKED|40001|40P01|55P03)/, 'locked'],
  [/^(SQLITE_READONLY|25006|EROFS)/, 'readOnly'],
  // https://nodejs.org/api/errors.html#err_dlopen_failed
  [/^ERR_DLOPEN_FAILED/, 'foreign'],
  [/^(SQLITE_CORRUPT|SQLITE_NOTADB|XX00[12])/, 'damaged'],
  [/^(SQLITE_CANTOPEN|SQLITE_IOERR|08|28|3D000|57P0|57014|53300|E[A-Z_]+$)/, 'gone'],
];
// What the loader of better-sqlite3 says, without a code, where the module was never built.
const unbuilt = /Could not locate the bindings file/;
// What pg says without a code.
const lost = /timeout|terminated|connection/i;

export function reasonOf(error: unknown): Reason {
  if (error instanceof AppError && error.cause !== undefined) return reasonOf(error.cause);
  if (!(error instanceof Error)) return 'failed';
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  const known = codes.find(([pattern]) => pattern.test(code))?.[1];
  if (known !== undefined) return known;
  if (unbuilt.test(error.message)) return 'foreign';
  return code === '' && !(error instanceof AppError) && lost.test(error.message) ? 'gone' : 'failed';
}

/** The failure as an error for people. The database's own words go into `cause`: they may hold what somebody wrote. */
export function toStoreError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  return new AppError('store', `The database cannot be used: ${reasons[reasonOf(error)]}`, { cause: error });
}

/** What to log of it: its code, never its parameters. */
export function failureFields(error: unknown): Readonly<Record<string, unknown>> {
  const cause = error instanceof AppError ? error.cause : error;
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
  return { ...(code === undefined ? {} : { code }), ...(error instanceof Error ? { problem: error.message } : {}) };
}
