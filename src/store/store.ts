// The store: what must survive a restart, on SQLite or PostgreSQL. One file per area.

import { type AccessParts, createAccess } from './access.js';
import { createAnswerLinks } from './answers.js';
import { createCounts } from './counts.js';
import { createEvents } from './events.js';
import { createFeedback } from './feedback.js';
import { createGaps } from './gaps.js';
import { createInstallations } from './installations.js';
import { createPeople } from './people.js';
import type { Store } from './ports.js';
import { createSeal } from './seal.js';
import { createTaught } from './taught.js';
import { createTipStore } from './tips.js';

/** `key` has 32 bytes and encrypts tokens; without it they are stored in plain text. */
type StoreParts = AccessParts & { readonly key?: Uint8Array | undefined };

/** Lazy: the first call opens the database and updates its schema. */
export function createStore({ key, ...parts }: StoreParts): Store {
  const { health, close, ...access } = createAccess(parts);
  const { gaps, settled } = createGaps(access);
  const links = createAnswerLinks(access);
  return {
    installations: createInstallations(access, createSeal(key)),
    feedback: createFeedback(access),
    gaps,
    people: createPeople(access, settled),
    tips: createTipStore(access),
    events: createEvents(access),
    answers: links.answers,
    taught: createTaught(access),
    counts: createCounts(access),
    health,
    close: async () => {
      await Promise.all([settled(), links.settled()]);
      await close();
    },
  };
}
