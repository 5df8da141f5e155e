// axe-core on the playground's pages in a real browser: no violations, on a desktop and a phone, light, dark and with forced colours,
// whatever is open.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { discordPreview } from '../../../src/adapters/playground/preview-discord.js';
import { slackPreview } from '../../../src/adapters/playground/preview-slack.js';
import { createApp } from '../../../src/app.js';
import { coverBeside } from '../../../src/knowledge/coverage.js';
import { createPreviewImport } from '../../../src/knowledge/import/preview-article.js';
import { createShippedEngine, root } from '../../fixtures/shipped.js';
import { ask, chromium, desk, openPlayground, phone, type Visiting, type VisitOptions } from './visiting.js';

// Read as a file, because it runs in the page and not here.
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

type Judged = { readonly violations: readonly { readonly id: string; readonly nodes: readonly { html: string }[] }[] };

/** The violations axe-core finds, as rule and elements. */
async function violationsOf(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe);
  const { violations } = (await page.evaluate(
    "axe.run(document, { rules: { 'target-size': { enabled: true } } })",
  )) as Judged;
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`));
}

// Each colour scheme and width only once, since an audit takes a second.
const looks: readonly (readonly [string, VisitOptions])[] = [
  ['on a desk', { viewport: desk }],
  ['on a phone, dark', { ...phone, colorScheme: 'dark' }],
  ['with forced colours', { viewport: desk, forcedColors: 'active' }],
];

describe.skipIf(chromium === undefined)('axe-core', () => {
  let playground: Visiting;

  beforeAll(async () => {
    const engine = createShippedEngine();
    const handleOf = (on: typeof engine) =>
      createApp({ current: () => ({ engine: on }), allow: async () => true }).handle;
    playground = await openPlayground({
      handle: handleOf(engine),
      previews: [discordPreview, slackPreview],
      welcome: () => ({
        title: 'Ask about <bread>',
        text: 'I know bread & jam.',
        examples: ['What is RAG?', 'LLM or generative AI?'],
      }),
      takeVote: async () => true,
      previewImport: createPreviewImport(handleOf),
      coverQuestions: (list, most) => coverBeside(engine, list, most, async () => undefined),
    });
  });
  afterAll(() => playground?.close());

  test('has nothing against the start, and finds what is wrong with a page at all', async () => {
    await playground.visit('/', {}, async (page) => {
      expect(await violationsOf(page)).toEqual([]);
      await page.evaluate("document.querySelector('h2').outerHTML = '<h4>Too deep</h4>'");
      expect(await violationsOf(page)).toEqual([expect.stringContaining('heading-order')]);
    });
  });

  test.each(looks)('has nothing against the conversation %s', async (_, look) => {
    await playground.visit('/', look, async (page) => {
      for (const question of ['LLM vs generative AI', 'What is RAG?', 'difusion modal', 'who won the cup in 1974?'])
        await ask(page, question);
      const [first, second] = [0, 1].map((index) => page.locator('.turns .answer').nth(index));
      await first?.getByRole('link', { name: 'Who says what' }).click();
      await first?.locator('.disagreement .view').first().waitFor();
      await second?.locator('.sources > summary').click();
      await second?.getByRole('button', { name: 'Not helpful' }).click();
      await page.getByLabel('What was missing or wrong?').waitFor();
      await first?.getByRole('button', { name: 'Why this answer' }).click();
      // All tabs at once, as without the script.
      await page.evaluate("for (const pane of document.querySelectorAll('.pane')) pane.hidden = false");
      expect(await violationsOf(page)).toEqual([]);
    });
  });

  test.each(looks)('has nothing against the other pages %s', async (_, look) => {
    await playground.visit('/import', look, async (page) => {
      await page.getByLabel(/^Article/).setInputFiles(`${root}test/fixtures/articles/kiln.txt`);
      await page.getByRole('button', { name: 'Preview' }).click();
      await page.locator('.entry > summary').first().click();
      await page.getByLabel('Ask this article').fill('can slip go over a glaze?');
      await page.keyboard.press('Enter');
      await page.getByRole('article', { name: 'Answer' }).waitFor();
      expect(await violationsOf(page)).toEqual([]);
    });
    await playground.visit('/check', look, async (page) => {
      await page.getByLabel(/^Questions/).fill('What is RAG?\nwho won the cup in 1974?\ndifusion modal\nhello');
      await page.getByRole('button', { name: 'Check' }).click();
      await page.getByRole('table').waitFor();
      expect(await violationsOf(page)).toEqual([]);
    });
  });
});
