// Which channel each thread is in, as Discord told in passing: a message in a thread does not say so itself.
import { LRUCache } from 'lru-cache';
import * as v from 'valibot';

// Some hundred bytes each.
const maxThreads = 20_000;

const thread = v.looseObject({ id: v.string(), parent_id: v.string() });
const bearing = v.looseObject({ threads: v.array(v.unknown()) });

export type Threads = {
  /** Takes note of the threads that an event tells of. */
  readonly note: (name: string, data: unknown) => void;
  readonly parentOf: (channel: string) => string | undefined;
};

export function createThreads(): Threads {
  const parents = new LRUCache<string, string>({ max: maxThreads });
  const keep = (data: unknown): void => {
    if (v.is(thread, data)) parents.set(data.id, data.parent_id);
  };
  return {
    note: (name, data) => {
      if (name === 'THREAD_CREATE' || name === 'THREAD_UPDATE') keep(data);
      if ((name === 'GUILD_CREATE' || name === 'THREAD_LIST_SYNC') && v.is(bearing, data)) data.threads.forEach(keep);
    },
    parentOf: (channel) => parents.get(channel),
  };
}
