// Posts a claimed tip and determines the outcome. A tip whose outcome is unknown is not posted again: none is better than two.
import { assertNever, type Document } from '../document/nodes.js';
import type { Clock, Logger } from '../ports.js';
import type { Lanes } from './lanes.js';
import type { Poster, PostProblem, Schedule, TipClaim, TipOutcome, TipStore } from './ports.js';
import { pausedDocument } from './words.js';

/** A later tip is not posted any more. */
export const windowMs = 2 * 3_600_000;
const firstBackoffMs = 15_000;
// Discord recognises a repeated post by its nonce for a few minutes, so the next try must come before that.
const longestBackoffMs = 120_000;

/** Draws what a schedule posts: a tip, or something of another kind. */
export type Show = (tip: string, schedule: Schedule) => Document | Promise<Document>;

type PostingParts = {
  readonly store: Pick<TipStore, 'pause'>;
  readonly posters: ReadonlyMap<string, Poster>;
  readonly show: Show;
  readonly lanes: Pick<Lanes, 'rest' | 'noteRefusal'>;
  readonly clock: Clock;
  readonly logger: Logger;
};

/** Posts a tip that this process has claimed. Rejects only if the store fails. */
export function createPosting({ store, posters, show, lanes, clock, logger }: PostingParts) {
  const pause = async (poster: Poster, schedule: Schedule, reason: PostProblem): Promise<void> => {
    const { id, workspace, owner } = schedule;
    if (!(await store.pause(id, reason))) return;
    // There is nobody to tell if the owner asked to be forgotten.
    const told = owner === '' ? undefined : await poster.tell(workspace, owner, pausedDocument(schedule, reason));
    logger.warn('tip_schedule_paused', { schedule: id, reason, ownerTold: told?.type === 'sent' });
  };

  return async ({ schedule, due, tip, attempts }: TipClaim): Promise<TipOutcome> => {
    const { id, platform, workspace, channel, lane, owner } = schedule;
    const fields = { schedule: id, day: due.day, tip };
    const poster = posters.get(platform);
    if (poster === undefined) return { type: 'failed' };
    // A tip is posted in the same tick, so that nothing comes between its claim and its post.
    const made = show(tip, schedule);
    const shown = made instanceof Promise ? await made : made;
    const key = `${id}:${due.day}`;
    // Without a channel it is for the owner alone, who may have asked to be forgotten.
    if (channel === '' && owner === '') return { type: 'failed' };
    const posted =
      channel === ''
        ? await poster.tell(workspace, owner, shown, key)
        : await poster.post({ platform, workspace, channel }, shown, key);
    switch (posted.type) {
      case 'sent':
        logger.info('tip_sent', { ...fields, lateMs: clock.now() - due.at });
        return { type: 'sent', ...(posted.message === undefined ? {} : { message: posted.message }) };
      case 'unknown':
        logger.warn('tip_unconfirmed', fields);
        return { type: 'unconfirmed' };
      case 'failed': {
        const { retryAfterMs = 0 } = posted;
        if (retryAfterMs > 0) lanes.rest(lane, retryAfterMs);
        const retryAt = clock.now() + Math.max(retryAfterMs, backoffMs(attempts));
        const isOver = retryAt >= due.at + windowMs;
        logger.warn(isOver ? 'tip_failed' : 'tip_retried_later', { ...fields, attempts: attempts + 1 });
        return isOver ? { type: 'failed' } : { type: 'waiting', retryAt };
      }
      case 'refused':
        lanes.noteRefusal(lane);
        logger.warn('tip_refused', { ...fields, reason: posted.reason });
        await pause(poster, schedule, posted.reason);
        return { type: 'failed' };
      default:
        return assertNever(posted);
    }
  };
}

function backoffMs(attempts: number): number {
  return Math.min(longestBackoffMs, firstBackoffMs * 2 ** attempts);
}
