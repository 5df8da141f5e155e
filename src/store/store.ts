// The store: what must survive a restart, on SQLite or PostgreSQL, one area a file.
import type { Store } from '../ports.js';
import { type AccessParts, createAccess } from './access.js';
import { createFeedback } from './feedback.js';
import { createGaps } from './gaps.js';
import { createInstallations } from './installations.js';
import { createPeople } from './people.js';
import { createTipStore } from './tips.js';

/** Opens nothing yet: the database is opened, and its schema brought up to date, by the first call. */
export function createStore(parts: AccessParts): Store {
  const { health, close, ...access } = createAccess(parts);
  return {
    installations: createInstallations(access),
    feedback: createFeedback(access),
    gaps: createGaps(access),
    people: createPeople(access),
    tips: createTipStore(access),
    health,
    close,
  };
}
