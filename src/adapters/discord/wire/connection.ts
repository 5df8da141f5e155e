// The connection to Discord's gateway: made until it holds, kept by discord.js, judged by heartbeat. Events are handed on as Discord
// sends them, before discord.js makes objects of them, so that one it cannot read does no harm.
import { once } from 'node:events';
import { Client, Events, GatewayIntentBits, Options, Partials, SimpleShardingStrategy, Status } from 'discord.js';
import type { DiscordConfig } from '../../../config.js';
import { AppError } from '../../../errors.js';
import type { Clock, Health, Logger } from '../../../ports.js';
import type { OutgoingProxy } from '../../shared/proxy.js';
import { doubling, retry } from '../../shared/retry.js';
import { restOptions } from './api.js';
import { errorFields, failureOf } from './failures.js';
import { leadGateway } from './gateway-proxy.js';

type ConnectionParts = {
  readonly config: DiscordConfig;
  readonly logger: Logger;
  readonly clock: Clock;
  readonly proxy?: OutgoingProxy | undefined;
  /** Told where Discord ended the session for good. */
  readonly onEnded?: (problem: AppError) => void;
  /** Must not throw. */
  readonly onEvent: (name: string, data: unknown) => void;
};

export type Connection = {
  /** Resolves when every shard takes events; rejects where trying again is of no use. */
  readonly start: () => Promise<void>;
  readonly stop: () => Promise<void>;
  readonly health: () => Health;
};

const pauseMs = doubling(500, 30_000);

/** Connects to Discord and stays connected. No privileged intent, but for help channels: what a message says is there where it mentions the bot. */
export function createConnection({ config, logger, clock, proxy, onEvent, onEnded }: ConnectionParts): Connection {
  if (proxy !== undefined) leadGateway(proxy);
  const stopped = new AbortController();
  const heard = new Map<number, number>();
  let current: Client | undefined;
  let started = false;

  const connect = async (): Promise<void> => {
    const client = createClient({ config, logger, proxy }, (shard) => heard.set(shard, clock.now()));
    current = client;
    client.on(Events.Raw, (packet: { readonly t: string; readonly d: unknown }, shard: number) => {
      heard.set(shard, clock.now());
      onEvent(packet.t, packet.d);
    });
    client.on(Events.ShardDisconnect, ({ code }) => {
      if (stopped.signal.aborted || current !== client || !started) return;
      const problem = endOf(code);
      if (problem !== undefined) onEnded?.(problem);
    });
    await client.login(config.token);
    if (!client.isReady()) await once(client, Events.ClientReady, { signal: stopped.signal });
  };

  const start = async (): Promise<void> => {
    const pauseAfter = (error: unknown, round: number): number => {
      const reason = refusal(error, config);
      if (reason !== undefined) throw reason;
      logger.warn('discord_connect_failed', { retryInMs: pauseMs(round), ...errorFields(error) });
      return pauseMs(round);
    };
    try {
      await retry(connect, { pauseAfter, signal: stopped.signal });
      started = true;
      logger.info('discord_connected', { shards: current?.ws.shards.size });
    } catch (error) {
      if (!stopped.signal.aborted) throw error;
    }
  };

  return {
    start: () => Promise.race([start(), once(stopped.signal, 'abort').then(() => undefined)]),
    stop: async () => {
      stopped.abort();
      await current?.destroy();
    },
    health: () => {
      const shards = [...(current?.ws.shards.values() ?? [])];
      // discord.js says it is ready while it tries to reconnect; the shards know better. A shard is as alive as its last answer to a
      // heartbeat or its last event.
      const connected =
        !stopped.signal.aborted && shards.length > 0 && shards.every(({ status }) => status === Status.Ready);
      const lastHeard = Math.min(...shards.map(({ id }) => heard.get(id) ?? 0));
      return { connected, ...(shards.length > 0 && lastHeard > 0 ? { lastHeard } : {}) };
    },
  };
}

function createClient(
  { config, logger, proxy }: Pick<ConnectionParts, 'config' | 'logger' | 'proxy'>,
  onHeartbeat: (shard: number) => void,
): Client {
  const client = new Client({
    intents: [
      GatewayIntentBits.Guilds,
      GatewayIntentBits.GuildMessages,
      GatewayIntentBits.DirectMessages,
      ...(config.messageContent === true ? [GatewayIntentBits.MessageContent] : []),
    ],
    partials: [Partials.Channel],
    shards: 'auto',
    allowedMentions: { parse: [], repliedUser: false },
    enforceNonce: true,
    // Nothing here needs to know the servers: their list is not waited for.
    waitGuildTimeout: 0,
    makeCache: Options.cacheWithLimits({
      ...Options.DefaultMakeCacheSettings,
      MessageManager: 0,
      ReactionManager: 0,
      GuildMemberManager: 0,
      ThreadMemberManager: 0,
    }),
    rest: { ...restOptions(config, proxy), timeout: 5000 },
    ws: {
      buildStrategy: (manager) => {
        // An event that discord.js cannot read throws in here, where nobody would catch it, and would end the process.
        const emit = manager.emit.bind(manager) as (...event: readonly unknown[]) => boolean;
        manager.emit = ((...event: readonly unknown[]) => {
          try {
            // What discord.js makes of it goes by the clock on the wall.
            if (event[0] === 'heartbeat') onHeartbeat(shardOf(event[1]));
            return emit(...event);
          } catch (error) {
            logger.warn('discord_event_unreadable', errorFields(error));
            return true;
          }
        }) as typeof manager.emit;
        return new SimpleShardingStrategy(manager);
      },
    },
  });
  client.on(Events.Error, (error) => logger.error('discord_error', errorFields(error)));
  client.on(Events.Warn, (message) => logger.warn('discord_warning', { message }));
  client.on(Events.ShardError, (error, shard) => logger.warn('discord_shard_error', { shard, ...errorFields(error) }));
  client.on(Events.ShardReconnecting, (shard) => logger.warn('discord_reconnecting', { shard }));
  client.on(Events.ShardResume, (shard, replayed) => logger.info('discord_resumed', { shard, replayed }));
  client.on(Events.ShardDisconnect, ({ code }, shard) => logger.error('discord_disconnected', { shard, code }));
  client.on(Events.Invalidated, () => logger.error('discord_session_invalidated'));
  return client;
}

function shardOf(heartbeat: unknown): number {
  const isNamed = typeof heartbeat === 'object' && heartbeat !== null && 'shardId' in heartbeat;
  return isNamed && typeof heartbeat.shardId === 'number' ? heartbeat.shardId : 0;
}

const portal = 'https://discord.com/developers/applications';

// https://docs.discord.com/developers/topics/opcodes-and-status-codes#gateway-gateway-close-event-codes: no reconnecting after these.
function endOf(code: number): AppError | undefined {
  switch (code) {
    case 4004:
      return tokenRefused();
    case 4010:
    case 4011:
    case 4012:
      return new AppError(
        'platformRefused',
        `Discord ended the connection (${code}): update the bot, then start it again`,
      );
    case 4013:
    case 4014:
      return intentsRefused(code);
    default:
      return undefined;
  }
}

function tokenRefused(cause?: unknown): AppError {
  return new AppError(
    'platformRefused',
    `Discord refuses DISCORD_TOKEN: copy the bot's token from ${portal} (Bot, Reset Token)`,
    { cause },
  );
}

function intentsRefused(code: number, cause?: unknown): AppError {
  return new AppError(
    'platformRefused',
    `Discord refuses the bot's intents (${code}): look at ${portal} (Bot, Privileged Gateway Intents); with DISCORD_MESSAGE_CONTENT=on Message Content has to be on there, else this bot needs none of them`,
    { cause },
  );
}

// What no second try will change, in words that say what to change where.
function refusal(error: unknown, { apiUrl }: DiscordConfig): Error | undefined {
  const message = error instanceof Error ? error.message : '';
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  if (code === 'TokenInvalid' || /^Authentication failed/.test(message) || failureOf(error) === 'unauthorised') {
    return tokenRefused(error);
  }
  if (/disallowed intents/i.test(message)) {
    return intentsRefused(4014, error);
  }
  if (/invalid (?:intents|shard|api version)|sharding is required/i.test(message)) {
    return new AppError('platformRefused', `Discord refuses the connection: ${message}`, { cause: error });
  }
  const failure = failureOf(error);
  if (failure === 'transient' || failure === 'limited') return undefined;
  return new AppError(
    'platformRefused',
    `Discord's API at ${apiUrl} does not answer as Discord's does: check DISCORD_API_URL`,
    { cause: error },
  );
}
