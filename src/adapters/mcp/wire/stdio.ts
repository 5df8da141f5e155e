// MCP over standard input and output, for a client that starts the bot itself. It is one conversation, of whoever started it.
import type { Readable, Writable } from 'node:stream';
import type { McpServer } from '@modelcontextprotocol/server';
import { StdioServerTransport, serveStdio } from '@modelcontextprotocol/server/stdio';
import { anybody, mostBytes } from '../in/access.js';
import { createServer, type McpParts } from './server.js';

/**
 * Serves whoever writes to `input`; nothing but messages of the protocol goes to `output`. `ended` resolves when the client has gone,
 * `announce` tells it that there is other knowledge now.
 */
export function serveConversation(parts: McpParts, input: Readable, output: Writable) {
  const transport = new StdioServerTransport(input, output, { maxBufferSize: mostBytes });
  // One that a client only looks at, to see what is spoken here, is followed by the one that it talks to.
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
