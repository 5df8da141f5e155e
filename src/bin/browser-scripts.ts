// The playground's scripts, as the build bundled them for browsers. They are read here, so that the adapter knows no file.
import { readFileSync } from 'node:fs';
import type { BrowserScripts } from '../adapters/playground/ports.js';
import { AppError } from '../errors.js';

/** Where the build puts them, seen from src/, from dist/ and from the bundle alike. */
const folder = new URL('../../dist/bundle/browser/', import.meta.url);

/** Reads the scripts. Throws an AppError where they were not built. */
export function readBrowserScripts(): BrowserScripts {
  return { playground: readScript('playground.js'), import: readScript('import.js') };
}

function readScript(name: string): string {
  try {
    return readFileSync(new URL(name, folder), 'utf8');
  } catch (error) {
    throw new AppError('build', `dist/bundle/browser/${name} cannot be read: build it with npm run build`, {
      cause: error,
    });
  }
}
