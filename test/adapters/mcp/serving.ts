// MCP on the shipped knowledge over a real socket, and the SDK's own client on it; without a platform and without a process.
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { onTestFinished } from 'vitest';
import { createMcp } from '../../../src/adapters/mcp/wire/adapter.js';
import type { McpParts } from '../../../src/adapters/mcp/wire/server.js';
import { type AppParts, createApp } from '../../../src/app.js';
import type { McpConfig } from '../../../src/config-mcp.js';
import type { Engine } from '../../../src/engine/engine.js';
import type { Knowledge } from '../../../src/engine/entry.js';
import { createHttpServer, type HttpPatience } from '../../../src/http.js';
import { createFakeLogger } from '../../fakes/logger.js';
import { createShippedEngine, readShipped } from '../../fixtures/shipped.js';

export const knowledge: Knowledge = readShipped();
export const engine: Engine = createShippedEngine();

export type Era = '2025' | '2026';
export const eras: readonly Era[] = ['2025', '2026'];

type Serving = Partial<Pick<AppParts, 'allow' | 'taught'>> & {
  readonly config?: Partial<McpConfig>;
  /** The configured host, as far as host names matter; the server itself is always on loopback. */
  readonly host?: string;
  readonly parts?: Partial<McpParts>;
  readonly patience?: HttpPatience;
};

/** The parts of a server, and its log. */
export function createParts({ allow = async () => true, taught, parts = {} }: Serving = {}) {
  const logger = createFakeLogger();
  const app = createApp({ current: () => ({ engine }), allow, logger, ...(taught === undefined ? {} : { taught }) });
  const all: McpParts = {
    handle: app.handle,
    complete: app.complete,
    show: (target) => engine.show(target).document,
    catalog: () => knowledge,
    about: () => 'Ask about LLMs.',
    version: '1.2.3',
    logger,
    ...parts,
  };
  return { parts: all, logger };
}

/** Serves until the test ends. `open` connects a client of either protocol generation. */
export async function serve(serving: Serving = {}) {
  const { parts, logger } = createParts(serving);
  const config: McpConfig = { tokens: [], hosts: [], ...serving.config };
  const mcp = createMcp(parts, config, serving.host ?? '127.0.0.1');
  const server = createHttpServer({
    host: '127.0.0.1',
    port: 0,
    routes: [mcp.routes],
    logger,
    ...(serving.patience === undefined ? {} : { patience: serving.patience }),
  });
  const url = new URL('/mcp', await server.start());
  onTestFinished(async () => {
    await mcp.stop();
    await server.stop();
  });
  const open = async (era: Era = '2025', token?: string, onChanged?: () => void): Promise<Client> => {
    const client = createClient(era, onChanged);
    const headers: Record<string, string> = token === undefined ? {} : { Authorization: `Bearer ${token}` };
    await client.connect(new StreamableHTTPClientTransport(url, { requestInit: { headers } }));
    onTestFinished(() => client.close());
    return client;
  };
  return { url, open, logger, mcp };
}

/** A client; with `onChanged` it subscribes to changes of the knowledge. */
export function createClient(era: Era, onChanged?: () => void): Client {
  return new Client(
    { name: 'test', version: '1' },
    {
      versionNegotiation: { mode: era === '2025' ? 'legacy' : { pin: '2026-07-28' } },
      ...(onChanged === undefined
        ? {}
        : { listChanged: { resources: { autoRefresh: false, debounceMs: 0, onChanged } } }),
    },
  );
}

/** Posts a message without a client. */
export function post(url: URL, body: unknown, headers: Readonly<Record<string, string>> = {}): Promise<Response> {
  return fetch(url, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Accept: 'application/json, text/event-stream', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
}

export function callOf(name: string, args: Readonly<Record<string, unknown>>, id = 1) {
  return { jsonrpc: '2.0', id, method: 'tools/call', params: { name, arguments: args } };
}
