// Keyed hashes with the database's secret: the same person or question gets the same hash, which doesn't reveal who or what it is.
import { createHmac } from 'node:crypto';
import type { Origin } from '../ports.js';

/**
 * A person. The workspace isn't included, so that somebody can ask to be forgotten anywhere. Empty if the person is unknown (the
 * playground).
 */
export function hashPerson(secret: string, { platform, user }: Origin): string {
  return user === undefined ? '' : hash(secret, `person:${platform}:${user}`);
}

/** Identifies questions that ask the same. */
export function hashQuestion(secret: string, key: string): string {
  return hash(secret, `question:${key}`);
}

// 128 bits: no collisions within a database, and short enough for a button.
const characters = 22;

function hash(secret: string, text: string): string {
  return createHmac('sha256', secret).update(text).digest('base64url').slice(0, characters);
}
