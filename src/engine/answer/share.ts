// How much of a question something accounts for.
import type { Ranker } from '../find/rank.js';
import type { Concept } from '../read/lexicon.js';
import type { Segment } from '../read/parts.js';

/** A comparison, a class or a fact must account for this share of the question. */
export const leastExplained = 0.62;

/** The share of a segment's weight in the concepts that count. */
export function shareOf(segment: Segment, ranker: Ranker, counts: (concept: Concept) => boolean): number {
  let all = 0;
  let counted = 0;
  for (const [concept, word] of segment.words) {
    const weight = ranker.weigh(concept, word);
    all += weight;
    if (counts(concept)) counted += weight;
  }
  return all === 0 ? 0 : counted / all;
}
