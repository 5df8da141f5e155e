// The playground in a real browser, against a real server on loopback whose engine is a script.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { choice, choices, document, heading, paragraph } from '../../../src/document/build.js';
import type { Document } from '../../../src/document/nodes.js';
import type { Handle } from '../../../src/ports.js';
import { missingBrowser } from '../../browser.js';
import { documents } from '../../fixtures/documents.js';
import { ask, chromium, openPlayground, scrollsSideways, type Visiting } from './visiting.js';

const { CI } = process.env;
test('a browser is there if tests must not be skipped', () => {
  expect(chromium === undefined && CI === 'true' ? missingBrowser : 'fine').toBe('fine');
});

const hostileText = `<img src=x onerror="alert(1)"><script>alert(2)</script></p>`;
const asked: unknown[] = [];

/** Answers depending on the question's words; records the questions. */
const handle: Handle = async (incoming) => {
  const { from: _, ...said } = incoming;
  asked.push(said);
  const answer = answerTo(incoming.type === 'question' ? incoming.text : JSON.stringify(said));
  const context = answer.about;
  const rest = { why: documents.why, outcome: 'answered', entries: [], score: 1 } as const;
  return context === undefined ? { document: answer, ...rest } : { document: answer, context, ...rest };
};

function answerTo(words: string): Document {
  if (/hostile|onerror/.test(words)) return hostileDocument;
  if (words.includes('architectures')) return documents.wideComparison;
  if (words.includes('fine-tuning-vs')) return documents.comparison;
  if (words.includes('vs')) return documents.comparison;
  if (words.includes('every')) return documents.everyNode;
  return words.includes('RAG') ? documents.definition : documents.unanswered;
}

const hostileDocument = document([
  heading(hostileText),
  paragraph(hostileText),
  ...choices('related', [choice(hostileText, { type: 'question', question: hostileText })]),
]);

describe.skipIf(chromium === undefined)('the playground in a browser', () => {
  let playground: Visiting;
  const visit: Visiting['visit'] = (...visited) => playground.visit(...visited);

  beforeAll(async () => {
    playground = await openPlayground({
      handle,
      previews: [],
      welcome: () => ({
        title: 'Ask about <bread>',
        text: 'I know bread & jam.',
        examples: ['What is RAG?', 'LLM vs generative AI'],
      }),
    });
  });

  afterAll(() => playground?.close());

  beforeEach(() => {
    asked.length = 0;
  });

  test('answers a typed question on the page, with quotes and sources, and keeps the question box ready', async () => {
    await visit('/', {}, async (page) => {
      await ask(page, 'What is RAG?');
      const answer = page.getByRole('article', { name: 'Retrieval-augmented generation (RAG)' });
      expect(await answer.locator('blockquote').count()).toBe(3);
      expect(await answer.locator('.sources').textContent()).toMatch(/ · retold in our own words$/);
      expect(await page.locator('.asked .words').textContent()).toBe('What is RAG?');
      expect(await page.getByLabel('Your question').inputValue()).toBe('');
      expect(await page.evaluate(() => globalThis.document.activeElement?.id)).toBe('question');
      // Screen readers hear that there is an answer and how it begins, not the whole card.
      expect(await page.getByRole('status').textContent()).toBe(
        'Retrieval-augmented generation (RAG): RAG fetches facts from a knowledge base first and lets the model answer from them, so answers rest on sources.',
      );
      expect(await page.title()).toBe('Retrieval-augmented generation (RAG) · AI Diff playground');
    });
  });

  test('asks a suggested question at a press', async () => {
    await visit('/', {}, async (page) => {
      await page.getByRole('link', { name: 'What is RAG?' }).click();
      await page.getByRole('article', { name: 'Retrieval-augmented generation (RAG)' }).waitFor();
      expect(await page.locator('.welcome').count()).toBe(0);
      expect(asked).toEqual([{ type: 'question', text: 'What is RAG?' }]);
    });
  });

  test('adds the answer of a pressed button to the conversation and moves the focus there', async () => {
    await visit('/', {}, async (page) => {
      await ask(page, 'What is RAG?');
      await page.getByRole('link', { name: 'RAG or fine-tuning?' }).click();
      await page.getByRole('article', { name: 'LLM or generative AI?' }).waitFor();
      expect(asked.at(-1)).toEqual({ type: 'press', target: { type: 'entry', id: 'fine-tuning-vs-rag-vs-prompting' } });
      expect(await page.locator('.asked .words').allInnerTexts()).toEqual(['What is RAG?', 'RAG or fine-tuning?']);
      expect(await page.evaluate(() => globalThis.document.activeElement?.getAttribute('aria-label'))).toBe(
        'LLM or generative AI?',
      );
    });
  });

  test('brings a new answer into view whole, above the question box', async () => {
    await visit('/', {}, async (page) => {
      for (const question of ['What is RAG?', 'first', 'second']) await ask(page, question);
      const tools = page.locator('.turns .tools').last();
      const bottom = async () => {
        const box = await tools.boundingBox();
        return (box?.y ?? 0) + (box?.height ?? 0);
      };
      const composer = await page.locator('.box').boundingBox();
      await expect.poll(bottom).toBeLessThan(composer?.y ?? 0);
    });
  });

  test('sends the context of the last answer with a follow-up, and none after a new conversation', async () => {
    await visit('/', {}, async (page) => {
      await ask(page, 'What is RAG?');
      await ask(page, 'and its cost?');
      expect(asked.at(-1)).toEqual({ type: 'question', text: 'and its cost?', context: { type: 'entry', id: 'rag' } });
      await page.getByRole('link', { name: 'New conversation' }).click();
      await page.getByRole('heading', { name: 'Ask about <bread>' }).waitFor();
      await ask(page, 'and its cost?');
      expect(asked.at(-1)).toEqual({ type: 'question', text: 'and its cost?' });
    });
  });

  test('has an address for the answer that brings it back', async () => {
    await visit('/', {}, async (page) => {
      await ask(page, 'LLM vs generative AI');
      expect(page.url()).toBe(`${playground.base}/?q=LLM+vs+generative+AI`);
      await page.reload();
      await page.getByRole('heading', { name: 'LLM or generative AI?' }).waitFor();
      await ask(page, 'and the cost?');
      expect(asked.at(-1)).toMatchObject({ context: { type: 'entry', id: 'llm-vs-generative-ai' } });
    });
  });

  test('shows hostile text as text, in questions, answers and the panel', async () => {
    await visit('/', {}, async (page) => {
      await ask(page, `hostile ${hostileText}`);
      expect(await page.locator('.asked .words').textContent()).toBe(`hostile ${hostileText}`);
      expect(await page.locator('.answer .title').textContent()).toBe(hostileText);
      await page.locator('.answer').getByRole('link', { name: hostileText }).click();
      await page.locator('.turn').nth(1).locator('.title').waitFor();
      for (const name of ['Plain text', 'JSON']) {
        await page.getByRole('tab', { name }).click();
        expect(await page.getByRole('tabpanel', { name }).textContent()).toContain('<img src=x');
      }
      expect(await page.locator('main img, main script').count()).toBe(0);
    });
    await visit(`/?q=${encodeURIComponent(`hostile ${hostileText}`)}`, {}, async (page) => {
      expect(await page.locator('.asked .words').textContent()).toBe(`hostile ${hostileText}`);
      expect(await page.locator('main img, main script').count()).toBe(0);
    });
  });

  test.each([375, 320])('fits a screen of %i px without scrolling sideways, long tables included', async (width) => {
    await visit('/', { viewport: { width, height: 700 } }, async (page) => {
      expect(await scrollsSideways(page)).toBe(false);
      for (const question of [
        'What is RAG?',
        'LLM vs generative AI',
        'architectures',
        'every',
        `${'x'.repeat(400)} hostile`,
      ]) {
        await ask(page, question);
        expect(await scrollsSideways(page)).toBe(false);
      }
      const table = page.getByRole('table', { name: 'LLM or generative AI?' });
      expect(
        await table
          .getByRole('row', { name: /Output/ })
          .getByRole('cell')
          .allInnerTexts(),
      ).toEqual(['text and code', 'text, images, audio, video, 3D', '5']);
      // Both sides are below each other, within the screen.
      const sides = await table
        .getByRole('row', { name: /Output/ })
        .getByRole('cell')
        .all();
      const [first, second] = await Promise.all(sides.slice(0, 2).map((side) => side.boundingBox()));
      expect(second?.y).toBeGreaterThanOrEqual((first?.y ?? 0) + (first?.height ?? 0));
      await page.locator('.panel-toggle').click();
      for (const name of ['Plain text', 'JSON', 'Why this answer']) {
        await page.getByRole('tab', { name }).click();
        expect(await scrollsSideways(page)).toBe(false);
      }
    });
  });

  test('keeps the panel closed on a phone until it is asked for, and next to the answers on a desktop', async () => {
    await visit('/?q=What+is+RAG', { viewport: { width: 375, height: 812 } }, async (page) => {
      expect(await page.getByRole('tablist').isVisible()).toBe(false);
      await page.getByRole('article').getByRole('button', { name: 'Why this answer' }).click();
      expect(await page.getByRole('tabpanel', { name: 'Why this answer' }).textContent()).toContain(
        'Runner-up: fine-tuning',
      );
      expect(await page.evaluate(() => globalThis.document.activeElement?.getAttribute('role'))).toBe('tab');
    });
    await visit('/?q=What+is+RAG', {}, async (page) => {
      const [panel, answer] = await Promise.all([
        page.locator('.panel').boundingBox(),
        page.locator('.answer').boundingBox(),
      ]);
      expect(panel?.x).toBeGreaterThan((answer?.x ?? 0) + (answer?.width ?? 0));
      expect(await page.getByRole('tabpanel').textContent()).toContain('Runner-up: fine-tuning');
    });
  });

  test('shows in the panel whichever answer is asked about', async () => {
    await visit('/?q=What+is+RAG', {}, async (page) => {
      await ask(page, 'LLM vs generative AI');
      expect(await page.locator('.panel-about').textContent()).toBe('LLM or generative AI?');
      await page.getByRole('button', { name: 'Why this answer' }).first().click();
      expect(await page.locator('.panel-about').textContent()).toBe('Retrieval-augmented generation (RAG)');
      await page.getByRole('tab', { name: 'Plain text' }).click();
      expect(await page.getByRole('tabpanel').textContent()).toContain('┃ Fiverr, 2026');
    });
  });

  test('follows the colour scheme of the system', async () => {
    const background = (page: Page) => page.evaluate(() => getComputedStyle(globalThis.document.body).backgroundColor);
    await visit('/?q=every', { colorScheme: 'light' }, async (page) => {
      expect(await background(page)).toBe('rgb(246, 246, 243)');
    });
    await visit('/?q=every', { colorScheme: 'dark' }, async (page) => {
      expect(await background(page)).toBe('rgb(19, 20, 24)');
    });
  });

  test('can be used with the keyboard alone', async () => {
    await visit('/?q=What+is+RAG', {}, async (page) => {
      const focused = () => page.evaluate(() => globalThis.document.activeElement?.textContent?.trim());
      await page.keyboard.press('Tab');
      expect(await focused()).toBe('Skip to the question box');
      await page.keyboard.press('Enter');
      await page.keyboard.type('first');
      await page.keyboard.press('Shift+Enter');
      await page.keyboard.type('second');
      expect(await page.getByLabel('Your question').inputValue()).toBe('first\nsecond');
      await page.keyboard.press('Escape');
      expect(await page.getByLabel('Your question').inputValue()).toBe('');
      await page.keyboard.press('Shift+Tab');
      await page.keyboard.press('Shift+Tab');
      expect(await focused()).toBe('Why this answer');
      await page.keyboard.press('ArrowLeft');
      expect(await focused()).toBe('JSON');
      expect(await page.getByRole('tabpanel').textContent()).toContain('"type": "root"');
      await page.keyboard.press('Home');
      expect(await focused()).toBe('Why this answer');
      for (let presses = 0; presses < 12 && (await focused()) !== 'What is hallucination?'; presses++) {
        await page.keyboard.press('Shift+Tab');
      }
      await page.keyboard.press('Enter');
      await page.locator('.turn').nth(1).locator('.title').waitFor();
      expect(asked.at(-1)).toEqual({ type: 'press', target: { type: 'entry', id: 'hallucination' } });
    });
  });

  test('lets the keyboard scroll a table that is wider than its card, and skips one that fits', async () => {
    await visit('/', {}, async (page) => {
      await ask(page, 'architectures');
      await ask(page, 'LLM vs generative AI');
      const regions = page.getByRole('group', { name: /^Table: / });
      await expect.poll(() => regions.nth(0).getAttribute('tabindex')).toBe('0');
      await expect.poll(() => regions.nth(1).getAttribute('tabindex')).toBe(null);
    });
  });

  test('says when the bot is gone and tries again at a press', async () => {
    await visit('/', { expected: 'Failed to load resource: net::ERR_CONNECTION_REFUSED' }, async (page) => {
      await page.route('**/answer?*', (route) => route.abort('connectionrefused'));
      await page.getByLabel('Your question').fill('What is RAG?');
      await page.getByRole('button', { name: 'Ask' }).click();
      await page.getByText('The bot did not answer. Check that it is still running, then try again.').waitFor();
      await page.unroute('**/answer?*');
      await page.getByRole('button', { name: 'Try again' }).click();
      await page.getByRole('article', { name: 'Retrieval-augmented generation (RAG)' }).waitFor();
      expect(await page.getByRole('alert').count()).toBe(0);
    });
  });

  test('works without its script: asking, pressing, following up and the whole panel', async () => {
    await visit('/', { javaScriptEnabled: false }, async (page) => {
      await page.getByLabel('Your question').fill('What is RAG?');
      await page.getByRole('button', { name: 'Ask' }).click();
      await page.getByRole('heading', { name: 'Retrieval-augmented generation (RAG)', level: 2 }).waitFor();
      for (const name of ['Why this answer', 'Plain text', 'JSON']) {
        expect(await page.getByRole('heading', { name, level: 3 }).isVisible()).toBe(true);
      }
      await page.getByLabel('Your question').fill('and its cost?');
      await page.getByRole('button', { name: 'Ask' }).click();
      await page.getByRole('heading', { name: 'Nothing on that' }).waitFor();
      expect(asked.at(-1)).toEqual({ type: 'question', text: 'and its cost?', context: { type: 'entry', id: 'rag' } });
      await page.getByRole('link', { name: 'Cost of media models' }).click();
      await page.waitForURL('**/?t=*');
      expect(asked.at(-1)).toEqual({ type: 'press', target: { type: 'entry', id: 'cost-llm-vs-media' } });
    });
  });
});
