// The bots that are compared, each a process of its own with a platform of its own, and what their processes use.
import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import { type Platform, startDiscord, startSlack } from './fakes.js';

const root = fileURLToPath(new URL('../..', import.meta.url));

export type Contender = {
  readonly name: string;
  readonly platform: 'Discord' | 'Slack';
  readonly isOurs: boolean;
  /** What Node runs, and with which flags. */
  readonly args: readonly string[];
};

// As `npm start` does.
const [, ...ours] = (
  JSON.parse(readFileSync(`${root}package.json`, 'utf8')) as { scripts: { start: string } }
).scripts.start
  .split(' ')
  .map((word) => (word.startsWith('dist/') ? root + word : word));

export const contenders: readonly Contender[] = [
  { name: 'AI Diff on Discord', platform: 'Discord', isOurs: true, args: ours },
  { name: 'bare discord.js', platform: 'Discord', isOurs: false, args: [`${root}bench/cost/bare-discord.js`] },
  { name: 'AI Diff on Slack', platform: 'Slack', isOurs: true, args: ours },
  { name: 'bare Bolt', platform: 'Slack', isOurs: false, args: [`${root}bench/cost/bare-slack.js`] },
];

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

/** Starts a bot and asks it once. Rejects where it ends before. */
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
      ...platform.env,
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
    ask: platform.ask,
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

// Linux counts processor time in hundredths of a second (proc_pid_stat(5)); fields 14 and 15, the second one has no spaces after ")".
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
