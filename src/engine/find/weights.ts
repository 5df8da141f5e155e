// How much a word or phrase of a question tells. Names and terms of the field tell most, function words next to nothing.
import { asksOutside, type Concept, isIntent, isName } from '../read/lexicon.js';
import type { Rarity } from '../read/rarity.js';

const leastWeight = 0.2;
/** Words that weigh less are function words: they ask for nothing and name no aspect. */
export const tellingFrom = 0.25;
// Between a word's rarity and its weight: below 1, so that everyday words still tell something.
const rarityPower = 0.7;
const intentWeight = 0.35;

/** The weight, 0.2 to 1, of a concept; `words` are the words behind it as they stand in the text. */
export function weightOf(concept: Concept, words: string, rarity: Rarity): number {
  if (isName(concept) || asksOutside(concept)) return 1;
  if (isIntent(concept)) return intentWeight;
  const rarest = words.includes(' ') ? Math.max(...words.split(' ').map(rarity.of)) : rarity.of(words);
  return Math.max(leastWeight, rarest ** rarityPower);
}
