// A thousand assistants at once: each asks, follows up and reads an entry, over HTTP to the whole process.
import { setTimeout as sleep } from 'node:timers/promises';
import { type Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { expect, onTestFinished, test } from 'vitest';
import type { AnswerContent } from '../../src/adapters/mcp/out/schema.js';
import { createClient, eras } from '../adapters/mcp/serving.js';
import { shippedFolder } from '../fixtures/shipped.js';
import { program, start } from '../process.js';

const patienceMs = 400_000;
const sessions = 1_000;
// On a busy machine the last of a thousand may wait too long and be told so. It retries after this.
const againMs = 1_000;
// Each has its own connection; an idle bot takes some 150 MB.
const mostMb = 700;
const busy = /asked more than I can answer at the moment/;

test(
  `answers ${sessions} sessions that ask at once, and the next one as if nothing had been`,
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
      // A thousand clients in one process notice late that an idle connection was closed, so each request has its own.
      const requestInit = { headers: { Connection: 'close' } };
      await client.connect(new StreamableHTTPClientTransport(new URL(`${address}/mcp`), { requestInit }));
      return client;
    };
    const ask = async (client: Client, question: string, previous?: string): Promise<AnswerContent> => {
      const { isError, content, structuredContent } = await client.callTool({
        name: 'ask',
        arguments: { question, previous },
      });
      if (isError !== true) return structuredContent as AnswerContent;
      expect(JSON.stringify(content)).toMatch(busy);
      await sleep(againMs);
      return ask(client, question, previous);
    };
    const read = async (client: Client, uri: string): Promise<void> => {
      try {
        await client.readResource({ uri });
      } catch (error) {
        expect(String(error)).toMatch(busy);
        await sleep(againMs);
        await read(client, uri);
      }
    };
    const converse = async (client: Client): Promise<void> => {
      const { target, title } = await ask(client, 'what is a GAN?');
      expect(title).toContain('GAN');
      expect((await ask(client, 'how is it different from a diffusion model?', target)).title).toBe(
        'Diffusion and GAN',
      );
      await read(client, 'ai-diff://entry/rag');
    };
    const clients = await Promise.all(Array.from({ length: sessions }, (_, at) => open(at)));
    await Promise.all(clients.map(converse));
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
