// Finds typos in a question, and what was meant.
import { stemmer } from 'stemmer';
import type { Knowledge } from '../entry.js';
import type { Ranker } from '../find/rank.js';
import { lazy } from '../lazy.js';
import { intentOf, isName, type Occurrence } from './lexicon.js';
import { createNamePairs } from './name-pairs.js';
import { tokenize } from './normalize.js';
import { createSpelling, mostSpread } from './spelling.js';

// A word that isn't English and is rarer than this in the ways of asking may itself be a typo, since authors make them too.
const leastUses = 12;
// Such a word is corrected only to a similar one that occurs this many times as often.
const clearlyMore = 8;
// Among names only longer words are worth guessing, among English words the commonest.
const leastNameLength = 6;
const commonWords = 2000;

const isVersus = ({ concept }: Occurrence) => concept === intentOf('compare');
const beside = (scanned: readonly Occurrence[], at: number, step: 1 | -1): boolean => {
  const [between, other] = [scanned[at + step], scanned[at + 2 * step]];
  return between !== undefined && other !== undefined && isVersus(between) && isName(other.concept);
};

type Corrected = { readonly knowledge: Knowledge; readonly ranker: Pick<Ranker, 'lexicon' | 'rarity' | 'index'> };

/** Makes the corrector from misspelt tokens to known ones; words in the dictionary, alone or within a phrase, stay as they are. */
export function createCorrector({ knowledge, ranker }: Corrected): (tokens: readonly string[]) => readonly string[] {
  const { lexicon, rarity, index } = ranker;
  const counts = new Map(index.tokens.map((token, at) => [token, index.counts[at] ?? 0]));
  index.quoted?.tokens.forEach((token, at) => {
    counts.set(token, (counts.get(token) ?? 0) + (index.quoted?.counts[at] ?? 0));
  });
  const uses = (word: string) => counts.get(word) ?? 0;
  // "Chunking" is a word if "chunk" is.
  const isWord = (word: string) => lexicon.words.has(word) || rarity.isWord(word) || rarity.isWord(stemmer(word));
  const usual = () => [
    ...[...counts.keys()].filter((word) => uses(word) >= leastUses || isWord(word)),
    ...lexicon.words,
    ...rarity.common(commonWords),
  ];
  // Titles are worth guessing; aliases aren't, since authors list misspellings there.
  const names = () =>
    knowledge.entries
      .flatMap(({ title, label }) => [...tokenize(title), ...tokenize(label)])
      .filter((word) => word.length >= leastNameLength);
  const spell = createSpelling(() => [...usual(), ...names()], uses);
  const correctPairs = createNamePairs(
    () => knowledge.entries.flatMap(({ title, label }) => [tokenize(title), tokenize(label)]),
    isWord,
    (word) => uses(word) > 0,
  );
  const mostUses = lazy(() => mostByLength(counts));
  // Indexing the known words takes a while; most words occur in the ways of asking and don't need it.
  const mayBeSlip = (word: string) => {
    const least = clearlyMore * uses(word);
    const around = mostUses().slice(Math.max(0, word.length - mostSpread), word.length + mostSpread + 1);
    return least === 0 || around.some((most) => most >= least);
  };
  const correctWord = (word: string, tokens: readonly string[]) => {
    if (isWord(word) || /\d/.test(word) || !mayBeSlip(word)) return word;
    const meant = spell(word);
    if (meant === undefined || uses(meant) < clearlyMore * uses(word)) return word;
    // Somebody who writes "Mixtral or Mistral" means two things.
    return tokens.includes(meant) ? word : meant;
  };
  return (written) => {
    const tokens = correctPairs(written);
    const scanned = lexicon.scan(tokens);
    return scanned.flatMap(({ start, end, isPhrase }, at) => {
      const words = tokens.slice(start, end);
      // "Suno vs Udio" compares two things: a word next to a known one is a name, not a typo for "audio".
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
