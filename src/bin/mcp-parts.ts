// What MCP is made of, over HTTP as over stdio.
import { readFileSync } from 'node:fs';
import type { McpParts } from '../adapters/mcp/wire/server.js';
import type { App } from '../app.js';
import type { Current } from '../knowledge/current.js';
import type { Logger } from '../ports.js';

/** The parts of a server on the knowledge in use, whatever that is by then. */
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

// From src/bin/, from dist/bin/ and from dist/bundle/ it is equally far.
function readVersion(): string {
  const manifest = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
    readonly version: string;
  };
  return manifest.version;
}
