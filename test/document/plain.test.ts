import fc from 'fast-check';
import stringWidth from 'string-width';
import { describe, expect, test } from 'vitest';
import { choice, choices, document, heading, paragraph, strong, tableRow, text } from '../../src/document/build.js';
import type { Block, Citation, Document, Inline } from '../../src/document/nodes.js';
import { citationName, inlineText, placesText, renderPlain } from '../../src/document/plain.js';
import { documents } from '../fixtures/documents.js';

const fiverr: Citation = { article: 'fiverr', name: 'Fiverr', heading: 'Scope', date: '2026-01-01' };
const elloai: Citation = { article: 'elloai', name: 'elloAI', heading: 'Output' };
const squeeze = (said: string) => said.replace(/[\s┃]/g, '');

const small = document([
  heading('RAG'),
  paragraph([text('It '), strong('fetches'), text(' facts first.')]),
  { type: 'view', verbatim: false, children: [text('Retold.')], citations: [fiverr, elloai] },
  { type: 'view', verbatim: true, children: [text('Own words.')], citations: [elloai] },
  {
    type: 'disagreement',
    children: [text('code.')],
    views: [{ type: 'view', verbatim: false, children: [text('Yes.')], citations: [fiverr] }],
  },
  { type: 'list', children: [{ type: 'listItem', children: [strong('LLM: '), text('a model')] }] },
  { type: 'sources', manner: 'both', citations: [fiverr, elloai, { ...fiverr, heading: 'Data' }] },
  ...choices('related', [
    choice('Fine-tuning', { type: 'entry', id: 'fine-tuning' }),
    choice('Short', { type: 'question', question: 'A long question?' }),
    choice('Same?', { type: 'question', question: 'Same?' }),
  ]),
]);

describe('a document as plain text', () => {
  test('says everything: title, answer, views, both sides, sources, what to press', () => {
    expect(`\n${renderPlain(small)}\n`).toBe(`
RAG

It fetches facts first.

┃ Fiverr, 2026 › Scope; elloAI › Output
┃ Retold.
┃ elloAI › Output
┃ “Own words.”

Articles disagree on code.
┃ Fiverr, 2026 › Scope
┃ Yes.

• LLM: a model

Fiverr, 2026 › Scope, Data; elloAI › Output · in quotation marks the article’s
words, the rest retold

→ Fine-tuning
→ Short: A long question?
→ Same?
`);
  });

  test('leaves out what to press if asked to', () => {
    const said = renderPlain(small, { choices: false });
    expect(said).not.toContain('→');
    expect(said).toContain('the rest retold');
  });

  test('marks strong and dim parts only with the style that it is given', () => {
    const style = { strong: (said: string) => `[${said}]`, dim: (said: string) => `(${said})` };
    const said = renderPlain(small, { style });
    expect(said).toContain('[RAG]');
    expect(said).toContain('It [fetches] facts first.');
    expect(said).toMatch(/\(Fiverr, 2026 › Scope, .*the rest retold\)/s);
  });

  test('keeps the address of a link, and no other markup', () => {
    const said: Inline[] = [
      { type: 'link', url: 'https://example.org/a', children: [strong('here')] },
      { type: 'text', value: ' ' },
      { type: 'inlineCode', value: '**x**' },
      { type: 'emphasis', children: [text('!')] },
    ];
    expect(inlineText(said)).toBe('here (https://example.org/a) **x**!');
  });

  test.each(Object.keys(documents))('of the fixture %s fits every width and loses no word', (name) => {
    const source = documents[name as keyof typeof documents];
    for (const width of [24, 40, 60, 80, 100]) {
      const said = renderPlain(source, { width });
      for (const line of said.split('\n')) expect(stringWidth(line)).toBeLessThanOrEqual(width);
      for (const word of wordsOf(source)) expect(squeeze(said)).toContain(squeeze(word));
    }
  });

  test('loses no sentence and no order, at any width', () => {
    const sentence = fc
      .array(fc.stringMatching(/^[a-z0-9é日🤖]{1,14}$/u), { minLength: 1, maxLength: 20 })
      .map((words) => `${words.join(' ')}.`);
    const block: fc.Arbitrary<Block> = fc.oneof(
      sentence.map((said) => paragraph(said)),
      sentence.map((said): Block => ({ type: 'view', verbatim: false, children: [text(said)], citations: [fiverr] })),
      fc.array(sentence, { minLength: 1, maxLength: 4 }).map(
        (items): Block => ({
          type: 'list',
          children: items.map((said) => ({ type: 'listItem', children: [text(said)] })),
        }),
      ),
      fc.tuple(sentence, sentence).map(
        ([point, said]): Block => ({
          type: 'disagreement',
          children: [text(point)],
          views: [{ type: 'view', verbatim: true, children: [text(said)], citations: [elloai] }],
        }),
      ),
    );
    fc.assert(
      fc.property(fc.array(block, { maxLength: 6 }), fc.integer({ min: 24, max: 100 }), (blocks, width) => {
        const rendered = renderPlain(document(blocks), { width });
        for (const line of rendered.split('\n')) expect(stringWidth(line)).toBeLessThanOrEqual(width);
        let rest = squeeze(rendered);
        for (const said of blocks.flatMap(sentencesOf).map(squeeze)) {
          const at = rest.indexOf(said);
          expect(at).toBeGreaterThanOrEqual(0);
          rest = rest.slice(at + said.length);
        }
      }),
    );
  });
});

describe('a citation', () => {
  test('names its article with the year, if there is one', () => {
    expect(citationName(fiverr)).toBe('Fiverr, 2026');
    expect(citationName(elloai)).toBe('elloAI');
  });

  test('is listed once per article, with each place once', () => {
    expect(placesText([fiverr, elloai, fiverr, { ...fiverr, heading: 'Data' }])).toBe(
      'Fiverr, 2026 › Scope, Data; elloAI › Output',
    );
  });
});

test('a table in a document is drawn within its width', () => {
  const said = renderPlain(
    document([{ type: 'table', children: [tableRow(['A', 'B']), tableRow(['one', 'two'], [fiverr])] }]),
  );
  expect(said).toBe('A    B\n───  ───\none  two');
});

function sentencesOf(block: Block): string[] {
  switch (block.type) {
    case 'paragraph':
    case 'view':
    case 'heading':
      return [inlineText(block.children)];
    case 'list':
      return block.children.map((item) => inlineText(item.children));
    case 'disagreement':
      return [inlineText(block.children), ...block.views.flatMap(sentencesOf)];
    default:
      return [];
  }
}

function wordsOf(source: Document): string[] {
  return source.children
    .flatMap((block) => {
      switch (block.type) {
        case 'table':
          // Records omit the heading of the first column ("Aspect"), which says nothing.
          return block.children
            .flatMap((row, index) => row.children.slice(index === 0 ? 1 : 0))
            .map((cell) => inlineText(cell.children));
        case 'choices':
          return block.children.map(({ label }) => label);
        case 'sources':
          return block.citations.flatMap(({ name, heading: place }) => [name, place]);
        default:
          return sentencesOf(block);
      }
    })
    .flatMap((said) => said.split(' '));
}
