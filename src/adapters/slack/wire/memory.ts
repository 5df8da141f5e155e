// What a process remembers for a while, in bounded memory: which posts it has answered, and what a thread is about. Other processes, and
// this one after a restart, do without.
import { LRUCache } from 'lru-cache';
import type { Target } from '../../../document/target.js';
import type { Clock } from '../../../ports.js';

/** Slack resends an event at once, after a minute and after five (docs.slack.dev/apis/events-api, "Retries"). */
const seenMs = 10 * 60_000;
const conversationMs = 24 * 60 * 60_000;
const maxSeen = 20_000;
const maxConversations = 5_000;

export type Memory = {
  /** Claims all keys; true if none was claimed before. */
  readonly claim: (keys: readonly string[]) => boolean;
  readonly contexts: Pick<LRUCache<string, Target>, 'get' | 'set'>;
};

export function createMemory(clock: Clock): Memory {
  const perf = { now: clock.now };
  const seen = new LRUCache<string, true>({ max: maxSeen, ttl: seenMs, perf });
  return {
    claim: (keys) => {
      const isNew = !keys.some((key) => seen.has(key));
      for (const key of keys) seen.set(key, true);
      return isNew;
    },
    contexts: new LRUCache<string, Target>({ max: maxConversations, ttl: conversationMs, perf }),
  };
}
