// MCP over standard input and output, for a client that starts the bot itself: one conversation, with whoever started it.
import type { Readable, Writable } from 'node:stream';
import type { McpServer } from '@modelcontextprotocol/server';
import { StdioServerTransport, serveStdio } from '@modelcontextprotocol/server/stdio';
import { anybody, mostBytes } from '../in/access.js';
import { createServer, type McpParts } from './server.js';

/**
 * Serves the client on `input`; only protocol messages go to `output`. `ended` resolves when the client has gone; `announce` tells it that
 * the knowledge has changed.
 */
export function serveConversation(parts: McpParts, input: Readable, output: Writable) {
  const transport = new StdioServerTransport(input, output, { maxBufferSize: mostBytes });
  // A client may first probe with one server, to learn the protocol version, and then talk to another.
  let server: McpServer | undefined;
  const make = () => {
    server = createServer(parts, anybody, true);
    return server;
  };
  serveStdio(make, { transport, onerror: ({ message }) => parts.logger.warn('mcp_refused', { problem: message }) });
  const close = transport.onclose;
  const ended = new Promise<void>((resolve) => {
    transport.onclose = () => {
      close?.();
      resolve();
    };
  });
  return { ended, announce: () => server?.sendResourceListChanged() };
}
