// Renders a document as HTML for the playground. Pure; every text is escaped by the one table in escape.ts, and the markup has no styles or
// scripts, so that it can be shown under the page's Content-Security-Policy.
import {
  assertNever,
  type Block,
  type Disagreement,
  type Document,
  type List,
  type View,
} from '../../document/nodes.js';
import { disputeLead, inlineText, placesOf } from '../../document/plain.js';
import { createDrawing, type Drawing, placeKey } from './drawing.js';
import { escapeHtml } from './escape.js';
import { renderInlines } from './inlines.js';
import { renderChoices, renderPress } from './press.js';
import { renderPlaces, renderSources } from './sources.js';
import { renderTable } from './table.js';

/** `headingLevel` is the level of the document's title; `hasIds` lets sources link to views, for one document per page. */
type RenderOptions = { readonly headingLevel?: 2 | 3 | 4; readonly hasIds?: boolean };

/** The HTML of a document. All buttons are links, so that they work without the script. */
export function renderDocument(document: Document, options: RenderOptions = {}): string {
  const { headingLevel = 2, hasIds = false } = options;
  const drawing = createDrawing(document, { title: documentTitle(document), level: headingLevel, hasIds });
  return document.children
    .map((block) => renderBlock(block, drawing))
    .filter((html) => html !== '')
    .join('\n');
}

/** A document's heading as text, or an empty string if it has none. */
export function documentTitle(document: Document): string {
  const heading = document.children.find((block) => block.type === 'heading');
  return heading === undefined ? '' : inlineText(heading.children);
}

function renderBlock(block: Block, drawing: Drawing): string {
  const { level } = drawing;
  switch (block.type) {
    case 'heading':
      return `<h${level} class="title">${renderInlines(block.children)}</h${level}>`;
    case 'paragraph':
      return `<p>${renderInlines(block.children)}</p>`;
    case 'view':
      return renderView(block, drawing);
    case 'table':
      return renderTable(block, drawing);
    case 'list':
      return renderList(block);
    case 'code':
      return `<pre class="code">${escapeHtml(block.value)}</pre>`;
    case 'disagreement':
      return renderDisagreement(block, drawing);
    case 'sources':
      return renderSources(block, drawing);
    case 'choices':
      return renderChoices(block, drawing);
    default:
      return assertNever(block);
  }
}

function renderView(view: View, { hasIds, viewIds }: Drawing): string {
  const said = renderInlines(view.children);
  const places = escapeHtml(view.citations.map(placeKey).join('\n'));
  const id = hasIds ? ` id="${viewIds.get(view) ?? ''}" data-places="${places}"` : '';
  return [
    `<figure class="view"${id}>`,
    `<blockquote><p>${view.verbatim ? `“${said}”` : said}</p></blockquote>`,
    `<figcaption>${placesOf(view.citations).map(renderPlaces).join('<br>')}</figcaption>`,
    '</figure>',
  ].join('');
}

function renderList(list: List): string {
  const items = list.children.map((item) => {
    const said = renderInlines(item.children);
    if (item.target === undefined) return `<li>${said}</li>`;
    const spoken = `More: ${inlineText(item.children)}`;
    return `<li>${said} ${renderPress('more', item.target, 'More', { spoken })}</li>`;
  });
  return `<ul>${items.join('')}</ul>`;
}

// Folded to one line unless somebody asked for the sides.
function renderDisagreement(disagreement: Disagreement, drawing: Drawing): string {
  const kind = disagreement.views.length === 0 ? 'disagreement brief' : 'disagreement';
  return [
    `<div class="${kind}" role="group" aria-label="Articles disagree">`,
    `<p><strong>${disputeLead(disagreement).trim()}</strong> ${renderInlines(disagreement.children)}</p>`,
    ...disagreement.views.map((view) => renderView(view, drawing)),
    '</div>',
  ].join('');
}
