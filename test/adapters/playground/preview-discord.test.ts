import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { renderDocument } from '../../../src/adapters/discord/out/render.js';
import { discordPreview, previewStyle, renderPreview } from '../../../src/adapters/playground/preview-discord.js';
import { document, paragraph, strong, tableRow, text } from '../../../src/document/build.js';
import type { Document } from '../../../src/document/nodes.js';
import { documents } from '../../fixtures/documents.js';

const previewOf = (source: Document) => renderDocument(source).pages.map(renderPreview).join('');

describe('the preview', () => {
  test('shows a message part by part', () => {
    expect(previewOf(documents.choice)).toMatchInlineSnapshot(
      `"<div class="dc-message"><div class="dc-container"><div class="dc-text"><p class="dc-title">For a logo: an image generator, not an LLM.</p></div><div class="dc-text"><p>Why: the output is a picture.</p></div><div class="dc-text"><blockquote class="dc-quote"><strong>elloAI</strong> › When to Use Both Together; <strong>Krishang Technolab</strong> › Scale: combine LLMs and Generative AI<br>If the logo needs a slogan too, write it with an LLM and pass it on: combining both is recommended.</blockquote></div><hr class="dc-separator"><div class="dc-text"><p class="dc-small">elloAI › Evaluate the Required Output; Builder&#39;s guide › How to Choose the Right Tool · retold in our own words</p></div><div class="dc-row"><span class="dc-button">What about a slogan?</span></div><div class="dc-row"><span class="dc-button">Ask me three questions</span></div></div></div>"`,
    );
  });

  test('shows every mark, tables, menus and links', () => {
    const html = previewOf(documents.everyNode);
    expect(html).toContain(
      '<p>Plain, <strong>strong</strong>, <em>emphasis</em>, <code>temperature = 0</code>, <a href="https://example.org/rag?a=1&amp;b=2" target="_blank" rel="noopener noreferrer">a link</a>.</p>',
    );
    expect(html).toContain('<pre class="dc-code"><code>Aspect  LLM   GAN');
    expect(html).toContain('<li><strong>RAG</strong>: facts first, then the answer</li>');
    expect(previewOf(documents.comparison)).toContain(
      '<details class="dc-select"><summary>Only one aspect</summary><ul><li>Scope</li>',
    );
  });

  test('shows the text that stands in', () => {
    expect(renderPreview(renderDocument(documents.choice).text)).toMatch(
      /^<div class="dc-message"><div class="dc-text"><p class="dc-title">For a logo/,
    );
  });

  test('has the buttons and the menu of an answer to a question', () => {
    expect(discordPreview.render(documents.definition)).toMatch(
      /<details class="dc-select">.*<li>Why this answer<\/li><li>Dismiss<\/li>/,
    );
  });

  test('shows what was written, and none of it as markup', () => {
    const hostile = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 60 }),
      fc.constantFrom('<script>x</script>', '"><img src=x>', '`<b>`', '**<b>**', '\\<b>', '](javascript:x)'),
    );
    fc.assert(
      fc.property(hostile, hostile, (a, b) => {
        const html = previewOf(
          document([
            paragraph([text(a), strong(b)]),
            { type: 'table', children: [tableRow(['A', 'B']), tableRow([a, b])] },
          ]),
        );
        const own = /<\/?(?:div|p|strong|em|code|pre|ul|li|blockquote|br|hr)(?: class="[a-z -]+")?>/g;
        expect(html.replace(own, '')).not.toMatch(/[<>\0]/);
      }),
      { numRuns: 300 },
    );
  });

  test('has styles for its own classes only', () => {
    for (const [selector] of previewStyle.matchAll(/^\s*\.[a-z-]+/gm)) expect(selector.trim()).toMatch(/^\.dc-/);
  });
});
