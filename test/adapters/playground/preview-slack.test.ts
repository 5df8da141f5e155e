// The preview of a Slack message: made from its JSON, safe and complete.
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { renderPreview, slackPreview } from '../../../src/adapters/playground/preview-slack.js';
import { previewStyle } from '../../../src/adapters/playground/preview-slack-style.js';
import { renderMessage, renderNotice } from '../../../src/adapters/slack/out/render.js';
import { document, paragraph } from '../../../src/document/build.js';
import { documents } from '../../fixtures/documents.js';

describe('the preview', () => {
  test('shows sections, quotes, the table, sources and buttons', () => {
    const html = slackPreview.render(documents.comparison);
    expect(html).toContain('<p><strong>LLM or generative AI?</strong></p>');
    expect(html).toContain('<th scope="col">Generative AI</th>');
    expect(html).toContain('<td>text, images, audio, video, 3D</td>');
    expect(html).toContain(
      '<blockquote class="sl-quote"><strong>Krishang Technolab</strong> › Generative AI vs LLM use cases<br>',
    );
    expect(html).toContain('<em>retold in our own words</em>');
    expect(html).toContain('<span class="sl-button">Which should I use?</span>');
    expect(html).toContain('Not helpful');
  });

  test('shows every kind of inline, links with their address', () => {
    expect(slackPreview.render(documents.everyNode)).toContain(
      'Plain, <strong>strong</strong>, <em>emphasis</em>, <code>temperature = 0</code>, ' +
        '<a class="sl-link" href="https://example.org/rag?a=1&amp;b=2" rel="noreferrer">a link</a>.',
    );
  });

  test('shows the text of a message without blocks, and who shared one', () => {
    expect(renderPreview({ text: 'a &lt; b', blocks: [] })).toBe(
      '<div class="sl-message"><div class="sl-section"><p>a &lt; b</p></div></div>',
    );
    expect(renderPreview(renderMessage(documents.choice, { sharedBy: 'U1' }))).toContain(
      'Shared by <span class="sl-person">@U1</span>',
    );
  });

  test('holds no markup of what is said', async () => {
    await fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.constantFrom('<script>', '"><img onerror=x>', '*<b>*', '&lt;b&gt;')),
        (said) => {
          const html = renderPreview(renderMessage(document([paragraph(said)])));
          expect(html).not.toMatch(/<(?!\/?(?:div|p|strong|em|code|blockquote|br)\b)/);
        },
      ),
    );
    expect(renderPreview(renderNotice('<b> & "c"'))).toContain('<p>&lt;b&gt; &amp; &quot;c&quot;</p>');
  });

  test('uses only classes of its own, each of which has a style', () => {
    const html = Object.values(documents).map(slackPreview.render).join('');
    const classes = new Set([...html.matchAll(/class="([^"]+)"/g)].flatMap(([, names = '']) => names.split(' ')));
    for (const name of classes) expect(previewStyle).toContain(`.${name}`);
  });
});
