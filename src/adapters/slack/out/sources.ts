// Where an answer comes from, as a line under it.
import type { Sources } from '../../../document/nodes.js';
import { citationList, sourceManner } from '../../../document/plain.js';
import { placesOf } from '../../shared/sources.js';
import { escapeText, renderLink } from './text.js';

/** In characters: up to here the line tells the places in the articles too, and needs no button. */
const maxLine = 200;

/** The line under an answer; `names` leaves the places in the articles to the button. */
export function renderSources(sources: Sources, names: boolean): string {
  const asOf = sources.asOf === undefined ? '' : ` · as of ${sources.asOf}`;
  const articles = placesOf(sources.citations, ({ name }) => name).map(({ name, url, headings }) => {
    const label = escapeText(name);
    const linked = url === undefined ? label : renderLink(url, label);
    return names ? linked : `${linked} › ${escapeText(headings.join(', '))}`;
  });
  return `_${sourceManner[sources.manner]}:_ ${articles.join(' · ')}${asOf}`;
}

/** Whether the line is too long to tell the places. */
export function isLong(sources: Sources): boolean {
  return citationList(sources.citations).length > maxLine;
}
