// A thousand assistants, connected at once: each asks, goes on from the answer and reads an entry, over HTTP to the whole process.
import { type Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { expect, onTestFinished, test } from 'vitest';
import type { AnswerContent } from '../../src/adapters/mcp/out/schema.js';
import { createClient, eras } from '../adapters/mcp/serving.js';
import { shippedFolder } from '../fixtures/shipped.js';
import { program, start } from '../process.js';

const patienceMs = 240_000;
const sessions = 1_000;
// So many of them talk in the same moment; on a machine that has other work, more would wait longer than the server waits for a request.
const inFlight = 100;
// Each of them takes a connection of its own; a bot at rest has some 150 MB.
const mostMb = 700;

test(
  `answers ${sessions} sessions that are open at once, and the next one as if nothing had been`,
  async () => {
    const env = { PORT: '0', MCP: 'on', WORKSPACE_LIMIT_PER_MINUTE: '0', KNOWLEDGE_DIR: shippedFolder };
    const bot = start(program, { env, patienceMs });
    onTestFinished(async () => {
      bot.kill('SIGKILL');
      await bot.ended;
    });
    const [, address] = await bot.says(/MCP: (http:[^\s]+)\/mcp/);
    const open = async (at: number): Promise<Client> => {
      const client = createClient(eras[at % eras.length] ?? '2025');
      // A thousand clients in one process are late to see that a connection at rest was closed; so each request has one of its own.
      const requestInit = { headers: { Connection: 'close' } };
      await client.connect(new StreamableHTTPClientTransport(new URL(`${address}/mcp`), { requestInit }));
      return client;
    };
    const ask = async (client: Client, question: string, previous?: string) =>
      (await client.callTool({ name: 'ask', arguments: { question, previous } })).structuredContent as AnswerContent;
    const converse = async (client: Client): Promise<void> => {
      const { target, title } = await ask(client, 'what is a GAN?');
      expect(title).toContain('GAN');
      expect((await ask(client, 'how is it different from a diffusion model?', target)).title).toBe(
        'Diffusion and GAN',
      );
      await client.readResource({ uri: 'ai-diff://entry/rag' });
    };
    const clients: Client[] = [];
    while (clients.length < sessions)
      clients.push(...(await Promise.all(Array.from({ length: inFlight }, (_, at) => open(at)))));
    for (let at = 0; at < sessions; at += inFlight) await Promise.all(clients.slice(at, at + inFlight).map(converse));
    await converse(await open(0));
    await converse(await open(1));
    await Promise.all(clients.map((client) => client.close()));

    const metrics = await (await fetch(`${address}/metrics`)).text();
    const answered = [
      ...metrics.matchAll(/ai_diff_questions_total\{platform="mcp",intent="\w+",outcome="answered"\} (\d+)/g),
    ];
    expect(answered.reduce((sum, [, count]) => sum + Number(count), 0)).toBe((sessions + 2) * 3);
    const [, bytes = ''] = /^process_resident_memory_bytes (\d+)/m.exec(metrics) ?? [];
    expect(Number(bytes) / 1e6).toBeLessThan(mostMb);
    expect((await fetch(`${address}/healthz`)).status).toBe(200);
    bot.kill('SIGTERM');
    const { code, stderr } = await bot.ended;
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  },
  patienceMs,
);
