// Where something was said, so that those who manage one place see what was asked there and nowhere else.
import type { Origin } from '../ports.js';

/** A workspace of a platform; empty where there is none, as in direct messages. */
export function placeOf({ platform, workspace }: Pick<Origin, 'platform' | 'workspace'>): string {
  return workspace === undefined ? '' : `${platform}:${workspace}`;
}
