// Reads where a part of an entry file comes from: its citations and, for a quote, the places in the article that prove it.
import type { Citation, Inline, Span } from '../document/nodes.js';
import { inlineText } from '../document/plain.js';
import type { ReadContext } from './context.js';
import { readPlace } from './quote.js';
import type { FrontMatter } from './schemas.js';

/** The file being read. Lines given to `lineOf` and `report` count from the start of the body. */
export type SourceFile = {
  readonly front: FrontMatter;
  readonly file: string;
  readonly context: ReadContext;
  readonly lineOf: (line: number) => number;
  readonly report: (line: number, message: string) => void;
};

/** Reads a source. With places in an article it is a quote, and is checked against the article's stored text. */
export function readSource<Said>(
  cite: readonly Inline[],
  line: number,
  at: SourceFile,
  disprove: (said: Said, articleText: string, spans: readonly Span[]) => string | undefined,
  said: Said,
): { readonly citations: readonly Citation[]; readonly spans?: readonly Span[] } {
  const place = readPlace(inlineText(cite));
  const citations = at.context.citations(place.cite, at.file, at.lineOf(line));
  const [citation, ...others] = citations;
  if (place.spans === undefined) {
    if (at.front.verbatim) at.report(line, 'does not say where the quote is: write "article > heading @ start-end"');
    return { citations };
  }
  if (citation === undefined) return { citations };
  const text = at.context.articleText(citation.article);
  const doubt =
    others.length > 0
      ? 'a quote is from one place: cite one article and heading'
      : text === undefined
        ? `the quote cannot be proved: the text of "${citation.article}" is not in articles/${citation.article}.txt`
        : disprove(said, text, place.spans);
  if (doubt !== undefined) at.report(line, doubt);
  return { citations, spans: place.spans };
}
