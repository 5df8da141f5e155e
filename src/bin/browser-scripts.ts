// The playground's scripts as bundled by the build. Read here, so that the adapter needs no file access.
import { readFileSync } from 'node:fs';
import type { BrowserScripts } from '../adapters/playground/ports.js';
import { AppError } from '../errors.js';

/** The build's output folder; the path is the same from src/, dist/ and the bundle. */
const folder = new URL('../../dist/bundle/browser/', import.meta.url);

/** Reads the scripts. Throws an AppError if they weren't built. */
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
