// A real PostgreSQL server for tests: found on the machine, started in its own folder on a free loopback port.
import { execFile, type SpawnOptions, spawn } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';

export const missingPostgres =
  'no PostgreSQL found: apt-get install postgresql, or put initdb and postgres on the PATH';

/** The folder with `initdb` and `postgres`, or undefined if there is none. */
export function findPostgres(): string | undefined {
  const debian = '/usr/lib/postgresql';
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : [];
  const folders = [
    ...(process.env['PATH'] ?? '').split(':'),
    ...versions.map((version) => join(debian, version, 'bin')),
    '/opt/homebrew/bin',
    '/usr/local/pgsql/bin',
  ];
  return folders.find(
    (folder) => folder !== '' && ['initdb', 'postgres'].every((name) => existsSync(join(folder, name))),
  );
}

export type Postgres = {
  /** Creates an empty database and returns its `postgres://` URL. */
  readonly createDatabase: () => Promise<string>;
  /** Runs one statement as the superuser, on the given database or the first one. */
  readonly run: (sql: string, url?: string) => Promise<readonly Record<string, unknown>[]>;
  /** Stops the server abruptly, like a power cut; `start` brings it back with what was committed. */
  readonly stop: () => Promise<void>;
  readonly start: () => Promise<void>;
  /** Stops it and removes its folder. */
  readonly close: () => Promise<void>;
};

const startWithinMs = 40_000;

/** Starts a server, which the caller closes. `bin` is what `findPostgres` found. */
export async function startPostgres(bin: string): Promise<Postgres> {
  const user = await findUser();
  const folder = mkdtempSync(join(tmpdir(), 'ai-diff-postgres-'));
  if (user.uid !== undefined && user.gid !== undefined) chownSync(folder, user.uid, user.gid);
  const data = join(folder, 'data');
  const port = await freePort();
  const options = { ...user, cwd: folder, env: { PATH: process.env['PATH'] ?? '', LC_ALL: 'C' } };
  const initialize = ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--no-sync', '--no-instructions'];
  await promisify(execFile)(join(bin, 'initdb'), initialize, options);
  const serve = [
    '-D',
    data,
    '-p',
    String(port),
    '-k',
    folder,
    '-h',
    '127.0.0.1',
    '-c',
    'fsync=off',
    '-c',
    'max_connections=200',
  ];
  const addressOf = (database: string) => `postgres://postgres@127.0.0.1:${port}/${database}`;
  const run = async (sql: string, url = addressOf('postgres')) => {
    const client = new pg.Client({ connectionString: url });
    client.on('error', () => undefined);
    await client.connect();
    try {
      return (await client.query(sql)).rows as Record<string, unknown>[];
    } finally {
      await client.end();
    }
  };

  let server: ReturnType<typeof startServer> | undefined;
  const start = async (): Promise<void> => {
    server = startServer(join(bin, 'postgres'), serve, options);
    await server.ready;
  };
  const stop = async (): Promise<void> => {
    // Immediate shutdown: https://www.postgresql.org/docs/current/server-shutdown.html
    server?.child.kill('SIGQUIT');
    await server?.ended;
    server = undefined;
  };
  await start();
  let databases = 0;
  return {
    createDatabase: async () => {
      databases += 1;
      await run(`create database test_${databases}`);
      return addressOf(`test_${databases}`);
    },
    run,
    stop,
    start,
    close: async () => {
      await stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function startServer(command: string, args: readonly string[], options: SpawnOptions) {
  const child = spawn(command, args, { ...options, stdio: ['ignore', 'ignore', 'pipe'] });
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const ready = new Promise<void>((resolve, reject) => {
    let said = '';
    const timer = setTimeout(() => reject(new Error(`PostgreSQL does not start:\n${said}`)), startWithinMs);
    child.once('error', reject);
    void ended.then(() => reject(new Error(`PostgreSQL ended:\n${said}`)));
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      if (!said.includes('ready to accept connections')) return;
      clearTimeout(timer);
      resolve();
    });
  });
  return { child, ready, ended };
}

// PostgreSQL refuses to run as root: use the user that Debian's package creates, or nobody.
async function findUser(): Promise<{ readonly uid?: number; readonly gid?: number }> {
  if (process.getuid?.() !== 0) return {};
  for (const name of ['postgres', 'nobody']) {
    try {
      const ids = ['-u', '-g'].map(async (flag) => Number((await promisify(execFile)('id', [flag, name])).stdout));
      const [uid, gid] = await Promise.all(ids);
      if (uid !== undefined && gid !== undefined) return { uid, gid };
    } catch {
      // No such user here.
    }
  }
  throw new Error('PostgreSQL refuses to run as root, and this machine has neither a user postgres nor nobody');
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no free port');
  return address.port;
}
