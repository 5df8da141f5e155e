// A playground on a real server on loopback, visited by a real browser.
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { expect } from 'vitest';
import { createPlayground, type PlaygroundParts } from '../../../src/adapters/playground/adapter.js';
import { readBrowserScripts } from '../../../src/bin/browser-scripts.js';
import { findChromium, missingBrowser, startBrowser } from '../../browser.js';

export const chromium = findChromium();
if (chromium === undefined) console.warn(`The playground's browser tests are skipped: ${missingBrowser}`);

export type VisitOptions = BrowserContextOptions & {
  /** A browser error that the test expects. */
  readonly expected?: string;
};

export type Visiting = {
  readonly base: string;
  /** Opens a page for `use`; afterwards checks that there were no unexpected errors and no requests to other hosts. */
  readonly visit: (path: string, options: VisitOptions, use: (page: Page) => Promise<void>) => Promise<void>;
  readonly close: () => Promise<void>;
};

export const desk = { width: 1280, height: 800 };
/** A common phone. */
export const phone = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };

/** Starts the server and the browser. */
export async function openPlayground(parts: Omit<PlaygroundParts, 'scripts'>): Promise<Visiting> {
  const routes = createPlayground({ scripts: readBrowserScripts(), ...parts });
  const fetch = async (request: Request) => (await routes(request)) ?? new Response('not found', { status: 404 });
  const server = createAdaptorServer({ fetch });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const browser = await startBrowser(chromium ?? '');
  return {
    base,
    visit: async (path, { expected, ...options }, use) => {
      const context = await browser.newContext({ viewport: desk, reducedMotion: 'reduce', ...options });
      context.setDefaultTimeout(5_000);
      const complaints: string[] = [];
      context.on('request', (request) => {
        if (!request.url().startsWith(`${base}/`) && !request.url().startsWith('data:')) complaints.push(request.url());
      });
      context.on('console', (message) => {
        if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
      });
      context.on('weberror', (error) => void complaints.push(error.error().message));
      context.on('dialog', (dialog) => {
        complaints.push(`dialog: ${dialog.message()}`);
        return dialog.dismiss();
      });
      try {
        const page = await context.newPage();
        await page.goto(base + path);
        await use(page);
        expect(complaints.filter((complaint) => complaint !== expected)).toEqual([]);
      } finally {
        await context.close();
      }
    },
    close: async () => {
      await browser.close();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Asks a question and waits for its answer. */
export async function ask(page: Page, question: string): Promise<void> {
  const answers = await page.locator('.turns .answer').count();
  await page.getByLabel('Your question').fill(question);
  await page.keyboard.press('Enter');
  await page.locator('.turns .answer .title').nth(answers).waitFor();
}

export function scrollsSideways(page: Page): Promise<boolean> {
  return page.evaluate(() => globalThis.document.documentElement.scrollWidth > globalThis.innerWidth);
}
