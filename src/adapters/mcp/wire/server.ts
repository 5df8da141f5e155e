// The tools an assistant can call, handled as on every platform. A server is made per exchange over HTTP, and per conversation over stdio;
// it keeps no state.
import { randomUUID } from 'node:crypto';
import { type CallToolResult, McpServer, type StandardSchemaWithJSON } from '@modelcontextprotocol/server';
import { toStandardJsonSchema } from '@valibot/to-json-schema';
import * as v from 'valibot';
import type { Document } from '../../../document/nodes.js';
import { once } from '../../../document/once.js';
import type { Target } from '../../../document/target.js';
import { describeError } from '../../../errors.js';
import type { Handle, Logger, Origin, Reply } from '../../../ports.js';
import { type Asked, toIncoming } from '../../shared/asked.js';
import type { Complete } from '../../shared/ports.js';
import { wholeOf } from '../../shared/whole.js';
import { asks, type ToolInput, type ToolName, tools } from '../in/tools.js';
import { answerSchema, sourcesSchema, termsSchema } from '../out/schema.js';
import { articleOf, toAnswer, toArticles, uriOf } from '../out/structured.js';
import { toSourcesText, toText } from '../out/text.js';
import type { McpCatalog } from '../ports.js';
import { registerResources } from './resources.js';

export type McpParts = {
  readonly handle: Handle;
  readonly complete: Complete;
  /** Resolves a button's target; doesn't count as a question. */
  readonly show: (target: Target) => Document;
  readonly catalog: () => McpCatalog;
  /** What can be asked about, in the knowledge's words. */
  readonly about: () => string;
  readonly version: string;
  readonly logger: Logger;
};

// More than any knowledge has so far, and than anybody reads.
const mostTerms = 1_000;
// The tools only look things up, locally.
const annotations = { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: false };

/** A server for an origin; `announces`: it can notify the client that the knowledge has changed. */
export function createServer(parts: McpParts, from: Origin, announces: boolean): McpServer {
  const { handle, complete, show, catalog, about, version, logger } = parts;
  const server = new McpServer(
    { name: 'ai-diff', title: 'AI Diff', version },
    {
      instructions: about(),
      capabilities: { tools: { listChanged: false }, resources: { listChanged: announces }, completions: {} },
    },
  );

  const tool = <K extends ToolName>(
    name: K,
    output: v.GenericSchema,
    run: (input: ToolInput<K>) => CallToolResult | Promise<CallToolResult>,
  ) => {
    const { input, ...told } = tools[name];
    const schemas = { inputSchema: withJson(input), outputSchema: unchecked(withJson(output)) };
    server.registerTool(name, { ...told, ...schemas, annotations }, async (given) => {
      try {
        return await run(v.parse(input, given));
      } catch (error) {
        // The SDK would send any error's message, whatever it contains.
        const id = randomUUID().slice(0, 8);
        logger.error('mcp_failed', { id, tool: name, error: describeError(error) });
        return failure(`Something went wrong (${id}). Try again, or look for this id in the log of the bot.`);
      }
    });
  };
  const ask = async (asked: Asked | undefined, give: (reply: Reply, whole: Document) => CallToolResult) => {
    if (asked === undefined) return failure('There is no such target: pass the `target` of an answer unchanged.');
    const reply = await handle({ ...toIncoming(asked, from), seenBy: 'everybody' });
    return reply.outcome === 'limited' ? failure(toText(reply.document)) : give(reply, wholeOf(reply.document, show));
  };
  const answer = (asked: Asked | undefined) =>
    ask(asked, (reply, whole) => result(toText(reply.document), toAnswer(reply, whole, catalog())));

  tool('ask', answerSchema, (input) => answer(asks.ask(input)));
  tool('compare', answerSchema, (input) => answer(asks.compare(input)));
  tool('define', answerSchema, (input) => answer(asks.define(input)));
  tool('choose', answerSchema, (input) => answer(asks.choose(input)));
  tool('list_terms', termsSchema, ({ matching = '' }) => {
    const entries = new Map(catalog().entries.map((entry) => [entry.id, entry]));
    const terms = complete(matching, mostTerms)
      .flatMap(({ id }) => entries.get(id) ?? [])
      .map(({ id, label, title, kind }) => ({ id, label, title, kind, uri: uriOf('entry', id) }));
    return result(terms.map(({ id, title }) => `${title} (${id})`).join('\n') || 'No term is like that.', { terms });
  });
  tool('get_sources', sourcesSchema, ({ target }) => {
    if (target !== undefined)
      return ask(asks.get_sources(target), (_, whole) => result(toSourcesText(whole), { articles: toArticles(whole) }));
    const articles = catalog().articles.map(articleOf);
    const lines = articles.map(({ title, author, publisher, date }) => [title, author, publisher, date]);
    return result(lines.map((told) => told.filter((each) => each !== undefined).join(', ')).join('\n'), { articles });
  });
  registerResources(server, parts, from);
  return server;
}

function result(text: string, structuredContent: Record<string, unknown>): CallToolResult {
  return { content: [{ type: 'text', text }], structuredContent };
}

function failure(text: string): CallToolResult {
  return { content: [{ type: 'text', text }], isError: true };
}

// Our output already has the schema's type, so the SDK needn't validate each answer.
const unchecked = once(
  ({ '~standard': standard }: StandardSchemaWithJSON): StandardSchemaWithJSON => ({
    '~standard': { ...standard, validate: (value) => ({ value }) },
  }),
);

// The SDK asks for a schema's JSON for each server and each call.
const withJson = once((schema: v.GenericSchema): StandardSchemaWithJSON => {
  const { jsonSchema, ...standard } = toStandardJsonSchema(schema)['~standard'];
  const [input, output] = [jsonSchema.input, jsonSchema.output].map((write) => write({ target: 'draft-2020-12' }));
  return { '~standard': { ...standard, jsonSchema: { input: () => input ?? {}, output: () => output ?? {} } } };
});
