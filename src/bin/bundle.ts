// npm run build: the program as few files, dist/bundle/, and the playground's scripts, dist/bundle/browser/. Node takes longer to look for
// the thousand files of the SDKs than to run them.
// docs/decisions/0060-bundle.md
import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const pathOf = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const outdir = pathOf('../bundle');

rmSync(outdir, { recursive: true, force: true });
await build({
  // From what the compiler made; the threads are loaded by their names, from beside the program.
  entryPoints: {
    main: pathOf('../start.js'),
    mcp: pathOf('./mcp.js'),
    aside: pathOf('../knowledge/aside.js'),
    'import-aside': pathOf('./import-aside.js'),
    'learn-aside': pathOf('./learn-aside.js'),
  },
  outdir,
  entryNames: '[name]',
  bundle: true,
  // What is loaded when it is needed stays a file of its own.
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  // The first is no JavaScript, the second is optional and not installed.
  external: ['better-sqlite3', 'pg-native'],
  // Packages in the older format ask for Node's own modules in their way.
  banner: {
    js: "import { createRequire as createRequireOf } from 'node:module';const require = createRequireOf(import.meta.url);",
  },
  sourcemap: true,
  sourcesContent: false,
  // Node keeps the text of all that it runs, and in twice the room where a comment has one character that is not of Latin-1. The lines stay
  // short, since Node prints the one that an error came from.
  minifyWhitespace: true,
  lineLimit: 160,
  legalComments: 'none',
  logLevel: 'warning',
});

await build({
  // From the sources: the compiler leaves them out, since they know a browser and not Node.
  entryPoints: ['playground', 'import'].map((name) => pathOf(`../../src/adapters/playground/browser/${name}.ts`)),
  outdir: `${outdir}/browser`,
  bundle: true,
  format: 'iife',
  platform: 'browser',
  target: ['chrome111', 'firefox115', 'safari16.4'],
  legalComments: 'none',
  logLevel: 'warning',
});
