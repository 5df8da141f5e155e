// Discord: connects, takes events, answers, and finishes what it has when it is stopped. Nothing is kept that another process would
// need: what a button means is in the button.
import { randomUUID } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { DiscordConfig } from '../../../config.js';
import type { AppError } from '../../../errors.js';
import type { Adapter, Clock, Handle, Logger, Origin, Vote } from '../../../ports.js';
import type { Poster } from '../../../tips/ports.js';
import { createAnswers } from '../../shared/answers.js';
import type { AnswerLinks, Complete, CompleteOption } from '../../shared/ports.js';
import { createQuiet } from '../../shared/posts.js';
import type { OutgoingProxy } from '../../shared/proxy.js';
import { withRemarks } from '../../shared/remarks.js';
import { createWork } from '../../shared/work.js';
import { allCommands } from '../in/all-commands.js';
import { receiveInteraction } from '../in/interaction.js';
import { type NewPost, questionOf, receivePost } from '../in/post.js';
import { receiveDeleted, receiveMessage, receiveReady, receiveServer } from '../in/receive.js';
import { type CommandIds, linkCommands } from '../out/command-links.js';
import { commandsDocument, helpLines } from '../out/help.js';
import { renderDocument } from '../out/render.js';
import { createApi } from './api.js';
import { createConnection } from './connection.js';
import { createConversation } from './conversation.js';
import type { Delivered, Fail, Present } from './deliver.js';
import { errorFields, type Failure } from './failures.js';
import { createPoster } from './poster.js';
import { registerCommands } from './register.js';
import { createRespond } from './respond.js';
import { createThreads } from './threads.js';

export type DiscordParts = {
  readonly config: DiscordConfig;
  readonly handle: Handle;
  readonly complete: Complete;
  readonly logger: Logger;
  readonly clock: Clock;
  /** Through which requests and the gateway's socket leave. */
  readonly proxy?: OutgoingProxy | undefined;
  /** Takes votes; without it there is nothing to vote with. */
  readonly feedback?: (vote: Vote) => Promise<void>;
  readonly completeOption?: CompleteOption;
  /** Hears which servers have the bot, and which removed it. */
  readonly membership?: (server: string, isGone: boolean) => Promise<void>;
  /** Whether new posts there are answered without a mention; nowhere where it is not given. */
  readonly helps?: (from: Origin) => Promise<boolean>;
  /** Whether answers there are for the asker alone; nowhere where it is not given. */
  readonly hides?: (from: Origin) => Promise<boolean>;
  /** Where is kept which messages answer which. */
  readonly answers?: AnswerLinks;
  /** Whether somebody may be offered something once more while they type; always where it is not given. */
  readonly allowTyping?: (from: Origin) => Promise<boolean>;
  /** Told where Discord ended the session for good, while it ran. */
  readonly onEnded?: (problem: AppError) => void;
  /** How long an answer may take before a placeholder goes out. */
  readonly ackAfterMs?: number;
};

// Of the three seconds that Discord gives, the rest is for the way there and back.
const defaultAckAfterMs = 1000;
// The process has ten seconds to end.
const finishWithinMs = 8000;
const maxSeen = 10_000;
const commandGroups = new Set(
  allCommands.filter(({ options = [] }) => options.some(({ type }) => type === 1)).map(({ name }) => name),
);
// Events that somebody waits at the end of.
const questions = new Set(['INTERACTION_CREATE', 'MESSAGE_CREATE']);

// What became of an answer, as the metrics count it.
const arrival: Readonly<Record<'sent' | Failure, 'arrived' | 'unknown' | 'lost'>> = {
  sent: 'arrived',
  landed: 'arrived',
  transient: 'unknown',
  refused: 'lost',
  gone: 'lost',
  forbidden: 'lost',
  late: 'lost',
  limited: 'lost',
  unauthorised: 'lost',
};

/** The bot on Discord. `start` rejects with one clear line where Discord does not accept the token or the intents. */
export function createDiscord(parts: DiscordParts): Adapter & { readonly poster: Poster } {
  const handle = withRemarks(parts.handle);
  const { config, complete, logger, clock, proxy, feedback, ackAfterMs = defaultAckAfterMs } = parts;
  const running = createWork();
  // When each interaction came.
  const seen = new LRUCache<string, number>({ max: maxSeen });
  const onAcknowledged = (interaction: string): void => {
    const since = seen.get(interaction);
    if (since !== undefined) logger.debug('acknowledged', { platform: 'discord', ms: performance.now() - since });
  };
  const api = createApi({ config, logger, clock, proxy, onAcknowledged });
  let self: string | undefined;
  let known: CommandIds | undefined;
  let registered = false;
  let stopping = false;

  const fail: Fail = (where, error) => {
    const id = randomUUID().slice(0, 8);
    logger.error('discord_failed', {
      id,
      where,
      ...errorFields(error),
      ...(error instanceof Error ? { stack: error.stack } : {}),
    });
    return id;
  };
  const delivered: Delivered = (became) => logger.debug('delivered', { platform: 'discord', became: arrival[became] });
  const present: Present = (reply, asked, asker) => {
    const isHelp = reply.outcome === 'help' && reply.document.about?.type === 'help';
    return linkCommands(
      renderDocument(isHelp ? helpLines(reply.document) : reply.document, {
        asked,
        // The help is no answer to vote on.
        feedback: feedback !== undefined && !isHelp,
        commands: isHelp,
        unasked: asked.type === 'question' && asked.unasked !== undefined,
        ...(asker === undefined ? {} : { asker }),
        ...(reply.context === undefined ? {} : { context: reply.context }),
      }),
      known,
    );
  };
  const respond = createRespond({
    handle,
    complete,
    api,
    present,
    listCommands: () => linkCommands(renderDocument(commandsDocument()), known),
    completeOption: parts.completeOption ?? (async () => undefined),
    hides: parts.hides ?? (async () => false),
    allowTyping: parts.allowTyping ?? (async () => true),
    ackAfterMs,
    fail,
    delivered,
    ...(feedback === undefined ? {} : { feedback }),
  });
  const answers = createAnswers('discord', parts.answers, logger);
  const isQuiet = createQuiet(clock);
  const threads = createThreads(api);
  const conversation = createConversation({ handle, answers, api, present, fail, clock, delivered });

  // A message in a thread goes on with something, but for the first one in a forum. What no help channel is for is not even read on.
  const newPost = (data: unknown): NewPost | undefined => {
    const post = parts.helps === undefined || config.messageContent !== true ? undefined : receivePost(data);
    if (post === undefined || !isQuiet(post.channel, post.asker)) return undefined;
    return post.isForum || threads.parentOf(post.channel) === undefined ? post : undefined;
  };
  const help = async (post: NewPost): Promise<void> => {
    const { workspace, channel, asker } = post;
    const forum = post.isForum ? await threads.forumOf(channel) : undefined;
    const from: Origin = { platform: 'discord', workspace, channel: forum ?? channel, user: asker };
    if ((await parts.helps?.(from)) !== true) return;
    const question = questionOf(post, post.isForum ? await threads.describe(channel) : undefined);
    if (question !== undefined) await conversation.posted(question);
  };

  const register = async (application: string): Promise<void> => {
    try {
      const { differences, ids } = await registerCommands(api, application, allCommands);
      known = { ids, groups: commandGroups };
      logger.info('discord_commands_registered', { differences });
    } catch (error) {
      // The bot answers without its commands too; the next start tries again.
      registered = false;
      logger.error('discord_commands_failed', errorFields(error));
    }
  };

  const take = (name: string, data: unknown): readonly Promise<void>[] => {
    threads.note(name, data);
    switch (name) {
      case 'READY': {
        const ready = receiveReady(data);
        if (ready === undefined) return [];
        self = ready.user;
        if (registered) return [];
        registered = true;
        return [register(ready.application)];
      }
      case 'INTERACTION_CREATE': {
        const interaction = receiveInteraction(data);
        // Discord sends an event again after a lost connection.
        if (interaction === undefined || seen.has(interaction.call.id)) return [];
        seen.set(interaction.call.id, performance.now());
        return [respond(interaction)];
      }
      case 'MESSAGE_CREATE':
      case 'MESSAGE_UPDATE': {
        const question = self === undefined ? undefined : receiveMessage(data, self, threads.parentOf);
        const post = question === undefined && name === 'MESSAGE_CREATE' ? newPost(data) : undefined;
        if (post !== undefined) return [help(post)];
        if (question === undefined) return [];
        return [name === 'MESSAGE_CREATE' ? conversation.created(question) : conversation.updated(question)];
      }
      case 'MESSAGE_DELETE':
      case 'MESSAGE_DELETE_BULK':
        return [conversation.deleted(receiveDeleted(data))];
      case 'GUILD_CREATE':
      case 'GUILD_DELETE': {
        const server = receiveServer(data);
        return server === undefined || parts.membership === undefined
          ? []
          : [parts.membership(server, name === 'GUILD_DELETE')];
      }
      default:
        return [];
    }
  };

  const onEvent = (name: string, data: unknown): void => {
    if (stopping) return;
    const received = performance.now();
    try {
      for (const work of take(name, data)) {
        const done = work
          .then(() => {
            if (questions.has(name)) logger.debug('replied', { platform: 'discord', ms: performance.now() - received });
          })
          .catch((error: unknown) => {
            fail(name, error);
          });
        void running.track(done);
      }
    } catch (error) {
      fail(name, error);
    }
  };

  const connection = createConnection({
    config,
    logger,
    clock,
    proxy,
    onEvent,
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
    poster: createPoster({ api, self: () => self, feedback: feedback !== undefined }),
  };
}
