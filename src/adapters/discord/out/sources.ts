// Where an answer comes from: small print under it, and the whole list that its button opens.
import { paragraph, strong, text } from '../../../document/build.js';
import type { Block, Citation, Document, Inline, Sources } from '../../../document/nodes.js';
import { citationList, citationName, sourceManner } from '../../../document/plain.js';
import { maxLine } from './pages.js';
import type { Lines } from './table.js';
import { escapeText, renderLink, splitInlines } from './text.js';

/** Where an answer comes from, place by place. */
export function sourcesDocument({ children }: Document): Document {
  const sources = children.filter((block) => block.type === 'sources');
  const title: Block = { type: 'heading', children: [text('Sources')] };
  if (sources.length === 0) return { type: 'root', children: [title, paragraph('This answer cites no article.')] };
  return {
    type: 'root',
    children: [
      title,
      ...sources.flatMap(({ manner, citations, asOf }): Block[] => [
        paragraph(`The answer is ${sourceManner[manner]}:`),
        { type: 'list', children: byArticle(citations).map((each) => ({ type: 'listItem', children: each })) },
        ...(asOf === undefined ? [] : [paragraph(`It holds for ${asOf}.`)]),
      ]),
    ],
  };
}

function byArticle(citations: readonly Citation[]): readonly (readonly Inline[])[] {
  const articles = new Map<string, Citation[]>();
  for (const citation of citations)
    articles.set(citation.article, [...(articles.get(citation.article) ?? []), citation]);
  return [...articles.values()].flatMap((places): readonly (readonly Inline[])[] => {
    const [first] = places;
    if (first === undefined) return [];
    const name: Inline =
      first.url === undefined
        ? strong(citationName(first))
        : { type: 'link', url: first.url, children: [text(citationName(first))] };
    return [[name, text(` › ${[...new Set(places.map(({ heading }) => heading))].join(', ')}`)]];
  });
}

/** `foot` is the line under the answer, `later` what takes its place where it is too long; `shortened` lacks the places. */
export type Foot = { readonly foot: readonly string[]; readonly later: readonly Lines[]; readonly shortened: boolean };

// Longer than this, the small print is a wall: the articles alone stay, and a button opens the places.
const maxSources = 300;
const maxFootLine = 700;

/** The sources of an answer; the places may be left out where a button can open them. */
export function renderSources(sources: Sources, canOpen: boolean): Foot {
  const { manner, citations, asOf } = sources;
  const end = asOf === undefined ? '' : ` · as of ${asOf}`;
  const whole = `-# ${sourceManner[manner]}: ${escapeText(citationList(citations))}${end}`;
  const linked = citations.some(({ url }) => url !== undefined);
  if (whole.length <= maxSources && !linked) return { foot: [whole], later: [], shortened: false };
  const names = `-# ${sourceManner[manner]}: ${articleNames(citations)}${end}`;
  if (canOpen && names.length <= maxFootLine) return { foot: [names], later: [], shortened: true };
  const lines = splitInlines([text(`${sourceManner[manner]}: ${citationList(citations)}${end}`)], maxLine - 3);
  return { foot: [], later: [{ before: '', after: '', lines: lines.map((line) => `-# ${line}`) }], shortened: false };
}

function articleNames(citations: readonly Citation[]): string {
  const articles = new Map(citations.map((citation) => [citation.article, citation]));
  return [...articles.values()]
    .map((citation) =>
      citation.url === undefined
        ? escapeText(citationName(citation))
        : renderLink(citationName(citation), citation.url),
    )
    .join(' · ');
}
