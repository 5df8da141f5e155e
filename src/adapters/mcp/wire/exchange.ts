// Handles one message over HTTP. Stateless, but servers are kept for later tool calls, since making one takes as long as answering.
import {
  createMcpHandler,
  type McpHttpHandler,
  type McpServer,
  PROTOCOL_VERSION_META_KEY,
  SUPPORTED_PROTOCOL_VERSIONS,
  WebStandardStreamableHTTPServerTransport,
} from '@modelcontextprotocol/server';
import * as v from 'valibot';
import { mostBytes } from '../in/access.js';

// Streams that wait for changes of the knowledge, per token; each holds one of the server's connections.
const mostStreams = 200;
// Some 30 KB each; more are seldom busy at once.
const mostKept = 50;

/** Answers clients of either protocol generation; `make` makes a server that `announces` changes or doesn't. */
export function createExchange(make: (announces: boolean) => McpServer, onerror: (error: Error) => void) {
  const modern = createPool(() => make(true));
  const old = createPool(() => make(false));
  // Other messages are rare, and may change a server or ask how it was made.
  const handler = createMcpHandler(
    ({ era, requestInfo }) => {
      if (era !== 'modern') return make(false);
      return requestInfo?.headers.get('mcp-method') === 'tools/call' ? modern() : make(true);
    },
    { maxRequestBodySize: mostBytes, maxSubscriptions: mostStreams, onerror },
  );
  const fetch = async (request: Request): Promise<Response> => {
    const { left = request, body } = await readBody(request);
    if (!isCallOf2025(request, body)) return handler.fetch(left, body === undefined ? {} : { parsedBody: body });
    // The SDK would open a stream for each answer, which takes as long as the answer.
    const transport = new WebStandardStreamableHTTPServerTransport({ enableJsonResponse: true });
    const server = old();
    await server.connect(transport);
    return transport.handleRequest(request, { parsedBody: body }).finally(() => server.close());
  };
  return { ...handler, fetch } satisfies McpHttpHandler;
}

function createPool(make: () => McpServer): () => McpServer {
  const free: McpServer[] = [];
  return () => {
    const server = free.pop() ?? make();
    server.server.onclose = () => void (free.length < mostKept && free.push(server));
    return server;
  };
}

// Reads a body of known length at once, not through a stream as the SDK does. Invalid JSON is left to the SDK to refuse.
async function readBody(request: Request): Promise<{ readonly body?: unknown; readonly left?: Request }> {
  const { method, headers, url } = request;
  const length = headers.get('content-length');
  if (method !== 'POST' || length === null || Number(length) > mostBytes) return {};
  // The SDK refuses an incomplete body.
  const text = await request.text().catch(() => undefined);
  if (text === undefined) return {};
  try {
    return { body: JSON.parse(text) };
  } catch {
    return { left: new Request(url, { method, headers, body: text }) };
  }
}

// Messages of the 2026 protocol say so.
const call = v.object({
  method: v.literal('tools/call'),
  params: v.object({ _meta: v.optional(v.object({ [PROTOCOL_VERSION_META_KEY]: v.optional(v.never()) })) }),
});

function isCallOf2025({ headers }: Request, body: unknown): boolean {
  return SUPPORTED_PROTOCOL_VERSIONS.includes(headers.get('mcp-protocol-version') ?? '') && v.is(call, body);
}
