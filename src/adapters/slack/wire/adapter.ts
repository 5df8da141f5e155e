// The bot on Slack: assembles the parts for one of the three kinds of connection, starts and stops them.
import { App, type AppOptions, type Receiver, webApi } from '@slack/bolt';
import type { SlackConfig } from '../../../config.js';
import type { Document } from '../../../document/nodes.js';
import { AppError } from '../../../errors.js';
import type { Adapter, Clock, Handle, Health, HttpRoutes, Installations, Logger, Origin } from '../../../ports.js';
import type { Poster } from '../../../tips/ports.js';
import { createAnswers } from '../../shared/answers.js';
import type { AnswerLinks, Complete, SharedEvents, TakeVote } from '../../shared/ports.js';
import { createQuiet } from '../../shared/posts.js';
import type { OutgoingProxy } from '../../shared/proxy.js';
import { withRemarks } from '../../shared/remarks.js';
import { retry } from '../../shared/retry.js';
import { createRoom } from '../../shared/room.js';
import { createWork, type Work } from '../../shared/work.js';
import { scopesFor } from '../in/commands.js';
import { createSocket, type Socket } from './connection.js';
import { createConversation } from './conversation.js';
import { createDeliver } from './deliver.js';
import { createEventRoutes, createHttpReceiver, type HttpParts } from './http.js';
import { createInstallationStore, type InstallationKeeper } from './installations.js';
import { listen } from './listen.js';
import { createMemory } from './memory.js';
import { concerns, createInstall, type Install, takesBot } from './oauth.js';
import { createInsist, createPost } from './post.js';
import { createPoster } from './poster.js';
import { createPress } from './press.js';
import { clientOptions, type Fetch, sdkLogger } from './sdk.js';
import { sendPlainly } from './send.js';
import { shared } from './share.js';
import { checkScopes, createTiming, type SocketTiming, tokenProblem } from './start.js';
import { timed } from './timing.js';

export type SlackParts = {
  readonly config: SlackConfig;
  readonly handle: Handle;
  readonly complete: Complete;
  readonly logger: Logger;
  readonly clock: Clock;
  /** The wall clock; `clock` if not given. */
  readonly wall?: Clock;
  /** For many workspaces: where their tokens are stored. */
  readonly installations?: Installations;
  readonly feedback?: TakeVote;
  /** Stores which messages answer which. */
  readonly answers?: AnswerLinks;
  /** For several processes that share the app's traffic. */
  readonly events?: SharedEvents;
  /** Used by requests and the socket. */
  readonly proxy?: OutgoingProxy | undefined;
  /** Whether new posts there are answered without a mention; nowhere if not given. */
  readonly helps?: (from: Origin) => Promise<boolean>;
  /** What other parts of the bot show in the App Home. */
  readonly homeSections?: (from: Origin) => Promise<readonly Document[]>;
  /** The rest is for tests: how requests are sent, how long each may take, and the waits between retries. */
  readonly fetch?: Fetch;
  readonly timeoutMs?: number;
  readonly timing?: SocketTiming;
  readonly wait?: (ms: number) => Promise<void>;
};

type SlackAdapter = Adapter & { readonly routes: HttpRoutes; readonly poster: Poster };

// The process has ten seconds to stop, and waits eight for its platforms.
const stopMs = 7_000;
// At 300 ms per request, 330 answers a second.
const mostAtOnce = 100;

export function createSlack(parts: SlackParts): SlackAdapter {
  const { config, logger, clock, wall = clock, proxy } = parts;
  const send = parts.fetch ?? proxy?.fetch ?? sendPlainly;
  const room = createRoom(mostAtOnce);
  const fetch: Fetch = (url, init) => room(() => send(url, init));
  const transport = { fetch, timeoutMs: parts.timeoutMs };
  const timing = parts.timing ?? createTiming(Math.random);
  const work = createWork();
  const stopping = new AbortController();
  // Slack's timestamps are whole seconds.
  const state: State = { open: false, own: undefined, since: wall.now() - 1_000 };
  const strangers = new WeakSet<object>();
  const options = () => clientOptions(config.apiUrl, transport);

  const install =
    config.type === 'oauth'
      ? createInstall({ config, store: storeOf(parts), logger, transport, events: parts.events })
      : undefined;
  const socket =
    config.type === 'socket'
      ? createSocket({
          appToken: config.appToken,
          options: options(),
          dispatcher: proxy?.dispatcher,
          clock,
          logger,
          timing,
        })
      : undefined;
  const http = createHttpReceiver();
  const { events } = parts;
  const sharing = (receiver: Receiver) => (events === undefined ? receiver : shared(receiver, events, logger));
  const app = new App({
    ...identityOf(config, install, strangers),
    receiver: sharing(timed(socket?.receiver ?? (http satisfies Receiver), logger)),
    clientOptions: options(),
    logger: sdkLogger(logger),
    deferInitialization: true,
    convoStore: false,
  });
  app.error(async (error) => logger.error('slack_failed', { code: error.code, error: error.message }));
  listen(app, {
    ...assemble(parts),
    track: work.track,
    onUninstalled: async (body) => {
      if (!takesBot(body)) return;
      if (install !== undefined) return install.forget(body);
      // From another workspace, or from before the token was replaced.
      if (!concerns(body, state.own, state.since)) return;
      state.open = false;
      logger.error('slack_uninstalled', { fix: 'install the app to the workspace again and update SLACK_BOT_TOKEN' });
    },
  });

  return {
    name: 'slack',
    start: async () => {
      await introduce(app, parts, { timing, state, signal: stopping.signal });
      await socket?.connect();
      state.open = !stopping.signal.aborted;
    },
    stop: async () => {
      stopping.abort();
      state.open = false;
      await socket?.disconnect();
      await work.finish(stopMs);
    },
    health: () => healthOf(socket, state.open, clock),
    poster: createPoster({
      clientOf: createClients(config, install, () => ({ ...options(), logger: sdkLogger(logger) })),
      logger,
    }),
    routes: routesOf(
      parts,
      install,
      http,
      { isOpen: () => state.open, isStranger: (body) => strangers.has(body) },
      work.track,
    ),
  };
}

type State = { open: boolean; own: string | undefined; readonly since: number };

// If Slack can't be reached, keep trying, so that nobody has to start the bot again.
async function introduce(
  app: App,
  { config, logger }: SlackParts,
  { timing, state, signal }: { readonly timing: SocketTiming; readonly state: State; readonly signal: AbortSignal },
): Promise<void> {
  const attempt = async () => {
    await app.init();
    if (config.type !== 'oauth') state.own = await checkScopes(app.client, scopesFor(config), logger);
  };
  const pauseAfter = (error: unknown, round: number): number => {
    const problem = tokenProblem(error, 'SLACK_BOT_TOKEN');
    if (problem !== undefined) throw problem;
    logger.warn('slack_start_failed', { round, error: error instanceof Error ? error.message : String(error) });
    return timing.backoffMs(round);
  };
  await retry(attempt, { pauseAfter, signal }).catch((error: unknown) => {
    if (!signal.aborted) throw error;
  });
}

function healthOf(socket: Socket | undefined, open: boolean, { now }: Clock): Health {
  // Over HTTP silence means nothing: perhaps nobody asked.
  if (socket === undefined) return { connected: open, ...(open ? { lastHeard: now() } : {}) };
  const health = socket.health();
  return { ...health, connected: open && health.connected };
}

/** Clients for calls outside an event: with the one token, or that of each workspace. */
function createClients(config: SlackConfig, install: Install | undefined, options: () => webApi.WebClientOptions) {
  const only = config.type === 'oauth' ? undefined : new webApi.WebClient(config.botToken, options());
  return async (workspace: string): Promise<webApi.WebClient> => {
    if (only !== undefined) return only;
    const source = { teamId: workspace, enterpriseId: undefined, isEnterpriseInstall: false };
    const authorized = await install?.authorize(source);
    return new webApi.WebClient(authorized?.botToken, options());
  };
}

function identityOf(config: SlackConfig, install: Install | undefined, strangers: WeakSet<object>): AppOptions {
  if (install === undefined) return config.type === 'oauth' ? {} : { token: config.botToken };
  // Bolt silently acknowledges events that it can't authorise.
  const authorize: Install['authorize'] = async (source, body) => {
    try {
      return await install.authorize(source, body);
    } catch (error) {
      if (typeof body === 'object' && body !== null) strangers.add(body);
      throw error;
    }
  };
  return { authorize };
}

function storeOf({ installations, logger, clock, wall = clock }: SlackParts): InstallationKeeper {
  if (installations === undefined)
    throw new AppError('config', 'Slack for many workspaces needs somewhere to keep their tokens');
  return createInstallationStore(installations, logger, wall);
}

const nowhere = async () => false;

function assemble({ config, complete, logger, clock, ...parts }: SlackParts) {
  const handle = withRemarks(parts.handle);
  const answers = createAnswers('slack', parts.answers, logger);
  // If the database can't tell, a duplicate answer is better than none.
  const takes = async (id: string) => {
    try {
      return (await parts.events?.take(`slack:question:${id}`)) ?? true;
    } catch (error) {
      logger.warn('slack_event_unshared', { error: error instanceof Error ? error.message : String(error) });
      return true;
    }
  };
  const memory = createMemory(clock);
  const insist = createInsist(logger, parts.wait);
  const { deliver, replace, remove } = createDeliver(createPost(logger, insist), insist, logger);
  const conversation = createConversation({
    handle,
    memory,
    answers,
    clock,
    takes,
    deliver,
    replace,
    remove,
    logger,
  });
  const feedback = parts.feedback === undefined ? {} : { feedback: parts.feedback };
  const press = createPress({ handle, memory, conversation, deliver, remove, logger, ...feedback });
  return {
    handle,
    complete,
    memory,
    conversation,
    press,
    deliver,
    insist,
    logger,
    isQuiet: createQuiet(clock),
    helps: config.channelHistory === true ? (parts.helps ?? nowhere) : nowhere,
    homeSections: parts.homeSections ?? (async () => []),
  };
}

function routesOf(
  { config, clock, wall = clock, logger }: SlackParts,
  install: Install | undefined,
  receiver: ReturnType<typeof createHttpReceiver>,
  states: Pick<HttpParts, 'isOpen' | 'isStranger'>,
  track: Work['track'],
): HttpRoutes {
  if (config.type === 'socket') return async () => undefined;
  const { signingSecret } = config;
  const events = createEventRoutes({ signingSecret, receiver, clock, wall, logger, ...states, track });
  return async (request) => (await install?.routes(request)) ?? events(request);
}
