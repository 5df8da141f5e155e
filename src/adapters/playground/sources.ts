// The line under an answer that says where it comes from and whose words it uses. If there is more to say, it opens a list that links to the
// quoted views.
import type { Sources } from '../../document/nodes.js';
import { type Places, placesOf, sourceManner } from '../../document/plain.js';
import { type CitedArticle, type CitedPlace, citedArticles, hasList, isLong } from '../shared/sources.js';
import { type Drawing, placeKey } from './drawing.js';
import { escapeHtml } from './escape.js';
import { renderInlines, renderLink } from './inlines.js';
import { pressUrl } from './press.js';

/** The HTML of the line, and of the list if there is one. */
export function renderSources(sources: Sources, drawing: Drawing): string {
  const { manner, citations, named = citations } = sources;
  const places = placesOf(named);
  const words = `<span class="manner">${sourceManner[manner]}</span>`;
  const line = (parts: readonly string[]) => [...parts, words].join(' · ');
  if (!hasList(sources)) return `<p class="sources">${line(places.map(renderPlaces))}</p>`;
  const told = isLong(sources)
    ? places.map(({ name }) => `<cite>${escapeHtml(name)}</cite>`)
    : places.map(renderPlaces);
  const listed = citedArticles(sources).map((article) => renderArticle(article, drawing));
  const manners = `<p>Whose words: ${sourceManner[manner]}.</p>`;
  return `<details class="sources"><summary>Sources: ${line(told)}</summary>${listed.join('')}${manners}</details>`;
}

/** Several places in one article share a line: "elloAI › Type of Output, Conclusion". */
export function renderPlaces({ name, url, headings }: Places): string {
  const cited = `<cite>${escapeHtml(name)}</cite>`;
  const linked = url === undefined ? cited : renderLink(url, cited);
  return `${linked} <span class="place">› ${escapeHtml(headings.join(', '))}</span>`;
}

function renderArticle({ line, places }: CitedArticle, drawing: Drawing): string {
  const items = places.map((place) => {
    const number = drawing.isListed ? drawing.numbers.get(placeKey(place)) : undefined;
    const taken = place.taken.length === 0 ? '' : `: ${escapeHtml(place.taken.join('; '))}`;
    const told = `${renderPlace(place, drawing)}${taken}`;
    if (number === undefined) return `<li>${told}</li>`;
    return `<li value="${number}"${drawing.hasIds ? ` id="source-${number}"` : ''}>${told}</li>`;
  });
  const list = drawing.isListed ? 'ol' : 'ul';
  return `<p>${renderInlines(line)}</p><${list}>${items.join('')}</${list}>`;
}

// A place that supports the whole answer links to its view in the card, or to what opens the views.
function renderPlace({ article, heading, taken }: CitedPlace, drawing: Drawing): string {
  const { hasIds, viewOf, hiddenViews } = drawing;
  const name = `<strong>${escapeHtml(heading)}</strong>`;
  if (!hasIds) return name;
  const shown = viewOf.get(placeKey({ article, heading }));
  if (shown !== undefined) return `<a href="#${shown}">${name}</a>`;
  if (hiddenViews === undefined || !taken.includes('the answer')) return name;
  const place = escapeHtml(placeKey({ article, heading }));
  return `<a class="to-view" href="${escapeHtml(pressUrl(hiddenViews))}" data-opens="" data-place="${place}">${name}</a>`;
}
