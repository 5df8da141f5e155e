// Sets up discord.js: its REST and gateway clients.
import {
  Client,
  Events,
  GatewayIntentBits,
  Options,
  Partials,
  type RESTOptions,
  SimpleShardingStrategy,
} from 'discord.js';
import type { DiscordConfig } from '../../../config.js';
import type { Logger } from '../../../ports.js';
import type { OutgoingProxy } from '../../shared/proxy.js';
import { errorFields } from './failures.js';

type ClientParts = {
  readonly config: DiscordConfig;
  readonly logger: Logger;
  readonly proxy?: OutgoingProxy | undefined;
};

// Discord bans an address after 10,000 refused requests in ten minutes.
const invalidRequestWarningInterval = 100;

/** Options for every REST client; tests differ from production only in the address. */
export function restOptions({ apiUrl }: DiscordConfig, proxy: OutgoingProxy | undefined): Partial<RESTOptions> {
  return {
    api: apiUrl,
    version: '10',
    invalidRequestWarningInterval,
    // Same requests, but typed by different versions.
    ...(proxy === undefined ? {} : { makeRequest: proxy.fetch as unknown as RESTOptions['makeRequest'] }),
  };
}

/** A gateway client; reports the shard of each acknowledged heartbeat. */
export function createClient({ config, logger, proxy }: ClientParts, onHeartbeat: (shard: number) => void): Client {
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
    // Nothing here needs the list of servers, so don't wait for it.
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
        // discord.js throws in here on an event it can't read; uncaught, that would end the process.
        const emit = manager.emit.bind(manager) as (...event: readonly unknown[]) => boolean;
        manager.emit = ((...event: readonly unknown[]) => {
          try {
            // discord.js measures it with the wall clock.
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
