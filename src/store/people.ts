// Deletes data about people: at once when somebody asks, and otherwise after the retention period.
import type { People } from '../gaps/ports.js';
import type { Access } from './access.js';
import { purgeCounts } from './counts.js';
import { hashPerson } from './hash.js';
import { purgeTaught } from './taught-purge.js';

/** `settled` resolves once pending writes are done; otherwise they would bring back a person who was just forgotten. */
export function createPeople({ write, now }: Access, settled: () => Promise<void>): People {
  return {
    forget: async (from) => {
      await settled();
      return write(async (db, secret) => {
        if (from.user === undefined) return 0;
        const person = hashPerson(secret, from);
        return db.transaction().execute(async (both) => {
          const votes = await both.deleteFrom('feedback').where('person', '=', person).executeTakeFirst();
          const asked = await both.deleteFrom('unanswered').where('person', '=', person).executeTakeFirst();
          // A schedule belongs to its channel, so only its owner is forgotten.
          const schedules = await both
            .updateTable('tip_schedules')
            .set({ owner: '' })
            .where('platform', '=', from.platform)
            .where('owner', '=', from.user ?? '')
            .executeTakeFirst();
          // A taught answer stays, and only its author is forgotten.
          const drafts = await both.deleteFrom('taught_drafts').where('person', '=', person).executeTakeFirst();
          const taught = await both
            .updateTable('taught_history')
            .set({ person: '' })
            .where('person', '=', person)
            .executeTakeFirst();
          return Number(
            votes.numDeletedRows +
              asked.numDeletedRows +
              schedules.numUpdatedRows +
              drafts.numDeletedRows +
              taught.numUpdatedRows,
          );
        });
      });
    },
    noteClock: (take) =>
      write((db) =>
        db.transaction().execute(async (all) => {
          const last = await all.selectFrom('settings').select('value').where('name', '=', 'clock').executeTakeFirst();
          const value = take(last?.value);
          await all
            .insertInto('settings')
            .values({ name: 'clock', value })
            .onConflict((conflict) => conflict.column('name').doUpdateSet({ value }))
            .execute();
          return value;
        }),
      ),
    purge: (before, until) =>
      write((db) =>
        db.transaction().execute(async (all) => {
          await all.updateTable('feedback').set({ at: until }).where('at', '>', until).execute();
          await all.updateTable('unanswered').set({ at: until }).where('at', '>', until).execute();
          const votes = await all.deleteFrom('feedback').where('at', '<', before).executeTakeFirst();
          const asked = await all.deleteFrom('unanswered').where('at', '<', before).executeTakeFirst();
          return (
            Number(votes.numDeletedRows + asked.numDeletedRows) +
            (await purgeTaught(all, now())) +
            (await purgeCounts(all, now()))
          );
        }),
      ),
  };
}
