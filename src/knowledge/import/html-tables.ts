// Reads the tables of a page: their cells, column names and caption, or what a person must look at.
import { isEven, type TextWriter } from './blocks.js';
import { attribute, elementsOf, type HtmlElement, isReference, oneLine, textOf, walk } from './tree.js';

/** Writes a table; `writeLoose` writes what only lays a page out as if there were no table. */
export function writeTable(table: HtmlElement, writer: TextWriter, writeLoose: (cell: HtmlElement) => void): void {
  const rowElements = rowsOf(table);
  const rows = rowElements.map((row) => elementsOf(row).filter(({ tagName }) => tagName === 'td' || tagName === 'th'));
  const captions = elementsOf(table).filter(({ tagName }) => tagName === 'caption');
  const cells = rows.flat();
  const isLayout =
    rows.length < 2 ||
    rows.every((each) => each.length < 2) ||
    cells.some((cell) => hasInside(cell, /^(?:table|h[1-4])$/, 1) || hasInside(cell, /^p$/, 3));
  if (isLayout) {
    for (const cell of [...captions, ...cells]) writeLoose(cell);
    return;
  }
  const spreadRows = spread(rows);
  // Rows that begin with their name, without column headings above.
  const named = rows.map((each) => each.map(({ tagName }) => tagName).join(' '));
  const isHeadless = named.every((names) => /^th(?: td)+$/.test(names));
  const { title, grid } = isHeadless
    ? { title: '', grid: spreadRows }
    : joinHeader(spreadRows, headerRows(rowElements));
  const caption = oneLine(textOf(captions)) || title;
  const isPairs = isHeadless && rows.every((each) => each.length === 2);
  const isTable = !isHeadless && isEven(grid.map((each) => ({ cells: each })));
  const unclear = (why: string) => writer.add({ type: 'unclear', why }, [caption, asLines(grid)].join('\n'));
  if (isTable) writer.addTable(grid, caption);
  else if (isPairs) {
    writer.add({ type: 'paragraph' }, caption);
    for (const [name = '', value = ''] of grid) writer.add({ type: 'item', lead: name }, `${name}: ${value}`, '• ');
  } else if (isHeadless) unclear('a table without column names');
  else unclear('a table whose rows differ in their number of cells');
}

const mostHeaderRows = 4;

// Rows of column names: those of the head, otherwise the first ones that have nothing else.
function headerRows(rows: readonly HtmlElement[]): number {
  const isHead = (row: HtmlElement) =>
    (row.parentNode !== null && row.parentNode.nodeName === 'thead') ||
    elementsOf(row).every(({ tagName }) => tagName !== 'td');
  const count = rows.findIndex((row) => !isHead(row));
  return count > mostHeaderRows || count < 0 ? 1 : count;
}

// A name over several columns goes before each of theirs: "Price: Member". One over all columns is the table's title.
function joinHeader(grid: readonly string[][], count: number): { readonly title: string; readonly grid: string[][] } {
  if (count < 2) return { title: '', grid: [...grid] };
  const isTitle = (cells: readonly string[]) => cells.length > 1 && new Set(cells).size === 1;
  const head = grid.slice(0, count);
  const titles = head.filter(isTitle).map(([cell = '']) => cell);
  const names = head.filter((cells) => !isTitle(cells));
  const width = Math.max(...grid.map((cells) => cells.length));
  const joined = Array.from({ length: width }, (_, column) =>
    [...new Set(names.map((cells) => cells[column] ?? ''))].filter((name) => name !== '').join(': '),
  );
  return { title: titles.join(': '), grid: [joined, ...grid.slice(count)] };
}

const asLines = (grid: readonly (readonly string[])[]) => grid.map((cells) => cells.join(' | ')).join('\n');

// Rows of the table itself, not of nested tables.
function rowsOf(table: HtmlElement): HtmlElement[] {
  return elementsOf(table).flatMap((each) =>
    each.tagName === 'tr'
      ? [each]
      : /^(?:thead|tbody|tfoot)$/.test(each.tagName)
        ? elementsOf(each).filter(({ tagName }) => tagName === 'tr')
        : [],
  );
}

function hasInside(cell: HtmlElement, name: RegExp, least: number): boolean {
  let count = 0;
  for (const element of walk(cell)) if (element !== cell && name.test(element.tagName)) count += 1;
  return count >= least;
}

// A page may claim that a cell spans millions of columns.
const widestSpan = 50;

// A cell that spans columns or rows is repeated in each.
function spread(rows: readonly (readonly HtmlElement[])[]): string[][] {
  const grid: string[][] = rows.map(() => []);
  rows.forEach((cells, row) => {
    let column = 0;
    for (const cell of cells) {
      while (grid[row]?.[column] !== undefined) column += 1;
      const words = oneLine(textOf([cell], isReference));
      for (let down = 0; down < spanOf(cell, 'rowspan') && row + down < grid.length; down += 1) {
        for (let right = 0; right < spanOf(cell, 'colspan'); right += 1) {
          const line = grid[row + down];
          if (line !== undefined) line[column + right] = words;
        }
      }
    }
  });
  return grid.filter((cells) => cells.length > 0).map((cells) => Array.from(cells, (cell) => cell ?? ''));
}

const spanOf = (cell: HtmlElement, name: string) =>
  Math.min(widestSpan, Math.max(1, Number(attribute(cell, name)) || 1));
