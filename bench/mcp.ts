// npm run bench-mcp -- [--seconds 30] [--rate 100]: how long `ask` takes over MCP at a given rate on loopback, for clients of both protocol
// generations, and how much processor time the bot uses. The bot is the process that `npm start` runs; requests are sent when due, whether or
// not the last one has been answered, so that a stall counts for everybody who waits.
import { spawn } from 'node:child_process';
import { setMaxListeners } from 'node:events';
import { readFileSync } from 'node:fs';
import { Agent, type OutgoingHttpHeaders, request } from 'node:http';
import { cpus, loadavg } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';

// The SDK's client passes one signal to all its requests, each of which listens until it is collected.
setMaxListeners(0);

const { values } = parseArgs({
  options: { seconds: { type: 'string', default: '30' }, rate: { type: 'string', default: '100' } },
});
const rate = Number(values.rate);
const count = Number(values.seconds) * rate;
// Until the code is compiled; a long-running bot has answered before.
const warmUp = 500;
const questions = [
  'what is RAG?',
  'LLM vs generative AI',
  'which AI should I use for a logo?',
  'is Midjourney an LLM?',
  'how do GANs work',
  'what is the capital of Peru?',
];
// Requests that the bot turned away under load.
let unanswered = 0;
// What a request of each generation has in addition to its arguments.
const meta = {
  'io.modelcontextprotocol/protocolVersion': '2026-07-28',
  'io.modelcontextprotocol/clientInfo': { name: 'bench', version: '1' },
  'io.modelcontextprotocol/clientCapabilities': {},
};
const eras = {
  2025: { mode: 'legacy', headers: { 'MCP-Protocol-Version': '2025-11-25' }, params: {} },
  2026: {
    mode: { pin: '2026-07-28' },
    headers: { 'MCP-Protocol-Version': '2026-07-28', 'Mcp-Method': 'tools/call', 'Mcp-Name': 'ask' },
    params: { _meta: meta },
  },
} as const;
type Era = (typeof eras)[keyof typeof eras];
type Ask = (at: number) => Promise<void>;
// Like any HTTP client, it reuses connections.
const agent = new Agent({ keepAlive: true });

const env = {
  MCP: 'on',
  PORT: '0',
  WORKSPACE_LIMIT_PER_MINUTE: '0',
  DATABASE_URL: 'sqlite::memory:',
  LOG_LEVEL: 'info',
};
const bot = spawn(process.execPath, ['--max-semi-space-size=8', 'dist/bundle/main.js'], {
  env: { PATH: process.env['PATH'] ?? '', ...env },
  stdio: ['ignore', 'pipe', 'inherit'],
});
try {
  const url = new URL(await addressOf(bot.stdout));
  console.log(
    `${count} questions at ${rate} a second; ${cpus()[0]?.model}, ${cpus().length} cores, Node ${process.version}; load average before ${loadavg()[0]?.toFixed(1)}\n`,
  );
  console.log(
    '| | p50 | p90 | p99 | longest | processor time of the bot | put off | load average after |\n| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |',
  );
  await measure('`GET /healthz`, which asks nothing', async () => void (await send(new URL('/healthz', url), {}, '')));
  for (const [name, era] of Object.entries(eras)) {
    await measure(`${name}, by hand`, byHand(url, era));
    await measure(`${name}, the SDK's client`, await bySdk(url, era));
  }
} finally {
  agent.destroy();
  bot.kill('SIGTERM');
}

async function measure(name: string, ask: Ask): Promise<void> {
  for (let at = 0; at < warmUp; at += 1) await ask(at);
  unanswered = 0;
  const worked = workedMs();
  const start = performance.now();
  const times = await Promise.all(
    Array.from({ length: count }, (_, at) => timed(ask, at, start + (at * 1_000) / rate)),
  );
  const each = (workedMs() - worked) / count;
  times.sort((a, b) => a - b);
  const shown = [0.5, 0.9, 0.99, 1].map((share) => times[Math.ceil(times.length * share) - 1] ?? 0);
  const cells = [...shown, each].map((ms) => `${ms.toFixed(2)} ms`).join(' | ');
  console.log(`| ${name} | ${cells} | ${unanswered} | ${loadavg()[0]?.toFixed(1)} |`);
}

/** Hand-written messages whose answers aren't parsed, so that the client takes next to no time. */
function byHand(url: URL, { headers, params }: Era): Ask {
  const all = { 'Content-Type': 'application/json', Accept: 'application/json, text/event-stream', ...headers };
  return async (at) => {
    const call = { name: 'ask', arguments: { question: questions[at % questions.length] }, ...params };
    const answer = await send(url, all, JSON.stringify({ jsonrpc: '2.0', id: at, method: 'tools/call', params: call }));
    if (!answer.includes('"structuredContent"')) unanswered += 1;
  };
}

/** What an assistant does: it reads the answer and checks it against the schema. */
async function bySdk(url: URL, { mode }: Era): Promise<Ask> {
  const client = new Client({ name: 'bench', version: '1' }, { versionNegotiation: { mode } });
  await client.connect(new StreamableHTTPClientTransport(url));
  await client.listTools();
  return async (at) => {
    const question = questions[at % questions.length] ?? '';
    const { structuredContent } = await client.callTool({ name: 'ask', arguments: { question } });
    if (structuredContent === undefined) unanswered += 1;
  };
}

function send(url: URL, headers: OutgoingHttpHeaders, body: string): Promise<string> {
  const method = body === '' ? 'GET' : 'POST';
  return new Promise((resolve, reject) => {
    const asked = request(url, { method, agent, headers: { ...headers, 'Content-Length': Buffer.byteLength(body) } });
    asked.on('response', (response) => {
      let said = '';
      response.setEncoding('utf8').on('data', (part: string) => {
        said += part;
      });
      response.on('end', () => resolve(said)).on('error', reject);
    });
    asked.on('error', reject).end(body);
  });
}

/** Milliseconds from when a question is sent (when it is due, unless this process is late) to the end of its answer. */
async function timed(ask: Ask, at: number, due: number): Promise<number> {
  await sleep(Math.max(0, due - performance.now()));
  const from = performance.now();
  await ask(at);
  return performance.now() - from;
}

/** Milliseconds of processor time that the bot has used so far, over all its threads. */
function workedMs(): number {
  // proc(5): user and system time in hundredths of a second; the name before them may have blanks.
  const [, , , , , , , , , , , user, system] = (
    readFileSync(`/proc/${bot.pid}/stat`, 'utf8').split(') ')[1] ?? ''
  ).split(' ');
  return (Number(user) + Number(system)) * 10;
}

function addressOf(output: NodeJS.ReadableStream): Promise<string> {
  return new Promise((resolve) => {
    let said = '';
    // Read to the end, so that the log never blocks.
    output.on('data', (text: Buffer) => {
      said += text.toString();
      const [, address] = /MCP: (\S+)\n/.exec(said) ?? [];
      if (address !== undefined) resolve(address);
    });
  });
}
