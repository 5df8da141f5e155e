// The terms in a page's lists of terms.
import { type HtmlElement, nextElement, oneLine } from './tree.js';

const mostTerms = 5;

/** In Markdown, a sentence may stand above a line that begins with a colon by accident. */
export const isSentence = (words: string) => words.endsWith('.') && words.split(' ').length > mostTerms;

/** Further terms with the same definition. */
export function termsAfter(term: HtmlElement): readonly HtmlElement[] {
  const found: HtmlElement[] = [];
  for (let next = nextElement(term); next?.tagName === 'dt' && found.length < mostTerms; next = nextElement(next))
    found.push(next);
  return found;
}

/** "(also: condition of average)" is another name: they are written in brackets after the first one. */
export function namesIn(terms: readonly string[]): string {
  const names = terms.map((term) =>
    oneLine(term)
      .replace(/^\(|\)$/g, '')
      .replace(/^(?:also(?: called| known as)?|or|aka)\b:? /i, '')
      .trim(),
  );
  return names.length === 0 ? '' : `(${names.join('; ')})`;
}
