// An answer's card in the playground, in a real browser on the shipped knowledge: opening parts in place, following sources, voting, copying,
// and restoring the conversation.
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createApp } from '../../../src/app.js';
import type { Vote } from '../../../src/ports.js';
import { createShippedEngine } from '../../fixtures/shipped.js';
import { ask, chromium, openPlayground, phone, scrollsSideways, type Visiting } from './visiting.js';

const flagship = '/?q=LLM+vs+generative+AI';
const votes: Vote[] = [];

describe.skipIf(chromium === undefined)('an answer in the playground', () => {
  let playground: Visiting;
  const visit: Visiting['visit'] = (...visited) => playground.visit(...visited);
  const card = (page: Page, index = 0): Locator => page.locator('.turns .answer').nth(index);
  const textsOf = (page: Page) => page.locator('.turns .answer .title').allInnerTexts();
  const focused = (page: Page) => page.evaluate(() => globalThis.document.activeElement?.textContent?.trim());

  beforeAll(async () => {
    const engine = createShippedEngine();
    playground = await openPlayground({
      handle: createApp({ current: () => ({ engine }), allow: async () => true }).handle,
      previews: [],
      welcome: () => ({ title: 'Ask about <bread>', text: 'I know bread & jam.', examples: ['What is RAG?'] }),
      takeVote: async (vote) => {
        votes.push(vote);
        return vote.reason !== 'too many';
      },
    });
  });
  afterAll(() => playground?.close());
  beforeEach(() => {
    votes.length = 0;
  });

  test('opens its parts in its place, one at a time, and closes them again', async () => {
    await visit(flagship, {}, async (page) => {
      const views = card(page).locator('.view');
      expect(await views.count()).toBe(0);
      await card(page).getByRole('link', { name: 'Who says what' }).click();
      await views.nth(1).waitFor();
      expect(await focused(page)).toBe('Back to the answer');
      await card(page).locator('.rest > summary').click();
      await card(page)
        .getByRole('link', { name: /^All \d+ views$/ })
        .click();
      await card(page).getByRole('link', { name: 'Fewer views' }).waitFor();
      expect(await card(page).locator('.disagreement').count()).toBe(0);
      await page.keyboard.press('Enter');
      await expect.poll(() => views.count()).toBe(0);
      expect(await card(page).getByRole('table').isVisible()).toBe(true);
      expect(await page.locator('.turn').count()).toBe(1);
      expect(page.url()).toBe(playground.base + flagship);
    });
  });

  test('returns the focus to whatever opened the part', async () => {
    await visit(flagship, {}, async (page) => {
      await card(page).getByRole('link', { name: 'One aspect' }).click();
      // In the list of aspects, choosing one opens it at once.
      await card(page).getByRole('link', { name: 'Cost and effort' }).click();
      await card(page).getByRole('row').nth(1).waitFor();
      expect(await card(page).getByRole('row').count()).toBe(2);
      await card(page).getByRole('link', { name: 'Whole table' }).click();
      await expect.poll(() => card(page).getByRole('row').count()).toBe(9);
      await card(page).getByRole('link', { name: 'One aspect' }).click();
      await card(page).getByRole('link', { name: 'Whole table' }).click();
      await expect.poll(() => focused(page)).toBe('One aspect');
    });
  });

  test('keeps one list open at a time', async () => {
    await visit(flagship, {}, async (page) => {
      const open = () => card(page).locator('details[open] > summary').allInnerTexts();
      await card(page).locator('.sources > summary').click();
      await card(page).locator('.rest > summary').click();
      await expect.poll(async () => (await open()).map((text) => text.replace(/^\d+ /, ''))).toEqual(['more']);
    });
  });

  test('leads from a row to its sources, and from a source to the view that tells it', async () => {
    await visit(flagship, {}, async (page) => {
      const mark = card(page)
        .getByRole('row', { name: /^Scope/ })
        .getByRole('link')
        .first();
      const number = await mark.innerText();
      await mark.click();
      expect(await page.evaluate(() => globalThis.document.activeElement?.getAttribute('value'))).toBe(number);
      // Its view isn't shown yet: it is opened and scrolled to.
      await card(page).getByRole('link', { name: 'Expert Insight' }).click();
      await expect.poll(() => focused(page)).toMatch(/the ecosystem.*Expert Insight$/s);
      expect(page.url()).toBe(playground.base + flagship);
      await ask(page, 'What is RAG?');
      await card(page, 1).locator('.sources > summary').click();
      await card(page, 1).getByRole('link', { name: 'Answers to Common Builder Questions' }).click();
      expect(await page.evaluate(() => globalThis.document.activeElement?.id)).toBe('answer-2-view-2');
    });
  });

  test('takes votes, the later in place of the earlier, and asks what was wrong', async () => {
    await visit('/?q=What+is+RAG%3F', {}, async (page) => {
      const about = { type: 'entry', id: 'rag' };
      const from = { platform: 'playground' };
      await card(page).getByRole('button', { name: 'Helpful', exact: true }).click();
      await page.getByText('Thanks, noted.').first().waitFor();
      await card(page).getByRole('button', { name: 'Not helpful' }).click();
      const reason = page.getByLabel('What was missing or wrong?');
      await reason.fill('too short');
      await page.getByRole('button', { name: 'Send' }).click();
      await reason.waitFor({ state: 'detached' });
      expect(votes).toEqual([
        { from, about, helpful: true },
        { from, about, helpful: false },
        { from, about, helpful: false, reason: 'too short' },
      ]);
      const pressed = card(page).locator('[aria-pressed=true]');
      expect(await pressed.allInnerTexts()).toEqual([expect.stringContaining('Not helpful')]);
      await page.reload();
      await expect.poll(() => pressed.count()).toBe(1);
    });
  });

  test('says so if a vote is not accepted', async () => {
    const expected = 'Failed to load resource: the server responded with a status of 429 (Too Many Requests)';
    await visit('/?q=What+is+RAG%3F', { expected }, async (page) => {
      await card(page).getByRole('button', { name: 'Not helpful' }).click();
      await page.getByLabel('What was missing or wrong?').fill('too many');
      await page.getByRole('button', { name: 'Send' }).click();
      await card(page).getByText('These are too many votes.').waitFor();
    });
  });

  test('takes a vote without the script', async () => {
    await visit('/?q=What+is+RAG%3F', { javaScriptEnabled: false }, async (page) => {
      await page.getByRole('button', { name: 'Not helpful' }).click();
      await page.getByLabel('What was missing or wrong?').fill('too short');
      await page.getByRole('button', { name: 'Send' }).click();
      await page.getByRole('link', { name: 'Back to the answer' }).click();
      expect(new URL(page.url()).search).toBe('?q=What+is+RAG%3F');
      expect(votes.map(({ helpful, reason }) => [helpful, reason])).toEqual([
        [false, undefined],
        [false, 'too short'],
      ]);
    });
  });

  test('is copied as text, and its link as an address that brings it back', async () => {
    await visit('/', { permissions: ['clipboard-read', 'clipboard-write'] }, async (page) => {
      const clipboard = () => page.evaluate(() => navigator.clipboard.readText());
      await ask(page, 'What is RAG?');
      await ask(page, 'and how does it reduce hallucination?');
      await card(page).getByRole('button', { name: 'Copy' }).click();
      await card(page).getByText('Copied.').waitFor();
      expect(await clipboard()).toMatch(/^Retrieval-augmented generation \(RAG\)\n\nRAG fetches data/);
      await card(page, 1).getByRole('link', { name: 'Link to this answer' }).click();
      await card(page, 1).getByText('Link copied.').waitFor();
      const address = await clipboard();
      expect(address).toBe(page.url());
      expect(address).toContain('c=e%3Arag');
    });
  });

  test('says why it came at a press, in the panel that it goes to', async () => {
    await visit('/?q=What+is+RAG%3F', {}, async (page) => {
      await card(page).getByRole('link', { name: 'Fine-tuning', exact: true }).click();
      await card(page, 1).locator('.title').waitFor();
      await card(page, 1).getByRole('button', { name: 'Why this answer' }).click();
      expect(await page.getByRole('tabpanel', { name: 'Why this answer' }).innerText()).toContain('the button');
      await card(page).getByRole('button', { name: 'Why this answer' }).click();
      const why = await page.getByRole('tabpanel', { name: 'Why this answer' }).innerText();
      expect(why).toContain('The nearest question that I know');
      expect(why).toMatch(/How sure it is, from 0 to 1: [01]\.\d\d/);
      await page.locator('.panel-about > a').click();
      expect(await page.evaluate(() => globalThis.document.activeElement?.id)).toBe('answer-1');
    });
  });

  test('is still there with its conversation after a reload, with the part that was open', async () => {
    await visit('/', {}, async (page) => {
      await ask(page, 'What is RAG?');
      await ask(page, 'LLM vs generative AI');
      await ask(page, 'GAN vs VAE');
      await card(page, 1).getByRole('link', { name: 'Who says what' }).click();
      await card(page, 1).locator('.disagreement .view').first().waitFor();
      const before = await textsOf(page);
      expect(before).toHaveLength(3);
      await page.reload();
      await expect.poll(() => textsOf(page)).toEqual(before);
      await card(page, 1).locator('.disagreement .view').first().waitFor();
      expect(await page.locator('.asked .words').allInnerTexts()).toEqual([
        'What is RAG?',
        'LLM vs generative AI',
        'GAN vs VAE',
      ]);
      await ask(page, 'and which is better?');
      expect(new URL(page.url()).searchParams.get('c')).toMatch(/gan|vae|architectures/);
    });
  });

  test('can be returned to without losing anything of the conversation', async () => {
    await visit('/', {}, async (page) => {
      await ask(page, 'What is RAG?');
      await ask(page, 'GAN vs VAE');
      const all = await textsOf(page);
      await page.goBack();
      expect(new URL(page.url()).search).toBe('?q=What+is+RAG%3F');
      await expect.poll(() => page.evaluate(() => globalThis.document.activeElement?.id)).toBe('answer-1');
      expect(await textsOf(page)).toEqual(all);
      await page.reload();
      await expect.poll(() => textsOf(page)).toEqual(all);
      // From another page too, and from the start of a new conversation.
      await page.getByRole('link', { name: 'New conversation' }).click();
      await page.locator('.welcome').waitFor();
      await page.goBack();
      await expect.poll(() => textsOf(page)).toEqual(all);
      await page.goBack();
      await expect.poll(() => textsOf(page)).toEqual(all);
    });
  });

  test('that was shared begins a conversation of its own', async () => {
    await visit('/', {}, async (page) => {
      await ask(page, 'What is RAG?');
      await page.goto(`${playground.base}/?q=GAN+vs+VAE`);
      await expect.poll(() => page.locator('.turn').count()).toBe(1);
    });
  });

  test('fits on a phone below one row, within one and a half screens, with its buttons in reach', async () => {
    const { width, height } = phone.viewport;
    for (const question of ['LLM vs generative AI', 'What is RAG?', 'Which AI for a logo?', 'GAN vs diffusion model']) {
      await visit(`/?${new URLSearchParams({ q: question })}`, phone, async (page) => {
        const bottomOf = async (locator: Locator) => {
          const box = await locator.boundingBox();
          return (box?.y ?? 0) + (box?.height ?? 0);
        };
        expect(await bottomOf(page.locator('.bar'))).toBeLessThan(60);
        expect(await bottomOf(card(page))).toBeLessThanOrEqual(1.5 * height);
        expect(await scrollsSideways(page)).toBe(false);
        const buttons = await card(page).locator('.tools :is(button, a):visible, .press:visible').all();
        expect(buttons.length).toBeGreaterThan(5);
        for (const button of buttons) {
          const box = await button.boundingBox();
          expect([await button.innerText(), (box?.height ?? 0) >= 40, (box?.width ?? 0) >= 40]).toEqual([
            await button.innerText(),
            true,
            true,
          ]);
          expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(width);
        }
      });
    }
  });
});
