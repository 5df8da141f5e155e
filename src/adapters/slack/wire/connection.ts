// Socket Mode with our own reconnect loop: the SDK's waits five seconds at every refresh and ends the process when a reconnect is refused.
// Errors never leave this loop.
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { setTimeout as sleep } from 'node:timers/promises';
import { SocketModeReceiver, type webApi } from '@slack/bolt';
import type { Clock, Health, Logger } from '../../../ports.js';
import type { OutgoingProxy } from '../../shared/proxy.js';
import { retry } from '../../shared/retry.js';
import { sdkLogger } from './sdk.js';
import { type SocketTiming, tokenProblem } from './start.js';

export type Socket = {
  readonly receiver: SocketModeReceiver;
  /** Resolves once connected; rejects if the token is refused. Other failures are retried. */
  readonly connect: () => Promise<void>;
  readonly disconnect: () => Promise<void>;
  readonly health: () => Health;
};

type SocketParts = {
  readonly appToken: string;
  readonly options: webApi.WebClientOptions;
  /** Opens the socket through a proxy, if there is one. */
  readonly dispatcher?: OutgoingProxy['dispatcher'] | undefined;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly timing: SocketTiming;
};

// How often the SDK pings, and how long it waits for Slack's pings before it gives up a connection.
const clientPingTimeout = 5_000;
const serverPingTimeout = 30_000;
// A connection that isn't greeted within this time never will be.
const helloMs = 15_000;
const goodbyeMs = 1_000;

export function createSocket({ appToken, options, dispatcher, clock, logger, timing }: SocketParts): Socket {
  const receiver = createReceiver({ appToken, options, dispatcher, logger });
  const { client } = receiver;
  const stopping = new AbortController();
  const state = { connected: false, lastHeard: undefined as number | undefined, address: '', opening: false };
  const heard = (): void => {
    state.lastHeard = clock.now();
  };

  guardMessages(client, logger);
  client.on('ws_message', heard);
  client.on('authenticated', ({ url }: { url?: string }) => {
    state.address = url === undefined ? '' : new URL(url).href;
  });
  client.on('connected', () => {
    state.connected = true;
    heard();
  });
  client.on('disconnected', () => {
    const wasConnected = state.connected;
    state.connected = false;
    if (!wasConnected || stopping.signal.aborted) return;
    // Slack renews connections every few hours, so this is normal.
    logger.info('slack_reconnecting');
    void keepOpen(() => undefined);
  });
  const unsubscribePings = onPing(() => state.address, heard);

  // One loop at a time; it ends when connected or stopped, or if `onFailure` throws.
  const keepOpen = async (onFailure: (error: unknown) => void): Promise<void> => {
    if (state.opening || state.connected || stopping.signal.aborted) return;
    state.opening = true;
    try {
      const pauseAfter = (error: unknown, round: number): number => {
        onFailure(error);
        logger.warn('slack_connect_failed', { round, error: error instanceof Error ? error.message : 'closed' });
        return timing.backoffMs(round);
      };
      const open = () => greet(receiver, () => state.connected);
      await retry(open, { pauseAfter, signal: stopping.signal }).catch((error: unknown) => {
        if (!stopping.signal.aborted) throw error;
      });
    } finally {
      state.opening = false;
    }
    // The stop may have come while Slack was asked for an address.
    if (stopping.signal.aborted) void client.disconnect();
    else if (state.connected) logger.info('slack_connected');
  };

  return {
    receiver,
    connect: () =>
      keepOpen((error) => {
        const problem = tokenProblem(error, 'SLACK_APP_TOKEN');
        if (problem !== undefined) throw problem;
      }),
    disconnect: async () => {
      stopping.abort();
      unsubscribePings();
      await Promise.race([client.disconnect(), sleep(goodbyeMs, undefined, { ref: false })]);
    },
    health: () => ({
      connected: state.connected,
      ...(state.lastHeard === undefined ? {} : { lastHeard: state.lastHeard }),
    }),
  };
}

function createReceiver({
  appToken,
  options,
  dispatcher,
  logger,
}: Pick<SocketParts, 'appToken' | 'options' | 'dispatcher' | 'logger'>): SocketModeReceiver {
  return new SocketModeReceiver({
    appToken,
    ...(dispatcher === undefined ? {} : { dispatcher }),
    clientPingTimeout,
    serverPingTimeout,
    autoReconnectEnabled: false,
    logger: sdkLogger(logger),
    installerOptions: { clientOptions: options },
    // Not acknowledged, so Slack sends it again.
    processEventErrorHandler: async ({ error }) => {
      logger.error('slack_event_failed', { error: error.message });
      return false;
    },
  });
}

/** Opens the connection and waits for Slack's greeting. */
async function greet(receiver: SocketModeReceiver, isConnected: () => boolean): Promise<void> {
  await hello(receiver);
  // A connection can be lost the moment it is made.
  if (!isConnected()) throw new Error('closed');
}

async function hello(receiver: SocketModeReceiver): Promise<void> {
  const patience = new AbortController();
  const silence = sleep(helloMs, false, { signal: patience.signal, ref: false });
  try {
    if (await Promise.race([receiver.start().then(() => true), silence])) return;
  } finally {
    patience.abort();
  }
  void receiver.client.disconnect();
  throw new Error('no hello from Slack');
}

type Client = SocketModeReceiver['client'];

// The SDK handles messages in an async listener that nobody awaits: a malformed one would end the process.
function guardMessages(client: Client, logger: Logger): void {
  const handlers = client.listeners('ws_message');
  client.removeAllListeners('ws_message');
  client.on('ws_message', (...message: unknown[]) => {
    for (const handler of handlers) {
      const done: unknown = (handler as (...args: unknown[]) => unknown)(...message);
      if (done instanceof Promise)
        done.catch((error: unknown) => logger.error('slack_message_malformed', { error: String(error) }));
    }
  });
}

// Pings show that a quiet connection is alive. The channel is process-wide, for all connections.
function onPing(address: () => string, heard: () => void): () => void {
  const channels = ['undici:websocket:ping', 'undici:websocket:pong'];
  const listener = (message: unknown): void => {
    const socket =
      typeof message === 'object' && message !== null && 'websocket' in message ? message.websocket : undefined;
    if (typeof socket === 'object' && socket !== null && 'url' in socket && socket.url === address()) heard();
  };
  for (const channel of channels) subscribe(channel, listener);
  return () => {
    for (const channel of channels) unsubscribe(channel, listener);
  };
}
