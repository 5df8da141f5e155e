import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { escapeHtml } from '../../../src/adapters/playground/escape.js';
import { renderDocument } from '../../../src/adapters/playground/render.js';
import { choice, choices, document, heading, paragraph, tableRow, text } from '../../../src/document/build.js';
import type { Block, Choices, Citation, Document, Inline, View } from '../../../src/document/nodes.js';
import type { Target } from '../../../src/document/target.js';
import { documents } from '../../fixtures/documents.js';

/** The lines of a rendered document that hold `part`; there must be one. */
const lineWith = (source: Document, part: string) => {
  const lines = renderDocument(source)
    .split('\n')
    .filter((line) => line.includes(part));
  expect(lines).toHaveLength(1);
  return lines[0] ?? '';
};

const cite = (place: string): Citation => ({ article: 'fiverr', name: 'Fiverr', heading: place });
// The sources say what was taken from where.
const taken = document(
  [
    heading('RAG'),
    { type: 'view', verbatim: false, children: [text('a view')], citations: [cite('Data')] },
    {
      type: 'sources',
      manner: 'retold',
      citations: [cite('Data'), cite('Cost'), cite('Scope')],
      taken: [
        { part: 'Answer', children: [text('said')], citations: [cite('Data'), cite('Cost')] },
        { part: 'Output', children: [text('text')], citations: [cite('Scope')] },
      ],
    },
    ...choices('more', [choice('1 more view', { type: 'entry', id: 'rag', part: 'views' })]),
  ],
  { type: 'entry', id: 'rag' },
);
const many = document(
  [
    ...choices('more', [
      choice('Who says what', { type: 'entry', id: 'rag', part: 'sides' }),
      choice('2 more views', { type: 'entry', id: 'rag', part: 'views' }),
    ]),
    ...choices(
      'related',
      ['A', 'B', 'C'].map((name) => choice(name, { type: 'entry', id: name.toLowerCase() })),
    ),
  ],
  { type: 'entry', id: 'rag' },
);

describe('the HTML of a document', () => {
  test('begins with its title, of the level that the place on the page asks for', () => {
    expect(lineWith(documents.definition, 'class="title"')).toBe(
      '<h2 class="title">Retrieval-augmented generation (RAG)</h2>',
    );
    expect(renderDocument(documents.definition, { headingLevel: 4 })).toContain('<h4 class="title">');
  });

  test('shows every inline node in its own element', () => {
    expect(lineWith(documents.everyNode, 'Plain, ')).toBe(
      '<p>Plain, <strong>strong</strong>, <em>emphasis</em>, <code>temperature = 0</code>, ' +
        '<a href="https://example.org/rag?a=1&amp;b=2" target="_blank" rel="noopener noreferrer">a link</a>.</p>',
    );
  });

  test('names article, date and places below a view', () => {
    expect(renderDocument(documents.definition)).toContain(
      '<figcaption><cite>elloAI</cite> <span class="place">› How Generative AI Works, Cross-Pollination of Techniques</span></figcaption>',
    );
    expect(renderDocument(documents.definition)).toContain(
      '<figcaption><cite>Fiverr, 2026</cite> <span class="place">› The',
    );
  });

  test('puts quotation marks only around an article’s own words', () => {
    expect(renderDocument(documents.everyNode)).toContain('<blockquote><p>“These are its own words.”</p></blockquote>');
    expect(renderDocument(documents.definition)).toContain('<blockquote><p>One of the ways');
  });

  test('has a real table: caption, headings of columns and rows, a labelled group to scroll', () => {
    const table = lineWith(documents.everyNode, '<table');
    expect(table).toContain('<div class="scroll" role="group" tabindex="0" aria-label="Table: Every node">');
    expect(table).toContain('<caption>Every node</caption>');
    expect(table).toContain('<th role="columnheader" scope="col">LLM</th>');
    expect(table).toContain(
      '<tr role="row"><th role="rowheader" scope="row">Output</th>' +
        '<td role="cell" data-label="LLM"><span>text</span></td><td role="cell" data-label="GAN"><span>images</span></td>' +
        '<td role="cell" class="marks"></td></tr>',
    );
  });

  test('numbers the sources of rows as the list of sources does', () => {
    const table = lineWith(documents.comparison, '<table');
    expect(table).toContain(
      '<td role="cell" class="marks"><span title="Fiverr, 2026 › Scope">1</span>, <span title="elloAI › Scope and Focus">4</span></td>',
    );
    expect(table).not.toContain('<details');
    const list = lineWith(documents.comparison, 'class="sources"');
    expect(list).toContain('<li value="1"><strong>Scope</strong></li>');
    expect(list).toContain('<li value="4"><strong>Scope and Focus</strong></li>');
    expect(list.match(/<li /g)).toHaveLength(9);
  });

  test('lists the sources of rows if the answer doesn’t', () => {
    const children = documents.comparison.children.filter(({ type }) => type !== 'sources');
    const table = lineWith(document(children), '<table');
    expect(table.match(/<ol>.*<\/ol>/)?.[0].match(/<li>/g)).toHaveLength(8);
  });

  test('links sources to the views that quote them, if it may have ids', () => {
    const told = renderDocument(taken, { hasIds: true });
    expect(told).toContain('<figure class="view" id="view-1" data-places="fiverr › Data">');
    expect(told).toContain('<a href="#view-1"><strong>Data</strong></a>: the answer');
    // A hidden view is opened, and found there by its place.
    expect(told).toContain(
      '<a class="to-view" href="/?t=e%3Arag%3Aviews" data-opens="" data-place="fiverr › Cost"><strong>Cost</strong></a>: the answer',
    );
    // A place without a view isn't a link.
    expect(told).toContain('<strong>Scope</strong>: Output');
    expect(renderDocument(taken)).not.toMatch(/ id=|to-view/);
    expect(renderDocument(documents.comparison, { hasIds: true })).toMatch(
      /<a href="#source-1" title="[^"]+">1<\/a>.*<li value="1" id="source-1">/s,
    );
  });

  test('orders the numbers of a row, however its citations are ordered', () => {
    const rows = [
      tableRow(['x', 'y']),
      tableRow(['1', '2'], [cite('one'), cite('two')]),
      tableRow(['3', '4'], [cite('two'), cite('one')]),
    ];
    const html = renderDocument(document([{ type: 'table', children: rows }]));
    expect([...html.matchAll(/>(\d)<\/span>(?=, |<\/td><\/tr>)/g)].map(([, mark]) => mark).join('')).toBe('1212');
  });

  test('leaves out the sources column if no row has any', () => {
    expect(renderDocument(documents.why)).not.toContain('marks');
  });

  test('leaves out a table without rows', () => {
    expect(renderDocument(document([{ type: 'table', children: [] }]))).toBe('');
  });

  test('labels a disagreement and shows each side', () => {
    const section = lineWith(documents.comparison, 'class="disagreement"');
    expect(section).toContain(
      'aria-label="Articles disagree"><p><strong>Articles disagree on</strong> code generation</p>',
    );
    expect(section.match(/<blockquote>/g)).toHaveLength(2);
  });

  test('says from where and whose words they are', () => {
    expect(lineWith(documents.choice, 'class="sources"')).toBe(
      '<p class="sources"><cite>elloAI</cite> <span class="place">› Evaluate the Required Output</span> · ' +
        '<cite>Builder&#39;s guide</cite> <span class="place">› How to Choose the Right Tool</span> · <span class="manner">retold in our own words</span></p>',
    );
    expect(lineWith(documents.everyNode, 'class="sources"')).toContain(
      '<a href="https://example.org/fiverr" target="_blank" rel="noopener noreferrer"><cite>Fiverr, 2026</cite></a>',
    );
  });

  test('names only the articles if there are many places, and opens the places on demand', () => {
    const sources = lineWith(documents.comparison, 'class="sources"');
    expect(sources).toContain(
      '<cite>Krishang Technolab</cite> · <span class="manner">retold in our own words</span></summary>',
    );
    expect(sources).toContain(
      '<li value="1"><strong>Scope</strong></li><li value="2"><strong>Architecture</strong></li><li value="3"><strong>Data Requirements</strong></li>',
    );
  });

  test('has links to press, in groups that say what they are for', () => {
    const next = lineWith(documents.everyNode, 'More and related questions');
    expect(next).toContain('<a class="press press-related" href="/?t=c%3Arag%3Afine-tuning">RAG</a>');
    expect(lineWith(documents.everyNode, 'Examples to try')).toContain('href="/?t=q%3AWhat+is+RAG+%26+why%3F"');
    expect(lineWith(documents.everyNode, 'class="aspects"')).toContain('<summary>Only one aspect</summary>');
  });

  test('shows three things to press as the platforms do, and opens the rest', () => {
    const next = lineWith(many, 'More and related questions');
    const [shown = '', rest = ''] = next.split('<details class="rest">');
    expect([...shown.matchAll(/">([^<]+)<\/a>/g)].map(([, label]) => label)).toEqual([
      'Who says what',
      '2 more views',
      'A',
    ]);
    expect(rest).toContain('<summary>2 more</summary>');
    expect([...rest.matchAll(/">([^<]+)<\/a>/g)].map(([, label]) => label)).toEqual(['B', 'C']);
  });

  test('marks what opens a part of the answer in its place', () => {
    const next = lineWith(many, 'More and related questions');
    expect(next).toContain('href="/?t=e%3Arag%3Asides" data-opens="">Who says what</a>');
    expect(next).toContain('href="/?t=e%3Aa">A</a>');
  });

  test('shows all aspects to somebody who asked for them', () => {
    const asked = document(choices('aspects', [choice('Cost', { type: 'entry', id: 'rag', row: 0 })]), {
      type: 'entry',
      id: 'rag',
      part: 'aspects',
    });
    expect(renderDocument(asked)).not.toContain('<details');
  });

  test('lets a list item lead to more, and says on what', () => {
    expect(lineWith(documents.everyNode, '<ul><li><strong>')).toBe(
      '<ul><li><strong>RAG</strong>: facts first, then the answer <a class="press press-more" href="/?t=e%3Arag" ' +
        'aria-label="More: RAG: facts first, then the answer">More</a></li><li>an item without a target</li></ul>',
    );
  });

  test.each([
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    ' data:text/html,x',
    '//example.org',
    'mailto:a@b.c',
    '',
  ])('turns a link to %j into its words', (url) => {
    const linked: Inline = { type: 'link', url, children: [text('words')] };
    expect(renderDocument(document([paragraph([linked])]))).toBe('<p>words</p>');
  });
});

describe('hostile text', () => {
  const hostile = fc.oneof(
    fc.constantFrom(
      '<script>alert(1)</script>',
      '"><img src=x onerror=alert(1)>',
      "' onmouseover='alert(1)",
      '<!--',
      '&lt;script&gt;',
      'javascript:alert(1)',
      '</td></table><iframe src=//evil>',
      '\0<\0script>',
    ),
    fc.string({ unit: 'binary', maxLength: 30 }),
    fc.string({ maxLength: 30 }),
  );

  test('never becomes markup, whatever node it stands in', () => {
    fc.assert(
      fc.property(hostile, hostile, (words, url) => {
        const html = renderDocument(documentOf(words, url), { hasIds: true });
        // Without our own tags nothing may contain an angle bracket; and only these tags exist, with quoted attributes.
        const ownTag =
          /<\/?(?:h[2-5]|p|strong|em|code|a|figure|figcaption|blockquote|cite|span|br|div|table|caption|thead|tbody|tr|th|td|ul|ol|li|section|details|summary)(?: (?:class|role|scope|tabindex|aria-label|id|value|data-label|data-opens|data-places?|title|href|target|rel)="[^"<>]*")*>/g;
        expect(html.replace(ownTag, '')).not.toMatch(/[<>\0]/);
        for (const [, address = ''] of html.matchAll(/href="([^"]*)"/g))
          expect(address).toMatch(/^(?:https?:\/\/|\/\?t=|#(?:view|source)-\d+$)/);
      }),
      { numRuns: 300 },
    );
  });

  test('is still all there to read', () => {
    fc.assert(
      fc.property(hostile, (words) => {
        const html = renderDocument(document([paragraph(words)]));
        expect(unescapeHtml(html.slice('<p>'.length, -'</p>'.length))).toBe(words.replaceAll('\0', '\uFFFD'));
      }),
    );
  });

  test('is escaped the same in text and in attributes', () => {
    expect(escapeHtml(`<a href="x" title='y'>&amp;`)).toBe('&lt;a href=&quot;x&quot; title=&#39;y&#39;&gt;&amp;amp;');
  });
});

function unescapeHtml(html: string): string {
  const characters: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };
  return html.replace(/&(#?\w+);/g, (_, name: string) => characters[name] ?? '?');
}

/** A document with the same words in every string. */
function documentOf(words: string, url: string): Document {
  const inline: readonly Inline[] = [
    text(words),
    { type: 'strong', children: [text(words)] },
    { type: 'emphasis', children: [text(words)] },
    { type: 'inlineCode', value: words },
    { type: 'link', url, children: [text(words)] },
    { type: 'link', url: `https://example.org/${words}`, children: [text(words)] },
  ];
  const target: Target = { type: 'question', question: words };
  const citation: Citation = { article: words, name: words, heading: words, date: words, url };
  const view: View = {
    type: 'view',
    verbatim: true,
    children: inline,
    citations: [citation, { ...citation, heading: 'b' }],
  };
  const roles: readonly Choices['role'][] = ['related', 'suggestions', 'more', 'aspects', 'steps', 'examples'];
  const many = ['a', 'b', 'c', 'd', 'e'].map((place) => ({ ...citation, heading: words + place }));
  const blocks: readonly Block[] = [
    heading(inline),
    paragraph(inline),
    view,
    { type: 'table', children: [tableRow([inline, inline]), tableRow([inline, inline], [citation])] },
    { type: 'list', children: [{ type: 'listItem', children: inline, target }] },
    { type: 'disagreement', children: inline, views: [view] },
    { type: 'sources', manner: 'both', citations: [citation] },
    { type: 'sources', manner: 'quoted', citations: many },
    ...roles.map((role): Choices => ({ type: 'choices', role, children: [{ type: 'choice', label: words, target }] })),
  ];
  return document(blocks);
}
