// Deletes taught data that nobody can use any more: abandoned drafts, and everything of workspaces that removed the bot.
import type { Transaction } from 'kysely';
import type { Tables } from './schema.js';

const dayMs = 24 * 60 * 60_000;
/** How long a workspace that removed the bot may come back for its answers, or have them exported. */
const keptAfterLeavingMs = 30 * dayMs;
const draftsKeptMs = 7 * dayMs;

/** Resolves with the number of removed items. */
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
