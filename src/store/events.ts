// Claims of events: several processes share a platform's traffic, and each event is for one of them.

import type { SharedEvents } from '../adapters/shared/ports.js';
import type { Access } from './access.js';

/** Slack resends an event at once, after a minute and after five (docs.slack.dev/apis/events-api, "Retries"). */
const keptMs = 60 * 60_000;
const purgeEvery = 200;

export function createEvents({ write, now }: Access): SharedEvents {
  let taken = 0;
  return {
    take: (id) =>
      write(async (db) => {
        const at = now();
        taken += 1;
        if (taken % purgeEvery === 0)
          await db
            .deleteFrom('events')
            // Includes rows written by a clock that ran ahead.
            .where(({ or, eb }) => or([eb('at', '<', at - keptMs), eb('at', '>', at + keptMs)]))
            .execute();
        const { numInsertedOrUpdatedRows = 0n } = await db
          .insertInto('events')
          .values({ id, at })
          .onConflict((conflict) => conflict.column('id').doNothing())
          .executeTakeFirstOrThrow();
        return numInsertedOrUpdatedRows === 1n;
      }),
  };
}
