import fc from 'fast-check';
import stringWidth from 'string-width';
import { describe, expect, test } from 'vitest';
import { fitColumns, renderTable } from '../../src/document/table.js';

const rows = [
  ['Aspect', 'LLM', 'Generative AI'],
  ['Output', 'text and code', 'text, images, audio, video, 3D'],
  ['Architecture', 'transformer', 'transformer, diffusion, GAN, VAE'],
];

describe('a table in fixed-width type', () => {
  test('has aligned columns if they fit', () => {
    expect(`\n${renderTable(rows, 80)}\n`).toBe(`
Aspect        LLM            Generative AI
────────────  ─────────────  ────────────────────────────────
Output        text and code  text, images, audio, video, 3D
Architecture  transformer    transformer, diffusion, GAN, VAE
`);
  });

  test('wraps the wide columns if they nearly fit', () => {
    expect(`\n${renderTable(rows, 50)}\n`).toBe(`
Aspect        LLM            Generative AI
────────────  ─────────────  ─────────────────────
Output        text and code  text, images, audio,
                             video, 3D
Architecture  transformer    transformer,
                             diffusion, GAN, VAE
`);
  });

  test('becomes a list of records on a narrow screen, both sides under each other', () => {
    const lines = renderTable(rows, 30).split('\n');
    expect(lines.slice(0, 3)).toEqual(['Output', '  LLM: text and code', '  Generative AI: text, images,']);
    expect(lines.map((line) => line.trim()).join(' ')).toBe(
      'Output LLM: text and code Generative AI: text, images, audio, video, 3D ' +
        'Architecture LLM: transformer Generative AI: transformer, diffusion, GAN, VAE',
    );
  });

  test('indents everything below the name of a record, and leaves no space at the end of a line', () => {
    for (const width of [24, 30, 36]) {
      for (const line of renderTable(rows, width).split('\n')) {
        expect(line).toBe(line.trimEnd());
        if (!['Output', 'Architecture'].includes(line)) expect(line).toMatch(/^ {2}/);
      }
    }
  });

  test('counts a CJK letter or an emoji as two columns', () => {
    expect(
      `\n${renderTable(
        [
          ['名前', 'x'],
          ['a', '🤖'],
          ['👨‍👩‍👧', 'b'],
        ],
        40,
      )}\n`,
    ).toBe(`
名前  x
────  ──
a     🤖
👨‍👩‍👧    b
`);
  });

  const words = fc.oneof(
    fc.stringMatching(/^[A-Za-z0-9,.·-]{1,16}$/),
    fc.constantFrom(
      '大規模言語モデル',
      '生成AI',
      '한국어',
      '🤖',
      '👨‍👩‍👧‍👦',
      '🇩🇪',
      'é',
      'ﷺ',
      'x'.repeat(120),
      '日本'.repeat(40),
    ),
  );
  const cells = fc.array(words, { minLength: 0, maxLength: 8 }).map((list) => list.join(' '));
  const tables = fc
    .integer({ min: 1, max: 6 })
    .chain((columns) =>
      fc.array(fc.array(cells, { minLength: columns, maxLength: columns }), { minLength: 1, maxLength: 6 }),
    );

  test('is never wider than asked, whatever is in its cells', () => {
    fc.assert(
      fc.property(tables, fc.integer({ min: 24, max: 100 }), (table, width) => {
        for (const line of renderTable(table, width).split('\n')) expect(stringWidth(line)).toBeLessThanOrEqual(width);
      }),
    );
  });

  test('loses no letter of a row', () => {
    const squeeze = (text: string) => text.replace(/\s/g, '');
    fc.assert(
      fc.property(tables, fc.integer({ min: 24, max: 100 }), (table, width) => {
        const rendered = squeeze(renderTable(table, width));
        for (const word of table.slice(1).flat().join(' ').split(' ')) {
          // A word wider than its column is broken over several lines.
          if (stringWidth(word) <= 12) expect(rendered).toContain(squeeze(word));
        }
      }),
    );
  });

  test('fits columns only if they are within the width', () => {
    fc.assert(
      fc.property(tables, fc.integer({ min: 24, max: 100 }), (table, width) => {
        const widths = fitColumns(table, width);
        if (widths === undefined) return;
        expect(widths).toHaveLength(table[0]?.length ?? 0);
        const total = widths.reduce((sum, each) => sum + each, 0) + 2 * (widths.length - 1);
        expect(total).toBeLessThanOrEqual(width);
      }),
    );
  });

  test('breaks no word in columns', () => {
    const widths = fitColumns(rows, 50) ?? [];
    expect(widths[2]).toBeGreaterThanOrEqual('transformer,'.length);
  });
});
