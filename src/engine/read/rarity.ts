// The weight of a word by its rarity in spoken English: "the" next to nothing, "boss" something, "backpropagation" everything.
import type { English } from '../../language/english.js';

/** From 0 (everybody says it all the time) to 1 (hardly anybody says it). */
export type Rarity = {
  readonly of: (word: string) => number;
  /** Whether it is an English word or common name, and so not a misspelling. */
  readonly isWord: (word: string) => boolean;
  /** The commonest words, commonest first. */
  readonly common: (count: number) => readonly string[];
};

// SUBTLEX-US counts 51 million words of film subtitles (Brysbaert & New 2009, https://doi.org/10.3758/BRM.41.4.977).
const corpusSize = 51_000_000;
// Self-information in bits: about 7 for "what", 13 for "boss", 18 for "psychology"; values are clamped to this range.
const leastBits = 7;
const mostBits = 17;
// A bare number says little: it is a name only together with a word.
const numberRarity = 0.3;
// Rarer words in the list are as likely to be typos in the subtitles.
const leastCount = 12;

export function createRarity({ words, counts }: English): Rarity {
  const countOf = (word: string) => counts[words.indexOf(word)];
  return {
    of: (word) => {
      if (/^\p{N}+$/u.test(word)) return numberRarity;
      const count = countOf(word);
      if (count === undefined) return 1;
      const bits = Math.log2(corpusSize / count);
      return Math.min(1, Math.max(0, (bits - leastBits) / (mostBits - leastBits)));
    },
    isWord: (word) => (countOf(word) ?? 0) >= leastCount,
    common: (count) => Array.from({ length: Math.min(count, words.size) }, (_, index) => words.at(index)),
  };
}
