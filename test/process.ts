// Runs the built commands of dist/ as child processes, isolated from the environment and folder of the tests.
import { type ChildProcess, spawn } from 'node:child_process';
import { tmpdir } from 'node:os';
import { root, smallFolder } from './fixtures/shipped.js';

export type Ended = {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
};
export type RunOptions = {
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly stdin?: string;
  readonly cwd?: string;
  /** The time after which it is killed. */
  readonly patienceMs?: number;
};
export type Running = {
  readonly pid: number;
  readonly ended: Promise<Ended>;
  readonly kill: (signal: NodeJS.Signals) => void;
  /** Resolves with the first match in its output; rejects with all output if the process ends before. */
  readonly says: (pattern: RegExp) => Promise<RegExpExecArray>;
};

/** The bot's entry point. */
export const program = 'bundle/main.js';

// The default limit for waiting on a process.
const defaultPatienceMs = 50_000;

/**
 * Starts `dist/<script>` on the small knowledge, which is read in no time, with a temporary database, and nothing else in its
 * environment.
 */
export function start(script: string, options: RunOptions = {}): Running {
  const { args = [], env = {}, stdin = '', cwd = tmpdir(), patienceMs = defaultPatienceMs } = options;
  const child: ChildProcess = spawn(process.execPath, [`${root}dist/${script}`, ...args], {
    cwd,
    env: { PATH: process.env['PATH'] ?? '', KNOWLEDGE_DIR: smallFolder, DATABASE_URL: 'sqlite::memory:', ...env },
    stdio: 'pipe',
    timeout: patienceMs,
    killSignal: 'SIGKILL',
  });
  let stdout = '';
  let stderr = '';
  const listeners = new Set<() => void>();
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
    for (const listener of listeners) listener();
  });
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
    for (const listener of listeners) listener();
  });
  child.stdin?.on('error', () => {}).end(stdin);
  const ended = new Promise<Ended>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => resolve({ code, signal, stdout, stderr }));
  });
  const says = (pattern: RegExp) =>
    new Promise<RegExpExecArray>((resolve, reject) => {
      const look = () => {
        const found = pattern.exec(stdout + stderr);
        if (found === null) return;
        listeners.delete(look);
        resolve(found);
      };
      listeners.add(look);
      look();
      ended.then(() => reject(new Error(`It ended without saying ${pattern}:\n${stdout}${stderr}`)), reject);
    });
  return { pid: child.pid ?? 0, ended, kill: (signal) => child.kill(signal), says };
}

/**
 * Requests over a new connection each time. The server may close a kept-alive connection at the moment it is reused, which resets the
 * request: a test with many requests would fail now and then.
 */
export function fetchAnew(
  url: string,
  init: RequestInit & { headers?: Record<string, string> } = {},
): Promise<Response> {
  return fetch(url, { ...init, headers: { ...init.headers, connection: 'close' } });
}

/** Runs `dist/<script>` to its end. */
export function run(script: string, options: RunOptions = {}): Promise<Ended> {
  return start(script, options).ended;
}
