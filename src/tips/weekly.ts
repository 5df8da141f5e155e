// Weekly posts: the digest and the quiz. They are schedules like those of tips, one of a kind per workspace, delivered by the same claims.
import { createHash } from 'node:crypto';
import { document, paragraph } from '../document/build.js';
import type { Clock, Place } from '../ports.js';
import type { Poster, Schedule, TipRule, TipStore, WeeklyKind } from './ports.js';
import { laneOf } from './scheduling.js';
import { nextDue } from './timing.js';
import { describeProblem, describeRule } from './words.js';

/** Where and when; a channel of '' is a private message to the owner. */
type Wish = { readonly place: Place; readonly owner: string; readonly rule: TipRule };

export type Weekly = {
  /** Sets a weekly post, replacing an earlier one; resolves with the reason if it can't. */
  readonly set: (kind: WeeklyKind, wish: Wish) => Promise<string | undefined>;
  readonly find: (kind: WeeklyKind, of: Pick<Place, 'platform' | 'workspace'>) => Promise<Schedule | undefined>;
  /** Stops it; resolves with whether there was one. */
  readonly stop: (kind: WeeklyKind, of: Pick<Place, 'platform' | 'workspace'>) => Promise<boolean>;
};

type WeeklyParts = {
  readonly store: TipStore;
  readonly posters: ReadonlyMap<string, Poster>;
  readonly clock: Clock;
  /** Checks what is due. */
  readonly wake: () => void;
};

// At least a week between two, less the hour that clocks move in spring.
const leastPauseMs = 6.5 * 86_400_000;
const idLength = 12;

const names: Readonly<Record<WeeklyKind, string>> = { digest: 'digest', quiz: 'quiz question' };

export function createWeekly({ store, posters, clock, wake }: WeeklyParts): Weekly {
  const problemOf = async (kind: WeeklyKind, { place, rule }: Wish): Promise<string | undefined> => {
    const poster = posters.get(place.platform);
    if (poster === undefined) return 'I cannot post on this platform now.';
    if (place.channel === '') return undefined;
    const problem = await poster.postProblem(place);
    if (problem === undefined) return undefined;
    if (problem === 'unknown') return 'I could not look at that channel just now. Try again in a minute.';
    if (problem !== 'untold') return describeProblem(problem);
    // If the platform doesn't say beforehand whether the bot may post, a message to the channel finds out.
    const word = document([paragraph(`A ${names[kind]} comes here ${describeRule(rule)}.`)]);
    const posted = await poster.post(place, word, `${idOf(kind, place)}:set`);
    if (posted.type === 'sent') return undefined;
    if (posted.type === 'refused') return describeProblem(posted.reason);
    return 'I could not reach the channel. Try again in a minute.';
  };

  return {
    set: async (kind, wish) => {
      const { place, owner, rule } = wish;
      const id = idOf(kind, place);
      const before = (await store.list(place, kind)).find((each) => each.id === id);
      const isSame = before?.next !== undefined && before.channel === place.channel;
      const problem = isSame ? undefined : await problemOf(kind, wish);
      if (problem !== undefined) return problem;
      const last = await store.lastDue(id);
      const createdAt = Math.max(clock.now(), last === undefined ? 0 : last + leastPauseMs);
      const next = nextDue(rule, createdAt);
      if (next === undefined) return 'That names no day.';
      const lane = laneOf(place, posters.get(place.platform));
      await store.put({ id, kind, ...place, ...rule, owner, lane, topics: [], createdAt, next });
      wake();
      return undefined;
    },
    find: async (kind, of) => (await store.list(of, kind)).find(isOn),
    // The row stays without a next time, so that turning it on again doesn't repeat this week's post.
    stop: async (kind, of) => {
      const on = (await store.list(of, kind)).find(isOn);
      if (on === undefined) return false;
      const { next: _, paused: __, ...off } = on;
      await store.put(off);
      return true;
    },
  };
}

function isOn({ next, paused }: Schedule): boolean {
  return next !== undefined || paused !== undefined;
}

// Stable, so that decisions about its days still hold when it is set again.
function idOf(kind: WeeklyKind, { platform, workspace }: Pick<Place, 'platform' | 'workspace'>): string {
  return `${kind}-${createHash('sha256').update(`${platform}:${workspace}`).digest('hex').slice(0, idLength)}`;
}
