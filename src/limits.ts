// How many questions one person and one channel may ask in a minute, so that nobody can drown out the others.
import { RateLimiterMemory } from 'rate-limiter-flexible';
import type { Origin } from './ports.js';

/** Whether one more question from there is within the limits; it counts the question. */
export type Allow = (from: Origin) => Promise<boolean>;

const windowS = 60;

/** Limits by person and by channel; 0 is no limit. Each process counts for itself. */
export function createLimits({ user, channel }: { readonly user: number; readonly channel: number }): Allow {
  const byUser = createLimit(user);
  const byChannel = createLimit(channel);
  return async ({ platform, workspace = '', user: person, channel: place }) => {
    const prefix = `${platform}:${workspace}`;
    return (await byUser(prefix, person)) && (await byChannel(prefix, place));
  };
}

function createLimit(points: number): (prefix: string, id: string | undefined) => Promise<boolean> {
  if (points === 0) return async () => true;
  const limiter = new RateLimiterMemory({ points, duration: windowS });
  return async (prefix, id) => {
    if (id === undefined) return true;
    return limiter.consume(`${prefix}:${id}`).then(
      () => true,
      () => false,
    );
  };
}
