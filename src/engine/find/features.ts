// Features for learning: the concepts of a text, pairs of neighbouring ones, and the four-letter pieces of its telling words, so that
// "summarise" shares something with "summary" and a typo costs little.
import type { Concept } from '../read/lexicon.js';
import { tellingFrom } from './weights.js';

/** A feature, and its strength in a text. */
export type Feature = { readonly name: string; readonly strength: number };
/** A concept of a text, its weight, and the words behind it. */
export type Weighed = { readonly concept: Concept; readonly weight: number; readonly words: string };

// The total strength of each kind of feature, however long the text is.
const pairShare = 0.7;
const pieceShare = 0.7;
const pieceLength = 4;
// The start and end of a text weigh as little as a function word.
const edgeWeight = 0.3;

/** The features of a text; names of pairs and pieces begin with a mark that no concept has. */
export function featuresOf(text: readonly Weighed[]): Feature[] {
  const concepts = new Map<string, number>();
  const pairs = new Map<string, number>();
  const pieces = new Map<string, number>();
  let before: Pick<Weighed, 'concept' | 'weight'> = { concept: '^', weight: edgeWeight };
  for (const each of text) {
    raise(concepts, each.concept, each.weight);
    raise(pairs, `|${before.concept}|${each.concept}`, Math.sqrt(before.weight * each.weight));
    if (each.weight >= tellingFrom) addPieces(pieces, each);
    before = each;
  }
  if (text.length > 0) raise(pairs, `|${before.concept}|$`, Math.sqrt(before.weight * edgeWeight));
  const features: Feature[] = [];
  addScaled(features, concepts, 1);
  addScaled(features, pairs, pairShare);
  addScaled(features, pieces, pieceShare);
  return features;
}

/** Whether it is a feature of one concept: those are learned however rare they are. */
export const isConcept = (feature: string): boolean => !feature.startsWith('|') && !feature.startsWith('_');

function addPieces(pieces: Map<string, number>, { words, weight }: Weighed): void {
  for (const word of words.split(' ')) {
    const framed = `^${word}$`;
    for (let at = 0; at === 0 || at + pieceLength <= framed.length; at += 1)
      raise(pieces, `_${framed.slice(at, at + pieceLength)}`, weight);
  }
}

function raise(strengths: Map<string, number>, name: string, to: number): void {
  if ((strengths.get(name) ?? 0) < to) strengths.set(name, to);
}

// Each kind has the same length in every text, so that long questions are no stronger than short ones.
function addScaled(features: Feature[], strengths: ReadonlyMap<string, number>, share: number): void {
  let squares = 0;
  for (const strength of strengths.values()) squares += strength * strength;
  const scale = share / Math.sqrt(squares);
  for (const [name, strength] of strengths) features.push({ name, strength: strength * scale });
}
