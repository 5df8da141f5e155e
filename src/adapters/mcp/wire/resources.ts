// The resources: every entry, table and article by URI, with listing and completion.
import {
  type McpServer,
  ProtocolError,
  ProtocolErrorCode,
  ResourceNotFoundError,
  ResourceTemplate,
} from '@modelcontextprotocol/server';
import { blocksOf } from '../../../document/blocks.js';
import type { Origin } from '../../../ports.js';
import { toIncoming } from '../../shared/asked.js';
import { wholeOf } from '../../shared/whole.js';
import { articleOf, type ResourceKind, toTable, uriOf } from '../out/structured.js';
import { toLongText, toText } from '../out/text.js';
import type { McpParts } from './server.js';

// The most completions a client may be sent (modelcontextprotocol.io, "Completion").
const mostCompletions = 100;

type ListedResource = { readonly id: string; readonly title: string; readonly description: string };

/** Adds the resources to a server for an origin; reading an entry or a table counts as a question. */
export function registerResources(server: McpServer, parts: McpParts, from: Origin): void {
  const { handle, complete, catalog, show } = parts;
  const add = (
    name: ResourceKind,
    told: { readonly title: string; readonly description: string; readonly mimeType: string },
    items: () => readonly ListedResource[],
    read: (id: string) => string | undefined | Promise<string | undefined>,
  ) => {
    const { mimeType } = told;
    const list = () => ({
      resources: items().map((item) => ({ ...item, uri: uriOf(name, item.id), name: item.id, mimeType })),
    });
    const id = (typed: string) => {
      const ids = items().map((item) => item.id);
      const found = complete(typed, catalog().entries.length).map((offer) => offer.id);
      const best = name === 'article' ? ids.filter((each) => each.startsWith(typed)) : found;
      return best.filter((each) => ids.includes(each)).slice(0, mostCompletions);
    };
    const template = new ResourceTemplate(`ai-diff://${name}/{id}`, { list, complete: { id } });
    server.registerResource(name, template, told, async (uri, variables) => {
      const text = await read(String(variables['id']));
      if (text === undefined) throw new ResourceNotFoundError(uri.href);
      return { contents: [{ uri: uri.href, mimeType, text }] };
    });
  };
  const whole = async (id: string) => {
    const asked = { type: 'press', target: { type: 'entry', id } } as const;
    const { outcome, document } = await handle({ ...toIncoming(asked, from), seenBy: 'everybody' });
    if (outcome === 'limited') throw new ProtocolError(ProtocolErrorCode.InternalError, toText(document));
    return outcome === 'answered' ? [wholeOf(document, show)] : [];
  };
  const entries = () =>
    catalog().entries.map(({ id, title, kind, table }) => ({ id, title, description: kind, table }));

  add(
    'entry',
    { title: 'Entry', description: 'An answer with what each article says, and all sources', mimeType: 'text/plain' },
    () => entries().map(({ table: _, ...entry }) => entry),
    async (id) => (await whole(id)).map(toLongText)[0],
  );
  add(
    'table',
    { title: 'Table', description: 'Columns and rows, each row with its sources', mimeType: 'application/json' },
    () => entries().flatMap(({ table, ...entry }) => (table === undefined ? [] : [entry])),
    async (id) => {
      const tables = (await whole(id)).flatMap((each) => blocksOf(each, 'table'));
      return tables.map((table) => JSON.stringify(toTable(table), null, 2))[0];
    },
  );
  add(
    'article',
    { title: 'Article', description: 'What is known about an article', mimeType: 'application/json' },
    () => catalog().articles.map(({ key, name, title = name }) => ({ id: key, title, description: name })),
    // The SDK passes the id as it is in the URI.
    (id) => {
      const found = catalog().articles.filter(({ key }) => encodeURIComponent(key) === id);
      return found.map((article) => JSON.stringify(articleOf(article), null, 2))[0];
    },
  );
}
