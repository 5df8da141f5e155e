// Reads "article > heading; article > heading" as citations, checked against the articles.
import type { Citation } from '../document/nodes.js';
import type { Article } from '../engine/entry.js';

/** An article with its citable headings. */
export type CitableArticle = Article & { readonly headings: readonly string[] };

/** Reads the citations in a line of text; errors go to `report`, and the rest is still read. */
export type ReadCitations = (source: string, report: (message: string) => void) => readonly Citation[];

/** Makes a citation reader for a set of articles. */
export function createCitationReader(articles: readonly CitableArticle[]): ReadCitations {
  const byKey = new Map(articles.map((article) => [article.key, article]));
  return (source, report) =>
    source.split(';').flatMap((part) => {
      const [key = '', heading = ''] = splitOnce(part).map((piece) => piece.trim());
      if (heading === '') {
        report(`"${part.trim()}" is no citation: write "article > heading"`);
        return [];
      }
      const article = byKey.get(key);
      if (article === undefined) {
        report(`unknown article "${key}": articles.yaml has ${[...byKey.keys()].join(', ')}`);
        return [];
      }
      if (!article.headings.some((known) => straighten(known) === straighten(heading))) {
        report(`article "${key}" has no heading "${heading}" in articles.yaml`);
        return [];
      }
      return [toCitation(article, heading)];
    });
}

function toCitation(article: CitableArticle, heading: string): Citation {
  return {
    article: article.key,
    name: article.name,
    heading,
    ...(article.date === undefined ? {} : { date: article.date }),
    ...(article.url === undefined ? {} : { url: article.url }),
    title: article.title,
    ...(article.author === undefined ? {} : { author: article.author }),
    ...(article.publisher === undefined ? {} : { publisher: article.publisher }),
  };
}

function splitOnce(text: string): [string, string] {
  const at = text.indexOf('>');
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
}

const straighten = (text: string) => text.replaceAll('’', "'");
