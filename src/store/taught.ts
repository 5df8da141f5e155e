// What workspaces taught: answers, drafts and history. Each change counts the workspace's version up, by which other processes see it.
import { isDeepStrictEqual } from 'node:util';
import { type Kysely, sql, type Transaction } from 'kysely';
import type { TaughtAnswer, TaughtChange, TaughtContent, TaughtDraft, TaughtStore } from '../taught/ports.js';
import type { Access } from './access.js';
import { hashPerson } from './hash.js';
import { placeOf } from './place.js';
import type { Tables } from './schema.js';
import { storable } from './words.js';

/** How many answers a workspace may have. */
export const mostAnswers = 500;
// Of each answer, so that editing for years fills nothing.
const mostVersions = 50;

export function createTaught({ read, write, now }: Access): TaughtStore {
  /** Changes of a workspace happen one after the other, in all processes: its row is locked first. */
  const change = <T>(place: string, work: (trx: Transaction<Tables>, secret: string) => Promise<T>): Promise<T> =>
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
  const rows = createRows(now);

  return {
    version: (of) => read(async (db) => Number((await placeRow(db, placeOf(of)))?.version ?? 0)),
    read: (of) =>
      read(async (db) => {
        // First the version: what changes meanwhile is read again.
        const row = await placeRow(db, placeOf(of));
        const answers = await db
          .selectFrom('taught_answers')
          .selectAll()
          .where('place', '=', placeOf(of))
          .orderBy('at')
          .orderBy('id')
          .execute();
        const settings = row?.settings ?? null;
        return {
          version: Number(row?.version ?? 0),
          answers: answers.map(toAnswer),
          ...(settings === null ? {} : { settings }),
        };
      }),
    putDraft: (of, from, { id, answer, content }) =>
      write(async (db, secret) => {
        const row = { content: encode(content), person: hashPerson(secret, from), waiting: 0, at: now() };
        await db
          .insertInto('taught_drafts')
          .values({ place: placeOf(of), id, answer, ...row })
          .onConflict((conflict) => conflict.columns(['place', 'id']).doUpdateSet(row))
          .execute();
      }),
    draft: (of, from, id) =>
      read(async (db, secret) => (await readDrafts(db, placeOf(of), hashPerson(secret, from), id))[0]),
    waiting: (of, from) =>
      read(async (db, secret) => {
        const drafts = await readDrafts(db, placeOf(of), hashPerson(secret, from));
        return drafts.filter(({ waiting }) => waiting);
      }),
    discard: (of, id) =>
      write(async (db) => {
        const { numDeletedRows } = await db
          .deleteFrom('taught_drafts')
          .where('place', '=', placeOf(of))
          .where('id', '=', id)
          .executeTakeFirst();
        return numDeletedRows > 0n;
      }),
    save: (of, from, id, second) =>
      change(placeOf(of), async (trx, secret) => {
        const place = placeOf(of);
        const person = hashPerson(secret, from);
        const [draft] = await readDrafts(trx, place, person, id);
        if (draft === undefined) return { type: 'gone' };
        if (second && draft.own) {
          if (draft.waiting) return { type: 'own' };
          await trx
            .updateTable('taught_drafts')
            .set({ waiting: 1 })
            .where('place', '=', place)
            .where('id', '=', id)
            .execute();
          return { type: 'waiting' };
        }
        const known = await rows.find(trx, place, draft.answer);
        if (known === undefined && (await rows.count(trx, place)) >= mostAnswers) return { type: 'full' };
        await trx.deleteFrom('taught_drafts').where('place', '=', place).where('id', '=', id).execute();
        await rows.put(trx, place, draft.answer, draft.content);
        await rows.note(trx, place, draft.answer, known === undefined ? 'taught' : 'changed', draft.content, person);
        return { type: 'saved', answer: { ...draft.content, id: draft.answer, at: now() }, isNew: known === undefined };
      }),
    remove: (of, from, id) =>
      change(placeOf(of), async (trx, secret) => {
        const place = placeOf(of);
        const known = await rows.find(trx, place, id);
        if (known === undefined) return undefined;
        await trx.deleteFrom('taught_answers').where('place', '=', place).where('id', '=', id).execute();
        await rows.note(trx, place, id, 'removed', contentOf(known), hashPerson(secret, from));
        return known;
      }),
    history: (of, limit, id) =>
      read(async (db) => {
        const found = await db
          .selectFrom('taught_history')
          .selectAll()
          .where('place', '=', placeOf(of))
          .$if(id !== undefined, (query) => query.where('answer', '=', id ?? ''))
          .orderBy('at', 'desc')
          .orderBy('version', 'desc')
          .orderBy('answer')
          .limit(limit)
          .execute();
        return found.map(toChange);
      }),
    restore: (of, from, id, version) =>
      change(placeOf(of), async (trx, secret) => {
        const place = placeOf(of);
        const past = await trx
          .selectFrom('taught_history')
          .selectAll()
          .where('place', '=', place)
          .where('answer', '=', id)
          .where('version', '=', version)
          .executeTakeFirst();
        if (past === undefined) return { type: 'gone' };
        const known = await rows.find(trx, place, id);
        if (known === undefined && (await rows.count(trx, place)) >= mostAnswers) return { type: 'full' };
        const { content } = toChange(past);
        await rows.put(trx, place, id, content);
        await rows.note(trx, place, id, 'restored', content, hashPerson(secret, from));
        return { type: 'saved', answer: { ...content, id, at: now() }, isNew: known === undefined };
      }),
    take: (of, answers) =>
      change(placeOf(of), async (trx) => {
        const place = placeOf(of);
        let changed = 0;
        for (const answer of answers) {
          const known = await rows.find(trx, place, answer.id);
          const content = contentOf(answer);
          if (known !== undefined && isDeepStrictEqual(contentOf(known), content)) continue;
          if (known === undefined && (await rows.count(trx, place)) >= mostAnswers) break;
          await rows.put(trx, place, answer.id, content);
          await rows.note(trx, place, answer.id, 'imported', content, '');
          changed += 1;
        }
        return changed;
      }),
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
    left: async (of, isGone) => {
      // A process that starts hears of every server that has the bot.
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

function createRows(now: () => number) {
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

function placeRow(db: Kysely<Tables>, place: string): Promise<Tables['taught_places'] | undefined> {
  return db.selectFrom('taught_places').selectAll().where('place', '=', place).executeTakeFirst();
}

async function readDrafts(
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

function encode(content: TaughtContent): string {
  return JSON.stringify(content, (_, value: unknown) => (typeof value === 'string' ? storable(value) : value));
}

function decode(content: string): TaughtContent {
  return JSON.parse(content) as TaughtContent;
}

function contentOf({ question, ways, answer, source, term }: TaughtContent): TaughtContent {
  return {
    question,
    ways,
    answer,
    ...(source === undefined ? {} : { source }),
    ...(term === undefined ? {} : { term }),
  };
}

function toAnswer({ id, content, at }: Tables['taught_answers']): TaughtAnswer {
  return { ...decode(content), id, at: Number(at) };
}

function toChange({ answer, version, change, content, person, at }: Tables['taught_history']): TaughtChange {
  return { answer, version, change, content: decode(content), by: person, at: Number(at) };
}
