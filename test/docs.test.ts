// Everything that the documents name exists: files, folders, npm scripts and variables.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readConfig } from '../src/config.js';
import { root } from './fixtures/shipped.js';

const required = ['README.md', 'docs/architecture.md', '.env.example'];
const read = (file: string) => readFileSync(join(root, file), 'utf8');
const documents = [
  'README.md',
  'CHANGELOG.md',
  'CONTRIBUTING.md',
  'SECURITY.md',
  'CODE_OF_CONDUCT.md',
  ...list('docs'),
].filter((file) => /\.md$/.test(file) && existsSync(join(root, file)));
const named = [...documents, '.env.example'].filter((file) => existsSync(join(root, file)));
const scripts = new Set(Object.keys(JSON.parse(read('package.json')).scripts));
// npm's own commands.
const ownCommands = new Set(['ci', 'install', 'i', 'run', 'audit', 'update', 'init', 'exec', 'pkg', 'ls', 'outdated']);

function list(folder: string): string[] {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map(
    (file) => `${folder}/${file.replaceAll('\\', '/')}`,
  );
}

/** `code` spans within a line; code blocks are left out, since they contain trees and samples. */
function spansOf(source: string): string[] {
  const prose = source.replace(/^(```|~~~)[\s\S]*?^\1.*$/gm, '');
  return [...prose.matchAll(/`([^`\n]+)`/g)].map(([, span = '']) => span);
}

/** Names of our own files and folders in a text: those that begin with a folder or are a top-level file. */
function pathsIn(source: string): string[] {
  return spansOf(source)
    .flatMap((span) => span.split(/[\s,;]+/))
    .map((word) =>
      word
        .replace(/^\.\//, '')
        .replace(/[.:)]+$/, '')
        .replace(/:\d+$/, ''),
    )
    .filter(
      (word) => /^(src|test|docs|knowledge|bench)(\/|$)/.test(word) || /^[\w.-]+\.(json|md|ts|yaml|yml)$/.test(word),
    )
    .filter((word) => !/[<>*{}$…]|\.\.\.|NNNN/.test(word));
}

test.each(required)('%s is there', (file) => {
  expect(existsSync(join(root, file))).toBe(true);
});

describe.each(named)('%s', (file) => {
  const source = read(file);

  test('names files and folders that exist', () => {
    const places = ['', 'src', 'knowledge', 'docs', dirname(file)];
    const anywhere = new Set(
      [...list('src'), ...list('test'), ...list('knowledge'), ...list('bench')].map((path) => path.split('/').at(-1)),
    );
    const missing = pathsIn(source).filter(
      (path) =>
        !places.some((place) => existsSync(join(root, place, path))) && !(anywhere.has(path) && !path.includes('/')),
    );
    expect(missing).toEqual([]);
  });

  test('links to files that exist', () => {
    const links = [...source.matchAll(/\]\(([^)\s]+)/g)].map(([, to = '']) => to.split('#')[0] ?? '');
    const local = links.filter((to) => to !== '' && !/^[a-z]+:/.test(to));
    expect(local.filter((to) => !existsSync(join(root, dirname(file), decodeURIComponent(to))))).toEqual([]);
  });

  test('has tables that begin with a head: after an empty line, a row of one is text', () => {
    const lines = source.split('\n');
    const starts = lines.flatMap((line, at) => (line.startsWith('|') && !lines[at - 1]?.startsWith('|') ? [at] : []));
    expect(starts.filter((at) => !/^\|[\s:|-]+\|$/.test(lines[at + 1] ?? '')).map((at) => lines[at])).toEqual([]);
  });

  test('names npm scripts that exist', () => {
    const run = [...source.matchAll(/npm run (?:-s |--silent )?([\w-]+)/g)].map(([, script = '']) => script);
    const short = [...source.matchAll(/npm (start|test|stop|restart)\b/g)].map(([, script = '']) => script);
    expect([...run, ...short].filter((script) => !scripts.has(script) && !ownCommands.has(script))).toEqual([]);
  });
});

describe('the variables', () => {
  const readByConfig = new Set<string>();
  readConfig(
    new Proxy<Record<string, string | undefined>>(
      {},
      {
        get: (_, name) => {
          readByConfig.add(String(name));
          return undefined;
        },
      },
    ),
  );

  test('that the settings read are in .env.example, and vice versa', () => {
    const file = existsSync(join(root, '.env.example')) ? read('.env.example') : '';
    const shown = [...file.matchAll(/^\s*#?\s*([A-Z][A-Z0-9_]+)=/gm)].map(([, name = '']) => name);
    expect([...new Set(shown)].sort()).toEqual([...readByConfig].sort());
  });

  test('in .env.example have values that can be used', () => {
    const file = existsSync(join(root, '.env.example')) ? read('.env.example') : '';
    const lines = [...file.matchAll(/^([A-Z][A-Z0-9_]+)=(.*)$/gm)].map(([, name = '', value = '']) => [
      name,
      value.replace(/\s+#.*$/, ''),
    ]);
    expect(readConfig(Object.fromEntries(lines)).problems).toEqual([]);
  });

  test('that documents name are read by the settings', () => {
    const known = /^(DISCORD|SLACK|DATABASE|ADMIN|KNOWLEDGE|USER_LIMIT|CHANNEL_LIMIT|RETENTION|LOG)_[A-Z_]+$/;
    const unread = documents.flatMap((file) =>
      spansOf(read(file)).filter((span) => known.test(span) && !readByConfig.has(span)),
    );
    expect(unread).toEqual([]);
  });
});

test('docs/security.md names tests that exist, by file and name', () => {
  const named = [...read('docs/security.md').matchAll(/`(test\/[\w/.-]+\.test\.ts)` "([^"]+)"/g)];
  expect(named.length).toBeGreaterThan(20);
  expect(named.filter(([, file = '', name = '']) => !read(file).includes(name)).map(([both]) => both)).toEqual([]);
});

test('docs/README.md leads to every page of docs/', () => {
  const index = read('docs/README.md');
  const pages = readdirSync(join(root, 'docs')).filter((file) => file.endsWith('.md') && file !== 'README.md');
  expect(pages.filter((page) => !index.includes(`](${page})`))).toEqual([]);
});
