// MCP over the one HTTP server, at /mcp. Stateless between requests, so that any number of clients and processes can share it.
import type { McpHttpHandler } from '@modelcontextprotocol/server';
import type { McpConfig } from '../../../config-mcp.js';
import { isOwnHost } from '../../../own-host.js';
import type { HttpRoutes, Origin } from '../../../ports.js';
import { createAccess } from '../in/access.js';
import { createExchange } from './exchange.js';
import { createServer, type McpParts } from './server.js';

const path = '/mcp';

/** Serves MCP; `host` is the address the server listens on (HOST). `announce` tells subscribers that the knowledge has changed. */
export function createMcp(parts: McpParts, { tokens, hosts }: McpConfig, host: string) {
  const access = createAccess(tokens);
  const handlers = new Map<Origin, McpHttpHandler>();
  // One per token, because the origin is part of the server.
  const handlerOf = (from: Origin) => {
    const known = handlers.get(from);
    if (known !== undefined) return known;
    const made = createExchange(
      (announces) => createServer(parts, from, announces),
      ({ message }) => parts.logger.debug('mcp_refused', { problem: message }),
    );
    handlers.set(from, made);
    return made;
  };
  const isServed = (address: string) =>
    URL.canParse(address) && (isOwnHost(new URL(address).host, host) || hosts.includes(new URL(address).hostname));
  const routes: HttpRoutes = async (request) => {
    const { pathname, host: named } = new URL(request.url);
    if (pathname !== path) return undefined;
    if (!isServed(`http://${request.headers.get('host') ?? named}/`))
      return refusal(403, 'This host name is not served here.');
    // Browsers send an origin, other programs don't.
    const site = request.headers.get('origin');
    if (site !== null && !isServed(site)) return refusal(403, 'Requests from other sites are refused.');
    const from = access(request.headers.get('authorization'));
    if (from === undefined) return refusal(401, 'A token is needed: send "Authorization: Bearer TOKEN".');
    return handlerOf(from).fetch(request);
  };
  return {
    routes,
    announce: () => {
      for (const { notify } of handlers.values()) notify.resourcesChanged();
    },
    stop: async () => void (await Promise.all([...handlers.values()].map((handler) => handler.close()))),
  };
}

// An error that belongs to no request; codes from -32000 are the server's own (jsonrpc.org/specification, 5.1).
function refusal(status: 401 | 403, message: string): Response {
  const headers = { 'Cache-Control': 'no-store', ...(status === 401 ? { 'WWW-Authenticate': 'Bearer' } : {}) };
  return Response.json({ jsonrpc: '2.0', error: { code: -32_000, message }, id: null }, { status, headers });
}
