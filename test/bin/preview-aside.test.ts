// Articles are read in a worker thread: one that takes too much time or memory doesn't hold up the bot.
import { pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';
import { createPreviewAside } from '../../src/bin/preview-aside.js';
import { renderPlain } from '../../src/document/plain.js';
import { root } from '../fixtures/shipped.js';

const thread = pathToFileURL(`${root}dist/bin/import-aside.js`);
const open = (patienceMs = 20_000) => createPreviewAside({ thread, patienceMs });
const bytes = (text: string) => new TextEncoder().encode(text);
const article =
  'Kilns\n\nWhat is a kiln?\n\nA kiln is a hot box that bakes clay.\n\nCan I build one?\n\nYes, of bricks.\n';
const from = { platform: 'playground' };

/** The longest time, in milliseconds, for which the main thread was blocked. */
async function longestStop(work: Promise<unknown>): Promise<number> {
  let longest = 0;
  let last = performance.now();
  let isOver = false;
  void work.finally(() => {
    isOver = true;
  });
  while (!isOver) {
    await new Promise((resolve) => setTimeout(resolve, 5));
    longest = Math.max(longest, performance.now() - last);
    last = performance.now();
  }
  return longest;
}

describe('a preview that is made in a thread', () => {
  test('is the same as one made in the main thread, and answers', async () => {
    const preview = await open()('kilns.txt', bytes(article));
    if (preview.type === 'refused') throw new Error(preview.why);
    expect(preview.entries.length).toBeGreaterThan(0);
    const reply = await preview.handle({ type: 'question', from, text: 'can I build one' });
    expect(renderPlain(reply.document)).toContain('Yes, of bricks.');
    expect(renderPlain(reply.why)).not.toBe('');
  });

  test('of what cannot be read is refused in words', async () => {
    expect(await open()('x.txt', new Uint8Array([0, 1, 2, 3]))).toMatchObject({
      type: 'refused',
      why: expect.stringContaining('x.txt'),
    });
  });

  test.each([
    ['nested without end', 'deep.html', `<h1>x</h1>${'<div>'.repeat(700)}words`],
    ['of emphasis that never ends', 'stars.md', '*a_ '.repeat(8_000)],
    ['of brackets', 'brackets.md', '['.repeat(30_000)],
  ])('%s does not hold up the bot', async (_, name, text) => {
    const work = open()(name, bytes(text));
    expect(await longestStop(work)).toBeLessThan(1_000);
    await work;
  });

  test('that takes too long is refused, and the next one is made afresh', async () => {
    const preview = open(1);
    expect(await preview('kilns.txt', bytes(article))).toMatchObject({
      type: 'refused',
      why: expect.stringContaining('more time or memory'),
    });
    expect(await preview('kilns.txt', bytes(article))).toMatchObject({ type: 'refused' });
  });
});
