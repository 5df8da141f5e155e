// Brings a database to the newest schema, one process at a time: on PostgreSQL Kysely holds an advisory lock; on SQLite all steps are one
// immediate transaction (see open.ts), which a second process waits for.
import { type Kysely, Migrator } from 'kysely';
import { AppError } from '../errors.js';
import { type Migration, migrations } from './migrations.js';
import type { Tables } from './schema.js';

/** Runs the missing steps, all or none; rejects with an AppError if the database has steps that this version lacks. */
export async function migrate(
  db: Kysely<Tables>,
  steps: Readonly<Record<string, Migration>> = migrations,
): Promise<void> {
  const migrator = new Migrator({
    db,
    provider: { getMigrations: async () => ({ ...steps }) },
    // Names give the order. Kysely would also compare the times of earlier runs, but clocks can be set back.
    allowUnorderedMigrations: true,
  });
  // An up-to-date database isn't written to: it may be read-only.
  if (await isCurrent(db, steps)) return;
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) throw error;
}

async function isCurrent(db: Kysely<Tables>, steps: Readonly<Record<string, Migration>>): Promise<boolean> {
  const done = await readDone(db);
  const unknown = done.find((name) => !(name in steps));
  if (unknown !== undefined) {
    throw new AppError(
      'store',
      `The database was made by a newer version (step ${unknown}): run that version, or set DATABASE_URL to another database`,
    );
  }
  return Object.keys(steps).every((name) => done.includes(name));
}

async function readDone(db: Kysely<Tables>): Promise<readonly string[]> {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true });
  if (!tables.some(({ name }) => name === 'kysely_migration')) return [];
  const rows = await db
    .withTables<{ kysely_migration: { name: string } }>()
    .selectFrom('kysely_migration')
    .select('name')
    .execute();
  return rows.map(({ name }) => name);
}
