// Votes: one per person and answer.
import { sql } from 'kysely';
import { encodeTarget } from '../document/target.js';
import type { Feedback } from '../gaps/ports.js';
import type { Access } from './access.js';
import { hashPerson, hashQuestion } from './hash.js';
import { placeOf } from './place.js';
import { storable } from './words.js';

export function createFeedback({ read, write, now }: Access): Feedback {
  return {
    put: ({ from, about, helpful, reason }, asked) =>
      write(async (db, secret) => {
        const isGap = !helpful && asked !== undefined;
        const [person, answer] = [hashPerson(secret, from), answerOf(secret, encodeTarget(about))];
        const earlier = await db
          .selectFrom('feedback')
          .select(['helpful', 'at'])
          .where('person', '=', person)
          .where('answer', '=', answer)
          .where('place', '=', placeOf(from))
          .executeTakeFirst();
        await db
          .insertInto('feedback')
          .values({
            person,
            answer,
            helpful: helpful ? 1 : 0,
            reason: reason === undefined ? null : storable(reason),
            gap: isGap ? hashQuestion(secret, asked.key) : null,
            words: isGap ? storable(asked.words) : null,
            place: placeOf(from),
            at: now(),
          })
          .onConflict((conflict) =>
            conflict.columns(['person', 'answer']).doUpdateSet({
              helpful: sql`excluded.helpful`,
              reason: sql`case when excluded.helpful = feedback.helpful
                then coalesce(excluded.reason, feedback.reason) else excluded.reason end`,
              gap: sql`excluded.gap`,
              words: sql`excluded.words`,
              place: sql`excluded.place`,
              at: sql`excluded.at`,
            }),
          )
          .execute();
        return earlier === undefined ? undefined : { helpful: earlier.helpful === 1, at: Number(earlier.at) };
      }),
    tally: (about) =>
      read(async (db, secret) => {
        const rows = await db
          .selectFrom('feedback')
          .select(['helpful', ({ fn }) => fn.countAll<number>().as('people')])
          .where('answer', '=', answerOf(secret, encodeTarget(about)))
          .groupBy('helpful')
          .execute();
        const peopleWho = (said: number) => rows.find(({ helpful }) => helpful === said)?.people ?? 0;
        return { helpful: peopleWho(1), notHelpful: peopleWho(0) };
      }),
  };
}

// An answer without an entry is identified by its question, whose words must not be stored.
function answerOf(secret: string, code: string): string {
  return code.startsWith('q:') ? hashQuestion(secret, code) : code;
}
