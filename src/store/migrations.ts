// The steps of the schema, forward only. A released step is never changed; a later one corrects it.
import type { Kysely } from 'kysely';
import * as start from './migrations/0001-start.js';
import * as tips from './migrations/0002-tips.js';
import * as events from './migrations/0003-events.js';
import * as answers from './migrations/0004-answers.js';
import * as taught from './migrations/0005-taught.js';
import * as weekly from './migrations/0006-weekly.js';

export type Migration = { readonly up: (db: Kysely<unknown>) => Promise<void> };

/** By name, in the order they run. */
export const migrations: Readonly<Record<string, Migration>> = {
  '0001-start': start,
  '0002-tips': tips,
  '0003-events': events,
  '0004-answers': answers,
  '0005-taught': taught,
  '0006-weekly': weekly,
};
