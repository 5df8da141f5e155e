// Checks the import table of docs/architecture.md against the imports in src/.
import { readdirSync, readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { posix } from 'node:path';
import { describe, expect, test } from 'vitest';
import { root } from './fixtures/shipped.js';
import { findLongComments, findSharedTypeNames } from './source.js';

type Import = { readonly from: string; readonly of: string; readonly isType: boolean };

const files = readdirSync(`${root}src`, { recursive: true, encoding: 'utf8' })
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => file.endsWith('.ts'))
  .sort();
const sources = new Map(files.map((file) => [file, readFileSync(`${root}src/${file}`, 'utf8')]));
const imports = files.flatMap((file) => importsOf(file, sources.get(file) ?? ''));

function importsOf(from: string, source: string): Import[] {
  const statements = source.matchAll(/^(?:import|export)\s+((?:[^'";]*?\sfrom\s+)?)'([^']+)'/gm);
  const calls = source.matchAll(/\b(?:import|require|createRequire\([^)]*\))\(\s*'([^']+)'/g);
  return [
    ...[...statements].map(([, clause = '', of = '']) => ({ from, of, isType: takesTypesOnly(clause) })),
    ...[...calls].map(([, of = '']) => ({ from, of, isType: false })),
  ];
}

// `type { A } from`, or `{ type A, type B } from`.
function takesTypesOnly(clause: string): boolean {
  if (/^type\s/.test(clause)) return true;
  const [, names] = /^\{([^}]*)\}\s*from\s+$/.exec(clause) ?? [];
  const list = (names ?? '').split(',').flatMap((name) => name.trim() || []);
  return list.length > 0 && list.every((name) => name.startsWith('type '));
}

const isOurs = ({ of }: Import) => of.startsWith('.');
const ours = imports.filter(isOurs).map((each) => ({ ...each, of: posix.join(posix.dirname(each.from), each.of) }));
const packages = imports.filter((each) => !isOurs(each));

/** The room of a file: a folder, `adapters/X`, or a file at the top. */
function roomOf(file: string): string {
  const [first = '', second = ''] = file.split('/');
  if (first === 'adapters') return `adapters/${second}`;
  return file.includes('/') ? first : first.replace(/\.[jt]s$/, '');
}

const roots = new Set(['start', 'signals', 'main', 'bin']);

/** What each room may import from ours, in addition to its own files. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  document: [],
  errors: [],
  config: ['config-mcp'],
  'config-mcp': [],
  engine: ['document', 'language'],
  language: ['errors'],
  ports: ['document'],
  'adapters/shared': ['document', 'ports', 'errors'],
  'adapters/discord': ['adapters/shared', 'document', 'ports', 'errors'],
  'adapters/slack': ['adapters/shared', 'document', 'ports', 'errors'],
  'own-host': ['ports'],
  'adapters/playground': ['own-host', 'adapters/shared', 'document', 'ports', 'errors'],
  'adapters/mcp': ['own-host', 'adapters/shared', 'document', 'ports', 'errors'],
  doctor: ['document', 'ports', 'errors'],
  tips: ['document', 'ports'],
  store: ['ports', 'errors', 'document'],
  observability: ['ports', 'errors', 'document'],
  knowledge: ['ports', 'errors', 'document', 'language'],
  http: ['ports', 'errors'],
  app: ['document', 'ports', 'errors', 'tips', 'gaps', 'taught', 'limits', 'turns'],
  gaps: ['document', 'ports'],
  digest: ['document', 'ports'],
  quiz: ['document', 'ports'],
  taught: ['document', 'ports', 'errors'],
  limits: ['ports'],
  turns: ['ports'],
  evaluation: ['document'],
};

/** Imports outside the table, each with its reason. */
const exceptions: readonly { readonly from: RegExp; readonly of: RegExp; readonly typeOnly: boolean }[] = [
  // Knowledge is read into the engine's entries; names are compared as the engine reads them.
  { from: /^knowledge\//, of: /^engine\/entry\.js$/, typeOnly: true },
  {
    from: /^(knowledge\/(check|read|warnings|import\/preview)|gaps\/draft)\.ts$/,
    of: /^engine\/read\/normalize\.js$/,
    typeOnly: false,
  },
  // A folder's knowledge includes the engine's index.
  { from: /^knowledge\/(load|coverage|import\/(beside|preview-article))\.ts$/, of: /^engine\//, typeOnly: false },
  // Types of their settings.
  { from: /^(adapters|observability|doctor)\//, of: /^config(?:-mcp)?\.js$/, typeOnly: true },
  // A room declares what it needs from the store, the platforms and the answers; they import those types.
  { from: /^store\//, of: /^(digest|gaps|taught|tips|adapters\/shared)\/ports\.js$/, typeOnly: true },
  { from: /^adapters\//, of: /^tips\/ports\.js$/, typeOnly: true },
  { from: /^app\.ts$/, of: /^adapters\/shared\/ports\.js$/, typeOnly: true },
  // The store's health is shown.
  { from: /^observability\//, of: /^store\/ports\.js$/, typeOnly: true },
  // Unanswered questions are what is taught first.
  { from: /^(digest|taught)\//, of: /^gaps\/ports\.js$/, typeOnly: true },
  // The playground declares what it needs for the import preview and the check of a list.
  {
    from: /^knowledge\/(coverage|import\/preview-article)\.ts$/,
    of: /^adapters\/playground\/ports\.js$/,
    typeOnly: true,
  },
  // The doctor compares a configuration with what the bot needs on the platform.
  { from: /^doctor\//, of: /^adapters\/\w+\/in\//, typeOnly: false },
  // A preview is drawn from the exact payload for the other platform.
  { from: /^adapters\/playground\/preview-/, of: /^adapters\/\w+\/out\//, typeOnly: false },
  // These use the engine they are given.
  { from: /^(app|evaluation)\.ts$|^(?:gaps|quiz|taught)\//, of: /^engine\//, typeOnly: true },
];

/** Packages by room; any other package may only be imported by the roots. */
const packagesOf: Readonly<Record<string, readonly (string | RegExp)[]>> = {
  document: [
    'mdast',
    'mdast-util-from-markdown',
    'mdast-util-gfm-table',
    'micromark-extension-gfm-table',
    'string-width',
    'wrap-ansi',
    // To load the two packages above when needed.
    'node:module',
  ],
  engine: ['fuse.js', 'stemmer'],
  language: ['node:fs'],
  'adapters/shared': [
    'lru-cache',
    'valibot',
    'undici',
    'https-proxy-agent',
    'node:crypto',
    'node:http',
    'node:timers/promises',
  ],
  'adapters/discord': [
    'discord.js',
    /^@discordjs\//,
    /^discord-api-types/,
    'string-width',
    'wrap-ansi',
    'valibot',
    'lru-cache',
    /^node:/,
  ],
  'adapters/slack': [/^@slack\//, 'undici', 'valibot', 'lru-cache', /^node:/],
  'own-host': ['node:net'],
  // The types of previewed Slack payloads.
  'adapters/playground': ['hono', /^hono\//, '@slack/bolt', /^node:/],
  'adapters/mcp': [/^@modelcontextprotocol\/server(?:\/|$)/, '@valibot/to-json-schema', 'valibot', /^node:/],
  doctor: ['valibot'],
  quiz: ['node:crypto'],
  tips: ['croner', 'lru-cache', 'node:crypto'],
  knowledge: [
    'valibot',
    'yaml',
    'mammoth',
    'markdown-it',
    'markdown-it-deflist',
    'papaparse',
    'parse5',
    'unpdf',
    'chardet',
    'iconv-lite',
    'mdast',
    'mdast-util-from-markdown',
    'mdast-util-gfm-table',
    'micromark-extension-gfm-table',
    /^node:(crypto|events|fs|path|timers\/promises|url|worker_threads)$/,
  ],
  observability: ['pino', 'pino-pretty', 'prom-client', /^node:/],
  store: ['better-sqlite3', 'pg', 'kysely', /^node:/],
  http: ['@hono/node-server', /^node:/],
  evaluation: ['valibot'],
  app: [],
  gaps: ['lru-cache'],
  taught: ['lru-cache', 'yaml', 'node:timers/promises'],
  limits: ['rate-limiter-flexible'],
  turns: ['node:timers'],
};

// A platform's SDK has effects: only the transport may use it, but everybody may use its types.
const sdks = [
  'discord.js',
  '@slack/bolt',
  '@slack/web-api',
  '@slack/socket-mode',
  '@modelcontextprotocol/server',
  'hono',
  '@hono/node-server',
];

describe('the import table', () => {
  test('covers every room', () => {
    const rooms = [...new Set(files.map(roomOf))].filter((room) => !roots.has(room));
    expect(rooms.filter((room) => !(room in mayImport))).toEqual([]);
  });

  test('finds any imports at all', () => {
    expect(ours.length).toBeGreaterThan(50);
    expect(packages.some(({ of }) => of === 'fuse.js')).toBe(true);
    expect(
      importsOf('a.ts', "import {\n  a,\n  b,\n} from './x.js';\nexport type { C } from 'y';\nimport 'z';").map(
        ({ of }) => of,
      ),
    ).toEqual(['./x.js', 'y', 'z']);
  });

  test.each(files.filter((file) => !roots.has(roomOf(file))))('holds in %s', (file) => {
    const room = roomOf(file);
    const wrong = ours
      .filter(({ from }) => from === file)
      .filter(({ of, isType }) => {
        const target = roomOf(of);
        if (target === room || mayImport[room]?.includes(target)) return false;
        return !exceptions.some(
          (exception) => exception.from.test(file) && exception.of.test(of) && (isType || !exception.typeOnly),
        );
      })
      .map(({ of }) => of);
    const foreign = packages
      .filter(({ from }) => from === file)
      .filter(
        ({ of }) =>
          !(packagesOf[room] ?? []).some((allowed) =>
            typeof allowed === 'string' ? allowed === of : allowed.test(of),
          ),
      )
      .map(({ of }) => of);
    expect({ wrong, foreign }).toEqual({ wrong: [], foreign: [] });
  });

  test('lets nobody import the roots', () => {
    expect(ours.filter(({ from, of }) => roots.has(roomOf(of)) && !roots.has(roomOf(from)))).toEqual([]);
  });
});

describe('the diagram of docs/architecture.md', () => {
  const [, diagram = ''] =
    /```mermaid\nflowchart TD\n([\s\S]*?)```/.exec(readFileSync(`${root}docs/architecture.md`, 'utf8')) ?? [];
  // `a --> b & c` means two arrows.
  const drawn = diagram.split('\n').flatMap((line) => {
    const [, from, arrow, to = ''] = /^ *(\S+) (-->|-\.->) (.+)$/.exec(line) ?? [];
    return to === '' ? [] : to.split(' & ').map((of) => `${from} ${arrow} ${of}`);
  });
  // One arrow per pair of rooms; the adapters are one room here, and know nothing of each other.
  const boxOf = (file: string) => roomOf(file).replace(/\/.*/, '');
  const pairs = ours
    .map(({ from, of, isType }) => ({ from: boxOf(from), of: boxOf(of), isType }))
    .filter(({ from, of }) => from !== of && !roots.has(from));
  const arrows = pairs.map(({ from, of }) => {
    const isTypes = pairs.filter((pair) => pair.from === from && pair.of === of).every(({ isType }) => isType);
    return `${from} ${isTypes ? '-.->' : '-->'} ${of}`;
  });

  test('has an arrow for every room that imports another one, and no other', () => {
    expect([...drawn].sort()).toEqual([...new Set(arrows)].sort());
  });
});

describe('a boundary', () => {
  test('fuse.js is imported by exactly one file, of the engine', () => {
    const importers = [...new Set(packages.filter(({ of }) => of === 'fuse.js').map(({ from }) => from))];
    expect(importers).toHaveLength(1);
    expect(importers[0]).toMatch(/^engine\//);
  });

  test('no adapter imports another adapter or the engine', () => {
    const wrong = ours.filter(
      ({ from, of }) =>
        from.startsWith('adapters/') &&
        !/^adapters\/playground\/preview-/.test(from) &&
        (of.startsWith('engine/') ||
          (of.startsWith('adapters/') && ![roomOf(from), 'adapters/shared'].includes(roomOf(of)))),
    );
    expect(wrong).toEqual([]);
  });

  test('the SDK of a platform is used where there are effects; what is pure uses its types', () => {
    const users = packages.filter(
      ({ of, isType }) => !isType && sdks.some((sdk) => of === sdk || of.startsWith(`${sdk}/`)),
    );
    const pure =
      /^adapters\/(?:shared\/|\w+\/(?:in|out)\/|\w+\/buttons\.ts$|playground\/(?:preview-|receive|render|page))/;
    expect(users.filter(({ from }) => pure.test(from))).toEqual([]);
    expect(users.filter(({ from }) => !/^adapters\/|^http\.ts$/.test(from))).toEqual([]);
  });

  test('document and engine know no file, no network, no clock and no chance', () => {
    const pure = files.filter((file) => /^(document|engine)\//.test(file));
    expect(packages.filter(({ from, of }) => pure.includes(from) && isBuiltin(of) && of !== 'node:module')).toEqual([]);
    const impure = pure.filter((file) =>
      /\bDate\.now\(|new Date\(\)|\bMath\.random\(|\bperformance\.now\(|\bsetTimeout\(|\bfetch\(|\bconsole\./.test(
        codeOf(file),
      ),
    );
    expect(impure).toEqual([]);
  });

  test.each(files.filter((file) => /(^|\/)ports\.ts$/.test(file)))('%s has types only', (file) => {
    expect(codeOf(file)).not.toMatch(/^export (const|function|class|let)\b/m);
    expect(imports.filter(({ from, isType }) => from === file && !isType)).toEqual([]);
  });

  test('only the roots name process', () => {
    const names = (file: string) => /(?<![.\w])process\s*(?:\.|\?\.|\[)/.test(codeOf(file));
    const takes = (file: string) => packages.some(({ from, of }) => from === file && /^(?:node:)?process$/.test(of));
    expect(files.filter((file) => !roots.has(roomOf(file)) && (names(file) || takes(file)))).toEqual([]);
  });
});

describe('a reader', () => {
  const texts = [...sources].map(([file, text]) => ({ file, text }));

  // One name, one meaning. These names were already used in several files; remove names, don't add any.
  const knownTwice = new Set(['Answer']);

  test('finds one type behind a name', () => {
    const shared = findSharedTypeNames(texts);
    const twice = [...shared].filter(([name]) => !knownTwice.has(name));
    expect(twice.map(([name, places]) => `${name}: ${places.join(', ')}`)).toEqual([]);
    // The list only shrinks.
    expect([...knownTwice].filter((name) => !shared.has(name))).toEqual([]);
  });

  test('need not scroll sideways for a comment', () => {
    expect(findLongComments(texts, 160)).toEqual([]);
  });
});

/** The code of a file without comments and without the text of strings. */
function codeOf(file: string): string {
  return (sources.get(file) ?? '')
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"/g, "''")
    .replace(/`(?:[^`\\$]|\\.|\$(?!\{))*`/g, '``')
    .replace(/\/\/.*$/gm, '');
}
