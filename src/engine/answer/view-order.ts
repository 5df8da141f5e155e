// Orders views for a question: first those that speak of what it asks beyond the entry's own name.
import { once } from '../../document/once.js';
import { inlineText } from '../../document/plain.js';
import type { Entry } from '../entry.js';
import type { Ranker } from '../find/rank.js';
import { isIntent, nameOf } from '../read/lexicon.js';
import { tokenize } from '../read/normalize.js';
import { readTokens, type Segment } from '../read/parts.js';
import { shownViews } from './compose.js';

// A more common word ("work", "good") doesn't make a view a better answer.
const leastRare = 0.6;
// More than any words can be worth.
const ofArticle = 100;

/** The order of an entry's views, the best for the question first; undefined if the usual order is the best. */
export function createViewOrder(ranker: Ranker): (entry: Entry, segment: Segment) => readonly number[] | undefined {
  const said = once(({ views }: Entry) =>
    views.map(({ children, citations }) => ({
      concepts: new Set(readTokens(tokenize(inlineText(children)), ranker.lexicon).concepts),
      // As people say them: by the first word, unless that is a common one.
      articles: [...new Set(citations.map(({ name }) => tokenize(name)[0] ?? ''))].filter(
        (first) => ranker.weigh(first, first) >= leastRare,
      ),
    })),
  );
  return (entry, segment) => {
    if (entry.views.length <= shownViews) return undefined;
    const asked = [...segment.words].flatMap(([concept, words]) => {
      const weight = ranker.weigh(concept, words);
      return isIntent(concept) || concept === nameOf(entry.id) || weight < leastRare ? [] : [{ concept, weight }];
    });
    // "What does the SEO guide say on that?" asks for its views above all.
    const isOf = (articles: readonly string[]) => articles.some((first) => segment.tokens.includes(first));
    const scores = said(entry).map(
      ({ concepts, articles }) =>
        asked.reduce((sum, { concept, weight }) => sum + (concepts.has(concept) ? weight : 0), 0) +
        (isOf(articles) ? ofArticle : 0),
    );
    const order = scores.map((_, at) => at).sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0));
    return order.slice(0, shownViews).every((place, at) => place === at) ? undefined : order;
  };
}
