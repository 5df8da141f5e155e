// What people are told about an unusable database.
import { describe, expect, test } from 'vitest';
import { toStoreError } from '../../src/store/failures.js';

const withCode = (message: string, code: string) => Object.assign(new Error(message), { code });

describe('a failure of the database', () => {
  test.each([
    [
      'a module built for another Node.js',
      withCode(
        'The module was compiled against a different Node.js version using NODE_MODULE_VERSION 115',
        'ERR_DLOPEN_FAILED',
      ),
      /npm rebuild better-sqlite3/,
    ],
    [
      'a module that was never built',
      new Error('Could not locate the bindings file. Tried:'),
      /npm rebuild better-sqlite3/,
    ],
    ['a full disk', withCode('database or disk is full', 'SQLITE_FULL'), /make room/],
    ['a lock', withCode('database is locked', 'SQLITE_BUSY'), /another process/],
    ['a server that is down', withCode('connect ECONNREFUSED', 'ECONNREFUSED'), /check DATABASE_URL/],
  ])('says what to do about %s', (_, error, advice) => {
    expect(toStoreError(error).message).toMatch(advice);
  });
});
