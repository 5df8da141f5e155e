// How much a concept of a question tells.
import { type Intent, intents } from '../read/intent.js';
import { type Concept, isIntent } from '../read/lexicon.js';
import type { Rarity } from '../read/rarity.js';
import { rarityOf } from './reading.js';

// A word that no entry has counts nearly as much as the rarest that one has.
const unknownWeight = 0.9;

/**
 * The weight, 0 to 1, of a concept that `frequency` of `total` entries ask by. It tells much where few entries ask by it (inverse
 * document frequency, Spärck Jones 1972) and where it is rare at all (`rareness`, 0 to 1).
 */
export function weightOfKnown(concept: Concept, frequency: number, total: number, rareness: number): number {
  if (isIntent(concept)) return weightOfIntent(concept);
  const selective = Math.log(1 + total / Math.max(1, frequency)) / Math.log(1 + total);
  return (0.1 + 0.9 * selective) * (0.04 + 0.96 * rareness);
}

/** The weight, 0 to 1, of a concept that no entry has; `word` are the words behind it. */
export function weightOfUnknown(concept: Concept, word: string, rarity: Rarity): number {
  return isIntent(concept) ? weightOfIntent(concept) : unknownWeight * rarityOf(word, rarity);
}

function weightOfIntent(concept: Concept): number {
  return intents[concept.slice(1) as Exclude<Intent, 'classify' | 'help'>]?.weight ?? 0;
}
