// The store's interface. Types only.

import type { AnswerLinks, SharedEvents } from '../adapters/shared/ports.js';
import type { Counts } from '../digest/ports.js';
import type { Feedback, Gaps, People } from '../gaps/ports.js';
import type { Installations } from '../ports.js';
import type { TaughtStore } from '../taught/ports.js';
import type { TipStore } from '../tips/ports.js';

/**
 * What must survive a restart. Every call rejects with an AppError (`store`) if the database can't be used; nothing is half-written then,
 * and the next call retries. People are stored as a keyed hash of their id, never as the id or a name.
 */
export type Store = {
  readonly installations: Installations;
  readonly feedback: Feedback;
  readonly gaps: Gaps;
  readonly people: People;
  readonly tips: TipStore;
  readonly events: SharedEvents;
  readonly answers: AnswerLinks;
  readonly taught: TaughtStore;
  readonly counts: Counts;
  /** Whether the database was writable recently; resolves within about a second, never rejects. */
  readonly health: () => Promise<StoreHealth>;
  /** Waits for pending work, then closes the database. */
  readonly close: () => Promise<void>;
};

/** `problem` is one line for people, without secrets. */
export type StoreHealth = { readonly ok: boolean; readonly problem?: string };
