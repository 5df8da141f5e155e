// A table as Slack's native block, or as one list per option if the block can't hold it. Never `data_table`, which shows five rows and
// doesn't wrap, nor `markdown`, whose support for tables is disputed.
import type { types } from '@slack/bolt';
import type { Table } from '../../../document/nodes.js';
import { inlineText } from '../../../document/plain.js';
import { limits } from './limits.js';
import { bold, escapeText } from './text.js';

/** The native block, or undefined if the table is too large for it. */
export function renderTable(table: Table): types.TableBlock | undefined {
  const rows = cellsOf(table);
  const columns = rows[0]?.length ?? 0;
  const characters = rows.flat().reduce((sum, cell) => sum + cell.length, 0);
  if (rows.length > limits.tableRows || columns > limits.tableColumns || characters >= limits.tableText)
    return undefined;
  if (columns === 0 || rows.some((row) => row.length !== columns)) return undefined;
  return {
    type: 'table',
    column_settings: rows[0]?.map(() => ({ is_wrapped: true })) ?? [],
    rows: rows.map((row, index) =>
      row.map((cell) => (index === 0 ? headerCell(cell) : { type: 'raw_text', text: cell })),
    ),
  };
}

/** The table by option (column): its name, then one line per row, as mrkdwn. */
export function renderOptions(table: Table): readonly (readonly string[])[] {
  const [header = [], ...rows] = cellsOf(table);
  const [, ...options] = header;
  return options.map((option, index) => [
    bold(option),
    ...rows.map((row) => `• ${escapeText(row[0] ?? '')}: ${escapeText(row[index + 1] ?? '')}`),
  ]);
}

// Slack refuses the whole message for an empty cell (vercel/chat#327).
function cellsOf(table: Table): readonly (readonly string[])[] {
  return table.children.map((row) => row.children.map((cell) => inlineText(cell.children).replace(/\s+/g, ' ') || ' '));
}

function headerCell(text: string): types.RichTextBlock {
  const element = { type: 'text', text, style: { bold: true } } as const;
  return { type: 'rich_text', elements: [{ type: 'rich_text_section', elements: [element] }] };
}
