// The bot's dependencies: each direct package has a reason, each licence fits, and only named packages run install scripts.
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { compatible, findIncompatible, isAllowed, readPackages } from '../src/bin/supply.js';
import { root } from './fixtures/shipped.js';
import { run } from './process.js';

const read = (file: string) => readFileSync(`${root}${file}`, 'utf8');
type Manifest = {
  readonly dependencies?: Record<string, string>;
  readonly devDependencies: Record<string, string>;
  readonly allowScripts?: Record<string, boolean>;
};
type Locked = {
  readonly resolved?: string;
  readonly integrity?: string;
  readonly os?: readonly string[];
  readonly cpu?: readonly string[];
};
/** Each has a lockfile; the first is what `npm ci` installs. */
const folders = ['', 'bench/', 'tools/lint/', 'tools/mutation/', 'tools/regexes/'];
const manifestOf = (folder: string) => JSON.parse(read(`${folder}package.json`)) as Manifest;
const packagesOf = (folder: string) => readPackages(read(`${folder}package-lock.json`));
const lockOf = (folder: string) =>
  (JSON.parse(read(`${folder}package-lock.json`)) as { packages: Record<string, Locked> }).packages;
const directOf = (folder: string) => {
  const { dependencies, devDependencies } = manifestOf(folder);
  return Object.keys({ ...dependencies, ...devDependencies });
};

test('the default installation has at most 400 packages: what builds, runs and tests the bot', () => {
  // Packages for one system or processor come in many variants, of which one is installed.
  const everywhere = Object.values(lockOf('')).filter(({ os, cpu }) => os === undefined && cpu === undefined);
  expect(everywhere.length).toBeGreaterThan(200);
  expect(everywhere.length).toBeLessThanOrEqual(400);
});

describe.each(folders)('the packages of ./%s', (folder) => {
  const packages = packagesOf(folder);

  test('are those that its package.json names, and theirs', () => {
    const direct = packages.filter(({ isDirect }) => isDirect).map(({ name }) => name);
    expect(direct.sort()).toEqual(directOf(folder).sort());
  });

  test('each have a reason where they are named', () => {
    // Whole names: "ws" is part of many words.
    const reasons: readonly string[] = read('docs/decisions/0002-dependencies.md').match(/@?[\w./-]*\w/g) ?? [];
    const names = directOf(folder).filter((name) => !name.startsWith('@types/'));
    expect(names.filter((name) => !reasons.includes(name))).toEqual([]);
  });

  test('have licences that fit', () => {
    expect(findIncompatible(packages)).toEqual([]);
  });

  test('run scripts when installed only where package.json names them', () => {
    const running = [...new Set(packages.filter(({ runsScripts }) => runsScripts).map(({ name }) => name))];
    expect(Object.keys(manifestOf(folder).allowScripts ?? {}).sort()).toEqual(running.sort());
  });

  test('come from one registry: none is a link to elsewhere', () => {
    const entries = Object.entries(lockOf(folder)).filter(([path]) => path !== '');
    expect(entries.filter(([, { integrity }]) => integrity === undefined).map(([path]) => path)).toEqual([]);
    expect(entries.filter(([, { resolved = '' }]) => /^(?:git|http:|file:)/.test(resolved))).toEqual([]);
  });
});

describe('the packages', () => {
  test('are read with their versions, licences and ties', () => {
    expect(packagesOf('').find(({ name, isDirect }) => name === 'discord.js' && isDirect)).toMatchObject({
      licence: 'Apache-2.0',
      isDevelopment: false,
      runsScripts: false,
    });
  });

  test('of every folder are installed without their scripts, unless npm is told to refuse the ones that nobody named', () => {
    // From npm 11.16 on, this makes npm refuse any other.
    expect(read('.npmrc')).toMatch(/^strict-allow-scripts=true$/m);
    expect(read('tools/install.js')).toContain("'--ignore-scripts'");
  });

  test('of every folder are kept up to date', () => {
    const { updates } = parse(read('.github/dependabot.yml')) as { updates: readonly { directories?: string[] }[] };
    const watched = updates.flatMap(({ directories = [] }) => directories);
    expect(folders.filter((folder) => !watched.includes(`/${folder.replace(/\/$/, '')}`))).toEqual([]);
  });
});

describe('a licence', () => {
  test.each([
    ['MIT', true],
    ['(MIT OR GPL-3.0)', true],
    ['(MIT AND GPL-3.0)', false],
    ['MIT AND ISC', true],
    ['GPL-3.0', false],
    ['MPL-2.0', false],
    ['', false],
    ['SEE LICENSE IN x', false],
  ])('%s is allowed: %s', (expression, allowed) => {
    expect(isAllowed(expression, compatible)).toBe(allowed);
  });

  test('of a package that is passed on must be freer than that of a tool', () => {
    const lock = (dev: boolean) =>
      JSON.stringify({ packages: { '': {}, 'node_modules/a': { version: '1.0.0', license: 'MPL-2.0', dev } } });
    expect(findIncompatible(readPackages(lock(true)))).toEqual([]);
    expect(findIncompatible(readPackages(lock(false)))).toHaveLength(1);
  });
});

describe('npm run licences', () => {
  test('lists what is part of the bot, what it uses directly first', async () => {
    const { code, stdout } = await run('bin/licences.js', { cwd: root });
    expect(code).toBe(0);
    expect(stdout).toMatch(/better-sqlite3\s.*MIT.*direct/);
    expect(stdout).toMatch(/^\d+ packages, \d+ of them direct$/m);
  });

  test('names a licence that does not fit, and exits with 1', async () => {
    const { code, stderr } = await run('bin/licences.js', { cwd: `${root}test/fixtures/lock-gpl` });
    expect(code).toBe(1);
    expect(stderr).toMatch(/^strange 1\.0\.0: GPL-3\.0 is not compatible/);
  });

  test('says what to do about an invalid lock file', () => {
    expect(() => readPackages('{')).toThrow(/npm install/);
  });
});

describe('the workflows', () => {
  type Workflow = {
    readonly permissions: Record<string, string>;
    readonly jobs: Record<
      string,
      {
        readonly steps: readonly { readonly run?: string; readonly with?: Record<string, unknown> }[];
        readonly 'timeout-minutes'?: number;
      }
    >;
  };
  const names = ['check', 'release'];
  const sourceOf = (name: string) => read(`.github/workflows/${name}.yml`);
  const workflowOf = (name: string) => parse(sourceOf(name)) as Workflow;
  const stepsOf = (name: string) => Object.values(workflowOf(name).jobs).flatMap((job) => job.steps);
  const commandsOf = (name: string) => stepsOf(name).flatMap(({ run: command }) => command ?? []);

  test('are those that are looked at here', () => {
    expect(readdirSync(`${root}.github/workflows`).sort()).toEqual(names.map((name) => `${name}.yml`));
  });

  test('run the local check, the audit and the licences', () => {
    const commands = commandsOf('check');
    for (const command of ['npm ci', 'npm run check', 'npm run -s licences']) expect(commands).toContain(command);
    expect(commands.some((command) => command.startsWith('npm audit'))).toBe(true);
    expect(commands.some((command) => command.startsWith('docker build'))).toBe(true);
  });

  test('check on every version of Node that package.json says is tested, and build with the newest', () => {
    const { engines } = JSON.parse(read('package.json')) as { engines: { node: string } };
    const { jobs } = parse(sourceOf('check')) as { jobs: { check: { strategy: { matrix: { node: string[] } } } } };
    const tested = jobs.check.strategy.matrix.node;
    expect(engines.node).toBe(tested.map((version) => `^${version}`).join(' || '));
    expect(read('Dockerfile')).toContain(`FROM node:${tested.at(-1)}.`);
    expect(read('.nvmrc').trim()).toBe(tested.at(-1));
  });

  test.each(
    names,
  )('%s may read and do no more by default, ends in time, and passes nothing of a pull request to a shell', (name) => {
    const { permissions, jobs } = workflowOf(name);
    expect(permissions).toEqual({ contents: 'read' });
    for (const job of Object.values(jobs)) expect(job['timeout-minutes']).toBeLessThanOrEqual(60);
    expect(commandsOf(name).filter((command) => command.includes('${{'))).toEqual([]);
  });

  test.each(
    names,
  )('%s uses only actions of GitHub and Docker, by commit, each with its version in a comment', (name) => {
    const uses = [...sourceOf(name).matchAll(/uses: (.*)$/gm)].map(([, action = '']) => action);
    expect(uses.length).toBeGreaterThan(2);
    expect(uses.filter((action) => !/^(?:actions|docker)\/[\w-]+@[\da-f]{40} # v\d+\.\d+\.\d+$/.test(action))).toEqual(
      [],
    );
  });

  test('publish an image for two architectures, with its provenance and what is in it', () => {
    const settings = stepsOf('release').map((step) => step.with ?? {});
    expect(settings.find(({ push }) => push === true)).toMatchObject({
      platforms: 'linux/amd64,linux/arm64',
      provenance: 'mode=max',
      sbom: true,
    });
  });

  test('get their packages, images and actions updated by pull requests', () => {
    const { updates } = parse(read('.github/dependabot.yml')) as {
      updates: readonly { 'package-ecosystem': string }[];
    };
    const kinds = ['npm', 'docker', 'docker-compose', 'github-actions'];
    expect(updates.map((update) => update['package-ecosystem'])).toEqual(kinds);
  });
});

describe('images', () => {
  test.each(['Dockerfile', 'compose.yaml', 'compose.two.yaml'])('of %s are named by digest', (file) => {
    const images = [...read(file).matchAll(/^\s*(?:FROM|image:) (\S+)/gm)].map(([, image = '']) => image);
    expect(images.length).toBeGreaterThan(0);
    expect(images.filter((image) => !/:[\w.-]+@sha256:[\da-f]{64}$/.test(image))).toEqual([]);
  });
});

describe('the notes of a release', () => {
  const notesOf = (tag: string) =>
    spawnSync(process.execPath, ['tools/release-notes.js', tag], { cwd: root, encoding: 'utf8' });

  test('are refused for another version than that of package.json', () => {
    expect(notesOf('v9.9.9')).toMatchObject({ status: 1, stdout: '' });
    expect(notesOf('v9.9.9').stderr).toContain('is not v');
  });
});
