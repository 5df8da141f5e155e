// Gaps: questions without an answer, and answers that did not help, grouped by what they ask.
import { type Kysely, sql } from 'kysely';
import type { AskedWords, Gap, GapScope, Gaps } from '../gaps/ports.js';
import type { Origin } from '../ports.js';
import type { Access } from './access.js';
import { createGather } from './gather.js';
import { hashPerson, hashQuestion } from './hash.js';
import { placeOf } from './place.js';
import type { Tables } from './schema.js';
import { storable } from './words.js';

// Enough for an impression.
const maxReasons = 20;
const maxWordings = 20;

type AskedBy = { readonly from: Origin; readonly asked: AskedWords };

/** `settled` resolves once every added gap is written. */
export function createGaps({ read, write, now }: Access): {
  readonly gaps: Gaps;
  readonly settled: () => Promise<void>;
} {
  const keep = createGather<AskedBy>((items) =>
    write((db, secret) =>
      db
        .insertInto('unanswered')
        .values(rowsOf(items, secret, now()))
        .onConflict((conflict) =>
          conflict.columns(['gap', 'person', 'place']).doUpdateSet(({ ref }) => ({
            words: ref('excluded.words'),
            at: ref('excluded.at'),
            times: sql`unanswered.times + excluded.times`,
          })),
        )
        .execute()
        .then(() => undefined),
    ),
  );
  const gaps: Gaps = {
    add: (from, asked) => keep.add({ from, asked }),
    top: (scope, limit, skip = 0) => read((db) => readGaps(db, scopeOf(scope), limit, skip)),
    find: (scope, id) => read(async (db) => (await readGaps(db, scopeOf(scope), 1, 0, id))[0]),
    finish: (scope, id) =>
      write((db) =>
        db.transaction().execute(async (both) => {
          const place = scopeOf(scope);
          await both
            .deleteFrom('unanswered')
            .where('gap', '=', id)
            .$if(place !== undefined, (query) => query.where('place', '=', place ?? ''))
            .execute();
          // The vote stays, but its question is dealt with.
          await both
            .updateTable('feedback')
            .set({ gap: null, words: null })
            .where('gap', '=', id)
            .$if(place !== undefined, (query) => query.where('place', '=', place ?? ''))
            .execute();
        }),
      ),
  };
  return { gaps, settled: keep.settled };
}

// One row per person and question, with the latest words; sorted, so that two processes can't deadlock.
function rowsOf(items: readonly AskedBy[], secret: string, at: number): readonly Tables['unanswered'][] {
  const rows = new Map<string, Tables['unanswered']>();
  for (const { from, asked } of items) {
    const row = { gap: hashQuestion(secret, asked.key), person: hashPerson(secret, from), place: placeOf(from) };
    const key = [row.gap, row.person, row.place].join(' ');
    const times = (rows.get(key)?.times ?? 0) + 1;
    rows.set(key, { ...row, words: storable(asked.words), times, at });
  }
  return [...rows].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
}

function scopeOf(scope: GapScope): string | undefined {
  return scope === 'everywhere' ? undefined : placeOf(scope);
}

async function readGaps(
  db: Kysely<Tables>,
  place: string | undefined,
  limit: number,
  skip: number,
  id?: string,
): Promise<readonly Gap[]> {
  const groups = await db
    .with('said', (each) => readSaid(each, place, id))
    .selectFrom('said')
    .select(({ fn }) => ['gap', fn.sum<number>('times').as('unanswered'), fn.sum<number>('votes').as('notHelpful')])
    .groupBy('gap')
    .orderBy(sql`sum(times) + sum(votes)`, 'desc')
    .orderBy(sql`max(at)`, 'desc')
    .orderBy('gap')
    .limit(limit)
    .offset(skip)
    .execute();
  return Promise.all(
    groups.map(async ({ gap, unanswered, notHelpful }) => {
      const details = await readSaid(db, place, gap).orderBy('at', 'desc').execute();
      const wordings = unique(details.map(({ words }) => words));
      return {
        id: gap,
        words: wordings[0] ?? '',
        wordings: wordings.slice(0, maxWordings),
        unanswered: Number(unanswered),
        notHelpful: Number(notHelpful),
        reasons: unique(details.flatMap(({ reason }) => reason ?? [])).slice(0, maxReasons),
      };
    }),
  );
}

/** Reasons for votes: of one place, of one gap, or all. */
function readSaid(db: Pick<Kysely<Tables>, 'selectFrom'>, place: string | undefined, gap: string | undefined) {
  return db
    .selectFrom('unanswered')
    .select(['gap', 'words', 'times', sql<number>`0`.as('votes'), sql<string | null>`null`.as('reason'), 'at'])
    .$if(place !== undefined, (query) => query.where('place', '=', place ?? ''))
    .$if(gap !== undefined, (query) => query.where('gap', '=', gap ?? ''))
    .unionAll(
      db
        .selectFrom('feedback')
        .select([
          sql<string>`gap`.as('gap'),
          sql<string>`words`.as('words'),
          sql<number>`0`.as('times'),
          sql<number>`1`.as('votes'),
          'reason',
          'at',
        ])
        .where('gap', 'is not', null)
        .where('helpful', '=', 0)
        .$if(place !== undefined, (query) => query.where('place', '=', place ?? ''))
        .$if(gap !== undefined, (query) => query.where('gap', '=', gap ?? '')),
    );
}

function unique(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)];
}
