// Replans schedules. Days already decided stay as they are.
import type { Clock, Logger } from '../ports.js';
import type { Due, Schedule, TipStore } from './ports.js';
import { windowMs } from './posting.js';
import { nextDue } from './timing.js';

type PlanningParts = {
  readonly store: Pick<TipStore, 'page' | 'pause' | 'move'>;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly wait: (ms: number) => Promise<void>;
};

const pageSize = 50;
const dayMs = 86_400_000;

/** Replans every schedule: time-zone rules may have changed (they come with Node), or the clock was set back. */
export function createRefresh({ store, clock, logger, wait }: PlanningParts): () => Promise<void> {
  /** The next due time; `broken`, and paused, if this Node doesn't know the time zone. */
  const planned = async (
    schedule: Schedule,
    now: number,
    decided: readonly string[],
  ): Promise<Due | undefined | 'broken'> => {
    try {
      return nextDue(schedule, Math.max(now - windowMs, schedule.createdAt), new Set(decided));
    } catch {
      if (await store.pause(schedule.id, 'broken')) logger.error('tip_schedule_broken', { schedule: schedule.id });
      return 'broken';
    }
  };

  return async () => {
    const now = clock.now();
    const since = new Date(now - 3 * dayMs).toISOString().slice(0, 10);
    let moved = 0;
    for (let after: string | undefined = ''; after !== undefined; ) {
      const page = await store.page(after, since, pageSize);
      for (const { schedule, decided } of page) {
        // The next round writes off late tips, and logs that.
        if (schedule.next === undefined || schedule.next.at <= now - windowMs) continue;
        const next = await planned(schedule, now, decided);
        if (next === 'broken' || isSame(next, schedule.next)) continue;
        await store.move(schedule, next);
        moved += 1;
      }
      after = page.length < pageSize ? undefined : page.at(-1)?.schedule.id;
      await wait(0);
    }
    if (moved > 0) logger.info('tips_planned_anew', { schedules: moved });
  };
}

function isSame(a: Due | undefined, b: Due): boolean {
  return a?.at === b.at && a.day === b.day;
}
