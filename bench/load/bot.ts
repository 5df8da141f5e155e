// The bot under load, in its own process, and its measurements from outside: memory, processor time, log and health.
import { readFileSync } from 'node:fs';
import { WebSocket } from 'ws';
import { program, type RunOptions, start } from '../../test/process.js';

export type LoadBot = Awaited<ReturnType<typeof startLoadBot>>;
export type Memory = {
  /** Resident memory, in bytes. */
  readonly resident: number;
  /** What the heap holds after a collection, in bytes. */
  readonly used: number;
};

// As in `npm start`; the inspector is used to collect the heap before it is measured.
const nodeOptions = '--max-semi-space-size=8 --inspect=127.0.0.1:0';
const warnLevel = 40;

/** Starts the bot, and counts the warnings and errors in its log by event. */
export async function startLoadBot(options: Pick<RunOptions, 'cwd' | 'env'> & { readonly patienceMs: number }) {
  const bot = start(program, { ...options, env: { ...options.env, NODE_OPTIONS: nodeOptions } });
  const [, inspector = ''] = await bot.says(/Debugger listening on (ws:\S+)/);
  const [, address = ''] = await bot.says(/"address":"(http:[^"]+)"/);
  const statusOf = (path: string): Promise<number> =>
    fetch(`${address}${path}`, { headers: { connection: 'close' } }).then(
      ({ status }) => status,
      () => 0,
    );
  return {
    ...bot,
    statusOf,
    metrics: async (): Promise<string> => (await fetch(`${address}/metrics`)).text(),
    memory: async (): Promise<Memory> => {
      const used = await collect(inspector);
      const [, kilobytes = '0'] = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${bot.pid}/status`, 'utf8')) ?? [];
      return { resident: Number(kilobytes) * 1024, used };
    },
    /** Milliseconds of processor time so far, from hundredths of a second (proc_pid_stat(5)); the name field may contain blanks. */
    workedMs: (): number => {
      const fields = readFileSync(`/proc/${bot.pid}/stat`, 'utf8')
        .replace(/^.*\) /s, '')
        .split(' ');
      return (Number(fields[11]) + Number(fields[12])) * 10;
    },
  };
}

/** How often each event of the log was a warning or an error. */
export function countWarnings(stdout: string): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const line of stdout.split('\n')) {
    if (!line.startsWith('{')) continue;
    const { level, event } = JSON.parse(line) as { readonly level: number; readonly event: string };
    if (level >= warnLevel) counts[event] = (counts[event] ?? 0) + 1;
  }
  return counts;
}

function collect(inspector: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(inspector);
    const send = (id: number, method: string): void => socket.send(JSON.stringify({ id, method }));
    socket.on('error', reject);
    // Twice, since the second collection frees what the first finalised.
    socket.on('open', () => send(1, 'HeapProfiler.collectGarbage'));
    socket.on('message', (data) => {
      const { id, result } = JSON.parse(String(data)) as { readonly id?: number; readonly result?: Sizes };
      if (id === 1) send(2, 'HeapProfiler.collectGarbage');
      if (id === 2) send(3, 'Runtime.getHeapUsage');
      if (id !== 3) return;
      socket.close();
      resolve((result?.usedSize ?? 0) + (result?.backingStorageSize ?? 0));
    });
  });
}

type Sizes = { readonly usedSize?: number; readonly backingStorageSize?: number };
