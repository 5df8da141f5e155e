// The digest: what was asked in a week, how much of it was answered, and what wasn't. Counts are stored by day, without words or people.
import type { Document } from '../document/nodes.js';
import type { EarlierVote, Gaps } from '../gaps/ports.js';
import type { Clock, Incoming, Logger, Origin, Reply, Vote } from '../ports.js';
import { digestDocument } from './documents.js';
import type { Count, Counts, Where } from './ports.js';
import { sumWeek } from './weeks.js';

type DigestParts = {
  readonly store: { readonly counts: Counts; readonly gaps: Pick<Gaps, 'top'> };
  /** An entry's title there; undefined if the entry no longer exists. */
  readonly titleOf: (where: Where, entry: string) => Promise<string | undefined>;
  readonly clock: Clock;
  readonly logger: Logger;
};

type Digest = {
  /** Counts an answer, or a vote, which replaces an earlier one; returns at once. */
  readonly note: (incoming: Incoming, reply: Reply) => void;
  readonly voted: (vote: Vote, earlier?: EarlierVote) => void;
  /** The weekly message. */
  readonly show: (where: Where) => Promise<Document>;
  /** Writes pending counts. Never rejects. */
  readonly settle: () => Promise<void>;
};

// Collects this long, so that many questions are one write.
const gatherMs = 2_000;
const dayMs = 86_400_000;
// If writing fails for long, further counts are dropped.
const mostGathered = 10_000;
// One statement holds some 32,000 values on SQLite.
const mostAtOnce = 500;
const mostGaps = 5;
const counted: readonly string[] = ['answered', 'suggested', 'unanswered'];
const asking: readonly string[] = ['question', 'diff', 'define', 'choose'];

export function createDigest({ store, titleOf, clock, logger }: DigestParts): Digest {
  const gathered = new Map<string, Where & Count>();
  let timer: NodeJS.Timeout | undefined;
  let writing = Promise.resolve();

  // Together: on SQLite the process waits for the disk with each write, and a write for each workspace kept everybody waiting for seconds.
  const write = async (): Promise<void> => {
    const all = [...gathered.values()];
    gathered.clear();
    for (let from = 0; from < all.length; from += mostAtOnce) {
      const some = all.slice(from, from + mostAtOnce);
      try {
        await store.counts.add(some);
      } catch (error) {
        logger.warn('counts_not_kept', { problem: error instanceof Error ? error.message : String(error) });
        for (const each of some) keep(each, each);
      }
    }
  };

  const settle = (): Promise<void> => {
    clearTimeout(timer);
    timer = undefined;
    writing = writing.then(write);
    return writing;
  };

  const keep = (where: Where, { day, what, count }: Count): void => {
    const key = JSON.stringify([where.platform, where.workspace, day, what]);
    const before = gathered.get(key);
    if (before === undefined && gathered.size >= mostGathered) return;
    const { platform, workspace } = where;
    gathered.set(key, { platform, workspace, day, what, count: (before?.count ?? 0) + count });
  };

  const add = ({ platform, workspace }: Origin, counts: readonly Count[]): void => {
    if (workspace === undefined || workspace === '') return;
    for (const each of counts) keep({ platform, workspace }, each);
    timer ??= setTimeout(() => void settle(), gatherMs).unref();
  };

  const show = async (where: Where): Promise<Document> => {
    await settle();
    const until = clock.now() + dayMs;
    const [from, before] = [until - 7 * dayMs, until - 14 * dayMs].map(dayOf) as [string, string];
    const [counts, gaps] = await Promise.all([
      store.counts.between({ platform: where.platform, workspace: where.workspace }, before, dayOf(until)),
      store.gaps.top({ platform: where.platform, workspace: where.workspace }, mostGaps),
    ]);
    const week = sumWeek(counts.filter(({ day }) => day >= from));
    const last = sumWeek(counts.filter(({ day }) => day < from));
    const shown = await Promise.all(
      week.entries.map(async ({ id, count }) => ({ title: (await titleOf(where, id)) ?? id, count })),
    );
    return digestDocument({ from, to: dayOf(until - dayMs), week, last, shown, gaps });
  };

  return {
    note: ({ from, type, again = false }, { outcome, entries }) => {
      if (again || !asking.includes(type) || !counted.includes(outcome)) return;
      const shown = outcome === 'answered' ? [...new Set(entries)].map((id) => `entry:${id}`) : [];
      const day = dayOf(clock.now());
      add(
        from,
        [outcome, ...shown].map((what) => ({ day, what, count: 1 })),
      );
    },
    // Each person has one vote per answer, counted on the day it was last cast; adding a reason isn't another vote.
    voted: ({ from, helpful }, earlier) => {
      const now = { day: dayOf(clock.now()), what: whatOf({ helpful }) };
      if (earlier === undefined) return add(from, [{ ...now, count: 1 }]);
      const before = { day: dayOf(earlier.at), what: whatOf(earlier) };
      if (before.day === now.day && before.what === now.what) return;
      add(from, [
        { ...before, count: -1 },
        { ...now, count: 1 },
      ]);
    },
    show,
    settle,
  };
}

function whatOf({ helpful }: Pick<Vote, 'helpful'>): string {
  return helpful ? 'helpful' : 'notHelpful';
}

function dayOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}
