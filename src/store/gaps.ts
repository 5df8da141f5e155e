// Gaps: questions without an answer, and answers that did not help, grouped by what they ask.
import { type ExpressionBuilder, type Kysely, sql } from 'kysely';
import type { Gap, Gaps } from '../ports.js';
import type { Access } from './access.js';
import { hashPerson, hashQuestion } from './hash.js';
import type { Tables } from './schema.js';
import { storable } from './words.js';

// A reader wants an impression, not a list.
const maxReasons = 20;

export function createGaps({ read, write, now }: Access): Gaps {
  return {
    add: (from, asked) =>
      write(async (db, secret) => {
        const at = now();
        const words = storable(asked.words);
        await db
          .insertInto('unanswered')
          .values({ gap: hashQuestion(secret, asked.key), person: hashPerson(secret, from), words, times: 1, at })
          .onConflict((conflict) =>
            conflict.columns(['gap', 'person']).doUpdateSet({ words, at, times: sql`unanswered.times + 1` }),
          )
          .execute();
      }),
    top: (limit) => read((db) => readGaps(db, limit)),
    find: (id) => read(async (db) => (await readGaps(db, 1, id))[0]),
    finish: (id) =>
      write(async (db) => {
        const at = now();
        await db
          .insertInto('gaps_done')
          .values({ gap: id, at })
          .onConflict((conflict) => conflict.column('gap').doUpdateSet({ at }))
          .execute();
      }),
  };
}

async function readGaps(db: Kysely<Tables>, limit: number, id?: string): Promise<readonly Gap[]> {
  const groups = await db
    .with('said', (each) =>
      each
        .selectFrom('unanswered')
        .select(['gap', 'times', sql<number>`0`.as('votes'), 'at'])
        .where((test) => isOpen(test, 'unanswered'))
        .unionAll(
          each
            .selectFrom('feedback')
            .select([sql<string>`gap`.as('gap'), sql<number>`0`.as('times'), sql<number>`1`.as('votes'), 'at'])
            .where('gap', 'is not', null)
            .where('helpful', '=', 0)
            .where((test) => isOpen(test, 'feedback')),
        ),
    )
    .selectFrom('said')
    .select(({ fn }) => [
      'gap',
      fn.sum<number>('times').as('unanswered'),
      fn.sum<number>('votes').as('notHelpful'),
      fn.max('at').as('lastAt'),
    ])
    .$if(id !== undefined, (query) => query.where('gap', '=', id ?? ''))
    .groupBy('gap')
    .orderBy(sql`sum(times) + sum(votes)`, 'desc')
    .orderBy(sql`max(at)`, 'desc')
    .orderBy('gap')
    .limit(limit)
    .execute();
  return Promise.all(
    groups.map(async ({ gap, unanswered, notHelpful, lastAt }) => ({
      id: gap,
      words: await readWords(db, gap),
      unanswered: Number(unanswered),
      notHelpful: Number(notHelpful),
      reasons: await readReasons(db, gap),
      lastAt: Number(lastAt),
    })),
  );
}

type Both = 'unanswered' | 'feedback';

// What somebody saw to counts again from the next time that it is asked.
function isOpen<Table extends Both>(test: ExpressionBuilder<Tables, Table>, table: Table) {
  const done = sql`select 1 from gaps_done where gaps_done.gap = ${sql.ref(`${table}.gap`)}
    and gaps_done.at >= ${sql.ref(`${table}.at`)}`;
  return test.not(test.exists(sql`(${done})`));
}

async function readWords(db: Kysely<Tables>, gap: string): Promise<string> {
  const latest = await db
    .selectFrom('unanswered')
    .select(['words', 'at'])
    .where('gap', '=', gap)
    .unionAll(
      db
        .selectFrom('feedback')
        .select([sql<string>`words`.as('words'), 'at'])
        .where('gap', '=', gap),
    )
    .orderBy('at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return latest?.words ?? '';
}

async function readReasons(db: Kysely<Tables>, gap: string): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('feedback')
    .select('reason')
    .where('gap', '=', gap)
    .where('reason', 'is not', null)
    .orderBy('at', 'desc')
    .limit(maxReasons)
    .execute();
  return [...new Set(rows.flatMap(({ reason }) => reason ?? []))];
}
