// The container without a container: the Dockerfile's own steps in an empty folder, then its command as another user on a read-only tree.
// And the compose files, checked against the settings and each other.
import { spawn } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { parse } from 'yaml';
import { build, parseDockerfile, type Stage } from '../dockerfile.js';
import { root } from '../fixtures/shipped.js';

const installMs = 15 * 60_000;
// A user that owns nothing; without root it can only be the current user.
const isRoot = process.getuid?.() === 0;
const nobody = 65_534;
const dockerfile = readFileSync(`${root}Dockerfile`, 'utf8');
const folder = mkdtempSync(join(tmpdir(), 'ai-diff-container-'));
afterAll(async () => {
  if (!isRoot) makeWritable(folder);
  await rm(folder, { recursive: true, force: true });
}, installMs);

/** npm's messages if it can't reach its registry. */
const unreachable = /ENOTFOUND|ECONNREFUSED|EAI_AGAIN|ETIMEDOUT|ENOTCACHED|network|E40[34]/;

describe('the Dockerfile', () => {
  let image: Stage | undefined;
  let skipped = '';

  beforeAll(async () => {
    try {
      image = await build(parseDockerfile(dockerfile), {
        context: root,
        folder,
        env: {
          PATH: process.env['PATH'] ?? '',
          HOME: process.env['HOME'] ?? folder,
          npm_config_prefer_offline: 'true',
          npm_config_audit: 'false',
          npm_config_better_sqlite3_local_prebuilds: offerBinary(),
        },
      });
      makeReadOnly(image);
    } catch (error) {
      if (process.env['CI'] === 'true' || !(error instanceof Error) || !unreachable.test(error.message)) throw error;
      skipped = `npm's registry is out of reach: ${error.message.split('\n').find((line) => unreachable.test(line))}`;
      console.warn(`The container's steps were skipped: ${skipped}`);
    }
  }, installMs);

  const built = (skip: (note: string) => void): Stage => {
    if (image === undefined) skip(skipped);
    if (image === undefined) throw new Error(skipped);
    return image;
  };

  test('has the images of one version of Node 24 by digest, the second one slim', () => {
    const images = [...dockerfile.matchAll(/^FROM (\S+?)(?:@sha256:[\da-f]{64})(?: AS \w+)?$/gm)].map(
      ([, name]) => name,
    );
    const [, version] = /^node:(24\.\d+)-\w+$/.exec(images[0] ?? '') ?? [];
    expect(images).toEqual([`node:${version}-bookworm`, `node:${version}-bookworm-slim`]);
  });

  test('starts the bot as npm start does', () => {
    const { scripts } = JSON.parse(readFileSync(`${root}package.json`, 'utf8')) as { scripts: { start: string } };
    const [, command = ''] = /^CMD (\[.*\])$/m.exec(dockerfile) ?? [];
    expect((JSON.parse(command) as string[]).join(' ')).toBe(scripts.start);
  });

  test('makes an image with production dependencies, the build and the knowledge, and nothing else', ({ skip }) => {
    const { root: tree, workdir } = built(skip);
    expect(readdirSync(join(tree, workdir)).sort()).toEqual([
      'data',
      'dist',
      'knowledge',
      'manifest.json',
      'node_modules',
      'package.json',
    ]);
    const { packages } = JSON.parse(readFileSync(`${root}package-lock.json`, 'utf8')) as {
      packages: Record<string, { dev?: boolean; optional?: boolean; devOptional?: boolean }>;
    };
    const names = Object.entries(packages).filter(([path]) => /^node_modules\/(?:@[^/]+\/)?[^/]+$/.test(path));
    const there = (path: string) => existsSync(join(tree, workdir, path));
    const isNeeded = ([, { dev, optional, devOptional }]: (typeof names)[number]) => !(dev || optional || devOptional);
    expect(names.filter((each) => !isNeeded(each) && there(each[0])).map(([path]) => path)).toEqual([]);
    const needed = names.filter(isNeeded);
    expect(needed.filter(([path]) => !there(path)).map(([path]) => path)).toEqual([]);
  });

  test('makes a small one', ({ skip }) => {
    const { root: tree } = built(skip);
    // In addition to the base image of some 75 MB. Of today's 92 MB, 14 are dist/data, which the search is built from.
    expect(sizeOf(tree) / 1e6).toBeLessThan(100);
  });

  test(
    'starts as its user on a tree that cannot be written to, is healthy, answers, writes to its volume alone, and stops on SIGTERM',
    async ({ skip }) => {
      const stage = built(skip);
      expect(stage.user).toBe('node');
      const bot = runIn(stage, stage.command ?? [], { PORT: '0' });
      onTestFinished(() => void bot.child.kill('SIGKILL'));
      const [, port = ''] = await bot.says(/"address":"http:\/\/0\.0\.0\.0:(\d+)"/);
      expect(await runIn(stage, stage.healthcheck ?? [], { PORT: port }).ended).toBe(0);
      expect((await fetch(`http://127.0.0.1:${port}/readyz`)).status).toBe(200);
      expect(await (await fetch(`http://127.0.0.1:${port}/?q=what+is+RAG`)).text()).toContain(
        'Retrieval-augmented generation',
      );
      const [volume = ''] = stage.volumes;
      expect(readdirSync(join(stage.root, volume))).toContain('ai-diff.db');
      bot.child.kill('SIGTERM');
      expect(await bot.ended).toBe(0);
      expect(bot.output()).not.toMatch(/EACCES|EROFS|EPERM/);
      expect(await runIn(stage, stage.healthcheck ?? [], { PORT: port }).ended).toBe(1);
    },
    installMs,
  );
});

describe('a Dockerfile that the test cannot carry out', () => {
  test.each([
    ['has an instruction that it does not know', 'FROM node:24\nADD x y', /does not know ADD/],
    ['copies what .dockerignore keeps out', 'FROM node:24\nWORKDIR /app\nCOPY docs ./docs', /keeps docs out/],
    ['copies from no stage', 'FROM node:24\nCOPY --from=nowhere /a ./a', /no stage/],
    ['has a step that fails', 'FROM node:24\nRUN echo why; false', /why/],
  ])('fails if it %s', async (_, source, problem) => {
    await expect(
      build(parseDockerfile(source), { context: root, folder, env: { PATH: process.env['PATH'] ?? '' } }),
    ).rejects.toThrow(problem);
  });
});

type Service = {
  readonly image?: string;
  readonly build?: string;
  readonly environment?: Readonly<Record<string, string>>;
  readonly read_only?: boolean;
  readonly cap_drop?: readonly string[];
  readonly security_opt?: readonly string[];
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
  readonly volumes?: readonly string[];
  readonly ports?: readonly string[];
  readonly stop_grace_period?: string;
  readonly healthcheck?: unknown;
};
type Compose = {
  readonly services: Readonly<Record<string, Service>>;
  readonly volumes?: Readonly<Record<string, unknown>>;
};

describe.each(['compose.yaml', 'compose.two.yaml'])('%s', (file) => {
  const source = readFileSync(`${root}${file}`, 'utf8');
  const { services, volumes = {} } = parse(source, { merge: true }) as Compose;
  const bots = Object.entries(services).filter(([, { build: context }]) => context !== undefined);
  const variables = [...readFileSync(`${root}.env.example`, 'utf8').matchAll(/^#?([A-Z][A-Z0-9_]+)=/gm)].map(
    ([, name]) => name,
  );

  test(`runs ${file === 'compose.yaml' ? 'one bot' : 'two bots'} and one PostgreSQL`, () => {
    expect(bots).toHaveLength(file === 'compose.yaml' ? 1 : 2);
    expect(Object.values(services).filter(({ image }) => image?.startsWith('postgres:'))).toHaveLength(1);
  });

  test.each(bots)('gives %s least rights, time to stop, and a database that is up', (_, bot) => {
    expect(bot).toMatchObject({
      build: '.',
      read_only: true,
      cap_drop: ['ALL'],
      security_opt: ['no-new-privileges:true'],
      depends_on: { database: { condition: 'service_healthy' } },
    });
    // The bot ends within ten seconds.
    expect(Number.parseInt(bot.stop_grace_period ?? '', 10)).toBeGreaterThan(10);
    expect(bot.environment?.['DATABASE_URL']).toMatch(
      /^postgres:\/\/ai_diff:\$\{POSTGRES_PASSWORD:\?[^}]+\}@database\/ai_diff$/,
    );
  });

  test('sets only what the settings know', () => {
    expect(
      bots.flatMap(([, { environment = {} }]) => Object.keys(environment)).filter((name) => !variables.includes(name)),
    ).toEqual([]);
  });

  test('opens ports to this machine only, and keeps the database to itself', () => {
    const ports = Object.values(services).flatMap(({ ports: opened = [] }) => opened);
    expect(ports.filter((port) => !port.startsWith('127.0.0.1:'))).toEqual([]);
    expect(services['database']?.ports).toBeUndefined();
    expect(services['database']?.healthcheck).toBeDefined();
  });

  test('declares each volume that it uses, and names files that exist', () => {
    const used = Object.values(services).flatMap(({ volumes: list = [] }) =>
      list.map((each) => each.split(':')[0] ?? ''),
    );
    for (const name of used)
      if (name.startsWith('.')) expect(existsSync(join(root, name))).toBe(true);
      else expect(volumes).toHaveProperty(name);
  });

  test('holds no password', () => {
    expect(source).not.toMatch(/PASSWORD:\s*['"]?[a-z0-9]/i);
  });
});

test('compose.two.yaml connects Discord once: it sends every event to every connection', () => {
  const { services } = parse(readFileSync(`${root}compose.two.yaml`, 'utf8'), { merge: true }) as Compose;
  const withoutDiscord = Object.values(services).filter(({ environment }) => environment?.['DISCORD_TOKEN'] === '');
  expect(withoutDiscord).toHaveLength(1);
});

/** A process in the tree of a stage, with only its environment. */
function runIn(stage: Stage, [command = '', ...args]: readonly string[], env: Readonly<Record<string, string>>) {
  const child = spawn(command === 'node' ? process.execPath : command, args, {
    cwd: join(stage.root, stage.workdir),
    env: { ...stage.env, ...env },
    ...(isRoot ? { uid: nobody, gid: nobody } : {}),
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: 60_000,
    killSignal: 'SIGKILL',
  });
  let output = '';
  const listeners = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      for (const listener of listeners) listener();
    });
  const ended = new Promise<number | null>((resolve) => child.once('close', (code) => resolve(code)));
  const says = (pattern: RegExp): Promise<RegExpExecArray> =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        const found = pattern.exec(output);
        if (found !== null) resolve(found);
      };
      listeners.add(look);
      look();
      void ended.then(() => reject(new Error(`It ended without saying ${pattern}:\n${output}`)));
    });
  return { child, ended, says, output: () => output };
}

/** Only root may write, except to volumes and to what the Dockerfile gives its user. */
function makeReadOnly(stage: Stage): void {
  chmodSync(folder, 0o755);
  for (const path of pathsIn(stage.root))
    chmodSync(path, statSync(path).isDirectory() || isExecutable(path) ? 0o555 : 0o444);
  for (const owned of stage.owned) {
    expect(stage.volumes).toContain(owned);
    chmodSync(join(stage.root, owned), 0o755);
    if (isRoot) chownSync(join(stage.root, owned), nobody, nobody);
  }
}

function makeWritable(path: string): void {
  for (const each of pathsIn(path)) if (statSync(each).isDirectory()) chmodSync(each, 0o755);
}

function isExecutable(path: string): boolean {
  return (statSync(path).mode & 0o111) !== 0;
}

/** A folder and everything in it except links; folders before their content. */
function pathsIn(path: string): readonly string[] {
  const entries = readdirSync(path, { withFileTypes: true });
  return [
    path,
    ...entries
      .filter((entry) => !entry.isSymbolicLink())
      .flatMap((entry) => {
        const full = join(path, entry.name);
        return entry.isDirectory() ? pathsIn(full) : [full];
      }),
  ];
}

function sizeOf(path: string): number {
  return pathsIn(path).reduce((sum, each) => sum + (statSync(each).isFile() ? statSync(each).size : 0), 0);
}

/**
 * This machine's SQLite binary as the archive that the package's install script looks for before it downloads or, failing that, compiles
 * for minutes.
 */
function offerBinary(): string {
  const { resolve } = createRequire(import.meta.url);
  const home = resolve('better-sqlite3/package.json').replace(/package\.json$/, '');
  const { version } = JSON.parse(readFileSync(`${home}package.json`, 'utf8')) as { version: string };
  const { platform, arch, versions } = process;
  const name = `better-sqlite3-v${version}-node-v${versions.modules}-${platform}-${arch}.tar.gz`;
  const binary = 'build/Release/better_sqlite3.node';
  writeFileSync(join(folder, name), gzipSync(tarOf(binary, readFileSync(join(home, binary)))));
  return folder;
}

/** A tar archive of one file (POSIX.1-1988: a header of 512 bytes, then the file padded to blocks of 512). */
function tarOf(name: string, content: Buffer): Buffer {
  const header = Buffer.alloc(512);
  const write = (text: string, at: number) => header.write(text, at, 'latin1');
  write(name, 0);
  write('0000755\0', 100);
  write('0000000\0', 108);
  write('0000000\0', 116);
  write(`${content.length.toString(8).padStart(11, '0')}\0`, 124);
  write('00000000000\0', 136);
  write('        ', 148);
  write('0', 156);
  write('ustar\x0000', 257);
  const sum = header.reduce((total, byte) => total + byte, 0);
  write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return Buffer.concat([header, content, Buffer.alloc((512 - (content.length % 512)) % 512), Buffer.alloc(1024)]);
}
