// The parts of MCP, for HTTP and stdio alike.
import { readFileSync } from 'node:fs';
import type { McpParts } from '../adapters/mcp/wire/server.js';
import type { App } from '../app.js';
import type { Current } from '../knowledge/current.js';
import type { Logger } from '../ports.js';

/** The parts of a server; each call uses the knowledge current at that time. */
export function mcpParts({ handle, complete }: App, { current }: Current, logger: Logger): McpParts {
  return {
    handle,
    complete,
    show: (target) => current().engine.show(target).document,
    catalog: () => current().knowledge,
    about: () => {
      const { title, privacy, examples } = current().knowledge.messages.help;
      return `${title}. ${privacy} For example: ${examples.join(' ')}`;
    },
    version: readVersion(),
    logger,
  };
}

// The path is the same from src/bin/, dist/bin/ and dist/bundle/.
function readVersion(): string {
  const manifest = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
    readonly version: string;
  };
  return manifest.version;
}
