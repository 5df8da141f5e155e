// npm run bench-mcp -- [--seconds 30] [--rate 100]: how long `ask` takes over MCP, at so many a second on loopback, for clients of both
// generations of the protocol. The bot is the process that `npm start` runs; requests leave when they are due, whether the last one has
// been answered or not, so that a stop counts for all who wait.
import { spawn } from 'node:child_process';
import { cpus, loadavg } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';

const { values } = parseArgs({
  options: { seconds: { type: 'string', default: '30' }, rate: { type: 'string', default: '100' } },
});
const rate = Number(values.rate);
const count = Number(values.seconds) * rate;
// Until the code is compiled; a bot that runs has answered before.
const warmUp = 500;
const questions = [
  'what is RAG?',
  'LLM vs generative AI',
  'which AI should I use for a logo?',
  'is Midjourney an LLM?',
  'how do GANs work',
  'what is the capital of Peru?',
];
// Those that the bot put off, since it was asked more than it could answer.
let unanswered = 0;
// What a request of each generation has beside its arguments. Messages are written by hand, so that no client takes the processor's time.
const meta = {
  'io.modelcontextprotocol/protocolVersion': '2026-07-28',
  'io.modelcontextprotocol/clientInfo': { name: 'bench', version: '1' },
  'io.modelcontextprotocol/clientCapabilities': {},
};
const eras = {
  2025: { headers: { 'MCP-Protocol-Version': '2025-11-25' }, params: {} },
  2026: {
    headers: { 'MCP-Protocol-Version': '2026-07-28', 'Mcp-Method': 'tools/call', 'Mcp-Name': 'ask' },
    params: { _meta: meta },
  },
} as const;
type Era = (typeof eras)[keyof typeof eras];

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
    '| clients of | p50 | p90 | p99 | longest | put off | load average after |\n| --- | ---: | ---: | ---: | ---: | ---: | ---: |',
  );
  for (const [name, era] of Object.entries(eras)) {
    for (let at = 0; at < warmUp; at += 1) await ask(url, era, at);
    const start = performance.now();
    const times = await Promise.all(
      Array.from({ length: count }, (_, at) => timed(url, era, at, start + (at * 1_000) / rate)),
    );
    times.sort((a, b) => a - b);
    const [p50, p90, p99, longest] = [0.5, 0.9, 0.99, 1].map(
      (share) => `${(times[Math.ceil(times.length * share) - 1] ?? 0).toFixed(2)} ms`,
    );
    console.log(`| ${name} | ${p50} | ${p90} | ${p99} | ${longest} | ${unanswered} | ${loadavg()[0]?.toFixed(1)} |`);
  }
} finally {
  bot.kill('SIGTERM');
}

async function ask(url: URL, { headers, params }: Era, at: number): Promise<void> {
  const call = { name: 'ask', arguments: { question: questions[at % questions.length] }, ...params };
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Accept: 'application/json, text/event-stream', ...headers },
    body: JSON.stringify({ jsonrpc: '2.0', id: at, method: 'tools/call', params: call }),
  });
  if (!(await response.text()).includes('"structuredContent"')) unanswered += 1;
}

/** Milliseconds from when a question leaves, which is when it is due unless this process is late, to the end of its answer. */
async function timed(url: URL, era: Era, at: number, due: number): Promise<number> {
  await sleep(Math.max(0, due - performance.now()));
  const from = performance.now();
  await ask(url, era, at);
  return performance.now() - from;
}

function addressOf(output: NodeJS.ReadableStream): Promise<string> {
  return new Promise((resolve) => {
    let said = '';
    // It is read to the end, so that the log never waits.
    output.on('data', (text: Buffer) => {
      said += text.toString();
      const [, address] = /MCP: (\S+)\n/.exec(said) ?? [];
      if (address !== undefined) resolve(address);
    });
  });
}
