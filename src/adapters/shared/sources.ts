// Where an answer comes from: each article once, and the whole list that a button opens.
import { document, heading, inline, list, paragraph, strong, text } from '../../document/build.js';
import type { Block, Citation, Document, Inline } from '../../document/nodes.js';
import { citationName, sourceManner } from '../../document/plain.js';

/** An article with the places in it that are cited. */
export type Places = { readonly name: string; readonly url: string | undefined; readonly headings: readonly string[] };

/** Each article once, with all the places that are cited; in the order in which they are named first. */
export function placesOf(
  citations: readonly Citation[],
  nameOf: (citation: Citation) => string = citationName,
): readonly Places[] {
  const names = [...new Set(citations.map(nameOf))];
  return names.map((name) => {
    const cited = citations.filter((citation) => nameOf(citation) === name);
    return {
      name,
      url: cited.find(({ url }) => url !== undefined)?.url,
      headings: [...new Set(cited.map((citation) => citation.heading))],
    };
  });
}

/** Where an answer comes from, place by place. */
export function sourcesDocument({ children }: Document): Document {
  const sources = children.filter((block) => block.type === 'sources');
  if (sources.length === 0) return document([heading('Sources'), paragraph('This answer cites no article.')]);
  return document([
    heading('Sources'),
    ...sources.flatMap(({ manner, citations, asOf }): Block[] => [
      paragraph(`The answer is ${sourceManner[manner]}:`),
      list(placesOf(citations).map(placeLine)),
      ...(asOf === undefined ? [] : [paragraph(`It holds for ${asOf}.`)]),
    ]),
  ]);
}

function placeLine({ name, url, headings }: Places): readonly Inline[] {
  const title: Inline = url === undefined ? strong(name) : { type: 'link', url, children: inline(name) };
  return [title, text(` › ${headings.join(', ')}`)];
}
