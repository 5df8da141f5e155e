// Where an answer comes from: the line under it, and the full list behind its button.
import { document, heading, inline, strong, text } from '../../../document/build.js';
import type { Citation, Document, Inline, ListItem, Sources } from '../../../document/nodes.js';
import { citationList, citationName, sourceManner } from '../../../document/plain.js';
import { escapeText, renderLink } from './text.js';

/** In characters: up to here the line tells the places in the articles too, and needs no button. */
const maxLine = 200;

/** The line under an answer; `names` leaves the places in the articles to the button. */
export function renderSources(sources: Sources, names: boolean): string {
  const asOf = sources.asOf === undefined ? '' : ` · as of ${sources.asOf}`;
  const articles = articlesOf(sources.citations).map(({ name, url, headings }) => {
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

/** The full list of a document's sources, or undefined where it has none. */
export function sourcesDocument({ children }: Document): Document | undefined {
  const sources = children.find((block) => block.type === 'sources');
  if (sources === undefined) return undefined;
  const items = articlesOf(sources.citations, citationName).map(({ name, url, headings }): ListItem => {
    const title: Inline = url === undefined ? strong(name) : { type: 'link', url, children: inline(name) };
    return { type: 'listItem', children: [title, text(` › ${headings.join(', ')}`)] };
  });
  const manner = sourceManner[sources.manner];
  return document([heading(`Sources (${manner})`), { type: 'list', children: items }]);
}

type Places = { readonly name: string; readonly url: string | undefined; readonly headings: readonly string[] };

// Each article once, with all the places that are cited.
function articlesOf(citations: readonly Citation[], nameOf = ({ name }: Citation) => name): readonly Places[] {
  const names = [...new Set(citations.map(nameOf))];
  return names.map((name) => {
    const cited = citations.filter((citation) => nameOf(citation) === name);
    return {
      name,
      url: cited.find((citation) => citation.url !== undefined)?.url,
      headings: [...new Set(cited.map((citation) => citation.heading))],
    };
  });
}
