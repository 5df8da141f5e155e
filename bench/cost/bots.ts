// The compared bots, each in its own process with its own platform, and the resources they use.
import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import { renderDocument } from '../../src/adapters/discord/out/render.js';
import { renderMessage } from '../../src/adapters/slack/out/render.js';
import { createShippedEngine } from '../../test/fixtures/shipped.js';
import { type Platform, startDiscord, startSlack } from './fakes.js';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Ours; a bare one that echoes the question; and the same with an answer as long as ours. */
export type Kind = 'ours' | 'bare' | 'as long';

export type Contender = {
  readonly name: string;
  readonly platform: 'Discord' | 'Slack';
  readonly kind: Kind;
  /** What Node runs, and with which flags. */
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
};

// As `npm start` does.
const [, ...ours] = (
  JSON.parse(readFileSync(`${root}package.json`, 'utf8')) as { scripts: { start: string } }
).scripts.start
  .split(' ')
  .map((word) => (word.startsWith('dist/') ? root + word : word));

// The answer to "what is RAG?", as it is sent.
const { document } = createShippedEngine().show({ type: 'entry', id: 'rag' });
const [onDiscord] = renderDocument(document, { asked: { type: 'question', text: 'what is RAG?' }, asker: '1' }).pages;
const onSlack = renderMessage(document, { ask: { type: 'question', text: 'what is RAG?' }, by: 'U1' });
const asLong = { Discord: JSON.stringify(onDiscord), Slack: JSON.stringify(onSlack) };

export const contenders: readonly Contender[] = (
  [
    ['Discord', 'discord.js', `${root}bench/cost/bare-discord.js`],
    ['Slack', 'Bolt', `${root}bench/cost/bare-slack.js`],
  ] as const
).flatMap(([platform, sdk, script]): readonly Contender[] => [
  { name: `AI Diff on ${platform}`, platform, kind: 'ours', args: ours, env: {} },
  { name: `bare ${sdk}`, platform, kind: 'bare', args: [script], env: {} },
  { name: `bare ${sdk}, long`, platform, kind: 'as long', args: [script], env: { REPLY: asLong[platform] } },
]);

export type Bot = {
  readonly contender: Contender;
  readonly ask: Platform['ask'];
  /** Milliseconds from the start of the process to its first reply, asked as soon as it was connected. */
  readonly startMs: number;
  /** Processor time so far, in milliseconds. */
  readonly cpuMs: () => number;
  /** Resident memory, in bytes. */
  readonly memory: () => number;
  /** Ends it as an operator would; resolves when it has ended. */
  readonly stop: () => Promise<void>;
};

/** Starts a bot and asks it once. Rejects if it exits before. */
export async function startBot(contender: Contender, nodeOptions: readonly string[] = []): Promise<Bot> {
  const platform = await (contender.platform === 'Discord' ? startDiscord() : startSlack());
  const started = performance.now();
  const child = spawn(process.execPath, [...nodeOptions, ...contender.args], {
    cwd: tmpdir(),
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      PATH: process.env['PATH'],
      NODE_ENV: 'production',
      KNOWLEDGE_DIR: `${root}knowledge`,
      DATABASE_URL: `sqlite:${tmpdir()}/ai-diff-cost-${process.pid}.db`,
      PORT: '0',
      USER_LIMIT_PER_MINUTE: '0',
      CHANNEL_LIMIT_PER_MINUTE: '0',
      WORKSPACE_LIMIT_PER_MINUTE: '0',
      ...platform.env,
      ...contender.env,
    },
  });
  const ended = new Promise<never>((_, reject) => {
    child.once('exit', (code) => reject(new Error(`${contender.name} ended with ${code} before it answered`)));
  });
  await Promise.race([platform.connected.then(() => platform.ask('what is RAG?')), ended]);
  const startMs = performance.now() - started;
  ended.catch(() => undefined);
  return {
    contender,
    ask: bounded(platform.ask),
    startMs,
    cpuMs: () => readCpu(child),
    memory: () => readMemory(child),
    stop: () =>
      new Promise((resolve) => {
        child.once('exit', () => {
          platform.close();
          resolve();
        });
        child.kill('SIGTERM');
      }),
  };
}

// An unanswered question ends the run and is printed.
const answerWithinMs = 60_000;

function bounded(ask: Platform['ask']): Platform['ask'] {
  return async (question) => {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error(`no answer to: ${question}`)), answerWithinMs);
    });
    await Promise.race([ask(question), late]).finally(() => clearTimeout(timer));
  };
}

// Linux counts processor time in hundredths of a second (proc_pid_stat(5)), in fields 14 and 15; after the ")" no field has spaces.
function readCpu({ pid }: ChildProcess): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /s, '')
    .split(' ');
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

function readMemory({ pid }: ChildProcess): number {
  const [, kilobytes = '0'] = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kilobytes) * 1024;
}
