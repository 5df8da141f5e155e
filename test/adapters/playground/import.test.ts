// The import preview in the playground: over HTTP, and in a real browser. Nothing is written anywhere.
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createAdaptorServer, type ServerType } from '@hono/node-server';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createPlayground } from '../../../src/adapters/playground/adapter.js';
import { createApp } from '../../../src/app.js';
import { readBrowserScripts } from '../../../src/bin/browser-scripts.js';
import { createPreviewImport } from '../../../src/knowledge/import/preview-article.js';
import type { Handle } from '../../../src/ports.js';
import { findChromium, missingBrowser, startBrowser } from '../../browser.js';
import { documents } from '../../fixtures/documents.js';
import { root } from '../../fixtures/shipped.js';

const scripts = readBrowserScripts();
const chromium = findChromium();
if (chromium === undefined) console.warn(`The browser tests of the import preview are skipped: ${missingBrowser}`);
const { CI } = process.env;
test('a browser is there if tests must not be skipped', () => {
  expect(chromium === undefined && CI === 'true' ? missingBrowser : 'fine').toBe('fine');
});

const handle: Handle = async () => ({
  document: documents.definition,
  why: documents.why,
  outcome: 'answered',
  entries: [],
  score: 1,
});
const routes = createPlayground({
  handle,
  scripts,
  previews: [],
  welcome: () => ({ title: 'Ask about <bread>', text: 'I know bread & jam.', examples: [] }),
  previewImport: createPreviewImport(
    (engine) => createApp({ current: () => ({ engine }), allow: async () => true }).handle,
  ),
});
const base = 'http://127.0.0.1:3000';
const kiln = join(root, 'test/fixtures/articles/kiln.txt');

const request = async (path: string, init: RequestInit = {}): Promise<Response> => {
  const response = await routes(new Request(base + path, init));
  if (response === undefined) throw new Error(`${path} is served by nobody`);
  return response;
};
const post = (content: string | Uint8Array, name: string, headers: Record<string, string> = {}) => {
  const body = new FormData();
  body.set('file', new File([content as BlobPart], name));
  return request('/import', { method: 'POST', body, headers });
};
const article =
  'Kilns\n\nWhat is a kiln?\n\nA kiln is a hot <b>box</b> & "more".\n\nCan I build one?\n\nYes, of bricks.\n';
const preview = async (content = article, name = 'kilns.txt') => {
  const response = await post(content, name);
  expect(response.status).toBe(303);
  const address = response.headers.get('location') ?? '';
  expect(address).toMatch(/^\/import\?p=[0-9a-f-]{36}$/);
  return address;
};
const textOf = async (path: string) => (await request(path)).text();

describe('a posted article', () => {
  test('leads to a page with its entries, what to look at, what was left out, and a box to ask', async () => {
    const page = await textOf(await preview());
    expect(page).toContain('2 entries, 0 parts to look at, 0 parts left out. Nothing was written.');
    expect(page).toContain('“A kiln is a hot &lt;b&gt;box&lt;/b&gt; &amp; &quot;more&quot;.”');
    expect(page).toContain('<label for="question">Ask this article</label>');
    expect(page).not.toMatch(/<b>box|style=|onclick/);
  });

  test('answers questions, and what can be pressed stays with the article', async () => {
    const address = await preview();
    const page = await textOf(`${address}&q=${encodeURIComponent('can I build one')}`);
    const answer = page.slice(page.indexOf('<article'), page.indexOf('</article>'));
    expect(answer).toContain('“Yes, of bricks.”');
    const [, pressed = ''] = /href="(\/import\?p=[^"]*t=[^"]*)"/.exec(answer) ?? [];
    expect(await textOf(pressed.replaceAll('&amp;', '&'))).toContain('A kiln is a hot');
    expect(page).not.toMatch(/href="\/\?t=/);
  });

  test.each([
    ['no file', () => request('/import', { method: 'POST', body: new FormData() }), 400, /Choose a file first/],
    ['no form', () => request('/import', { method: 'POST', body: 'x' }), 400, /Choose a file first/],
    [
      'a broken form',
      () =>
        request('/import', {
          method: 'POST',
          body: '--x\r\nbroken',
          headers: { 'content-type': 'multipart/form-data; boundary=x' },
        }),
      400,
      /Choose a file first/,
    ],
    ['a picture', () => post(new Uint8Array([0x89, 0x50, 0x4e, 0x47]), 'a.txt'), 400, /a\.txt is a picture/],
    [
      'another kind of file',
      () => post('x', '../../etc/<i>passwd'),
      400,
      /etc\/&lt;i&gt;passwd is not a readable article/,
    ],
    ['nothing', () => post('', 'a.md'), 400, /a\.md is empty/],
    ['too much', () => post('x'.repeat(1024 * 1024 + 1), 'a.txt'), 413, /at most 1 MB here/],
    ['far too much', () => post('x'.repeat(3 * 1024 * 1024), 'a.txt'), 413, /at most 1 MB here/],
  ])('that is %s is refused in words', async (_, send, status, words) => {
    const response = await send();
    expect(response.status).toBe(status);
    const page = await response.text();
    expect(page).toMatch(/role="alert"/);
    expect(page).toMatch(words);
  });

  test('from another site is refused', async () => {
    const response = await post(article, 'a.txt', { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' });
    expect(response.status).toBe(403);
  });
});

describe('a preview', () => {
  test('that is gone says so', async () => {
    const response = await request('/import?p=00000000-0000-0000-0000-000000000000');
    expect(response.status).toBe(404);
    expect(await response.text()).toContain('That preview is gone');
  });

  test('makes room for newer ones', async () => {
    const first = await preview();
    for (let at = 0; at < 8; at += 1) await preview(article.replace('bricks', `bricks ${at}`));
    expect((await request(first)).status).toBe(404);
  });

  test('with a question that cannot be read says so on its page', async () => {
    const response = await request(`${await preview()}&t=nowhere`);
    expect(response.status).toBe(400);
    expect(await response.text()).toContain('That link leads nowhere');
  });

  test('is not offered if nothing can make one', async () => {
    const without = createPlayground({
      handle,
      scripts,
      previews: [],
      welcome: () => ({ title: 'Ask about <bread>', text: 'I know bread & jam.', examples: [] }),
    });
    expect(await without(new Request(`${base}/import`))).toBeUndefined();
    expect(await (await without(new Request(`${base}/`)))?.text()).not.toContain('/import');
  });
});

describe.skipIf(chromium === undefined)('the import preview in a browser', () => {
  let browser: Browser;
  let server: ServerType;
  let address: string;
  const cwd = mkdtempSync(join(tmpdir(), 'ai-diff-preview-'));

  beforeAll(async () => {
    const fetch = async (asked: Request) => (await routes(asked)) ?? new Response('not found', { status: 404 });
    server = createAdaptorServer({ fetch });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    browser = await startBrowser(chromium ?? '');
  });
  afterAll(async () => {
    await browser?.close();
    await new Promise((resolve) => (server === undefined ? resolve(undefined) : server.close(resolve)));
    rmSync(cwd, { recursive: true, force: true });
  });

  async function visit(
    path: string,
    options: BrowserContextOptions,
    use: (page: Page) => Promise<void>,
  ): Promise<void> {
    const context = await browser.newContext({
      viewport: { width: 1280, height: 800 },
      reducedMotion: 'reduce',
      ...options,
    });
    context.setDefaultTimeout(10_000);
    const complaints: string[] = [];
    context.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
    });
    context.on('weberror', (error) => void complaints.push(error.error().message));
    try {
      const page = await context.newPage();
      await page.goto(address + path);
      await use(page);
      expect(complaints).toEqual([]);
    } finally {
      await context.close();
    }
  }

  test('is reached from the page, takes a chosen file, and answers', async () => {
    await visit('/', {}, async (page) => {
      await page.getByRole('link', { name: 'Preview an import' }).click();
      await page.getByLabel(/^Article/).setInputFiles(kiln);
      await page.getByRole('button', { name: 'Preview' }).click();
      await page.getByRole('heading', { level: 1, name: /^Glaze or Slip/ }).waitFor();
      await page.getByLabel('Ask this article').fill('can slip go over a glaze?');
      await page.keyboard.press('Enter');
      expect(await page.getByRole('article', { name: 'Answer' }).textContent()).toContain('Slip shrinks as it dries');
      expect(await page.getByText('FeatureGlazeSlip').isVisible()).toBe(true);
    });
    expect(readdirSync(cwd)).toEqual([]);
  });

  test('takes a file that is dropped', async () => {
    await visit('/import', {}, async (page) => {
      const transfer = await page.evaluateHandle(() => {
        const files = new DataTransfer();
        files.items.add(new File(['Kilns\n\nWhat is a kiln?\n\nA kiln is a hot box.\n'], 'kilns.txt'));
        return files;
      });
      await page.dispatchEvent('body', 'dragenter', { dataTransfer: transfer });
      expect(await page.evaluate(() => globalThis.document.body.className)).toBe('dropping');
      await page.dispatchEvent('body', 'drop', { dataTransfer: transfer });
      await page.getByRole('heading', { level: 1, name: 'Kilns' }).waitFor();
      expect(await page.locator('.entry').count()).toBe(1);
    });
  });

  test('is used by keyboard alone', async () => {
    await visit('/import', {}, async (page) => {
      await page.getByLabel(/^Article/).setInputFiles(kiln);
      await page.keyboard.press('Tab');
      expect(await page.evaluate(() => globalThis.document.activeElement?.textContent)).toBe('Skip to the file');
      await page.keyboard.press('Enter');
      await page.keyboard.press('Tab');
      // Tab from the skip link to the file and its button.
      while ((await page.evaluate(() => globalThis.document.activeElement?.textContent)) !== 'Preview')
        await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      const entry = page.locator('.entry').first();
      await entry.waitFor();
      await entry.locator('summary').focus();
      await page.keyboard.press('Enter');
      expect(await entry.locator('blockquote').isVisible()).toBe(true);
    });
  });

  test('works without its script', async () => {
    await visit('/import', { javaScriptEnabled: false }, async (page) => {
      await page.getByLabel(/^Article/).setInputFiles(kiln);
      await page.getByRole('button', { name: 'Preview' }).click();
      await page.getByRole('heading', { name: 'Entries' }).waitFor();
      expect(await page.getByText('Or drop a file here.').isVisible()).toBe(false);
    });
  });

  test('does not scroll sideways on a phone, and every control has a name', async () => {
    await visit('/import', { viewport: { width: 320, height: 640 }, hasTouch: true }, async (page) => {
      await page.getByLabel(/^Article/).setInputFiles(join(root, 'test/fixtures/articles/tide.txt'));
      await page.getByRole('button', { name: 'Preview' }).click();
      await page.locator('.entry').first().waitFor();
      for (const summary of await page.locator('.entry > summary').all()) await summary.click();
      expect(await page.evaluate(() => globalThis.document.documentElement.scrollWidth > globalThis.innerWidth)).toBe(
        false,
      );
      const nameless = await page.evaluate(() =>
        [...globalThis.document.querySelectorAll('a, button, input:not([type=hidden]), summary')]
          .filter((each) => (each.textContent ?? '').trim() === '' && (each as HTMLInputElement).labels?.length !== 1)
          .map((each) => each.outerHTML),
      );
      expect(nameless).toEqual([]);
    });
  });
});
