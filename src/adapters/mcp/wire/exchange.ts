// A message over HTTP and its answer. Nothing is remembered between two; servers are kept for the next call of a tool all the same, since
// to make one takes as long as to answer.
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

// Streams of those who wait for changes of the knowledge, for each token; each takes one of the server's connections.
const mostStreams = 200;
// Some 30 KB each; more are seldom at work at once.
const mostKept = 50;

/** Answers clients of either generation; `make` makes a server, which `announces` changes or not. */
export function createExchange(make: (announces: boolean) => McpServer, onerror: (error: Error) => void) {
  const modern = createPool(() => make(true));
  const old = createPool(() => make(false));
  // Other messages are seldom, and change a server or ask what it was made with.
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

// At once, where it is told how long it is, and not through a stream as the SDK does. What is no JSON is left to the SDK to refuse.
async function readBody(request: Request): Promise<{ readonly body?: unknown; readonly left?: Request }> {
  const { method, headers, url } = request;
  const length = headers.get('content-length');
  if (method !== 'POST' || length === null || Number(length) > mostBytes) return {};
  // The SDK refuses one that broke off.
  const text = await request.text().catch(() => undefined);
  if (text === undefined) return {};
  try {
    return { body: JSON.parse(text) };
  } catch {
    return { left: new Request(url, { method, headers, body: text }) };
  }
}

// Messages of 2026 say so in themselves.
const call = v.object({
  method: v.literal('tools/call'),
  params: v.object({ _meta: v.optional(v.object({ [PROTOCOL_VERSION_META_KEY]: v.optional(v.never()) })) }),
});

function isCallOf2025({ headers }: Request, body: unknown): boolean {
  return SUPPORTED_PROTOCOL_VERSIONS.includes(headers.get('mcp-protocol-version') ?? '') && v.is(call, body);
}
