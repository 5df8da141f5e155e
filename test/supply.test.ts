// What the bot is made of: each direct package has a reason, each licence fits, and only packages that are named run install scripts.
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { compatible, findIncompatible, isAllowed, readPackages } from '../src/bin/supply.js';
import { root } from './fixtures/shipped.js';
import { run } from './process.js';

const read = (file: string) => readFileSync(`${root}${file}`, 'utf8');
const packages = readPackages(read('package-lock.json'));
const manifest = JSON.parse(read('package.json')) as {
  readonly dependencies: Record<string, string>;
  readonly devDependencies: Record<string, string>;
  readonly allowScripts: Record<string, boolean>;
};

describe('the packages', () => {
  test('are read with their versions, licences and ties', () => {
    expect(packages.length).toBeGreaterThan(100);
    const direct = packages.filter(({ isDirect }) => isDirect).map(({ name }) => name);
    expect(direct.sort()).toEqual(Object.keys({ ...manifest.dependencies, ...manifest.devDependencies }).sort());
    expect(packages.find(({ name, isDirect }) => name === 'discord.js' && isDirect)).toMatchObject({
      licence: 'Apache-2.0',
      isDevelopment: false,
      runsScripts: false,
    });
  });

  test('that the bot uses directly have a reason each', () => {
    // Whole names: "ws" is part of many words.
    const reasons: readonly string[] = read('docs/decisions/0002-dependencies.md').match(/@?[\w./-]*\w/g) ?? [];
    const names = Object.keys({ ...manifest.dependencies, ...manifest.devDependencies }).filter(
      (name) => !name.startsWith('@types/'),
    );
    expect(names.filter((name) => !reasons.includes(name))).toEqual([]);
  });

  test('have licences that fit', () => {
    expect(findIncompatible(packages)).toEqual([]);
  });

  test('run scripts when installed only where package.json names them', () => {
    const running = [...new Set(packages.filter(({ runsScripts }) => runsScripts).map(({ name }) => name))];
    expect(Object.keys(manifest.allowScripts).sort()).toEqual(running.sort());
    // Where npm knows of it (11.16 and newer), it refuses to install any other.
    expect(read('.npmrc')).toMatch(/^strict-allow-scripts=true$/m);
  });

  test('come from one registry: none is a link to elsewhere', () => {
    const { packages: locked } = JSON.parse(read('package-lock.json')) as {
      packages: Record<string, { resolved?: string; integrity?: string; link?: boolean }>;
    };
    const entries = Object.entries(locked).filter(([path]) => path !== '');
    expect(entries.filter(([, { integrity }]) => integrity === undefined).map(([path]) => path)).toEqual([]);
    expect(entries.filter(([, { resolved = '' }]) => /^(?:git|http:|file:)/.test(resolved))).toEqual([]);
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

  test('says what to do about a lock file that is none', () => {
    expect(() => readPackages('{')).toThrow(/npm install/);
  });
});

describe('the workflow', () => {
  type Workflow = {
    readonly permissions: Record<string, string>;
    readonly jobs: Record<
      string,
      {
        readonly steps: readonly { readonly run?: string }[];
        readonly 'timeout-minutes'?: number;
      }
    >;
  };
  const workflow = parse(read('.github/workflows/check.yml')) as Workflow;
  const steps = Object.values(workflow.jobs).flatMap((job) => job.steps);
  const commands = steps.flatMap(({ run: command }) => command ?? []);

  test('runs the check of the desk, the audit and the licences', () => {
    for (const command of ['npm ci', 'npm run check', 'npm run -s licences']) expect(commands).toContain(command);
    expect(commands.some((command) => command.startsWith('npm audit'))).toBe(true);
    expect(commands.some((command) => command.startsWith('docker build'))).toBe(true);
  });

  test('may read and do no more, ends in time, and passes nothing of a pull request to a shell', () => {
    expect(workflow.permissions).toEqual({ contents: 'read' });
    for (const job of Object.values(workflow.jobs)) expect(job['timeout-minutes']).toBeLessThanOrEqual(60);
    expect(commands.filter((command) => /\$\{\{\s*(?:github\.event|github\.head_ref)/.test(command))).toEqual([]);
  });

  test('uses actions of GitHub alone, by commit, each with its version beside it for people and Dependabot', () => {
    const uses = [...read('.github/workflows/check.yml').matchAll(/uses: (.*)$/gm)].map(([, action = '']) => action);
    expect(uses.length).toBeGreaterThan(2);
    expect(uses.filter((action) => !/^actions\/[\w-]+@[\da-f]{40} # v\d+\.\d+\.\d+$/.test(action))).toEqual([]);
  });

  test('updates come as pull requests for packages, images and actions', () => {
    const { updates } = parse(read('.github/dependabot.yml')) as {
      updates: readonly { 'package-ecosystem': string }[];
    };
    expect(updates.map((update) => update['package-ecosystem'])).toEqual(['npm', 'docker', 'github-actions']);
    expect(existsSync(`${root}package-lock.json`)).toBe(true);
  });
});
