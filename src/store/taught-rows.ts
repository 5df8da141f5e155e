// Rows of taught data. Each change increments the workspace's version, which tells other processes about it.
import { type Kysely, sql, type Transaction } from 'kysely';
import type { TaughtAnswer, TaughtChange, TaughtContent, TaughtDraft } from '../taught/ports.js';
import type { Access } from './access.js';
import type { Tables } from './schema.js';
import { storable } from './words.js';

export const mostAnswers = 500;
// Per answer, so that years of editing don't fill the database.
const mostVersions = 50;

/** Serialises changes of a workspace across all processes by first locking its row. */
export type Change = <T>(place: string, work: (trx: Transaction<Tables>, secret: string) => Promise<T>) => Promise<T>;

export function createChange({ write }: Pick<Access, 'write'>): Change {
  return (place, work) =>
    write((db, secret) =>
      db.transaction().execute(async (trx) => {
        await trx
          .insertInto('taught_places')
          .values({ place, version: 1, settings: null, left_at: null })
          .onConflict((conflict) =>
            conflict.column('place').doUpdateSet({ version: sql`taught_places.version + 1`, left_at: null }),
          )
          .execute();
        return work(trx, secret);
      }),
    );
}

export function createRows(now: () => number) {
  const find = async (trx: Transaction<Tables>, place: string, id: string): Promise<TaughtAnswer | undefined> => {
    const row = await trx
      .selectFrom('taught_answers')
      .selectAll()
      .where('place', '=', place)
      .where('id', '=', id)
      .executeTakeFirst();
    return row === undefined ? undefined : toAnswer(row);
  };
  return {
    find,
    count: async (trx: Transaction<Tables>, place: string): Promise<number> => {
      const { count } = await trx
        .selectFrom('taught_answers')
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .where('place', '=', place)
        .executeTakeFirstOrThrow();
      return Number(count);
    },
    put: async (trx: Transaction<Tables>, place: string, id: string, content: TaughtContent): Promise<void> => {
      const row = { content: encode(content), at: now() };
      await trx
        .insertInto('taught_answers')
        .values({ place, id, ...row })
        .onConflict((conflict) => conflict.columns(['place', 'id']).doUpdateSet(row))
        .execute();
    },
    note: async (
      trx: Transaction<Tables>,
      place: string,
      answer: string,
      what: Tables['taught_history']['change'],
      content: TaughtContent,
      person: string,
    ): Promise<void> => {
      const { last } = await trx
        .selectFrom('taught_history')
        .select(({ fn }) => fn.max('version').as('last'))
        .where('place', '=', place)
        .where('answer', '=', answer)
        .executeTakeFirstOrThrow();
      const version = Number(last ?? 0) + 1;
      await trx
        .insertInto('taught_history')
        .values({ place, answer, version, change: what, content: encode(content), person, at: now() })
        .execute();
      await trx
        .deleteFrom('taught_history')
        .where('place', '=', place)
        .where('answer', '=', answer)
        .where('version', '<=', version - mostVersions)
        .execute();
    },
  };
}

export function placeRow(db: Kysely<Tables>, place: string): Promise<Tables['taught_places'] | undefined> {
  return db.selectFrom('taught_places').selectAll().where('place', '=', place).executeTakeFirst();
}

export async function readDrafts(
  db: Kysely<Tables>,
  place: string,
  person: string,
  id?: string,
): Promise<readonly TaughtDraft[]> {
  const found = await db
    .selectFrom('taught_drafts')
    .selectAll()
    .where('place', '=', place)
    .$if(id !== undefined, (query) => query.where('id', '=', id ?? ''))
    .orderBy('at')
    .orderBy('id')
    .execute();
  return found.map((row) => ({
    id: row.id,
    answer: row.answer,
    content: decode(row.content),
    waiting: row.waiting === 1,
    own: row.person === person,
  }));
}

export function encode(content: TaughtContent): string {
  return JSON.stringify(content, (_, value: unknown) => (typeof value === 'string' ? storable(value) : value));
}

function decode(content: string): TaughtContent {
  return JSON.parse(content) as TaughtContent;
}

export function contentOf({ question, ways, answer, source, term }: TaughtContent): TaughtContent {
  return {
    question,
    ways,
    answer,
    ...(source === undefined ? {} : { source }),
    ...(term === undefined ? {} : { term }),
  };
}

export function toAnswer({ id, content, at }: Tables['taught_answers']): TaughtAnswer {
  return { ...decode(content), id, at: Number(at) };
}

export function toChange({ answer, version, change, content, person, at }: Tables['taught_history']): TaughtChange {
  return { answer, version, change, content: decode(content), by: person, at: Number(at) };
}
