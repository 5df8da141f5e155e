// Discord draws no tables: ours are an aligned code block if the cells are short enough for a phone, otherwise a list of records with the
// columns in order. Both are lines, so that a long table can break between rows.
import stringWidth from 'string-width';
import wrapAnsi from 'wrap-ansi';
import { strong, text } from '../../../document/build.js';
import type { Inline, Table, TableRow } from '../../../document/nodes.js';
import { inlineText } from '../../../document/plain.js';
import { fitColumns, renderTable } from '../../../document/table.js';
import { maxTableWidth } from './limits.js';
import { codeText, escapeText, renderInlines, splitInlines } from './text.js';

export type TableLayout = 'block' | 'records';
/** Lines, and what must surround them on every page. */
export type Lines = { readonly before: string; readonly after: string; readonly lines: readonly string[] };

/** The default layout of a table: a block if it fits without wrapping and needs no markup. */
export function tableLayout(table: Table): TableLayout {
  const rows = plainRows(table);
  const widths = columnsOf(rows);
  if (widths === undefined || hasMarkup(table)) return 'records';
  const fits = rows.every((row) => row.every((cell, column) => stringWidth(cell) <= (widths[column] ?? 0)));
  return fits ? 'block' : 'records';
}

/** Whether a table can be a block at all. Somebody asked for it, so wrapped cells are fine. */
export function canBeBlock(table: Table): boolean {
  return table.children.length > 1 && columnsOf(plainRows(table)) !== undefined;
}

/** A table in the given layout; as records if a row of the block would be longer than `most`. */
export function renderRows(table: Table, layout: TableLayout, most: number): Lines {
  const block = layout === 'block' && canBeBlock(table) ? renderBlock(table) : undefined;
  const usable = block?.lines.every((line) => line.length + block.before.length + block.after.length <= most);
  return block !== undefined && usable === true ? block : { before: '', after: '', lines: renderRecords(table, most) };
}

// Longer cells are prose: no column on a phone makes them readable, and measuring them is slow.
const maxCell = 150;

function columnsOf(rows: readonly (readonly string[])[]): readonly number[] | undefined {
  if (rows.some((row) => row.some((cell) => cell.length > maxCell))) return undefined;
  return fitColumns(rows, maxTableWidth);
}

function renderBlock(table: Table): Lines | undefined {
  const rows = plainRows(table);
  const widths = columnsOf(rows);
  if (widths === undefined) return undefined;
  const lines = renderTable(rows, maxTableWidth).split('\n');
  const heights = rows.map((row) => Math.max(1, ...row.map((cell, column) => linesOf(cell, widths[column] ?? 1))));
  const [headerHeight = 1, ...bodyHeights] = heights;
  // One more line for the rule under the headings.
  let from = headerHeight + 1;
  const header = lines.slice(0, from).join('\n');
  const body = bodyHeights.map((height) => {
    from += height;
    return lines.slice(from - height, from).join('\n');
  });
  return { before: `\`\`\`\n${header}\n`, after: '\n```', lines: body };
}

// The same call as in document/table.ts.
function linesOf(cell: string, width: number): number {
  return wrapAnsi(cell, width, { hard: true }).split('\n').length;
}

function renderRecords(table: Table, most: number): readonly string[] {
  const [header, ...rows] = table.children;
  const names = header?.children.map((cell) => escapeText(inlineText(cell.children)).trim()) ?? [];
  return rows.flatMap((row) => {
    const record = renderRecord(row, names, most);
    const whole = record.join('\n');
    return whole.length <= most ? whole || [] : record;
  });
}

// With a single value per row, its heading would only repeat itself.
function renderRecord(row: TableRow, names: readonly string[], most: number): readonly string[] {
  const [name, ...cells] = row.children;
  const title = name === undefined ? '' : inlineText(name.children);
  const [only] = cells;
  if (cells.length === 1 && only !== undefined) {
    const lead: readonly Inline[] = title.trim() === '' ? [] : [strong(`${title.trim()}:`), text(' ')];
    return splitInlines([...lead, ...only.children], most - 2).map((line) => `- ${line}`);
  }
  return [
    ...splitInlines([strong(title)], most),
    ...cells.flatMap((cell, index) => {
      const label = names[index + 1] ?? '';
      const lead = label === '' || label.length > most / 2 ? '- ' : `- ${label}: `;
      return splitInlines(cell.children, most - lead.length).map((line) => lead + line);
    }),
  ];
}

function plainRows(table: Table): readonly (readonly string[])[] {
  return table.children.map((row) => row.children.map((cell) => codeText(inlineText(cell.children))));
}

// A code block shows no links, and emoji are not two columns wide everywhere.
function hasMarkup(table: Table): boolean {
  const cells = table.children.flatMap((row) => row.children.map((cell) => cell.children));
  return cells.some((nodes) => hasLink(nodes) || /\p{Extended_Pictographic}/u.test(renderInlines(nodes)));
}

function hasLink(nodes: readonly Inline[]): boolean {
  return nodes.some((node) => node.type === 'link' || ('children' in node && hasLink(node.children)));
}
