// The Discord adapter: connects, takes events, answers, and finishes its work when stopped. It keeps no state that another process would
// need: a button carries its own meaning.
import { LRUCache } from 'lru-cache';
import type { DiscordConfig } from '../../../config.js';
import type { Document } from '../../../document/nodes.js';
import type { AppError } from '../../../errors.js';
import type { Adapter, Clock, Handle, Logger, Origin } from '../../../ports.js';
import type { Poster } from '../../../tips/ports.js';
import { createAnswers } from '../../shared/answers.js';
import type { AnswerLinks, Complete, CompleteOption, TakeVote } from '../../shared/ports.js';
import type { OutgoingProxy } from '../../shared/proxy.js';
import { withRemarks } from '../../shared/remarks.js';
import { createWork } from '../../shared/work.js';
import { linkCommands } from '../out/command-links.js';
import { commandsDocument } from '../out/help.js';
import { renderDocument } from '../out/render.js';
import { createApi } from './api.js';
import { createConnection } from './connection.js';
import { createConversation } from './conversation.js';
import { createDelivered, createFail } from './failures.js';
import { createHello } from './hello.js';
import { createListen } from './listen.js';
import { createPoster } from './poster.js';
import { createPosts } from './posts.js';
import { createRegistration } from './register.js';
import { createPresent } from './replies.js';
import { createRespond } from './respond.js';
import { createThreads } from './threads.js';

export type DiscordParts = {
  readonly config: DiscordConfig;
  readonly handle: Handle;
  readonly complete: Complete;
  readonly logger: Logger;
  readonly clock: Clock;
  /** Used by requests and the gateway's socket. */
  readonly proxy?: OutgoingProxy | undefined;
  /** Takes votes; without it there are no vote buttons. */
  readonly feedback?: TakeVote;
  readonly completeOption?: CompleteOption;
  /** Told which servers have the bot, and which removed it. */
  readonly membership?: (server: string, isGone: boolean) => Promise<void>;
  /** What to say to a new server, the first time it is asked about; no greeting if not given. */
  readonly welcome?: (server: string) => Promise<Document | undefined>;
  /** The subject of custom knowledge, for the commands' descriptions; the shipped words if not given. */
  readonly subject?: () => string | undefined;
  /** Whether new posts there are answered without a mention; nowhere if not given. */
  readonly helps?: (from: Origin) => Promise<boolean>;
  /** Whether answers there are for the asker alone; nowhere if not given. */
  readonly hides?: (from: Origin) => Promise<boolean>;
  /** Stores which messages answer which. */
  readonly answers?: AnswerLinks;
  /** Whether somebody may be sent another completion; always if not given. */
  readonly allowTyping?: (from: Origin) => Promise<boolean>;
  /** Told when Discord ends a running session for good. */
  readonly onEnded?: (problem: AppError) => void;
  /** How long an answer may take before a placeholder is sent. */
  readonly ackAfterMs?: number;
};

// Discord allows three seconds; the rest is for the network.
const defaultAckAfterMs = 1000;
// The process has ten seconds to exit.
const finishWithinMs = 8000;
const maxSeen = 10_000;

/** The bot on Discord. `start` rejects with one clear line if Discord refuses the token or the intents. */
export function createDiscord(parts: DiscordParts): Adapter & { readonly poster: Poster } {
  const { config, logger, clock, proxy, feedback, membership } = parts;
  const handle = withRemarks(parts.handle);
  const running = createWork();
  const seen = new LRUCache<string, number>({ max: maxSeen });
  const onAcknowledged = (interaction: string): void => {
    const since = seen.get(interaction);
    if (since !== undefined) logger.debug('acknowledged', { platform: 'discord', ms: performance.now() - since });
  };
  const api = createApi({ config, logger, clock, proxy, onAcknowledged });
  let self: string | undefined;
  let stopping = false;

  const fail = createFail(logger);
  const delivered = createDelivered(logger);
  const { register, known } = createRegistration(api, logger, parts.subject);
  const present = createPresent(feedback !== undefined, known);
  const respond = createRespond({
    handle,
    complete: parts.complete,
    api,
    present,
    listCommands: () => linkCommands(renderDocument(commandsDocument()), known()),
    completeOption: parts.completeOption ?? (async () => undefined),
    hides: parts.hides ?? (async () => false),
    allowTyping: parts.allowTyping ?? (async () => true),
    ackAfterMs: parts.ackAfterMs ?? defaultAckAfterMs,
    fail,
    delivered,
    ...(feedback === undefined ? {} : { feedback }),
  });
  const answers = createAnswers('discord', parts.answers, logger);
  const threads = createThreads(api);
  const conversation = createConversation({ handle, answers, api, present, fail, clock, delivered });
  const helps = config.messageContent === true ? parts.helps : undefined;
  const poster = createPoster({ api, self: () => self, feedback: feedback !== undefined });
  const onEvent = createListen({
    respond,
    conversation,
    posts: createPosts({ threads, conversation, clock, helps }),
    threads,
    seen,
    onReady: ({ user, application }) => {
      self = user;
      return register(application);
    },
    self: () => self,
    membership,
    hello: createHello({ poster, welcome: parts.welcome, clock, logger }),
    logger,
    fail,
    track: running.track,
  });
  const connection = createConnection({
    config,
    logger,
    clock,
    proxy,
    onEvent: (name, data) => {
      if (!stopping) onEvent(name, data);
    },
    ...(parts.onEnded === undefined ? {} : { onEnded: parts.onEnded }),
  });
  return {
    name: 'discord',
    start: connection.start,
    stop: async () => {
      stopping = true;
      await running.finish(finishWithinMs);
      await connection.stop();
      api.close();
    },
    health: connection.health,
    poster,
  };
}
