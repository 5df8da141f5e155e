// The weight of a word or phrase in a question. Names and terms of the field weigh most, function words next to nothing.
import { asksOutside, type Concept, isIntent, isName } from '../read/lexicon.js';
import type { Rarity } from '../read/rarity.js';

const leastWeight = 0.2;
/** Words with less weight are function words: they ask for nothing and name no aspect. */
export const tellingFrom = 0.25;
// The exponent from a word's rarity to its weight: below 1, so that everyday words still count a little.
const rarityPower = 0.7;
const intentWeight = 0.35;

/** The weight, 0.2 to 1, of a concept; `words` are the words behind it as they are in the text. */
export function weightOf(concept: Concept, words: string, rarity: Rarity): number {
  if (isName(concept) || asksOutside(concept)) return 1;
  if (isIntent(concept)) return intentWeight;
  const rarest = words.includes(' ') ? Math.max(...words.split(' ').map(rarity.of)) : rarity.of(words);
  return Math.max(leastWeight, rarest ** rarityPower);
}
