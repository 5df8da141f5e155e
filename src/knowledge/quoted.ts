// Checks an article's own words within our paraphrase: they are in quotation marks, a few at a time, and must be in the cited section. See
// quote.ts for whole quotes from imported articles.
import type { Citation } from '../document/nodes.js';
import type { SectionLines } from './sections.js';

/** Words per quoted run: enough to be the article's, few enough to remain a quote. */
const quotedWords = { min: 2, max: 8 } as const;

/** Why the quotation marks of a text are wrong, one message each; none if every run is proved. */
export type CheckQuoted = (text: string, citations: readonly Pick<Citation, 'article' | 'heading'>[]) => string[];

/** The runs within double quotation marks; undefined if a mark has no partner. */
export function readQuoted(text: string): readonly string[] | undefined {
  const pieces = text.split(/["“”„]/);
  return pieces.length % 2 === 0 ? undefined : pieces.filter((_, index) => index % 2 === 1);
}

/** Makes the check for articles' sections, by article key. */
export function createQuotedCheck(articles: ReadonlyMap<string, SectionLines>): CheckQuoted {
  return (text, citations) => {
    const runs = readQuoted(text);
    if (runs === undefined) return ['a quotation mark has no partner'];
    return runs.flatMap((run) => {
      const said = JSON.stringify(run);
      const words = run.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
      if (words < quotedWords.min || words > quotedWords.max) {
        const range = `${quotedWords.min} to ${quotedWords.max}`;
        return [`${said} has ${words} words: quotation marks are for ${range} of the article's own, retell the rest`];
      }
      if (citations.some(({ article, heading }) => isIn(run, articles.get(article)?.get(heading) ?? []))) return [];
      const unknown = citations.find(({ article }) => !articles.has(article));
      if (unknown !== undefined) return [`${said} cannot be proved: no text has the headings of "${unknown.article}"`];
      const cited = citations.map(({ article, heading }) => `${article} > ${heading}`).join('; ');
      return [`${said} is not in ${cited}: quote it letter by letter, or retell it without quotation marks`];
    });
  };
}

function isIn(run: string, lines: readonly string[]): boolean {
  const wanted = straighten(run);
  return lines.some((line) => {
    const written = straighten(line);
    for (let at = written.indexOf(wanted); at >= 0; at = written.indexOf(wanted, at + 1)) {
      if (!isWordAt(written, at - 1) && !isWordAt(written, at + wanted.length)) return true;
    }
    return false;
  });
}

// The article's quotation marks become single ones within ours. Typographic and plain marks are equal; a dash instead of a hyphen, or a
// capital, is not.
const straighten = (text: string) =>
  text
    .replace(/[‘’“”„"]/g, "'")
    .replace(/[–—]/g, '–')
    .replaceAll('…', '...')
    .replace(/\s+/g, ' ')
    .trim();
const isWordAt = (text: string, at: number) => /[\p{L}\p{N}]/u.test(text.charAt(at));
