// Schedules for things other than tips, and counts of what was asked: by day, without words or people.
import type { Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable('tip_schedules')
    .addColumn('kind', 'text', (column) => column.notNull().defaultTo('tip'))
    .execute();
  await db.schema
    .createTable('counts')
    .addColumn('place', 'text', (column) => column.notNull())
    .addColumn('day', 'text', (column) => column.notNull())
    .addColumn('what', 'text', (column) => column.notNull())
    .addColumn('count', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('counts_key', ['place', 'day', 'what'])
    .execute();
  await db.schema.createIndex('counts_day').on('counts').column('day').execute();
}
