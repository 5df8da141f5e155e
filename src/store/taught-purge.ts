// What was taught goes in time where nobody can use it any more: drafts that nobody saved, and all of a workspace that removed the bot.
import type { Transaction } from 'kysely';
import type { Tables } from './schema.js';

const dayMs = 24 * 60 * 60_000;
/** For so long a workspace that removed the bot may come back for its answers, or have them exported. */
export const keptAfterLeavingMs = 30 * dayMs;
const draftsKeptMs = 7 * dayMs;

/** Resolves with how many things were removed. */
export async function purgeTaught(trx: Transaction<Tables>, now: number): Promise<number> {
  const drafts = await trx
    .deleteFrom('taught_drafts')
    .where('at', '<', now - draftsKeptMs)
    .where('waiting', '=', 0)
    .executeTakeFirst();
  const left = await trx
    .deleteFrom('taught_places')
    .where('left_at', '<', now - keptAfterLeavingMs)
    .returning('place')
    .execute();
  const places = left.map(({ place }) => place);
  if (places.length === 0) return Number(drafts.numDeletedRows);
  let removed = drafts.numDeletedRows + BigInt(places.length);
  for (const table of ['taught_answers', 'taught_drafts', 'taught_history', 'counts'] as const)
    removed += (await trx.deleteFrom(table).where('place', 'in', places).executeTakeFirst()).numDeletedRows;
  return Number(removed);
}
