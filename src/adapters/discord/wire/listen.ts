// Hands Discord's events to the code that answers them: each once, and a failure is logged without affecting the others.
import type { LRUCache } from 'lru-cache';
import type { Logger } from '../../../ports.js';
import type { Work } from '../../shared/work.js';
import { type Interaction, receiveInteraction } from '../in/interaction.js';
import {
  type Arrival,
  receiveArrival,
  receiveDeleted,
  receiveMessage,
  receiveReady,
  receiveServer,
} from '../in/receive.js';
import type { createConversation } from './conversation.js';
import type { Fail } from './failures.js';
import type { createPosts } from './posts.js';
import type { Threads } from './threads.js';

type DiscordListenParts = {
  readonly respond: (interaction: Interaction) => Promise<void>;
  readonly conversation: ReturnType<typeof createConversation>;
  readonly posts: ReturnType<typeof createPosts>;
  readonly threads: Threads;
  readonly seen: Pick<LRUCache<string, number>, 'has' | 'set'>;
  /** Told the ids of the bot and its application once they are known. */
  readonly onReady: (ready: NonNullable<ReturnType<typeof receiveReady>>) => Promise<void> | undefined;
  readonly self: () => string | undefined;
  readonly membership?: ((server: string, isGone: boolean) => Promise<void>) | undefined;
  /** Greets a server that may be new. */
  readonly hello: (arrival: Arrival) => Promise<void>;
  readonly logger: Logger;
  readonly fail: Fail;
  /** Tracks work, so that a stop waits for it. */
  readonly track: Work['track'];
};

// Somebody is waiting for an answer to these.
const questions = new Set(['INTERACTION_CREATE', 'MESSAGE_CREATE']);

/** Takes an event as Discord sends it; never throws. */
export function createListen(parts: DiscordListenParts): (name: string, data: unknown) => void {
  const { respond, conversation, posts, threads, seen, onReady, self, membership, hello, logger, fail, track } = parts;

  const message = (data: unknown, isNew: boolean): Promise<void> | undefined => {
    const bot = self();
    const question = bot === undefined ? undefined : receiveMessage(data, bot, threads.parentOf);
    if (question !== undefined) return isNew ? conversation.created(question) : conversation.updated(question);
    const post = isNew ? posts.receive(data) : undefined;
    return post === undefined ? undefined : posts.help(post);
  };

  const created = async (data: unknown): Promise<void> => {
    const server = receiveServer(data);
    if (server === undefined) return;
    await membership?.(server, false);
    const arrival = receiveArrival(data);
    if (arrival !== undefined) await hello(arrival);
  };

  const take = (name: string, data: unknown): Promise<void> | undefined => {
    threads.note(name, data);
    switch (name) {
      case 'READY': {
        const ready = receiveReady(data);
        return ready === undefined ? undefined : onReady(ready);
      }
      case 'INTERACTION_CREATE': {
        const interaction = receiveInteraction(data);
        // Discord resends events after a lost connection.
        if (interaction === undefined || seen.has(interaction.call.id)) return undefined;
        seen.set(interaction.call.id, performance.now());
        return respond(interaction);
      }
      case 'MESSAGE_CREATE':
      case 'MESSAGE_UPDATE':
        return message(data, name === 'MESSAGE_CREATE');
      case 'MESSAGE_DELETE':
      case 'MESSAGE_DELETE_BULK':
        return conversation.deleted(receiveDeleted(data));
      case 'GUILD_CREATE':
        return created(data);
      case 'GUILD_DELETE': {
        const server = receiveServer(data);
        return server === undefined ? undefined : membership?.(server, true);
      }
      default:
        return undefined;
    }
  };

  const settle = async (name: string, work: Promise<void>, since: number): Promise<void> => {
    try {
      await work;
      if (questions.has(name)) logger.debug('replied', { platform: 'discord', ms: performance.now() - since });
    } catch (error) {
      fail(name, error);
    }
  };

  return (name, data) => {
    const since = performance.now();
    try {
      const work = take(name, data);
      if (work !== undefined) void track(settle(name, work, since));
    } catch (error) {
      fail(name, error);
    }
  };
}
