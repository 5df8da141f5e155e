// A Slack on loopback: Web API, Socket Mode and response_urls over real HTTP and WebSockets, strict about its input, with methods that
// cause faults. It knows nothing of the adapter.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';
import { refuseBlocks, refuseModal } from './rules.js';

type ArgName =
  | 'blocks'
  | 'channel'
  | 'channel_id'
  | 'client_secret'
  | 'code'
  | 'delete_original'
  | 'inclusive'
  | 'latest'
  | 'limit'
  | 'oldest'
  | 'prompts'
  | 'replace_original'
  | 'response_type'
  | 'text'
  | 'thread_ts'
  | 'trigger_id'
  | 'ts'
  | 'unfurl_links'
  | 'unfurl_media'
  | 'user'
  | 'user_id'
  | 'view';
export type Args = { readonly [name in ArgName]?: unknown };
/** `to` is the id of a response_url. */
export type Call = { readonly method: string; readonly token: string; readonly args: Args; readonly to?: string };
export type Message = {
  channel: string;
  ts: string;
  text: string;
  blocks: readonly unknown[];
  thread_ts?: string;
  user: string;
  bot_id: string;
};

/** A fault for the next call of a method. `cut` and `hang` accept the message and never answer. */
export type Fault =
  | { readonly type: 'error'; readonly error: string; readonly needed?: string }
  | { readonly type: 'limited'; readonly retryAfter: number }
  | { readonly type: 'status'; readonly status: number }
  | { readonly type: 'cut' }
  | { readonly type: 'hang' };

export type FakeSlack = Awaited<ReturnType<typeof startFakeSlack>>;

export const botUser = 'UBOT0001';
const botId = 'BBOT0001';
export const botToken = 'xoxb-fake-bot';
export const appToken = 'xapp-fake-app';
export const allScopes = 'app_mentions:read,assistant:write,chat:write,commands,im:history';
const boundMs = 8_000;

type Result = { readonly ok: boolean; readonly [name: string]: unknown };
type Waiter = { readonly matches: (call: Call) => boolean; readonly resolve: (call: Call) => void };

export async function startFakeSlack(
  options: {
    readonly scopes?: string;
    /** The socket address it announces, as wss://HOST; its own by default. */
    readonly socketAddress?: string;
    /** How many of the bot's messages it remembers, for benches, which read `calls` and not `next`; all by default. */
    readonly keep?: number;
  } = {},
) {
  const calls: Call[] = [];
  const unread: Call[] = [];
  const waiters = new Set<Waiter>();
  const listeners = new Set<() => void>();
  const faults = new Map<string, Fault[]>();
  const messages = new Map<string, Message>();
  const acks = new Map<string, (payload: unknown) => void>();
  const sockets = new Set<WebSocket>();
  const connections = new Set<Socket>();
  const tokens = new Map<string, string>([[botToken, 'T1']]);
  const absent = new Map<string, string>();
  const written: (Omit<Message, 'bot_id' | 'blocks'> & { readonly blocks?: readonly unknown[] })[] = [];
  const exchanged = new Set<string>();
  const state = { ts: 1_700_000_000, link: 0, greets: true };

  const record = (call: Call): void => {
    calls.push(call);
    for (const listener of listeners) listener();
    const waiter = [...waiters].find(({ matches }) => matches(call));
    if (waiter === undefined) {
      if (options.keep === undefined) unread.push(call);
    } else {
      waiters.delete(waiter);
      waiter.resolve(call);
    }
  };

  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => {
      response.writeHead(500);
      response.end(String(error));
    });
  });
  server.on('connection', (connection) => {
    connections.add(connection);
    connection.on('close', () => connections.delete(connection));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;

  const links = new WebSocketServer({ server, path: '/link/' });
  links.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('message', (data) => {
      const { envelope_id: id, payload } = JSON.parse(String(data)) as { envelope_id: string; payload?: unknown };
      acks.get(id)?.(payload);
    });
    if (state.greets)
      socket.send(JSON.stringify({ type: 'hello', num_connections: sockets.size, connection_info: { app_id: 'A1' } }));
    record({ method: 'socket', token: '', args: {} });
  });

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await readAll(request);
    const path = new URL(request.url ?? '', 'http://127.0.0.1').pathname;
    const isApi = path.startsWith('/api/');
    const method = isApi ? path.slice('/api/'.length) : path.startsWith('/response/') ? 'response_url' : '';
    const args = isApi ? readForm(body) : (JSON.parse(body || '{}') as Args);
    const token = (request.headers.authorization ?? '').replace('Bearer ', '');
    const fault = faults.get(method)?.shift();
    const answer = (status: number, content: object, headers: Record<string, string> = {}) => {
      response.writeHead(status, { 'content-type': 'application/json', ...headers });
      response.end(JSON.stringify(content));
    };
    if (fault?.type === 'limited') return answer(429, { ok: false }, { 'retry-after': String(fault.retryAfter) });
    if (fault?.type === 'status') return answer(fault.status, { ok: false });
    if (fault?.type === 'error')
      return answer(200, { ok: false, error: fault.error, needed: fault.needed, provided: 'commands' });
    const result = isApi ? callMethod(method, token, args) : respond(args);
    record({ method, token, args, ...(isApi ? {} : { to: path.slice('/response/'.length) }) });
    if (fault?.type === 'hang') return;
    if (fault?.type === 'cut') request.socket.destroy();
    else answer(!isApi && result.ok === false ? 400 : 200, result, { 'x-oauth-scopes': options.scopes ?? allScopes });
  }

  function respond(args: Args): Result {
    const refused = args.blocks === undefined ? [] : refuseBlocks(args.blocks);
    return refused.length > 0 ? { ok: false, error: 'invalid_blocks', refused } : { ok: true };
  }

  function callMethod(method: string, token: string, args: Args): Result {
    if (method === 'apps.connections.open') {
      if (token !== appToken)
        return { ok: false, error: token.startsWith('xapp-') ? 'invalid_auth' : 'not_allowed_token_type' };
      state.link += 1;
      return { ok: true, url: `${options.socketAddress ?? `ws://127.0.0.1:${port}`}/link/?ticket=${state.link}` };
    }
    if (method === 'oauth.v2.access') return grant(args);
    const team = tokens.get(token);
    if (team === undefined) return { ok: false, error: token === '' ? 'not_authed' : 'invalid_auth' };
    const blocks = args.blocks as readonly unknown[] | undefined;
    const refused = blocks === undefined || blocks.length === 0 ? [] : refuseBlocks(blocks);
    if (refused.length > 0) return { ok: false, error: 'invalid_blocks', response_metadata: { messages: refused } };
    switch (method) {
      case 'auth.test':
        return {
          ok: true,
          url: 'https://fake.slack.com/',
          team_id: team,
          user_id: botUser,
          bot_id: botId,
          team: 'Fake',
        };
      case 'chat.postMessage':
        if (typeof args.text !== 'string' || args.text === '') return { ok: false, error: 'no_text' };
        if (absent.has(String(args.channel))) return { ok: false, error: absent.get(String(args.channel)) };
        return store(String(args.channel), args);
      case 'chat.postEphemeral':
        if (typeof args.user !== 'string') return { ok: false, error: 'user_not_in_channel' };
        return { ok: true, message_ts: nextTs() };
      case 'chat.update': {
        const message = messages.get(String(args.ts));
        if (message === undefined) return { ok: false, error: 'message_not_found' };
        if (String(args.text).length > 4_000) return { ok: false, error: 'msg_too_long' };
        message.text = String(args.text);
        message.blocks = blocks ?? message.blocks;
        return { ok: true, ts: message.ts, channel: message.channel };
      }
      case 'chat.delete':
        if (absent.has(String(args.channel))) return { ok: false, error: absent.get(String(args.channel)) };
        return messages.delete(String(args.ts)) ? { ok: true } : { ok: false, error: 'message_not_found' };
      case 'conversations.replies': {
        // Messages in channels need their own scope.
        if (!(options.scopes ?? allScopes).split(',').includes(historyScope(String(args.channel))))
          return {
            ok: false,
            error: 'missing_scope',
            needed: historyScope(String(args.channel)),
            provided: 'commands',
          };
        const thread = [...messages.values(), ...written].filter(
          ({ channel, thread_ts: threadTs, ts }) =>
            channel === args.channel && [threadTs, ts].includes(String(args.ts)) && isWithin(ts, args),
        );
        return { ok: true, messages: thread.slice(0, Number(args.limit ?? 1_000)), has_more: false };
      }
      case 'views.publish': {
        const view = args.view as { blocks?: unknown };
        const wrong = refuseBlocks(view.blocks, 'home');
        return wrong.length > 0
          ? { ok: false, error: 'invalid_arguments', response_metadata: { messages: wrong } }
          : { ok: true };
      }
      case 'views.open': {
        const trigger = String(args.trigger_id);
        // A trigger opens only one view.
        if (!trigger.startsWith('trigger.')) return { ok: false, error: 'invalid_trigger_id' };
        if (exchanged.has(trigger)) return { ok: false, error: 'exchanged_trigger_id' };
        const wrong = refuseModal(args.view);
        if (wrong.length > 0) return { ok: false, error: 'invalid_arguments', response_metadata: { messages: wrong } };
        exchanged.add(trigger);
        return { ok: true, view: { id: 'V1' } };
      }
      case 'assistant.threads.setSuggestedPrompts':
        return args.thread_ts === undefined ? { ok: true } : { ok: false, error: 'invalid_thread_ts' };
      default:
        return { ok: false, error: 'unknown_method' };
    }
  }

  function grant(args: Args): Result {
    const isOrganisation = args.code === 'org-code';
    if (args.client_secret !== 'client-secret' || (args.code !== 'good-code' && !isOrganisation))
      return { ok: false, error: 'invalid_code' };
    if (isOrganisation) {
      tokens.set('xoxb-organisation', 'E1');
      return {
        ...granted,
        access_token: 'xoxb-organisation',
        team: null,
        enterprise: { id: 'E1', name: 'One' },
        is_enterprise_install: true,
      };
    }
    tokens.set('xoxb-team-two', 'T2');
    return {
      ...granted,
      access_token: 'xoxb-team-two',
      team: { id: 'T2', name: 'Two' },
      enterprise: null,
      is_enterprise_install: false,
    };
  }

  function store(channel: string, args: Args): Result {
    const ts = nextTs();
    const thread = typeof args.thread_ts === 'string' ? { thread_ts: args.thread_ts } : {};
    const blocks = (args.blocks as readonly unknown[] | undefined) ?? [];
    messages.set(ts, { channel, ts, text: String(args.text), blocks, ...thread, user: botUser, bot_id: botId });
    if (messages.size > (options.keep ?? Number.POSITIVE_INFINITY)) messages.delete(messages.keys().next().value ?? '');
    return { ok: true, ts, channel };
  }

  const nextTs = (): string => {
    state.ts += 1;
    return `${state.ts}.000100`;
  };

  const onlySocket = (): WebSocket => {
    const [socket] = [...sockets].slice(-1);
    if (socket === undefined) throw new Error('the bot is not connected');
    return socket;
  };

  return {
    apiUrl: `http://127.0.0.1:${port}/api/`,
    port,
    responseUrl: (id: string) => `http://127.0.0.1:${port}/response/${id}`,
    calls,
    messages,
    /** Channels that the bot may not post to, with Slack's error. */
    absent,
    tokens,
    /** What people wrote: visible to a bot that may read the channel. */
    written,
    nextTs,
    socketCount: () => sockets.size,
    /** Whether sockets are greeted from now on; ungreeted ones are still accepted. */
    greet: (greets: boolean) => {
      state.greets = greets;
    },
    /** Faults for the next calls of a method, queued. */
    fail: (method: string, ...next: Fault[]) => {
      faults.set(method, [...(faults.get(method) ?? []), ...next]);
    },
    /** Removes a method's faults. */
    heal: (method: string) => faults.delete(method),
    /** Sends an envelope over the socket; resolves to its acknowledgement. */
    push: (
      type: 'events_api' | 'slash_commands' | 'interactive',
      payload: object,
      extra: object = {},
    ): Promise<unknown> => {
      const id = crypto.randomUUID();
      return bounded(`ack of ${type}`, (resolve) => {
        acks.set(id, resolve);
        onlySocket().send(JSON.stringify({ envelope_id: id, type, payload, accepts_response_payload: true, ...extra }));
      });
    },
    sendRaw: (data: string) => onlySocket().send(data),
    /** Renews a connection, as Slack does every few hours. */
    refresh: () => onlySocket().send(JSON.stringify({ type: 'disconnect', reason: 'refresh_requested' })),
    ping: () => onlySocket().ping('fake'),
    kill: () => onlySocket().terminate(),
    /** The next unread call of a method. */
    next: (method: string): Promise<Call> => {
      const at = unread.findIndex((call) => call.method === method);
      const [call] = at < 0 ? [] : unread.splice(at, 1);
      if (call !== undefined) return Promise.resolve(call);
      return bounded(method, (resolve) => waiters.add({ matches: (each) => each.method === method, resolve }));
    },
    /** Called whenever a call was answered or a bot connected. */
    watch: (listener: () => void) => listeners.add(listener),
    /** Sends an envelope once; resolves to whether it was acknowledged before the socket closed. */
    offer: (type: 'events_api' | 'slash_commands' | 'interactive', payload: object, extra: object = {}) => {
      const id = crypto.randomUUID();
      const [socket] = [...sockets].slice(-1);
      if (socket === undefined) return Promise.resolve(false);
      return new Promise<boolean>((resolve) => {
        const settle = (acknowledged: boolean) => () => {
          acks.delete(id);
          socket.off('close', lost);
          resolve(acknowledged);
        };
        const lost = settle(false);
        acks.set(id, settle(true));
        socket.setMaxListeners(0).once('close', lost);
        socket.send(JSON.stringify({ envelope_id: id, type, payload, accepts_response_payload: true, ...extra }));
      });
    },
    countOf: (method: string) => calls.filter((call) => call.method === method).length,
    stop: async () => {
      for (const socket of sockets) socket.terminate();
      for (const connection of connections) connection.destroy();
      links.close();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function bounded<T>(what: string, run: (resolve: (value: T) => void) => void): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`no ${what} within ${boundMs} ms`)), boundMs);
    run((value) => {
      clearTimeout(timer);
      resolve(value);
    });
  });
}

// The same for every grant, whoever it is for.
const granted = {
  ok: true,
  app_id: 'A1',
  authed_user: { id: 'U9' },
  scope: allScopes,
  token_type: 'bot',
  bot_user_id: botUser,
} as const;

// docs.slack.dev/reference/methods/conversations.replies
function historyScope(channel: string): string {
  return channel.startsWith('D') ? 'im:history' : 'channels:history';
}

// A thread's first message is always included.
function isWithin(ts: string, { ts: root, oldest, latest }: Args): boolean {
  if (ts === root) return true;
  return (oldest === undefined || ts >= String(oldest)) && (latest === undefined || ts <= String(latest));
}

async function readAll(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

// Arguments come as a form; non-strings are JSON inside it.
function readForm(body: string): Args {
  return Object.fromEntries(
    [...new URLSearchParams(body)].map(([key, value]) => [key, jsonFields.includes(key) ? JSON.parse(value) : value]),
  ) as Args;
}

const jsonFields = ['blocks', 'view', 'prompts', 'unfurl_links', 'unfurl_media'];
