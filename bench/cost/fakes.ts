// A Discord and a Slack on loopback that do as little as possible, since the bot is measured and not its platform. They check nothing; the
// tests' strict ones do.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';
import { applicationId, selfUser, slash } from '../../test/fakes/discord/people.js';
import { eventBody, mention } from '../../test/fakes/slack/payloads.js';

export type Platform = {
  /** What a process needs to find it. */
  readonly env: Readonly<Record<string, string>>;
  /** Asks one question; resolves when the bot's reply has come. */
  readonly ask: (question: string) => Promise<void>;
  /** Resolves once a bot is connected and takes questions. */
  readonly connected: Promise<void>;
  readonly close: () => void;
};

type Answer = { readonly status: number; readonly body?: unknown };

/** Slash commands over the gateway; the reply is the callback. */
export function startDiscord(): Promise<Platform> {
  const waiting = new Map<string, () => void>();
  return start(
    'DISCORD',
    (url, body) => {
      const callback = /\/interactions\/(\d+)\//.exec(url);
      if (callback !== null) {
        settle(waiting, callback[1] ?? '');
        return { status: 204 };
      }
      if (url.endsWith('/gateway/bot')) {
        const limit = { total: 1000, remaining: 1000, reset_after: 0, max_concurrency: 1 };
        return (port) => ({
          status: 200,
          body: { url: `ws://127.0.0.1:${port}`, shards: 1, session_start_limit: limit },
        });
      }
      if (url.includes('/commands')) return { status: 200, body: body === '' ? [] : JSON.parse(body) };
      return { status: 200, body: { id: applicationId, name: 'x' } };
    },
    (socket, port, connected) => {
      let seq = 0;
      const send = (t: string, d: unknown): void => {
        seq += 1;
        socket.send(JSON.stringify({ op: 0, t, d, s: seq }));
      };
      socket.send(JSON.stringify({ op: 10, d: { heartbeat_interval: 41_250 }, s: null, t: null }));
      socket.on('message', (raw) => {
        const { op } = JSON.parse(String(raw)) as { readonly op: number };
        if (op === 1) socket.send('{"op":11,"d":null,"s":null,"t":null}');
        if (op !== 2) return;
        send('READY', {
          v: 10,
          user: selfUser(applicationId),
          guilds: [],
          session_id: 'session',
          resume_gateway_url: `ws://127.0.0.1:${port}`,
          shard: [0, 1],
          application: { id: applicationId, flags: 0 },
        });
        connected((question) => {
          const interaction = slash('ai-ask', { question });
          return new Promise((resolve) => {
            waiting.set(interaction.id, resolve);
            send('INTERACTION_CREATE', interaction);
          });
        });
      });
    },
  );
}

/** Mentions over a socket; the reply is a post in the thread. */
export function startSlack(): Promise<Platform> {
  const waiting = new Map<string, () => void>();
  let posted = 1_700_000_000;
  return start(
    'SLACK',
    (url, body) => {
      if (url.endsWith('/chat.postMessage')) {
        settle(waiting, new URLSearchParams(body).get('thread_ts') ?? '');
        posted += 1;
        return { status: 200, body: { ok: true, channel: 'C1', ts: `${posted}.000100` } };
      }
      if (url.endsWith('/apps.connections.open'))
        return (port) => ({ status: 200, body: { ok: true, url: `ws://127.0.0.1:${port}/link` } });
      return {
        status: 200,
        body: { ok: true, user_id: 'UBOT0001', bot_id: 'BBOT0001', team_id: 'T1', team: 'x', url: 'https://x' },
      };
    },
    (socket, _, connected) => {
      socket.send('{"type":"hello","num_connections":1,"connection_info":{"app_id":"A1"}}');
      connected((question) => {
        const event = mention(question);
        return new Promise((resolve) => {
          waiting.set(event.ts, resolve);
          const envelope = { envelope_id: event.client_msg_id, type: 'events_api', payload: eventBody(event) };
          socket.send(JSON.stringify(envelope));
        });
      });
    },
  );
}

function settle(waiting: Map<string, () => void>, key: string): void {
  waiting.get(key)?.();
  waiting.delete(key);
}

async function start(
  name: 'DISCORD' | 'SLACK',
  answer: (url: string, body: string) => Answer | ((port: number) => Answer),
  accept: (socket: WebSocket, port: number, connected: (ask: Platform['ask']) => void) => void,
): Promise<Platform> {
  const server = createServer((request, response) => {
    void serve(request, response);
  });
  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    let text = '';
    for await (const chunk of request.setEncoding('utf8')) text += String(chunk);
    const found = answer(request.url ?? '', text);
    const { status, body } = typeof found === 'function' ? found(port) : found;
    // Discord states its limits in headers, and Slack the token's scopes.
    const headers = {
      'X-RateLimit-Limit': '1000',
      'X-RateLimit-Remaining': '999',
      'X-RateLimit-Reset-After': '1',
      'X-OAuth-Scopes': 'app_mentions:read,assistant:write,chat:write,commands,im:history',
    };
    if (body === undefined) response.writeHead(status, headers).end();
    else response.writeHead(status, { ...headers, 'Content-Type': 'application/json' }).end(JSON.stringify(body));
  };
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const sockets = new WebSocketServer({ server });
  let ask: Platform['ask'] = () => Promise.reject(new Error('no bot is connected'));
  const connected = new Promise<void>((resolve) => {
    sockets.on('connection', (socket) =>
      accept(socket, port, (created) => {
        ask = created;
        resolve();
      }),
    );
  });
  const api = `http://127.0.0.1:${port}/api`;
  const env =
    name === 'DISCORD'
      ? { DISCORD_TOKEN: 'MTIz.fake.token', DISCORD_API_URL: api }
      : { SLACK_BOT_TOKEN: 'xoxb-fake-bot', SLACK_APP_TOKEN: 'xapp-fake-app', SLACK_API_URL: `${api}/` };
  return {
    env,
    ask: (question) => ask(question),
    connected,
    close: () => {
      for (const socket of sockets.clients) socket.terminate();
      server.closeAllConnections();
      server.close();
    },
  };
}
