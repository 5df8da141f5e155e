// How discord.js is set up here: its clients for requests and for the gateway.
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

/** What every client of Discord's REST API here is given; the address is the only difference between test and production. */
export function restOptions({ apiUrl }: DiscordConfig, proxy: OutgoingProxy | undefined): Partial<RESTOptions> {
  return {
    api: apiUrl,
    version: '10',
    invalidRequestWarningInterval,
    // The two know the same requests by types of different versions.
    ...(proxy === undefined ? {} : { makeRequest: proxy.fetch as unknown as RESTOptions['makeRequest'] }),
  };
}

/** A client of the gateway; tells the shard of each heartbeat that was answered. */
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
