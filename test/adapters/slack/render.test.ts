// Documents as Slack messages: hand-written ones, every entry of the knowledge, and random and hostile ones.
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sourcesDocument } from '../../../src/adapters/shared/sources.js';
import { cellText, checkMessage, limits, type SlackMessage } from '../../../src/adapters/slack/out/limits.js';
import { renderMessage, renderNotice, type SlackRenderOptions } from '../../../src/adapters/slack/out/render.js';
import { choice, choices, document, heading, paragraph, strong, tableRow, text } from '../../../src/document/build.js';
import type { Block, Document, Inline } from '../../../src/document/nodes.js';
import { inlineText } from '../../../src/document/plain.js';
import { refuseBlocks } from '../../fakes/slack/rules.js';
import { documents } from '../../fixtures/documents.js';
import { readShipped } from '../../fixtures/shipped.js';
import { elementsOf, engine } from './bot.js';

const asked: SlackRenderOptions = {
  ask: { type: 'question', text: 'What is RAG?' },
  by: 'U1',
  explained: true,
  shareable: true,
};

function expectFit(message: SlackMessage): void {
  expect(checkMessage(message)).toEqual([]);
  expect(refuseBlocks(message.blocks)).toEqual([]);
  expect(message.blocks.length).toBeGreaterThan(0);
}

const mrkdwnOf = ({ blocks }: SlackMessage) =>
  [...JSON.stringify(blocks).matchAll(/"type":"mrkdwn","text":"((?:[^"\\]|\\.)*)"/g)].map(
    ([, found]) => JSON.parse(`"${found}"`) as string,
  );

describe('a document', () => {
  test.each(Object.entries(documents))('%s fits, with and without buttons', (_, each) => {
    expectFit(renderMessage(each));
    expectFit(renderMessage(each, asked));
  });

  test.each(Object.entries(documents))('%s has for each person what a document of their own would have', (_, each) => {
    const options: readonly SlackRenderOptions[] = [
      {},
      asked,
      { ask: { type: 'question', text: 'And what else is RAG?' }, by: 'U2' },
      { ...asked, sharedBy: 'U3' },
    ];
    for (const own of [...options, ...options])
      expect(renderMessage(each, own)).toEqual(renderMessage(structuredClone(each), own));
  });

  test('is sections, one native table, a line of sources and buttons', () => {
    const { blocks } = renderMessage(documents.comparison, asked);
    expect(blocks.map(({ type }) => type)).toEqual([
      'section',
      'table',
      'section',
      'context',
      'actions',
      'actions',
      'context_actions',
    ]);
    expect(blocks[0]).toEqual({
      type: 'section',
      text: {
        type: 'mrkdwn',
        verbatim: true,
        text: '*LLM or generative AI?*\n*Every LLM is generative AI; not all generative AI is an LLM.* An LLM works in language, generative AI in any medium.',
      },
    });
  });

  test('has its whole answer in text, the table as lines, without the buttons that lead on', () => {
    expect(renderMessage(documents.definition).text).toMatchInlineSnapshot(`
      "Retrieval-augmented generation (RAG)

      RAG fetches facts from a knowledge base first and lets the model answer from them, so answers rest on sources.

      ┃ Fiverr, 2026 › The Future of LLMs and Generative AI
      ┃ One of the ways to make an LLM's answers more accurate, beside fine-tuning and guardrails.
      ┃ elloAI › How Generative AI Works, Cross-Pollination of Techniques
      ┃ Outside information joins the model's reply as it is written, in text and in other media.
      ┃ Builder's guide › Answers to Common Builder Questions
      ┃ Grounding in trusted sources is the remedy against invented facts.

      Fiverr, 2026 › The Future of LLMs and Generative AI; elloAI › How Generative AI Works, Cross-Pollination of Techniques; Builder's guide › Answers to Common Builder Questions · retold in our own words"
    `);
    const { text: said } = renderMessage(documents.comparison);
    expect(said).toContain('• Architecture - LLM: transformer; Generative AI: transformer, diffusion, GAN, VAE');
    expect(said).not.toContain('Which should I use?');
    expect(renderMessage(documents.didYouMean).text).toContain('Diffusion model');
  });

  test('quotes what articles say, each with its place', () => {
    expect(mrkdwnOf(renderMessage(documents.definition))[1]?.split('\n').slice(0, 2)).toEqual([
      '>*Fiverr, 2026* › The Future of LLMs and Generative AI',
      ">One of the ways to make an LLM's answers more accurate, beside fine-tuning and guardrails.",
    ]);
  });

  test('names the places of its sources if there are few, else has a button for them', () => {
    const context = (each: Document) => mrkdwnOf(renderMessage(each, asked)).find((line) => line.includes('retold in'));
    expect(context(documents.choice)).toBe(
      "elloAI › Evaluate the Required Output; Builder's guide › How to Choose the Right Tool · _retold in our own words_",
    );
    expect(context(documents.comparison)).toBe(
      "Fiverr, 2026; elloAI; SEO guide, 2025; Builder's guide; Krishang Technolab · _retold in our own words_",
    );
    const labels = (each: Document) =>
      elementsOf(renderMessage(each, asked).blocks).flatMap((element) => [
        element.text?.text,
        ...(element.options ?? []).map((option) => option.text.text),
      ]);
    expect(labels(documents.choice)).not.toContain('Sources');
    expect(labels(documents.comparison)).toContain('Sources');
    const all = sourcesDocument(documents.comparison);
    expect(renderMessage(all).text).toMatch(
      /SEO guide .*2025.*\s+• Underlying Architectures and Models\s+• Real-World Examples/,
    );
  });

  test('shows links, emphasis and code', () => {
    expect(mrkdwnOf(renderMessage(documents.everyNode))[0]).toBe(
      '*Every node*\nPlain, *strong*, _emphasis_, `temperature = 0`, <https://example.org/rag?a=1&amp;b=2|a link>.',
    );
  });

  test('keeps spaces outside of bold text, and leaves marks inside it alone', () => {
    const line = mrkdwnOf(
      renderMessage(document([paragraph([strong('Best fit: '), text('this'), strong('2 * 3')])])),
    )[0];
    expect(line).toBe('*Best fit:* this2 * 3');
  });

  test('has an item button for each term that leads on', () => {
    const terms = engine.explain('RAG and fine-tuning against a plain LLM').document;
    const message = renderMessage(terms);
    expectFit(message);
    expect(elementsOf(message.blocks).filter((element) => element.text?.text === 'More')).toHaveLength(3);
  });

  test('of a guided choice offers its steps as buttons', () => {
    const labels = elementsOf(renderMessage(engine.choose().document).blocks).map((element) => element.text?.text);
    expect(labels.length).toBeGreaterThan(1);
  });
});

describe('a table', () => {
  const table = (rows: readonly (readonly string[])[]): Document =>
    document([heading('T'), { type: 'table', children: rows.map((row) => tableRow(row)) }]);
  const types = (each: Document) => renderMessage(each).blocks.map(({ type }) => type);

  test('wraps every column, has bold headings, and no empty cell', () => {
    const [, block] = renderMessage(
      table([
        ['Aspect', 'LLM'],
        ['Scope', ''],
      ]),
    ).blocks;
    expect(block?.type === 'table' && block.column_settings).toEqual([{ is_wrapped: true }, { is_wrapped: true }]);
    expect(block?.type === 'table' && block.rows.map((row) => row.map(cellText))).toEqual([
      ['Aspect', 'LLM'],
      ['Scope', ' '],
    ]);
    expect(JSON.stringify(block)).toContain('"style":{"bold":true}');
  });

  test('of more than twenty columns is told option by option', () => {
    const wide = table([
      ['Aspect', ...Array.from({ length: 20 }, (_, index) => `O${index}`)],
      ['Cost', ...Array.from({ length: 20 }, () => 'low')],
    ]);
    expect(types(wide)).not.toContain('table');
    expect(mrkdwnOf(renderMessage(wide)).join('\n')).toContain('*O19*\n• Cost: low');
    expectFit(renderMessage(wide));
  });

  test('of more than a hundred rows is told option by option', () => {
    const long = table([['Aspect', 'LLM'], ...Array.from({ length: 100 }, (_, index) => [`A${index}`, 'x'])]);
    expect(types(long)).not.toContain('table');
    expectFit(renderMessage(long));
  });

  test('after another is told option by option, since a message takes only one', () => {
    const [first] = table([
      ['A', 'B'],
      ['1', '2'],
    ]).children.slice(1);
    const two = document([heading('T'), ...(first === undefined ? [] : [first, first])]);
    expect(types(two).filter((type) => type === 'table')).toHaveLength(1);
    expectFit(renderMessage(two));
  });

  test('with too many characters leaves text alone', () => {
    const huge = table([
      ['Aspect', 'LLM'],
      ...Array.from({ length: 90 }, (_, index) => [`A${index}`, 'word '.repeat(40)]),
    ]);
    const message = renderMessage(huge);
    expect(checkMessage(message)).toEqual([]);
    expect(message.blocks).toEqual([]);
    expect(message.text.length).toBeLessThanOrEqual(limits.text);
  });
});

describe('the knowledge', () => {
  const { entries, guide, tips } = readShipped();
  const parts = [undefined, 'views', 'rows', 'aspects'] as const;
  const targets = [
    ...entries.flatMap(({ id }) =>
      parts.map((part) => ({ type: 'entry', id, ...(part === undefined ? {} : { part }) }) as const),
    ),
    ...entries.flatMap(({ id, table }) => (table?.rows ?? []).map((_, row) => ({ type: 'entry', id, row }) as const)),
    ...[...guide.steps, ...guide.verdicts].map(({ id }) => ({ type: 'guide', step: id }) as const),
    { type: 'help' } as const,
  ];

  test('fits in every entry, part, row and step, nothing shortened, the answer and every table row in text', () => {
    expect(tips.length).toBeGreaterThan(0);
    for (const target of targets) {
      const { document: shown, context } = engine.show(target);
      const message = renderMessage(shown, { ...asked, ...(context === undefined ? {} : { context }) });
      expectFit(message);
      expect(JSON.stringify(message.blocks)).not.toContain('Shortened:');
      const plain = message.text.replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&amp;/g, '&');
      for (const block of shown.children) {
        if (block.type === 'heading' || block.type === 'paragraph')
          expect(plain).toContain(inlineText(block.children).trim());
        if (block.type !== 'table') continue;
        for (const cell of block.children.flatMap((row) => row.children))
          expect(plain).toContain(inlineText(cell.children).trim());
      }
    }
  });

  test('fits in every reason and list of sources', () => {
    for (const { title } of entries) {
      const answer = engine.ask(title);
      expectFit(renderMessage(engine.explainWhy(answer.why)));
      const sources = sourcesDocument(answer.document);
      if (sources !== undefined) expectFit(renderMessage(sources));
    }
  });
});

// What random and hostile documents are made of.
const hostile = fc.constantFrom(
  '<!channel>',
  '<@U123>',
  '&lt;!here&gt;',
  '<https://evil.example|click>',
  '*',
  '_',
  '`',
  '> quote',
  '&',
  '\n',
  ':tada:',
);
const words = fc.oneof(hostile, fc.string({ unit: 'grapheme', maxLength: 60 }), fc.lorem({ maxCount: 40 }));
const inline: fc.Arbitrary<Inline> = fc.oneof(
  words.map((value) => text(value)),
  words.map((value) => strong(value)),
  words.map((value) => ({ type: 'inlineCode', value }) as const),
  fc
    .tuple(words, fc.webUrl())
    .map(([value, url]) => ({ type: 'link', url: `${url}|<x>`, children: [text(value)] }) as const),
);
const inlines = fc.array(inline, { minLength: 1, maxLength: 4 });
const citation = fc.record({ article: fc.constant('a'), name: words, heading: words });
const view = fc.record({
  type: fc.constant('view' as const),
  verbatim: fc.boolean(),
  children: inlines,
  citations: fc.array(citation, { minLength: 1, maxLength: 3 }),
});
const target = fc.oneof(
  fc.constant({ type: 'entry', id: 'rag' } as const),
  fc.string({ minLength: 1, maxLength: 3_000 }).map((question) => ({ type: 'question', question }) as const),
);
const block: fc.Arbitrary<Block> = fc.oneof(
  fc
    .array(fc.oneof(words, fc.constant('```')), { minLength: 1, maxLength: 8 })
    .map((lines) => ({ type: 'code', value: lines.join('\n') }) as const),
  inlines.map((children) => ({ type: 'paragraph', children }) as const),
  view,
  fc
    .tuple(fc.integer({ min: 1, max: 24 }), fc.integer({ min: 1, max: 12 }))
    .chain(([columns, rows]) =>
      fc.array(fc.array(words, { minLength: columns, maxLength: columns }), { minLength: rows, maxLength: rows }),
    )
    .map((rows) => ({ type: 'table', children: rows.map((row) => tableRow(row)) }) as const),
  fc
    .array(fc.record({ type: fc.constant('listItem' as const), children: inlines, target }), {
      minLength: 1,
      maxLength: 9,
    })
    .map((children) => ({ type: 'list', children }) as const),
  fc.record({ type: fc.constant('disagreement' as const), children: inlines, views: fc.array(view, { maxLength: 4 }) }),
  fc
    .array(citation, { minLength: 1, maxLength: 12 })
    .map((citations) => ({ type: 'sources', manner: 'both', citations }) as const),
  fc
    .tuple(
      fc.constantFrom('related' as const, 'aspects' as const, 'steps' as const),
      fc.array(fc.tuple(words, target), { minLength: 1, maxLength: 30 }),
    )
    .map(
      ([role, all]) =>
        choices(
          role,
          all.map(([label, to]) => choice(label, to)),
        )[0] as Block,
    ),
);
const anyDocument = fc
  .tuple(words, fc.lorem({ maxCount: 12, mode: 'sentences' }), fc.array(block, { maxLength: 12 }))
  .map(([title, answer, blocks]) => ({
    answer,
    document: document([heading(`T ${title}`), paragraph(answer), ...blocks], { type: 'entry', id: 'rag' }),
  }));

describe('any document', () => {
  test('fits within all limits, and loses no word of its answer', async () => {
    await fc.assert(
      fc.property(anyDocument, fc.string({ maxLength: 3_000 }), ({ answer, document: each }, question) => {
        const message = renderMessage(each, { ...asked, ask: { type: 'question', text: question } });
        expect(checkMessage(message)).toEqual([]);
        expect(refuseBlocks(message.blocks)).toEqual([]);
        expect(message.text).toContain(answer);
        if (message.blocks.length > 0) expect(mrkdwnOf(message).join('\n')).toContain(answer);
      }),
      { numRuns: 100 },
    );
  });

  test('never mentions anybody or links elsewhere than its own links do', async () => {
    await fc.assert(
      fc.property(anyDocument, ({ document: each }) => {
        const message = renderMessage(each);
        for (const line of [message.text, ...mrkdwnOf(message)]) {
          expect(line).not.toMatch(/<[!@#]/);
          expect(line).not.toContain('<https://evil.example');
        }
      }),
      { numRuns: 100 },
    );
  });
});

test('a notice is one line of text', () => {
  expect(renderNotice('A & B')).toEqual({
    text: 'A &amp; B',
    blocks: [{ type: 'section', text: { type: 'mrkdwn', text: 'A &amp; B', verbatim: true } }],
  });
});
