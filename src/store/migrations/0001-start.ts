// Settings, installations, feedback and unanswered questions.
import { randomBytes } from 'node:crypto';
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('settings')
    .addColumn('name', 'text', (column) => column.notNull().primaryKey())
    .addColumn('value', 'text', (column) => column.notNull())
    .execute();
  // Created here, once, so that all processes sharing a database produce the same hashes.
  await sql`insert into settings (name, value) values ('secret', ${randomBytes(32).toString('base64')})`.execute(db);

  await db.schema
    .createTable('installations')
    .addColumn('platform', 'text', (column) => column.notNull())
    .addColumn('workspace', 'text', (column) => column.notNull())
    .addColumn('data', 'text', (column) => column.notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('installations_key', ['platform', 'workspace'])
    .execute();

  await db.schema
    .createTable('feedback')
    .addColumn('person', 'text', (column) => column.notNull())
    .addColumn('answer', 'text', (column) => column.notNull())
    .addColumn('helpful', 'integer', (column) => column.notNull())
    .addColumn('reason', 'text')
    .addColumn('gap', 'text')
    .addColumn('words', 'text')
    .addColumn('place', 'text', (column) => column.notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('feedback_key', ['person', 'answer'])
    .execute();
  await db.schema.createIndex('feedback_answer').on('feedback').column('answer').execute();
  await db.schema.createIndex('feedback_gap').on('feedback').column('gap').execute();
  await db.schema.createIndex('feedback_at').on('feedback').column('at').execute();

  await db.schema
    .createTable('unanswered')
    .addColumn('gap', 'text', (column) => column.notNull())
    .addColumn('person', 'text', (column) => column.notNull())
    .addColumn('place', 'text', (column) => column.notNull())
    .addColumn('words', 'text', (column) => column.notNull())
    .addColumn('times', 'integer', (column) => column.notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('unanswered_key', ['gap', 'person', 'place'])
    .execute();
  await db.schema.createIndex('unanswered_person').on('unanswered').column('person').execute();
  await db.schema.createIndex('unanswered_at').on('unanswered').column('at').execute();
}
