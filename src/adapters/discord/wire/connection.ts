// The connection to Discord's gateway: retried until it stands, kept up by discord.js, judged by heartbeat. Events are handed on raw,
// before discord.js builds objects from them, so one that it can't read does no harm.
import { once } from 'node:events';
import { type Client, Events, Status } from 'discord.js';
import type { DiscordConfig } from '../../../config.js';
import type { AppError } from '../../../errors.js';
import type { Clock, Health, Logger } from '../../../ports.js';
import type { OutgoingProxy } from '../../shared/proxy.js';
import { doubling, retry } from '../../shared/retry.js';
import { errorFields } from './failures.js';
import { leadGateway } from './gateway-proxy.js';
import { createClient } from './sdk.js';
import { endOf, refusal } from './start.js';

type ConnectionParts = {
  readonly config: DiscordConfig;
  readonly logger: Logger;
  readonly clock: Clock;
  readonly proxy?: OutgoingProxy | undefined;
  /** Told when Discord ends the session for good. */
  readonly onEnded?: (problem: AppError) => void;
  /** Must not throw. */
  readonly onEvent: (name: string, data: unknown) => void;
};

type Connection = {
  /** Resolves once every shard receives events; rejects if retrying is pointless. */
  readonly start: () => Promise<void>;
  readonly stop: () => Promise<void>;
  readonly health: () => Health;
};

const pauseMs = doubling(500, 30_000);

/** Connects to Discord and stays connected. Only help channels need a privileged intent: mentions come with their text. */
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
      // discord.js reports ready while it tries to reconnect, so ask the shards. A shard is as alive as its last heartbeat acknowledgement or
      // event.
      const connected =
        !stopped.signal.aborted && shards.length > 0 && shards.every(({ status }) => status === Status.Ready);
      const lastHeard = Math.min(...shards.map(({ id }) => heard.get(id) ?? 0));
      return { connected, ...(shards.length > 0 && lastHeard > 0 ? { lastHeard } : {}) };
    },
  };
}
