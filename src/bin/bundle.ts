// npm run build: bundles the program into a few files, dist/bundle/, and the playground's scripts into dist/bundle/browser/. Node takes longer
// to find the SDKs' thousand files than to run them.
// docs/decisions/0060-bundle.md
import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const pathOf = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const outdir = pathOf('../bundle');

rmSync(outdir, { recursive: true, force: true });
await build({
  // From the compiler's output; worker threads are loaded by name from the program's folder.
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
  // Lazily loaded modules stay separate files.
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  // The first is not JavaScript, the second is optional and not installed.
  external: ['better-sqlite3', 'pg-native'],
  // CommonJS packages call `require` for Node's own modules.
  banner: {
    js: "import { createRequire as createRequireOf } from 'node:module';const require = createRequireOf(import.meta.url);",
  },
  sourcemap: true,
  sourcesContent: false,
  // Node keeps the text of everything it runs, at twice the size if a comment has a single character outside Latin-1. Lines stay short,
  // since Node prints the line that an error came from.
  minifyWhitespace: true,
  lineLimit: 160,
  legalComments: 'none',
  logLevel: 'warning',
});

await build({
  // From the sources: the compiler leaves them out, since they are for browsers and not for Node.
  entryPoints: ['playground', 'import'].map((name) => pathOf(`../../src/adapters/playground/browser/${name}.ts`)),
  outdir: `${outdir}/browser`,
  bundle: true,
  format: 'iife',
  platform: 'browser',
  target: ['chrome111', 'firefox115', 'safari16.4'],
  legalComments: 'none',
  logLevel: 'warning',
});
