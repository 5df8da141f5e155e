import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseInline, parseMarkdown } from '../../src/document/markdown.js';
import { inlineText } from '../../src/document/plain.js';

describe('the Markdown of an author', () => {
  test('becomes headings, paragraphs, quotes and tables, each with its line', () => {
    const source = [
      'An *answer* with **weight**, `code` and a [link](https://example.org).',
      '',
      '> A view.',
      '>',
      '> fiverr > Scope',
      '',
      '## Facts',
      '',
      '| Aspect | Fact |',
      '| --- | --- |',
      '| Kind | **model** |',
    ].join('\n');
    const { blocks, problems } = parseMarkdown(source);
    expect(problems).toEqual([]);
    expect(blocks).toEqual([
      {
        type: 'paragraph',
        line: 1,
        children: [
          { type: 'text', value: 'An ' },
          { type: 'emphasis', children: [{ type: 'text', value: 'answer' }] },
          { type: 'text', value: ' with ' },
          { type: 'strong', children: [{ type: 'text', value: 'weight' }] },
          { type: 'text', value: ', ' },
          { type: 'inlineCode', value: 'code' },
          { type: 'text', value: ' and a ' },
          { type: 'link', url: 'https://example.org', children: [{ type: 'text', value: 'link' }] },
          { type: 'text', value: '.' },
        ],
      },
      {
        type: 'blockquote',
        line: 3,
        paragraphs: [[{ type: 'text', value: 'A view.' }], [{ type: 'text', value: 'fiverr > Scope' }]],
      },
      { type: 'heading', line: 7, children: [{ type: 'text', value: 'Facts' }] },
      {
        type: 'table',
        line: 9,
        rows: [
          { line: 9, cells: [[{ type: 'text', value: 'Aspect' }], [{ type: 'text', value: 'Fact' }]] },
          {
            line: 11,
            cells: [
              [{ type: 'text', value: 'Kind' }],
              [{ type: 'strong', children: [{ type: 'text', value: 'model' }] }],
            ],
          },
        ],
      },
    ]);
  });

  test('may break lines within a paragraph, which mean nothing', () => {
    expect(parseMarkdown('one\n  two\nthree').blocks).toEqual([
      { type: 'paragraph', line: 1, children: [{ type: 'text', value: 'one two three' }] },
    ]);
  });

  test('resolves escapes and entities to plain text', () => {
    const [block] = parseMarkdown('1 \\* 2 &lt; 3 &amp; 4').blocks;
    expect(block).toMatchObject({ children: [{ type: 'text', value: '1 * 2 < 3 & 4' }] });
  });

  test.each([
    ['an image', 'text\n\n![a cat](https://example.org/cat.png)', 3, 'image'],
    ['a list', 'text\n\n- one\n- two', 3, 'list'],
    ['a numbered list', 'text\n\n1. one\n2. two', 3, 'list'],
    ['HTML', 'text\n\n<div>hello</div>', 3, 'html'],
    ['HTML in a line', 'text <b>bold</b>', 1, 'html'],
    ['a comment', 'text\n\n<!-- secret -->', 3, 'html'],
    ['a block of code', 'text\n\n```\ncode\n```', 3, 'code'],
    ['a rule', 'text\n\n---\n\nmore', 3, 'thematicBreak'],
    ['a definition', 'text\n\n[a]: https://example.org', 3, 'definition'],
    ['a hard break', 'text  \nmore', 1, 'break'],
    ['a nested quote', 'text\n\n> said\n>\n> > he said', 5, 'blockquote'],
    ['a list in a quote', 'text\n\n> - one', 3, 'list'],
    ['a heading in a quote', 'text\n\n> # Facts', 3, 'heading'],
    ['a link to a script', 'text [press](javascript:alert(1))', 1, 'http'],
    ['a relative link', 'text [press](../secrets)', 1, 'http'],
  ])('reports %s, with its line', (_, source, line, word) => {
    const { problems } = parseMarkdown(source);
    expect(problems[0]).toMatchObject({ line, message: expect.stringContaining(word) });
  });

  test('keeps the rest of a text if one part cannot be shown', () => {
    const { blocks, problems } = parseMarkdown('before\n\n- list\n\nafter');
    expect(blocks.map(({ line }) => line)).toEqual([1, 5]);
    expect(problems).toHaveLength(1);
  });

  test('never throws, and every line that it names exists', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (source) => {
        const lines = source.split(/\r\n|\n|\r/).length;
        const { blocks, problems } = parseMarkdown(source);
        for (const { line } of [...blocks, ...problems]) {
          expect(line).toBeGreaterThanOrEqual(1);
          expect(line).toBeLessThanOrEqual(lines);
        }
      }),
    );
  });
});

describe('one line of Markdown', () => {
  test('is read the same with and without the short cut for plain text', () => {
    const words = fc.array(fc.stringMatching(/^[A-Za-z0-9.,:;()'%$€é·-]{1,12}$/), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(words, (list) => {
        const source = list.join(' ');
        const { blocks, problems } = parseMarkdown(source);
        fc.pre(problems.length === 0 && blocks.length === 1 && blocks[0]?.type === 'paragraph');
        const [block] = blocks;
        expect(parseInline(source)).toEqual({ children: block?.type === 'paragraph' ? block.children : [], problems });
      }),
    );
  });

  test('may have markup', () => {
    expect(inlineText(parseInline('**Ask** for `JSON`').children)).toBe('Ask for JSON');
  });

  test.each([
    ['# a heading'],
    ['> a quote'],
    ['- a list'],
    ['1. a list'],
    ['+ a list'],
    ['one\n\n*two*'],
  ])('is not %j', (source) => {
    expect(parseInline(source).problems[0]).toMatchObject({ message: 'must be one line of text' });
  });
});
