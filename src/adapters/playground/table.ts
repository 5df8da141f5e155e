// Renders a table as HTML. Explicit roles are needed because the style sheet turns rows into blocks on narrow screens, and browsers then no
// longer treat it as a table. `data-label` is the column's name, shown only in such a block.
import type { Citation, Table, TableRow } from '../../document/nodes.js';
import { inlineText } from '../../document/plain.js';
import { type Drawing, placeKey, placeName } from './drawing.js';
import { escapeHtml } from './escape.js';
import { renderInlines } from './inlines.js';

/** The HTML of a table, and of a list of its sources if the answer's list lacks them. */
export function renderTable(table: Table, drawing: Drawing): string {
  const [header, ...rows] = table.children;
  if (header === undefined) return '';
  const labels = header.children.map((cell) => inlineText(cell.children));
  const cited = rows.flatMap(({ citations }) => citations);
  const heads = header.children.map(
    (cell) => `<th role="columnheader" scope="col">${renderInlines(cell.children)}</th>`,
  );
  if (cited.length > 0) heads.push('<th role="columnheader" scope="col" class="marks">Sources</th>');
  const body = rows.map((row) => {
    const cells = renderCells(row, labels);
    if (cited.length > 0) cells.push(renderMarks(row.citations, drawing));
    return `<tr role="row">${cells.join('')}</tr>`;
  });
  const name = escapeHtml(drawing.title === '' ? 'Table' : drawing.title);
  return [
    `<div class="scroll" role="group" tabindex="0" aria-label="Table: ${name}"><table role="table">`,
    `<caption>${name}</caption>`,
    `<thead role="rowgroup"><tr role="row">${heads.join('')}</tr></thead>`,
    `<tbody role="rowgroup">${body.join('')}</tbody>`,
    '</table></div>',
    cited.length === 0 || drawing.isListed ? '' : renderRowSources(cited, drawing),
  ].join('');
}

function renderCells({ children }: TableRow, labels: readonly string[]): string[] {
  return children.map((cell, index) =>
    index === 0
      ? `<th role="rowheader" scope="row">${renderInlines(cell.children)}</th>`
      : `<td role="cell" data-label="${escapeHtml(labels[index] ?? '')}"><span>${renderInlines(cell.children)}</span></td>`,
  );
}

// A row's sources are small numbers, explained in the list, so that cells stay easy to compare.
function renderMarks(citations: readonly Citation[], { numbers, hasIds }: Drawing): string {
  const places = new Map(citations.map((citation) => [numbers.get(placeKey(citation)) ?? 0, placeName(citation)]));
  const marks = [...places]
    .sort(([one], [other]) => one - other)
    .map(([number, place]) => {
      const title = `title="${escapeHtml(place)}"`;
      return hasIds ? `<a href="#source-${number}" ${title}>${number}</a>` : `<span ${title}>${number}</span>`;
    });
  return `<td role="cell" class="marks">${marks.join(', ')}</td>`;
}

function renderRowSources(cited: readonly Citation[], { numbers, hasIds }: Drawing): string {
  const names = new Map(cited.map((citation) => [numbers.get(placeKey(citation)) ?? 0, placeName(citation)]));
  const items = [...names].map(([number, name]) => {
    const id = hasIds ? ` id="source-${number}"` : '';
    return `<li${id}>${escapeHtml(name)}</li>`;
  });
  return `<details class="row-sources"><summary>Sources of the rows</summary><ol>${items.join('')}</ol></details>`;
}
