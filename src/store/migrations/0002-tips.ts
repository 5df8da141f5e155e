// Tip schedules, the outcome of each day, and which tips each channel has had.
import type { Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('tip_schedules')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('platform', 'text', (column) => column.notNull())
    .addColumn('workspace', 'text', (column) => column.notNull())
    .addColumn('channel', 'text', (column) => column.notNull())
    .addColumn('lane', 'text', (column) => column.notNull())
    .addColumn('owner', 'text', (column) => column.notNull())
    .addColumn('time', 'text', (column) => column.notNull())
    .addColumn('timezone', 'text', (column) => column.notNull())
    .addColumn('days', 'text', (column) => column.notNull())
    .addColumn('topics', 'text', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('next_at', 'bigint')
    .addColumn('next_day', 'text')
    .addColumn('paused', 'text')
    .execute();
  await db.schema.createIndex('tip_schedules_next').on('tip_schedules').column('next_at').execute();
  await db.schema.createIndex('tip_schedules_place').on('tip_schedules').columns(['platform', 'workspace']).execute();

  await db.schema
    .createTable('tip_days')
    .addColumn('schedule', 'text', (column) => column.notNull().references('tip_schedules.id').onDelete('cascade'))
    .addColumn('day', 'text', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('tip', 'text')
    .addColumn('due_at', 'bigint', (column) => column.notNull())
    .addColumn('attempts', 'integer', (column) => column.notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addColumn('retry_at', 'bigint')
    .addColumn('message', 'text')
    .addPrimaryKeyConstraint('tip_days_key', ['schedule', 'day'])
    .execute();
  await db.schema.createIndex('tip_days_retry').on('tip_days').column('retry_at').execute();
  await db.schema.createIndex('tip_days_state').on('tip_days').columns(['state', 'at']).execute();

  await db.schema
    .createTable('tip_channels')
    .addColumn('platform', 'text', (column) => column.notNull())
    .addColumn('workspace', 'text', (column) => column.notNull())
    .addColumn('channel', 'text', (column) => column.notNull())
    .addColumn('used', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('tip_channels_key', ['platform', 'workspace', 'channel'])
    .execute();
}
