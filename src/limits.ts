// How many messages for everybody one person, one channel and one workspace may cause in a minute, so that nobody can drown out the others.
import { RateLimiterMemory } from 'rate-limiter-flexible';
import type { Origin } from './ports.js';

/** Whether one more message for somebody there is within the limits; it counts the message. */
export type Allow = (from: Origin) => Promise<boolean>;

const windowS = 60;

export type Limits = { readonly user: number; readonly channel: number; readonly workspace: number };

/** How often somebody is told that it is too much: a flood must not become one of notices. */
export const noticeLimits: Limits = { user: 2, channel: 10, workspace: 30 };

/** Limits by person, channel and workspace; 0 is no limit. Each process counts for itself. */
export function createLimits({ user, channel, workspace: all }: Limits): Allow {
  const byUser = createLimit(user);
  const byChannel = createLimit(channel);
  const byWorkspace = createLimit(all);
  return async ({ platform, workspace, user: person, channel: place }) => {
    const prefix = `${platform}:${workspace ?? ''}`;
    return (
      (await byUser(prefix, person)) && (await byChannel(prefix, place)) && (await byWorkspace(platform, workspace))
    );
  };
}

/** A limit for all together, as where nobody is known. */
export function createTotalLimit(perMinute: number): Allow {
  const allow = createLimit(perMinute);
  return () => allow('all', '');
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
