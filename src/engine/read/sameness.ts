// Whether two questions ask the same: by their telling words, in any order, as the engine reads them.

import type { Ranker } from '../find/rank.js';
import { isIntent } from './lexicon.js';
import { normalizeText } from './normalize.js';
import type { Reader } from './reader.js';

// Words with less weight are what questions are made of: "what", "tell", "really".
const tellsFrom = 0.5;

/**
 * The key of a question: its telling concepts, sorted. Names and synonyms count as one concept, misspelt words as what was meant; the form
 * of the question ("what is", "explain") doesn't count. A question without a telling word is its own key.
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
