// Tables in fixed-width type: aligned columns if they fit, otherwise a list of records with the columns in the same order. Widths are
// display widths (an emoji or a CJK character takes two columns).
import { widthOf, wrap } from './width.js';

const gap = '  ';
// In columns narrower than this, or than their longest word, wrapped cells are harder to read than records.
const minColumnWidth = 12;

/** Lays out rows of plain cells (the first row is the headings) within `width` columns. */
export function renderTable(rows: readonly (readonly string[])[], width: number): string {
  const widths = fitColumns(rows, width);
  return widths === undefined ? renderRecords(rows, width) : renderColumns(rows, widths);
}

/** Column widths with which the rows fit into `width`, or undefined if no readable ones exist. */
export function fitColumns(rows: readonly (readonly string[])[], width: number): readonly number[] | undefined {
  const natural = columnWidths(rows);
  const room = width - gap.length * (natural.length - 1);
  const total = natural.reduce((sum, each) => sum + each, 0);
  if (total <= room) return natural;
  // Narrow columns keep their width; the others share the rest equally.
  let wide = natural.map((_, index) => index);
  for (;;) {
    const narrow = natural.filter((_, index) => !wide.includes(index)).reduce((sum, each) => sum + each, 0);
    const share = Math.floor((room - narrow) / wide.length);
    const stillWide = wide.filter((index) => (natural[index] ?? 0) > share);
    if (stillWide.length === wide.length) {
      const needed = Math.max(minColumnWidth, ...wide.map((column) => longestWord(rows, column)));
      return share < needed ? undefined : natural.map((each, index) => (wide.includes(index) ? share : each));
    }
    wide = stillWide;
  }
}

function longestWord(rows: readonly (readonly string[])[], column: number): number {
  return Math.max(0, ...rows.flatMap((row) => (row[column] ?? '').split(' ').map((word) => widthOf(word))));
}

function columnWidths(rows: readonly (readonly string[])[]): number[] {
  const count = Math.max(0, ...rows.map((row) => row.length));
  return Array.from({ length: count }, (_, column) => Math.max(0, ...rows.map((row) => widthOf(row[column] ?? ''))));
}

function renderColumns(rows: readonly (readonly string[])[], widths: readonly number[]): string {
  const [header = [], ...body] = rows.map((row) => renderRow(row, widths));
  const rule = widths.map((each) => '─'.repeat(each)).join(gap);
  return [...header, rule, ...body.flat()].join('\n');
}

function renderRow(row: readonly string[], widths: readonly number[]): string[] {
  const cells = widths.map((width, column) => wrap(row[column] ?? '', width).split('\n'));
  const height = Math.max(...cells.map((lines) => lines.length));
  return Array.from({ length: height }, (_, line) =>
    cells
      .map((lines, column) => pad(lines[line] ?? '', widths[column] ?? 0))
      .join(gap)
      .trimEnd(),
  );
}

function pad(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - widthOf(text)));
}

function renderRecords(rows: readonly (readonly string[])[], width: number): string {
  const [header = [], ...body] = rows;
  const lines = body.flatMap(([name = '', ...cells]) => [
    wrap(name, width),
    ...cells.map((cell, index) => indented(`${header[index + 1] ?? ''}: ${cell}`, width)),
  ]);
  return lines.join('\n');
}

const indent = '  ';

function indented(text: string, width: number): string {
  return wrap(text, Math.max(1, width - indent.length))
    .split('\n')
    .map((line) => indent + line)
    .join('\n');
}
