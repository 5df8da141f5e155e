// Lanes: a lane is a group of channels that share a platform's rate limit. Nothing is claimed from a resting lane.
import type { Clock } from '../ports.js';

/** The period of a pace, in milliseconds. */
export const paceMs = 1_000;
// Discord bans an IP address after 10,000 refused requests in ten minutes, and telling the owner may be refused too.
const mostRefused = 250;
const minuteMs = 60_000;

export type Lanes = ReturnType<typeof createLanes>;

export function createLanes(clock: Clock) {
  const resting = new Map<string, number>();
  const refusals = new Map<string, { readonly since: number; count: number }>();

  const rest = (lane: string, ms: number): void => {
    const until = clock.now() + ms;
    resting.set(lane, Math.max(until, resting.get(lane) ?? until));
  };

  return {
    rest,
    /** Counts a refused post: too many within a minute make the lane rest for the remainder of it. */
    noteRefusal: (lane: string): void => {
      const now = clock.now();
      const known = refusals.get(lane);
      const current = known !== undefined && now - known.since < minuteMs ? known : { since: now, count: 0 };
      current.count += 1;
      refusals.set(lane, current);
      if (current.count >= mostRefused) rest(lane, current.since + minuteMs - now);
    },
    resting: (): readonly string[] => {
      const now = clock.now();
      for (const [lane, until] of resting) if (until <= now) resting.delete(lane);
      return [...resting.keys()];
    },
    /** How long until the first busy lane is free; undefined if none is busy. */
    soonestMs: (): number | undefined => {
      const now = clock.now();
      const paced = [...resting.values()].map((until) => until - now).filter((ms) => ms <= paceMs);
      return paced.length === 0 ? undefined : Math.min(...paced);
    },
    /** For a clock that was set back: earlier records are meaningless. */
    clear: (): void => {
      resting.clear();
      refusals.clear();
    },
  };
}
