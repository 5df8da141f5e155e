// Taught answers, drafts and their history, and a row per workspace that shows whether anything changed.
import type { Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('taught_places')
    .addColumn('place', 'text', (column) => column.primaryKey())
    .addColumn('version', 'bigint', (column) => column.notNull())
    .addColumn('settings', 'text')
    .addColumn('left_at', 'bigint')
    .execute();
  await db.schema.createIndex('taught_places_left').on('taught_places').column('left_at').execute();

  await db.schema
    .createTable('taught_answers')
    .addColumn('place', 'text', (column) => column.notNull())
    .addColumn('id', 'text', (column) => column.notNull())
    .addColumn('content', 'text', (column) => column.notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('taught_answers_key', ['place', 'id'])
    .execute();

  await db.schema
    .createTable('taught_drafts')
    .addColumn('place', 'text', (column) => column.notNull())
    .addColumn('id', 'text', (column) => column.notNull())
    .addColumn('answer', 'text', (column) => column.notNull())
    .addColumn('content', 'text', (column) => column.notNull())
    .addColumn('person', 'text', (column) => column.notNull())
    .addColumn('waiting', 'integer', (column) => column.notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('taught_drafts_key', ['place', 'id'])
    .execute();
  await db.schema.createIndex('taught_drafts_person').on('taught_drafts').column('person').execute();

  await db.schema
    .createTable('taught_history')
    .addColumn('place', 'text', (column) => column.notNull())
    .addColumn('answer', 'text', (column) => column.notNull())
    .addColumn('version', 'integer', (column) => column.notNull())
    .addColumn('change', 'text', (column) => column.notNull())
    .addColumn('content', 'text', (column) => column.notNull())
    .addColumn('person', 'text', (column) => column.notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('taught_history_key', ['place', 'answer', 'version'])
    .execute();
  await db.schema.createIndex('taught_history_person').on('taught_history').column('person').execute();
}
