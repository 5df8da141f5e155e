// A document as HTML for the playground. Pure; every text is escaped by the one table below, and the markup carries no
// ids, styles or scripts, so that any number of answers can stand on one page under its Content-Security-Policy.
import {
  assertNever,
  type Block,
  type Choices,
  type Citation,
  type Disagreement,
  type Document,
  type Inline,
  type List,
  type Paragraph,
  type Sources,
  type Table,
  type View,
} from '../../document/nodes.js';
import { citationName, disputeLead, inlineText, type Places, placesOf, sourceManner } from '../../document/plain.js';
import { encodeTarget, type Target } from '../../document/target.js';
import { hasList, isLong, sourcesDocument } from '../shared/sources.js';
import { escapeHtml } from './escape.js';

/** `headingLevel` is that of the document's title; a label inside the document is one below. */
export type RenderOptions = { readonly headingLevel?: 2 | 3 | 4 };

/** The HTML of a document. Everything to press is a link, so that it works without the script too. */
export function renderDocument(document: Document, options: RenderOptions = {}): string {
  const { headingLevel = 2 } = options;
  const title = documentTitle(document);
  return document.children.map((block) => renderBlock(block, headingLevel, title)).join('\n');
}

/** The words of a document's heading, or an empty string where it has none. */
export function documentTitle(document: Document): string {
  const heading = document.children.find((block) => block.type === 'heading');
  return heading === undefined ? '' : inlineText(heading.children);
}

/** The page that a press on `target` leads to. */
export function pressUrl(target: Target): string {
  return `/?${new URLSearchParams({ t: encodeTarget(target) })}`;
}

function renderBlock(block: Block, level: number, title: string): string {
  switch (block.type) {
    case 'heading':
      return `<h${level} class="title">${renderInlines(block.children)}</h${level}>`;
    case 'paragraph':
      return `<p>${renderInlines(block.children)}</p>`;
    case 'view':
      return renderView(block);
    case 'table':
      return renderTable(block, title);
    case 'list':
      return renderList(block);
    case 'code':
      return `<pre class="code">${escapeHtml(block.value)}</pre>`;
    case 'disagreement':
      return renderDisagreement(block);
    case 'sources':
      return renderSources(block);
    case 'choices':
      return renderChoices(block);
    default:
      return assertNever(block);
  }
}

function renderView(view: View): string {
  const said = renderInlines(view.children);
  return [
    '<figure class="view">',
    `<blockquote><p>${view.verbatim ? `“${said}”` : said}</p></blockquote>`,
    `<figcaption>${placesOf(view.citations).map(renderPlaces).join('<br>')}</figcaption>`,
    '</figure>',
  ].join('');
}

// Several places in one article are told in one go: "elloAI › Type of Output, Conclusion".
function renderPlaces({ name, url, headings }: Places): string {
  const cited = `<cite>${escapeHtml(name)}</cite>`;
  const linked = url === undefined ? cited : renderLink(url, cited);
  return `${linked} <span class="place">› ${escapeHtml(headings.join(', '))}</span>`;
}

// The roles say again what the elements are, because the style sheet turns rows into blocks on narrow screens and browsers
// then forget that it is a table. `data-label` is the column's name, shown in such a block only.
function renderTable(table: Table, caption: string): string {
  const [header, ...rows] = table.children;
  if (header === undefined) return '';
  const labels = header.children.map((cell) => inlineText(cell.children));
  const sources = [...new Set(rows.flatMap((row) => row.citations.map(placeName)))];
  const heads = header.children.map(
    (cell) => `<th role="columnheader" scope="col">${renderInlines(cell.children)}</th>`,
  );
  if (sources.length > 0) heads.push('<th role="columnheader" scope="col" class="marks">Sources</th>');
  const body = rows.map((row) => {
    const cells = row.children.map((cell, index) =>
      index === 0
        ? `<th role="rowheader" scope="row">${renderInlines(cell.children)}</th>`
        : `<td role="cell" data-label="${escapeHtml(labels[index] ?? '')}"><span>${renderInlines(cell.children)}</span></td>`,
    );
    if (sources.length > 0) cells.push(renderMarks(row.citations.map(placeName), sources));
    return `<tr role="row">${cells.join('')}</tr>`;
  });
  const name = escapeHtml(caption === '' ? 'Table' : caption);
  return [
    `<div class="scroll" role="region" tabindex="0" aria-label="Table: ${name}"><table role="table">`,
    `<caption>${name}</caption>`,
    `<thead role="rowgroup"><tr role="row">${heads.join('')}</tr></thead>`,
    `<tbody role="rowgroup">${body.join('')}</tbody>`,
    '</table></div>',
    sources.length === 0 ? '' : renderRowSources(sources),
  ].join('');
}

function placeName(citation: Citation): string {
  return `${citationName(citation)} › ${citation.heading}`;
}

// A row's sources are small numbers, explained below the table, so that the cells stay easy to compare.
function renderMarks(cited: readonly string[], sources: readonly string[]): string {
  const marks = sources.flatMap((place, index) =>
    cited.includes(place) ? [`<span title="${escapeHtml(place)}">${index + 1}</span>`] : [],
  );
  return `<td role="cell" class="marks">${marks.join(', ')}</td>`;
}

function renderRowSources(sources: readonly string[]): string {
  const items = sources.map((place) => `<li>${escapeHtml(place)}</li>`).join('');
  return `<details class="row-sources"><summary>Sources of the rows</summary><ol>${items}</ol></details>`;
}

function renderList(list: List): string {
  const items = list.children.map((item) => {
    const said = renderInlines(item.children);
    if (item.target === undefined) return `<li>${said}</li>`;
    const label = `More: ${inlineText(item.children)}`;
    return `<li>${said} ${renderPress('more', item.target, 'More', label)}</li>`;
  });
  return `<ul>${items.join('')}</ul>`;
}

function renderDisagreement(disagreement: Disagreement): string {
  return [
    '<section class="disagreement" aria-label="Articles disagree">',
    `<p><strong>${disputeLead(disagreement).trim()}</strong> ${renderInlines(disagreement.children)}</p>`,
    ...disagreement.views.map(renderView),
    '</section>',
  ].join('');
}

// The line that is under an answer everywhere; where the list has more to say, it opens the list.
function renderSources(sources: Sources): string {
  const { manner, citations, named = citations } = sources;
  const places = placesOf(named);
  const words = `<span class="manner">${sourceManner[manner]}</span>`;
  const line = (parts: readonly string[]) => [...parts, words].join(' · ');
  if (!hasList(sources)) return `<p class="sources">${line(places.map(renderPlaces))}</p>`;
  const told = isLong(sources)
    ? places.map(({ name }) => `<cite>${escapeHtml(name)}</cite>`)
    : places.map(renderPlaces);
  const [, ...listed] = sourcesDocument({ type: 'root', children: [sources] }).children;
  const items = listed.map((block) => (block.type === 'paragraph' || block.type === 'list' ? renderProse(block) : ''));
  return `<details class="sources"><summary>Sources: ${line(told)}</summary>${items.join('')}</details>`;
}

function renderProse(block: Paragraph | List): string {
  return block.type === 'list' ? renderList(block) : `<p>${renderInlines(block.children)}</p>`;
}

const groupLabels: Readonly<Record<Choices['role'], string>> = {
  related: 'Related questions',
  suggestions: 'Suggestions',
  more: 'More of this answer',
  aspects: 'Only one aspect',
  steps: 'Next step',
  answers: 'Answer with',
  examples: 'Examples to try',
};

function renderChoices(choices: Choices): string {
  const label = groupLabels[choices.role];
  const links = choices.children.map((choice) => renderPress(choices.role, choice.target, choice.label)).join('');
  const group = `<div class="choices" role="group" aria-label="${label}">${links}</div>`;
  return choices.role === 'aspects' ? `<details class="aspects"><summary>${label}</summary>${group}</details>` : group;
}

function renderPress(role: Choices['role'], target: Target, label: string, spoken?: string): string {
  const name = spoken === undefined ? '' : ` aria-label="${escapeHtml(spoken)}"`;
  return `<a class="press press-${role}" href="${escapeHtml(pressUrl(target))}"${name}>${escapeHtml(label)}</a>`;
}

/** The HTML of inline nodes. */
export function renderInlines(nodes: readonly Inline[]): string {
  return nodes.map(renderInline).join('');
}

function renderInline(node: Inline): string {
  switch (node.type) {
    case 'text':
      return escapeHtml(node.value);
    case 'strong':
      return `<strong>${renderInlines(node.children)}</strong>`;
    case 'emphasis':
      return `<em>${renderInlines(node.children)}</em>`;
    case 'inlineCode':
      return `<code>${escapeHtml(node.value)}</code>`;
    case 'link':
      return renderLink(node.url, renderInlines(node.children));
    case 'moment':
      return `<time datetime="${new Date(node.at).toISOString()}">${escapeHtml(node.text)}</time>`;
    case 'mention':
      return escapeHtml(inlineText([node]));
    default:
      return assertNever(node);
  }
}

// Anything but a web address stays text. A new tab, because leaving the page would end the conversation.
function renderLink(url: string, content: string): string {
  const address = URL.canParse(url) ? new URL(url) : undefined;
  if (address?.protocol !== 'https:' && address?.protocol !== 'http:') return content;
  return `<a href="${escapeHtml(address.href)}" target="_blank" rel="noopener noreferrer">${content}</a>`;
}
