// Rate limits: how many public messages a person, a channel and a workspace may cause per minute, so that nobody drowns out the others.
import { RateLimiterMemory } from 'rate-limiter-flexible';
import type { Origin } from './ports.js';

/** Counts a message and says whether it is within the limits. */
export type Allow = (from: Origin) => Promise<boolean>;

const windowS = 60;

type Limits = { readonly user: number; readonly channel: number; readonly workspace: number };

/** How often people are told about a limit: a flood must not become a flood of notices. */
export const noticeLimits: Limits = { user: 2, channel: 10, workspace: 30 };

/** Limits by person, channel and workspace; 0 means no limit. Each process counts separately. */
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

/** One limit for everybody, for when people are unknown. */
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
