// Reads a Dockerfile and runs its steps in a folder instead of an image: what is copied, run and set is what the file says. It knows the
// instructions that ours uses and rejects any other, so that nothing is skipped silently.
import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';

export type Instruction = { readonly name: string; readonly value: string };

export type Stage = {
  readonly name: string | undefined;
  readonly image: string;
  /** The folder that stands in for the root of the file system. */
  readonly root: string;
  readonly env: Record<string, string>;
  workdir: string;
  user: string | undefined;
  readonly volumes: string[];
  /** What belongs to the image's user, by path in the image. */
  readonly owned: string[];
  healthcheck: readonly string[] | undefined;
  command: readonly string[] | undefined;
};

export type BuildOptions = {
  readonly context: string;
  /** Where the stages are made. */
  readonly folder: string;
  /** Added to the environment of RUN. */
  readonly env: Readonly<Record<string, string>>;
};

/** The instructions of a Dockerfile, without comments, continued lines joined. */
export function parseDockerfile(source: string): readonly Instruction[] {
  return source
    .replace(/^\s*#.*\n/gm, '')
    .replace(/\\\n/g, ' ')
    .split('\n')
    .flatMap((line) => {
      const [, name, value] = /^\s*([A-Z]+)\s+(.*?)\s*$/.exec(line) ?? [];
      if (name !== undefined && value !== undefined) return [{ name, value }];
      if (line.trim() !== '') throw new Error(`not an instruction: ${line}`);
      return [];
    });
}

/** Runs all instructions; resolves with the last stage. Rejects with the output of a failed command. */
export async function build(instructions: readonly Instruction[], options: BuildOptions): Promise<Stage> {
  const stages: Stage[] = [];
  for (const { name, value } of instructions) {
    if (name === 'FROM') stages.push(begin(value, options.folder));
    else await carryOut(name, value, stages, options);
  }
  const last = stages.at(-1);
  if (last === undefined) throw new Error('the Dockerfile has no stage');
  return last;
}

function begin(value: string, folder: string): Stage {
  const [, image = '', name] = /^(\S+)(?:\s+AS\s+(\S+))?$/.exec(value) ?? [];
  const root = mkdtempSync(join(folder, 'stage-'));
  return {
    name,
    image,
    root,
    env: {},
    workdir: '/',
    user: undefined,
    volumes: [],
    owned: [],
    healthcheck: undefined,
    command: undefined,
  };
}

async function carryOut(name: string, value: string, stages: readonly Stage[], options: BuildOptions): Promise<void> {
  const stage = stages.at(-1);
  if (stage === undefined) throw new Error(`${name} before FROM`);
  switch (name) {
    case 'WORKDIR':
      stage.workdir = value;
      mkdirSync(join(stage.root, value), { recursive: true });
      return;
    case 'ENV':
      for (const [, key = '', of = ''] of value.matchAll(/(\w+)=(\S+)/g)) stage.env[key] = of;
      return;
    case 'COPY':
      copy(value, stage, stages, options.context);
      return;
    case 'RUN':
      await run(value, stage, options.env);
      return;
    case 'USER':
      stage.user = value;
      return;
    case 'VOLUME':
      stage.volumes.push(...(JSON.parse(value) as string[]));
      return;
    case 'EXPOSE':
      return;
    case 'HEALTHCHECK':
      stage.healthcheck = JSON.parse(value.replace(/^.*?\bCMD\s+/, '')) as string[];
      return;
    case 'CMD':
      stage.command = JSON.parse(value) as string[];
      return;
    default:
      throw new Error(`the test does not know ${name}: teach it, or leave it out`);
  }
}

function copy(value: string, stage: Stage, stages: readonly Stage[], context: string): void {
  const words = value.split(/\s+/);
  const flags = new Map(
    words.filter((word) => word.startsWith('--')).map((word) => word.slice(2).split('=') as [string, string]),
  );
  const paths = words.filter((word) => !word.startsWith('--'));
  const from = flags.get('from');
  const source = from === undefined ? context : stages.find((each) => each.name === from)?.root;
  if (source === undefined) throw new Error(`COPY from ${from}, which is no stage`);
  const target = paths.at(-1) ?? '';
  for (const path of paths.slice(0, -1)) {
    if (from === undefined && ignores(context, path)) throw new Error(`.dockerignore keeps ${path} out`);
    const place =
      target.endsWith('/') && !statSync(join(source, path)).isDirectory() ? join(target, basename(path)) : target;
    const full = place.startsWith('/') ? place : join(stage.workdir, place);
    cpSync(join(source, path), join(stage.root, full), { recursive: true, verbatimSymlinks: true });
    if (flags.has('chown')) stage.owned.push(full);
  }
}

/** Whether .dockerignore excludes a path of the context. Ours has plain names only. */
function ignores(context: string, path: string): boolean {
  const names = readFileSync(join(context, '.dockerignore'), 'utf8')
    .split('\n')
    .map((line) => line.trim());
  return names.some((name) => name !== '' && (path === name || path.startsWith(`${name}/`)));
}

const runWithinMs = 8 * 60_000;

async function run(command: string, stage: Stage, env: Readonly<Record<string, string>>): Promise<void> {
  const cwd = join(stage.root, stage.workdir);
  try {
    await promisify(execFile)('sh', ['-ec', command], {
      cwd,
      env: { ...env, ...stage.env },
      timeout: runWithinMs,
      maxBuffer: 64 * 1024 * 1024,
    });
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { readonly stdout?: string; readonly stderr?: string };
    throw new Error(`RUN ${command} failed:\n${stdout}${stderr}`, { cause: error });
  }
}
