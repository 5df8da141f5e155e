// Identifies where something was said, so that whoever manages one place sees only what was asked there.
import type { Origin } from '../ports.js';

/** A workspace of a platform; empty if there is none, as in direct messages. */
export function placeOf({ platform, workspace }: Pick<Origin, 'platform' | 'workspace'>): string {
  return workspace === undefined ? '' : `${platform}:${workspace}`;
}
