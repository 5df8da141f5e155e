// MCP over HTTP: who may ask, whose answers they get, and clients that are hostile, slow or gone.
import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { createAccess } from '../../../src/adapters/mcp/in/access.js';
import type { AnswerContent } from '../../../src/adapters/mcp/out/schema.js';
import { createLimits } from '../../../src/limits.js';
import { gpu, manager, openProcess } from '../../taught/teaching.js';
import { callOf, createClient, eras, post, serve } from './serving.js';

const ask = { name: 'ask', arguments: { question: 'what is RAG?' } };
const outcomeOf = (result: { structuredContent?: unknown }) => (result.structuredContent as AnswerContent).outcome;
const asksRag = callOf('ask', { question: 'what is RAG?' });

describe('the door', () => {
  const tokens = [
    { token: 'shipped-token' },
    { token: 'team-token', workspace: { platform: 'discord', workspace: 'W1' } },
  ];

  test.each([
    ['its own name', { Host: 'localhost' }, {}, 200],
    ['its own address', { Host: '127.0.0.1:3000' }, {}, 200],
    ['a name of another site, as after DNS rebinding', { Host: 'evil.example' }, {}, 403],
    ['no name at all', { Host: '' }, {}, 400],
    ['a page of its own', { Origin: 'http://localhost:3000' }, {}, 200],
    ['a page of another site', { Origin: 'https://evil.example' }, {}, 403],
    ['a page of nowhere', { Origin: 'null' }, {}, 403],
    ['the name of a proxy that it was told', { Host: 'Bot.Example.com' }, { hosts: ['bot.example.com'] }, 200],
    ['a page of that proxy', { Origin: 'https://bot.example.com' }, { hosts: ['bot.example.com'] }, 200],
    ['a name that ends like it', { Host: 'x.bot.example.com' }, { hosts: ['bot.example.com'] }, 403],
  ])('opens or not to %s', async (_, headers: Record<string, string>, config, status) => {
    const { url } = await serve({ config });
    expect((await raw(url, JSON.stringify(asksRag), headers)).status).toBe(status);
  });

  test('without tokens lets anybody of this machine in; with tokens those who have one', async () => {
    const { open } = await serve();
    expect(outcomeOf(await (await open()).callTool(ask))).toBe('answered');
    const { url, open: openWith } = await serve({ config: { tokens } });
    for (const { token } of tokens)
      for (const era of eras) expect(outcomeOf(await (await openWith(era, token)).callTool(ask))).toBe('answered');
    for (const Authorization of [
      '',
      'Bearer ',
      'Bearer wrong',
      'Basic c2hpcHBlZC10b2tlbg==',
      'shipped-token',
      'Bearer shipped-token x',
    ]) {
      const response = await post(url, asksRag, { Authorization });
      expect([Authorization, response.status]).toEqual([Authorization, 401]);
      expect(response.headers.get('www-authenticate')).toBe('Bearer');
      expect(await response.json()).toMatchObject({
        jsonrpc: '2.0',
        error: { message: expect.stringContaining('Bearer') },
      });
    }
    await expect(openWith('2025', 'wrong')).rejects.toThrow();
  });

  test('compares whole tokens, and every one of them', () => {
    const access = createAccess(tokens);
    expect(access('Bearer shipped-token')).toEqual({ platform: 'mcp', user: 'token-1' });
    expect(access('bearer team-token')).toEqual({ platform: 'mcp', user: 'token-2', onBehalfOf: tokens[1]?.workspace });
    for (const near of ['shipped-toke', 'shipped-tokenx', 'SHIPPED-TOKEN', 'token-1', ''])
      expect(access(`Bearer ${near}`)).toBeUndefined();
    expect(access(null)).toBeUndefined();
  });

  test('gives answers that a workspace taught to its token alone', async () => {
    const process = openProcess();
    await process.teach(manager, gpu);
    const { open } = await serve({ config: { tokens }, taught: process.room.answering });
    const question = { name: 'ask', arguments: { question: gpu['question'] ?? '' } };
    const own = await (await open('2025', 'team-token')).callTool(question);
    expect(own.structuredContent).toMatchObject({
      outcome: 'answered',
      origin: 'workspace',
      title: gpu['question'],
      answer: expect.stringContaining('platform team'),
    });
    const { target = '' } = own.structuredContent as AnswerContent;
    const id = target.replace('e:', '');
    const team = await open('2026', 'team-token');
    expect((await team.callTool({ name: 'define', arguments: { term: gpu['question'] ?? '' } })).content).toMatchObject(
      [{ text: expect.stringContaining('platform team') }],
    );
    expect((await team.readResource({ uri: `ai-diff://entry/${id}` })).contents).toMatchObject([
      { text: expect.stringContaining('platform team') },
    ]);
    const others = await open('2025', 'shipped-token');
    expect(outcomeOf(await others.callTool(question))).toBe('nothing');
    await expect(others.readResource({ uri: `ai-diff://entry/${id}` })).rejects.toThrow(/not found/);
    expect(JSON.stringify(await others.callTool({ name: 'get_sources', arguments: { target } }))).not.toContain(
      'platform team',
    );
  });

  test('counts each token separately', async () => {
    const allow = createLimits({ user: 2, channel: 0, workspace: 0 });
    const { open } = await serve({ config: { tokens }, allow });
    const [one, other] = [await open('2025', 'shipped-token'), await open('2026', 'team-token')];
    expect(outcomeOf(await one.callTool(ask))).toBe('answered');
    expect((await one.readResource({ uri: 'ai-diff://entry/gan' })).contents).toHaveLength(1);
    expect(await one.callTool(ask)).toMatchObject({
      isError: true,
      content: [{ text: expect.stringContaining('a lot of questions') }],
    });
    await expect(one.readResource({ uri: 'ai-diff://entry/gan' })).rejects.toThrow(/a lot of questions/);
    // Listing isn't a question.
    expect((await one.listTools()).tools).toHaveLength(6);
    expect(outcomeOf(await other.callTool(ask))).toBe('answered');
  });
});

describe('a message', () => {
  test.each<[string, unknown, Record<string, string>, number]>([
    ['that is no JSON', '{"jsonrpc":', {}, 400],
    ['that is empty', '', {}, 400],
    ['that is no message', { hello: 1 }, {}, 400],
    ['that is a number', '7', {}, 400],
    ['of another type', asksRag, { 'Content-Type': 'text/plain' }, 415],
    ['from a client that takes no answer', asksRag, { Accept: 'text/html' }, 406],
    ['of a protocol that nobody speaks', asksRag, { 'MCP-Protocol-Version': '1999-01-01' }, 400],
    ['that is too long', callOf('ask', { question: 'a'.repeat(300_000) }), {}, 413],
    ['in a heap of them', Array.from({ length: 200 }, (_, id) => callOf('ask', {}, id)), {}, 400],
  ])('%s is refused, and the next one answered', async (_, body, headers, status) => {
    const { url, logger } = await serve();
    const response = await post(url, body, headers);
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({ jsonrpc: '2.0', error: { code: expect.any(Number) } });
    const next = await post(url, asksRag);
    expect(next.status).toBe(200);
    expect(await next.text()).toContain('Retrieval-augmented generation');
    expect(logger.events()).toEqual([]);
  });

  test.each([
    ['a method', { jsonrpc: '2.0', id: 1, method: 'tools/dance' }],
    ['a tool', callOf('dance', {})],
    ['a kind of resource', { jsonrpc: '2.0', id: 1, method: 'resources/read', params: { uri: 'ai-diff://dance/1' } }],
    [
      'a template',
      {
        jsonrpc: '2.0',
        id: 1,
        method: 'completion/complete',
        params: { ref: { type: 'ref/resource', uri: 'x://{y}' }, argument: { name: 'y', value: '' } },
      },
    ],
  ])('with %s that doesn’t exist is answered with an error', async (_, body) => {
    const { url } = await serve();
    expect(await (await post(url, body)).text()).toMatch(/"error":\{"code":-32\d{3}/);
  });

  test('that the bot fails at is answered with an id and no details', async () => {
    const handle = async () => {
      throw new Error('no such table: secrets');
    };
    const { open, logger } = await serve({ parts: { handle } });
    const result = await (await open()).callTool(ask);
    const [{ text = '' } = {}] = result.content as { text?: string }[];
    expect(result.isError).toBe(true);
    const [, id] = /^Something went wrong \(([\da-f]{8})\)\./.exec(text) ?? [];
    expect(logger.lines).toMatchObject([
      { event: 'mcp_failed', fields: { id, tool: 'ask', error: expect.stringContaining('no such table') } },
    ]);
    expect(text).not.toContain('table');
  });

  test.each(['GET', 'DELETE', 'PUT', 'OPTIONS'])('by %s is refused: there are no sessions', async (method) => {
    const { url } = await serve();
    const response = await fetch(url, { method, headers: { Accept: 'text/event-stream' } });
    expect(response.status).toBe(405);
  });
});

describe('clients', () => {
  const patience = { headersMs: 300, requestMs: 500, idleMs: 300, checkMs: 20, connections: 50 };
  const head = (length: string) =>
    `POST /mcp HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nAccept: application/json, text/event-stream\r\n${length}\r\n\r\n`;

  test('that send slowly are hung up on, and others are answered meanwhile', async () => {
    const { url, logger } = await serve({ patience });
    const slow = Array.from({ length: 10 }, () => {
      const socket = connect(Number(url.port), '127.0.0.1');
      socket.on('error', () => undefined);
      socket.resume().write(`${head('Content-Length: 5000')}{"jsonrpc"`);
      return new Promise((resolve) => socket.once('close', resolve));
    });
    expect((await post(url, asksRag)).status).toBe(200);
    await Promise.all(slow);
    expect(logger.events()).toEqual([]);
  });

  test('that send endlessly are stopped', async () => {
    const { url } = await serve({ patience });
    const socket = connect(Number(url.port), '127.0.0.1');
    socket.on('error', () => undefined);
    let said = '';
    socket.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
    socket.write(head('Transfer-Encoding: chunked'));
    const closed = new Promise((resolve) => socket.once('close', resolve));
    const chunk = `4000\r\n${'a'.repeat(0x4000)}\r\n`;
    const feed = () => {
      while (!socket.destroyed && socket.write(chunk));
    };
    socket.on('drain', feed);
    feed();
    await closed;
    expect(said).toMatch(/^HTTP\/1\.1 4(?:13|08) |^$/);
    expect((await post(url, asksRag)).status).toBe(200);
  });

  test('that vanish before their answer or while they listen leave nothing behind', async () => {
    const { url, open, mcp, logger } = await serve({ patience });
    for (let at = 0; at < 30; at += 1) {
      const socket = connect(Number(url.port), '127.0.0.1');
      socket.on('error', () => undefined);
      const body = JSON.stringify(asksRag);
      await new Promise<void>((resolve) =>
        socket.write(head(`Content-Length: ${body.length}`) + body, () => resolve()),
      );
      socket.destroy();
    }
    const listening = createClient('2026', () => undefined);
    const { StreamableHTTPClientTransport } = await import('@modelcontextprotocol/client');
    await listening.connect(new StreamableHTTPClientTransport(url));
    await listening.close();
    mcp.announce();
    expect(outcomeOf(await (await open()).callTool(ask))).toBe('answered');
    expect(logger.events()).toEqual([]);
  });

  test('that ask at the same time each get their own answer, also from servers that answered others before', async () => {
    const { open } = await serve();
    const clients = await Promise.all(Array.from({ length: 20 }, (_, at) => open(eras[at % 2])));
    const terms = ['gan', 'rag', 'llm', 'token', 'transformer'];
    for (let round = 0; round < 3; round += 1) {
      const answers = clients.map((client, at) =>
        client.callTool({ name: 'define', arguments: { term: terms[(at + round) % terms.length] ?? '' } }),
      );
      expect(
        (await Promise.all(answers)).map(
          ({ structuredContent }) => (structuredContent as AnswerContent).entries.map(({ id }) => id)[0],
        ),
      ).toEqual(clients.map((_, at) => terms[(at + round) % terms.length]));
    }
  });

  test('are told about the current knowledge, whatever others were told before', async () => {
    let about = 'old';
    const { open } = await serve({ parts: { about: () => about } });
    for (const era of eras) await (await open(era)).callTool(ask);
    about = 'new';
    for (const era of eras) {
      const client = await open(era);
      await client.callTool(ask);
      expect(client.getInstructions()).toBe('new');
    }
  });

  test('of 2025 get a plain answer to a call, not a stream', async () => {
    const { url } = await serve();
    const answer = await post(url, asksRag, { 'MCP-Protocol-Version': '2025-11-25' });
    expect(answer.headers.get('content-type')).toBe('application/json');
    expect(await answer.json()).toMatchObject({ id: 1, result: { structuredContent: { outcome: 'answered' } } });
    const wrong = await post(url, callOf('define', {}), { 'MCP-Protocol-Version': '2025-11-25' });
    expect(await wrong.json()).toMatchObject({ id: 1, result: { isError: true } });
  });

  test('of 2026 that listen hear of other knowledge', async () => {
    const { open, mcp } = await serve();
    let hear: () => void = () => undefined;
    const heard = new Promise<void>((resolve) => {
      hear = resolve;
    });
    const client = await open('2026', undefined, hear);
    expect(client.getServerCapabilities()?.resources).toEqual({ listChanged: true });
    // The stream is open once the server has said so; until then it does no harm to announce again.
    for (let round = 0; round < 200 && !(await Promise.race([heard.then(() => true), sleep(25, false)])); round += 1)
      mcp.announce();
    await heard;
    // Clients of 2025 have no stream here, and are told so.
    expect((await open('2025')).getServerCapabilities()?.resources).toEqual({ listChanged: false });
  });

  test('that listen do not keep the bot from stopping', async () => {
    const { open, mcp } = await serve();
    await open('2026', undefined, () => undefined);
    await mcp.stop();
  });
});

/** A request with any headers, including those that `fetch` would set itself. */
async function raw(
  url: URL,
  body: string,
  headers: Readonly<Record<string, string>>,
): Promise<{ readonly status: number }> {
  const all = {
    Host: url.host,
    'Content-Type': 'application/json',
    Accept: 'application/json, text/event-stream',
    'Content-Length': String(Buffer.byteLength(body)),
    ...headers,
  };
  const socket = connect(Number(url.port), '127.0.0.1');
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.write(`POST ${url.pathname} HTTP/1.1\r\n${lines.join('')}\r\n${body}`);
  const [said] = (await once(socket.setEncoding('utf8'), 'data')) as [string];
  socket.destroy();
  return { status: Number(/^HTTP\/1\.1 (\d+)/.exec(said)?.[1]) };
}
