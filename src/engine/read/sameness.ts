// Whether two questions ask the same: by the words that tell, in any order, as the engine reads them.

import type { Ranker } from '../find/rank.js';
import { isIntent } from './lexicon.js';
import { normalizeText } from './normalize.js';
import type { Reader } from './reader.js';

// A word that tells less is one of those that questions are made of: "what", "tell", "really".
const tellsFrom = 0.5;

/**
 * The key of a question: its telling concepts, sorted. Names and synonyms count as one concept, misspelt words as what they were meant
 * to be; how it is asked ("what is", "explain") does not count. A question without a telling word is its own key.
 */
export function createSameness(
  { weigh }: Pick<Ranker, 'weigh'>,
  reader: Pick<Reader, 'words'>,
): (question: string) => string {
  return (question) => {
    const words = reader.words(question);
    const telling = [...words].filter(([concept, word]) => !isIntent(concept) && weigh(concept, word) >= tellsFrom);
    if (telling.length === 0) return normalizeText(question);
    return telling
      .map(([concept]) => concept)
      .sort()
      .join(' ');
  };
}
