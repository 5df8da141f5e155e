// Runs suites on both of the store's databases. PostgreSQL is skipped if the machine has none, which is a failure if CI is set.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, test } from 'vitest';
import { findPostgres, missingPostgres, type Postgres, startPostgres } from '../postgres.js';

/** `createUrl` returns the URL of an empty database, as in DATABASE_URL. */
export type DatabaseKind = { readonly createUrl: () => Promise<string> };
export type PostgresKind = DatabaseKind & { readonly server: () => Postgres };

/** Runs a suite on each database. */
export function describeDatabases(name: string, suite: (kind: DatabaseKind) => void): void {
  describe(`${name} on SQLite`, () => {
    const folder = mkdtempSync(join(tmpdir(), 'ai-diff-store-'));
    afterAll(() => rmSync(folder, { recursive: true, force: true }));
    let files = 0;
    const createUrl = async () => {
      files += 1;
      return `sqlite:${folder}/${files}.db`;
    };
    suite({ createUrl });
  });
  describePostgres(name, suite);
}

/** Runs a suite on PostgreSQL only; `server` is available once tests run. */
export function describePostgres(name: string, suite: (kind: PostgresKind) => void): void {
  describe(`${name} on PostgreSQL`, () => {
    const bin = findPostgres();
    if (bin === undefined) {
      // A test to fail, or to show what was skipped.
      if (process.env['CI']) test('runs', () => Promise.reject(new Error(missingPostgres)));
      else {
        console.warn(`The tests of ${name} on PostgreSQL are skipped: ${missingPostgres}`);
        test.skip('is not available', () => undefined);
      }
      return;
    }
    let started: Postgres | undefined;
    beforeAll(async () => {
      started = await startPostgres(bin);
    });
    afterAll(() => started?.close());
    const server = (): Postgres => {
      if (started === undefined) throw new Error('PostgreSQL is not started');
      return started;
    };
    suite({ createUrl: () => server().createDatabase(), server });
  });
}
