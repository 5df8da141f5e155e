// The sources of an answer, as a line under it.
import type { Sources } from '../../../document/nodes.js';
import { placesOf, sourceManner } from '../../../document/plain.js';
import { escapeText, renderLink } from './text.js';

/** The line under an answer; `names` leaves the places within articles to the list. */
export function renderSources({ manner, citations, named = citations }: Sources, names: boolean): string {
  const articles = placesOf(named).map(({ name, url, headings }) => {
    const label = escapeText(name);
    const linked = url === undefined ? label : renderLink(url, label);
    return names ? linked : `${linked} › ${escapeText(headings.join(', '))}`;
  });
  return [...(articles.length === 0 ? [] : [articles.join('; ')]), `_${sourceManner[manner]}_`].join(' · ');
}
