// Decisions about days are serialised across all processes.
import type { Transaction } from 'kysely';
import type { Access } from './access.js';
import type { Tables } from './schema.js';

/** Runs in a transaction that overlaps no other of its kind. */
export type Alone = <T>(work: (trx: Transaction<Tables>) => Promise<T>) => Promise<T>;

/** PostgreSQL locks the row; SQLite has only one writer anyway. */
export function createAlone({ write }: Pick<Access, 'write'>): Alone {
  return (work) =>
    write((db) =>
      db.transaction().execute(async (trx) => {
        await trx
          .insertInto('settings')
          .values({ name: 'tips', value: '' })
          .onConflict((conflict) => conflict.column('name').doUpdateSet({ value: '' }))
          .execute();
        return work(trx);
      }),
    );
}
