// Workspaces' settings, and which workspaces removed the bot.
import type { TaughtStore } from '../taught/ports.js';
import type { Access } from './access.js';
import { placeOf } from './place.js';
import { type Change, placeRow } from './taught-rows.js';
import { storable } from './words.js';

type SettingsStore = Pick<TaughtStore, 'putSettings' | 'allSettings' | 'begin' | 'left'>;

export function createTaughtSettings({ read, write, now }: Access, change: Change): SettingsStore {
  return {
    putSettings: (of, set) =>
      change(placeOf(of), async (trx) => {
        const before = (await placeRow(trx, placeOf(of)))?.settings ?? undefined;
        await trx
          .updateTable('taught_places')
          .set({ settings: storable(set(before)) })
          .where('place', '=', placeOf(of))
          .execute();
      }),
    allSettings: (limit) =>
      read(async (db) => {
        const rows = await db
          .selectFrom('taught_places')
          .selectAll()
          .where('settings', 'is not', null)
          .orderBy('place')
          .limit(limit)
          .execute();
        return rows.map(({ place, settings, left_at }) => ({
          place,
          settings: settings ?? '',
          isGone: left_at !== null,
        }));
      }),
    begin: (of) =>
      write(async (db) => {
        const { numInsertedOrUpdatedRows: inserted = 0n } = await db
          .insertInto('taught_places')
          .values({ place: placeOf(of), version: 0, settings: null, left_at: null })
          .onConflict((conflict) => conflict.column('place').doNothing())
          .executeTakeFirst();
        return inserted > 0n;
      }),
    left: async (of, isGone) => {
      // A starting process is told of every server that has the bot.
      const row = await read((db) => placeRow(db, placeOf(of)));
      if (row === undefined || (row.left_at !== null) === isGone) return;
      await write(async (db) => {
        await db
          .updateTable('taught_places')
          .set({ left_at: isGone ? now() : null })
          .where('place', '=', placeOf(of))
          .execute();
      });
    },
  };
}
