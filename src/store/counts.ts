// Counts of what was asked or shown, by place and day. Contains neither words nor people.
import { sql, type Transaction } from 'kysely';
import type { Count, Counts, Where } from '../digest/ports.js';
import type { Access } from './access.js';
import { placeOf } from './place.js';
import type { Tables } from './schema.js';

export function createCounts({ read, write }: Access): Counts {
  return {
    add: (counts) =>
      write(async (db) => {
        if (counts.length === 0) return;
        await db
          .insertInto('counts')
          .values(rowsOf(counts))
          .onConflict((conflict) =>
            conflict.columns(['place', 'day', 'what']).doUpdateSet({ count: sql`counts.count + excluded.count` }),
          )
          .execute();
      }),
    between: (of, from, until) =>
      read(async (db) => {
        const rows = await db
          .selectFrom('counts')
          .select(['day', 'what', 'count'])
          .where('place', '=', placeOf(of))
          .where('day', '>=', from)
          .where('day', '<', until)
          .execute();
        return rows.map(({ day, what, count }) => ({ day, what, count: Number(count) }));
      }),
  };
}

// Sorted, so that two processes can't deadlock.
function rowsOf(counts: readonly (Where & Count)[]): readonly Tables['counts'][] {
  const keyOf = ({ place, day, what }: Tables['counts']): string => [place, day, what].join(' ');
  return counts
    .map((each) => ({ place: placeOf(each), day: each.day, what: each.what, count: each.count }))
    .sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}

// Digests compare two weeks; older counts are of no use.
const keptMs = 60 * 86_400_000;

/** Resolves with the number of removed counts. */
export async function purgeCounts(trx: Transaction<Tables>, now: number): Promise<number> {
  const before = new Date(now - keptMs).toISOString().slice(0, 10);
  const { numDeletedRows } = await trx.deleteFrom('counts').where('day', '<', before).executeTakeFirst();
  return Number(numDeletedRows);
}
