// Both databases that a store runs on, for suites that hold on each. PostgreSQL is skipped where the machine has none, which is a
// failure where CI is set.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, test } from 'vitest';
import { findPostgres, missingPostgres, type Postgres, startPostgres } from '../postgres.js';

/** `createUrl` gives the address of an empty database, as DATABASE_URL takes it. */
export type DatabaseKind = {
  readonly name: 'SQLite' | 'PostgreSQL';
  readonly createUrl: () => Promise<string>;
  /** The server behind it. */
  readonly server: () => Postgres | undefined;
};

/** Runs a suite on each database. */
export function describeDatabases(name: string, suite: (kind: DatabaseKind) => void): void {
  describe(`${name} on SQLite`, () => {
    const folder = mkdtempSync(join(tmpdir(), 'ai-diff-store-'));
    afterAll(() => rmSync(folder, { recursive: true, force: true }));
    let files = 0;
    const createUrl = async () => {
      files += 1;
      return `sqlite:${folder}/${files}/bot.db`;
    };
    suite({ name: 'SQLite', createUrl, server: () => undefined });
  });

  const bin = findPostgres();
  describe(`${name} on PostgreSQL`, () => {
    if (bin === undefined) {
      // Something to fail on, or to say what was left out.
      if (process.env['CI']) test('runs', () => Promise.reject(new Error(missingPostgres)));
      else test.skip(`(skipped, ${missingPostgres})`, () => undefined);
      return;
    }
    let server: Postgres | undefined;
    beforeAll(async () => {
      server = await startPostgres(bin);
    });
    afterAll(() => server?.close());
    const createUrl = async () => {
      if (server === undefined) throw new Error('PostgreSQL is not started');
      return server.createDatabase();
    };
    suite({ name: 'PostgreSQL', createUrl, server: () => server });
  });
}
