// Links people's messages to the bot's answers: only ids, kept for as long as an edit or a deletion may follow.
import { sql } from 'kysely';
import type { AnswerLinks } from '../adapters/shared/ports.js';
import type { Access } from './access.js';
import { createGather } from './gather.js';

const keptMs = 7 * 24 * 60 * 60_000;
const purgeEveryMs = 60 * 60_000;

type AnswerRow = {
  readonly platform: string;
  readonly question: string;
  readonly channel: string;
  readonly answers: string;
  readonly asked: string;
};

export function createAnswerLinks({ read, write, now }: Access): {
  readonly answers: AnswerLinks;
  readonly settled: () => Promise<void>;
} {
  let purgedAt = Number.NEGATIVE_INFINITY;
  const { add, settled } = createGather<AnswerRow>((rows) =>
    write(async (db) => {
      const at = now();
      // Only the latest of several for one question: a statement must not change a row twice.
      const latest = new Map(rows.map((row) => [JSON.stringify([row.platform, row.question]), { ...row, at }]));
      await db
        .insertInto('answers')
        .values([...latest.values()])
        .onConflict((conflict) =>
          conflict.columns(['platform', 'question']).doUpdateSet({
            channel: sql`excluded.channel`,
            answers: sql`excluded.answers`,
            asked: sql`excluded.asked`,
            at: sql`excluded.at`,
          }),
        )
        .execute();
      if (at - purgedAt < purgeEveryMs) return;
      purgedAt = at;
      await db
        .deleteFrom('answers')
        .where('at', '<', at - keptMs)
        .execute();
    }),
  );
  return {
    settled,
    answers: {
      put: (platform, question, { channel, answers, asked }) =>
        add({ platform, question, channel, answers: JSON.stringify(answers), asked }),
      find: (platform, questions) =>
        read(async (db) => {
          const rows = await db
            .selectFrom('answers')
            .select(['question', 'channel', 'answers', 'asked'])
            .where('platform', '=', platform)
            .where('question', 'in', [...questions])
            .where('at', '>=', now() - keptMs)
            .execute();
          return new Map(
            rows.map(({ question, channel, asked, ...row }) => [
              question,
              { channel, asked, answers: JSON.parse(row.answers) as readonly string[] },
            ]),
          );
        }),
    },
  };
}
