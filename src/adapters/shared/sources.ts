// The sources of an answer: the line under it, and the full list behind a button.
import { document, heading, list, paragraph, strong, text } from '../../document/build.js';
import type { Block, Citation, Document, Inline, Sources, Taken } from '../../document/nodes.js';
import { inlineText, placesText, sourceManner } from '../../document/plain.js';
import { clip } from './clip.js';

// Longer small print is a wall of text: only the articles stay, and the list has the places. In characters.
const maxPlaces = 200;
// The first words of a view are enough to recognise it.
const maxWords = 60;

/** Whether the line under an answer has to leave out places. */
export function isLong({ citations, named = citations }: Sources): boolean {
  return placesText(named).length > maxPlaces;
}

/** Whether the list says more than the answer and its line. */
export function hasList(sources: Sources): boolean {
  return (sources.taken ?? []).length > 1 || isLong(sources);
}

/** A cited article in full, and the places in it with what was taken from each. */
export type CitedArticle = { readonly line: readonly Inline[]; readonly places: readonly CitedPlace[] };
export type CitedPlace = {
  readonly article: string;
  readonly heading: string;
  /** "the answer", names of rows, or the first words of views. */
  readonly taken: readonly string[];
};

/** The sources of an answer as a document: each article in full, and what was taken from which place in it. */
export function sourcesDocument({ children, about }: Document): Document {
  const sources = children.filter((block) => block.type === 'sources');
  if (sources.length === 0) return document([heading('Sources'), paragraph('This answer cites no article.')], about);
  return document(
    [
      heading('Sources'),
      ...sources.flatMap((each): Block[] => [
        ...citedArticles(each).flatMap(({ line, places }): Block[] => [paragraph(line), list(places.map(placeLine))]),
        paragraph(`Whose words: ${sourceManner[each.manner]}.`),
      ]),
    ],
    about,
  );
}

/** The articles of an answer, in order of first citation. */
export function citedArticles({ citations, taken = [] }: Sources): readonly CitedArticle[] {
  const articles = new Map(citations.map((citation) => [citation.article, citation]));
  return [...articles.values()].map((citation) => {
    const { article } = citation;
    const headings = citations.filter((each) => each.article === article).map((each) => each.heading);
    return {
      line: articleLine(citation),
      places: [...new Set(headings)].map((place) => ({
        article,
        heading: place,
        taken: takenFrom(article, place, taken),
      })),
    };
  });
}

// "LLM vs. Generative AI, by Ofri David (Fiverr, 2026-01-01)"
function articleLine({ name, title = name, author, publisher, date, url }: Citation): readonly Inline[] {
  const called: Inline = url === undefined ? strong(title) : { type: 'link', url, children: [text(title)] };
  const by = author === undefined ? '' : `, by ${author}`;
  const details = [publisher ?? (title === name ? undefined : name), date ?? 'no date given'].filter(
    (detail) => detail !== undefined,
  );
  return [called, text(`${by} (${details.join(', ')})`)];
}

function placeLine({ heading: place, taken }: CitedPlace): readonly Inline[] {
  return [strong(place), ...(taken.length === 0 ? [] : [text(`: ${taken.join('; ')}`)])];
}

function takenFrom(article: string, place: string, taken: readonly Taken[]): readonly string[] {
  const here = taken.filter(({ citations }) =>
    citations.some((citation) => citation.article === article && citation.heading === place),
  );
  const rows = here.filter(({ part }) => part !== 'Answer' && part !== 'View').map(({ part }) => part);
  return [
    ...(here.some(({ part }) => part === 'Answer') ? ['the answer'] : []),
    ...(rows.length === 0 ? [] : [rows.join(', ')]),
    ...here
      .filter(({ part }) => part === 'View')
      .map(({ children }) => `the view that begins: ${clip(inlineText(children), maxWords)}`),
  ];
}
