// Drafts of taught answers, until they are saved or discarded.
import type { TaughtStore } from '../taught/ports.js';
import type { Access } from './access.js';
import { hashPerson } from './hash.js';
import { placeOf } from './place.js';
import { type Change, createRows, encode, mostAnswers, readDrafts } from './taught-rows.js';

type Drafts = Pick<TaughtStore, 'putDraft' | 'draft' | 'waiting' | 'discard' | 'save'>;

export function createTaughtDrafts({ read, write, now }: Access, change: Change): Drafts {
  const rows = createRows(now);
  return {
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
  };
}
