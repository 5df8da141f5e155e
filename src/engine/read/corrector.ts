// Which words of a question are slips of the pen, and what was meant.
import { stemmer } from 'stemmer';
import type { Knowledge } from '../entry.js';
import type { Ranker } from '../find/rank.js';
import { lazy } from '../lazy.js';
import { intentOf, isName, type Occurrence } from './lexicon.js';
import { tokenize } from './normalize.js';
import { createSpelling, mostSpread } from './spelling.js';

// A word that is no English word and occurs less often in the ways of asking may be a slip itself, since authors mistype too.
const leastUses = 12;
// A word is taken for another one only where that occurs so many times as often.
const clearlyMore = 8;
// Of names only the longer words are worth guessing at; of English the commonest.
const leastNameLength = 6;
const commonWords = 2000;

const isVersus = ({ concept }: Occurrence) => concept === intentOf('compare');
const beside = (scanned: readonly Occurrence[], at: number, step: 1 | -1): boolean => {
  const [between, other] = [scanned[at + step], scanned[at + 2 * step]];
  return between !== undefined && other !== undefined && isVersus(between) && isName(other.concept);
};

type Corrected = { readonly knowledge: Knowledge; readonly ranker: Pick<Ranker, 'lexicon' | 'rarity' | 'index'> };

/** Makes the corrector: misspelt tokens to known ones; what the dictionary has, as a word or within a phrase, stays as it is. */
export function createCorrector({ knowledge, ranker }: Corrected): (tokens: readonly string[]) => readonly string[] {
  const { lexicon, rarity, index } = ranker;
  const counts = new Map(index.tokens.map((token, at) => [token, index.counts[at] ?? 0]));
  index.quoted?.tokens.forEach((token, at) => {
    counts.set(token, (counts.get(token) ?? 0) + (index.quoted?.counts[at] ?? 0));
  });
  const uses = (word: string) => counts.get(word) ?? 0;
  // "Chunking" is a word where "chunk" is.
  const isWord = (word: string) => lexicon.words.has(word) || rarity.isWord(word) || rarity.isWord(stemmer(word));
  const usual = () => [
    ...[...counts.keys()].filter((word) => uses(word) >= leastUses || isWord(word)),
    ...lexicon.words,
    ...rarity.common(commonWords),
  ];
  // What an entry is titled is worth guessing at; aliases are not, since authors list misspellings there.
  const names = () =>
    knowledge.entries
      .flatMap(({ title, label }) => [...tokenize(title), ...tokenize(label)])
      .filter((word) => word.length >= leastNameLength);
  const spell = createSpelling(() => [...usual(), ...names()], uses);
  const mostUses = lazy(() => mostByLength(counts));
  // The index of known words takes a while to make; most words that the ways of asking have themselves need no look into it.
  const mayBeSlip = (word: string) => {
    const least = clearlyMore * uses(word);
    const around = mostUses().slice(Math.max(0, word.length - mostSpread), word.length + mostSpread + 1);
    return least === 0 || around.some((most) => most >= least);
  };
  const correctWord = (word: string, tokens: readonly string[]) => {
    if (isWord(word) || /\d/.test(word) || !mayBeSlip(word)) return word;
    const meant = spell(word);
    if (meant === undefined || uses(meant) < clearlyMore * uses(word)) return word;
    // Whoever writes "Mixtral or Mistral" means two things.
    return tokens.includes(meant) ? word : meant;
  };
  return (tokens) => {
    const scanned = lexicon.scan(tokens);
    return scanned.flatMap(({ start, end, isPhrase }, at) => {
      const words = tokens.slice(start, end);
      // "Suno vs Udio" compares two things: what stands beside a known one is a name, and no slip for "audio".
      const isThing = beside(scanned, at, -1) || beside(scanned, at, 1);
      return isPhrase || isThing ? words : words.map((word) => correctWord(word, tokens));
    });
  };
}

// How often the commonest token of each length occurs.
function mostByLength(counts: ReadonlyMap<string, number>): readonly number[] {
  const most: number[] = [];
  for (const [{ length }, count] of counts) most[length] = Math.max(most[length] ?? 0, count);
  return most;
}
