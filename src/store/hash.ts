// Hashes with the secret of the database: the same person, or the same question, is found again, but nobody can tell who or what.
import { createHmac } from 'node:crypto';
import type { Origin } from '../ports.js';

/**
 * A person. The workspace is no part of it: who wants to be forgotten may say so anywhere. Empty where nobody is known (the
 * playground).
 */
export function hashPerson(secret: string, { platform, user }: Origin): string {
  return user === undefined ? '' : hash(secret, `person:${platform}:${user}`);
}

/** Questions that ask the same. */
export function hashQuestion(secret: string, key: string): string {
  return hash(secret, `question:${key}`);
}

// 128 bits: no two things of one database share it, and it fits into a button.
const characters = 22;

function hash(secret: string, text: string): string {
  return createHmac('sha256', secret).update(text).digest('base64url').slice(0, characters);
}
