// An entry's table, narrowed to what is asked, and the verdict of a row on a job.
import { heading, paragraph, strong, tableRow, text } from '../../document/build.js';
import type { Inline, Table } from '../../document/nodes.js';
import { inlineText } from '../../document/plain.js';
import type { Target } from '../../document/target.js';
import type { Entry, EntryTable, PairSentence, Row } from '../entry.js';

/** How many rows of a table are shown at first. */
export const shownRows = 8;

/** Which part of a table is asked for; all of it if empty. */
type TableFocus = {
  readonly columns?: readonly number[];
  readonly rows?: readonly number[];
  readonly whole?: boolean;
};

/** The requested columns, in the table's own order: "A vs B" and "B vs A" are the same. */
function columnsOf(table: EntryTable, columns: readonly number[] | undefined): readonly number[] {
  return columns === undefined ? table.columns.map((_, index) => index) : [...new Set(columns)].sort((a, b) => a - b);
}

/** Whether only some of a table's columns are asked for. */
export function isNarrowed(table: EntryTable, columns: readonly number[] | undefined): boolean {
  return columns !== undefined && columnsOf(table, columns).length < table.columns.length;
}

export function toTable(table: EntryTable, focus: TableFocus): Table {
  const columns = columnsOf(table, focus.columns);
  const rows =
    focus.rows?.flatMap((index) => table.rows[index] ?? []) ??
    (focus.whole === true ? table.rows : table.rows.slice(0, shownRows));
  const header = tableRow([table.rowHeading, ...columns.map((index) => table.columns[index]?.label ?? '')]);
  const body = rows.map((row) =>
    tableRow([row.label, ...columns.map((index) => row.cells[index] ?? [])], row.citations),
  );
  return { type: 'table', children: [header, ...body], ...(table.verbatim === true ? { verbatim: true } : {}) };
}

/** The table's sentence on the two columns that it is narrowed to. */
export function pairOf(table: EntryTable, columns: readonly number[] | undefined): PairSentence | undefined {
  if (!isNarrowed(table, columns)) return undefined;
  const wanted = columnsOf(table, columns).join();
  return table.pairs?.find((pair) => columnsOf(table, pair.columns).join() === wanted);
}

const listing = new Intl.ListFormat('en-GB', { type: 'conjunction' });

/** "GAN and VAE" for a table that is narrowed to these two. */
export function namesOf(table: EntryTable, columns: readonly number[] | undefined): string {
  return listing.format(columnsOf(table, columns).map((index) => table.columns[index]?.label ?? ''));
}

/** The table that compares two entries, and its columns for them; of several, the one with the fewest columns. */
export type FindTable = (
  a: string,
  b: string,
) => { readonly entry: Entry; readonly columns: readonly [number, number] } | undefined;

export function createTableFinder(entries: readonly Entry[]): FindTable {
  const tables = entries
    .filter(({ kind, table }) => kind === 'comparison' && table !== undefined && !table.tasks)
    .sort((a, b) => (a.table?.columns.length ?? 0) - (b.table?.columns.length ?? 0));
  return (a, b) => {
    for (const entry of tables) {
      const [left = -1, right = -1] = [a, b].map((id) =>
        entry.table?.columns.findIndex((column) => column.entries.includes(id)),
      );
      if (left >= 0 && right >= 0 && left !== right) return { entry, columns: [left, right] };
    }
    return undefined;
  };
}

/** What recreates a narrowed table: the entries of its two columns. */
export function targetOfColumns(entry: Entry, columns: readonly number[] | undefined): Target {
  const whole: Target = { type: 'entry', id: entry.id };
  if (entry.table === undefined || !isNarrowed(entry.table, columns)) return whole;
  const [a, b, ...more] = columnsOf(entry.table, columns).map((index) => entry.table?.columns[index]?.entries[0]);
  return a === undefined || b === undefined || more.length > 0 ? whole : { type: 'comparison', ids: [a, b] };
}

/** The title of a verdict, and its basis: the row it stands in where that is called otherwise, then whose it is, or the reasons. */
export function verdictBlocks(entry: Entry, row: Row, job: string) {
  const asked = capitalize(job === '' ? row.label : job);
  const own = rowName(entry, row, asked);
  if (isYesNo(row)) return [heading(asked), ...own, paragraph(verdictOf(entry, row))];
  const reasons = row.cells.slice(1).map((cell, index) => {
    const label = entry.table?.columns[index + 1]?.label ?? '';
    return paragraph([strong(`${label}: `), ...cell]);
  });
  return [heading(`${asked}: ${inlineText(row.cells[0] ?? [])}`), ...own, ...reasons];
}

// "Clinical notes" is our word for a case of the row: what the article speaks of is document summarization.
function rowName({ table }: Entry, { label }: Row, asked: string) {
  const isSaid = label.toLowerCase().includes(asked.toLowerCase());
  const what = table?.rowHeading ?? '';
  return isSaid || what === '' ? [] : [paragraph([strong(`${what}: `), text(label)])];
}

const capitalize = (label: string) => label.charAt(0).toUpperCase() + label.slice(1);

// A table of verdicts has a yes or no in every column; otherwise the first column is the verdict and the others explain it.
function isYesNo({ cells }: Row): boolean {
  return cells.every((cell) => /^(yes|no|limited)\b/i.test(inlineText(cell)));
}

/** Whether a job takes more than one kind of thing: "A and B", or a plain yes for both. */
export function takesSeveral(row: Row): boolean {
  const cells = row.cells.map(inlineText);
  if (isYesNo(row)) return cells.filter((cell) => /^yes\b/i.test(cell)).length > 1;
  return /\b(?:and|both|plus)\b/.test((cells[0] ?? '').replace(/\([^)]*\)/g, ''));
}

/** A row's verdict as a sentence that says whose it is: "In Acme's table: LLM yes, other generative AI no." */
export function verdictOf({ table }: Entry, row: Row): readonly Inline[] {
  const names = [...new Set(row.citations.map(({ name }) => name))];
  if (!isYesNo(row)) return [...(row.cells[0] ?? []), text(` (${names.join(', ')}).`)];
  const whose = names.length === 1 ? `In ${names[0]}’s table: ` : `By the tables of ${names.join(' and ')}: `;
  const verdicts = row.cells.map((cell, index) => {
    const label = table?.columns[index]?.label ?? '';
    return `${index === 0 ? label : lowerFirst(label)} ${inlineText(cell).toLowerCase()}`;
  });
  return [text(`${whose}${verdicts.join(', ')}.`)];
}

/** A label inside a sentence; "SEO text" and "LLM" keep their capitals. */
export function lowerFirst(label: string): string {
  return /^[A-Z][a-z]/.test(label) ? label.charAt(0).toLowerCase() + label.slice(1) : label;
}
