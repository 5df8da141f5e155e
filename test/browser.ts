// Finds and starts a real browser for tests.
import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

export const missingBrowser = 'no Chromium found: apt-get install chromium, or set CHROMIUM_PATH';

/** The path of a Chromium on this machine, or undefined if there is none. */
export function findChromium(): string | undefined {
  const { CHROMIUM_PATH } = process.env;
  const places = [CHROMIUM_PATH, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
  return places.find((path) => path !== undefined && path !== '' && existsSync(path));
}

/** Starts the browser at `path`; the caller closes it. */
export function startBrowser(path: string): Promise<Browser> {
  // Otherwise Chromium calls home at every start, which a closed network refuses and a test shouldn't do anyway.
  const quiet = ['--disable-quic', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
  return chromium.launch({
    executablePath: path,
    args: ['--headless', '--no-sandbox', '--disable-gpu', '--no-first-run', ...quiet],
    timeout: 20_000,
  });
}
