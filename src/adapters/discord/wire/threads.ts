// Remembers each thread's channel and title from passing events: a message in a thread doesn't include them.
import { Routes } from 'discord.js';
import { LRUCache } from 'lru-cache';
import * as v from 'valibot';
import type { ForumPost } from '../in/post.js';
import type { Api } from './api.js';

// A few hundred bytes each.
const maxThreads = 20_000;
const maxForums = 1_000;
// Tags are seldom renamed.
const tagsKeptMs = 60 * 60_000;

const strings = v.fallback(v.optional(v.array(v.string())), undefined);
const thread = v.looseObject({
  id: v.string(),
  parent_id: v.string(),
  name: v.optional(v.string(), ''),
  applied_tags: strings,
});
const bearing = v.looseObject({ threads: v.array(v.unknown()) });
const forum = v.looseObject({
  available_tags: v.fallback(v.optional(v.array(v.looseObject({ id: v.string(), name: v.string() }))), undefined),
});

type Thread = v.InferOutput<typeof thread>;

export type Threads = {
  /** Notes the threads that an event mentions. */
  readonly note: (name: string, data: unknown) => void;
  readonly parentOf: (channel: string) => string | undefined;
  /** The forum of a post; asks Discord if no event has named it. Never rejects. */
  readonly forumOf: (post: string) => Promise<string | undefined>;
  /** The title and tags of a post. Never rejects. */
  readonly describe: (post: string) => Promise<ForumPost | undefined>;
};

export function createThreads(api: Pick<Api, 'get'>): Threads {
  const threads = new LRUCache<string, Pick<Thread, 'parent_id' | 'name' | 'applied_tags'>>({ max: maxThreads });
  const tags = new LRUCache<string, ReadonlyMap<string, string>>({ max: maxForums, ttl: tagsKeptMs });
  const keep = (data: unknown): void => {
    const parsed = v.safeParse(thread, data);
    if (!parsed.success) return;
    const { id, parent_id, name, applied_tags } = parsed.output;
    threads.set(id, { parent_id, name, applied_tags });
  };
  const get = (channel: string): Promise<unknown> => api.get(Routes.channel(channel)).catch(() => undefined);

  const find = async (post: string) => {
    if (!threads.has(post)) keep(await get(post));
    return threads.get(post);
  };

  const tagsOf = async (parent: string): Promise<ReadonlyMap<string, string>> => {
    const known = tags.get(parent);
    if (known !== undefined) return known;
    const parsed = v.safeParse(forum, await get(parent));
    const named = parsed.success ? (parsed.output.available_tags ?? []) : [];
    const found = new Map(named.map(({ id, name }) => [id, name]));
    if (parsed.success) tags.set(parent, found);
    return found;
  };

  return {
    note: (name, data) => {
      if (name === 'THREAD_CREATE' || name === 'THREAD_UPDATE') keep(data);
      if ((name === 'GUILD_CREATE' || name === 'THREAD_LIST_SYNC') && v.is(bearing, data)) data.threads.forEach(keep);
    },
    parentOf: (channel) => threads.get(channel)?.parent_id,
    forumOf: async (post) => (await find(post))?.parent_id,
    describe: async (post) => {
      const found = await find(post);
      if (found === undefined) return undefined;
      const { parent_id: parent, name: title, applied_tags: applied = [] } = found;
      const named = applied.length === 0 ? new Map<string, string>() : await tagsOf(parent);
      return { title, forum: parent, tags: applied.flatMap((id) => named.get(id) ?? []) };
    },
  };
}
