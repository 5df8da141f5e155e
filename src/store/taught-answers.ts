// A workspace's answers and their history.
import { isDeepStrictEqual } from 'node:util';
import type { TaughtStore } from '../taught/ports.js';
import type { Access } from './access.js';
import { hashPerson } from './hash.js';
import { placeOf } from './place.js';
import { type Change, contentOf, createRows, mostAnswers, placeRow, toAnswer, toChange } from './taught-rows.js';

type TaughtReading = Pick<TaughtStore, 'version' | 'read' | 'history'>;
type TaughtChanging = Pick<TaughtStore, 'remove' | 'restore' | 'take'>;

export function createTaughtAnswers(access: Access, change: Change): TaughtReading & TaughtChanging {
  return { ...createReading(access), ...createChanging(access, change) };
}

function createReading({ read }: Access): TaughtReading {
  return {
    version: (of) => read(async (db) => Number((await placeRow(db, placeOf(of)))?.version ?? 0)),
    read: (of) =>
      read(async (db) => {
        // The version first: a change during the reading is then read again.
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
  };
}

function createChanging({ now }: Access, change: Change): TaughtChanging {
  const rows = createRows(now);
  return {
    remove: (of, from, id) =>
      change(placeOf(of), async (trx, secret) => {
        const place = placeOf(of);
        const known = await rows.find(trx, place, id);
        if (known === undefined) return undefined;
        await trx.deleteFrom('taught_answers').where('place', '=', place).where('id', '=', id).execute();
        await rows.note(trx, place, id, 'removed', contentOf(known), hashPerson(secret, from));
        return known;
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
  };
}
