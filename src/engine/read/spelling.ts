// Corrects misspelt words to known ones, and completes what is being typed. The only importer of fuse.js, which is good at short strings: a
// bigram index picks the few words that could be meant, and Fuse decides among them.
import Fuse from 'fuse.js';
import { lazy } from '../lazy.js';
import { remember } from '../remember.js';

/** The known word that a misspelt one stands for, or undefined if none is close enough. */
type Spelling = (word: string) => string | undefined;

// Shorter words have too many neighbours: "car" isn't a misspelt "rag".
const minLength = 3;
const maxCandidates = 12;
// Up to this length only swapped, missing and additional letters count: BERT isn't a misspelt best.
const shortWord = 5;
// From this length on, two letters may be missing or too many; otherwise one.
const longWord = 7;
/** The largest difference in length between a word and its correction. */
export const mostSpread = 2;
// Fuse's score, where 0 is equal: about one edit in four letters, two in nine.
const worstScore = 0.27;
const perUse = 0.012;

/** A corrector to `words`, which are requested on the first misspelt word; among similarly close ones, the more frequent wins. */
export function createSpelling(words: () => Iterable<string>, uses: (word: string) => number): Spelling {
  const index = lazy(() => indexWords(words()));
  const corrected = (word: string) => {
    if (word.length < minLength || word.length > 30) return undefined;
    const { known, byGram, byLetters } = index();
    const swappedLetters = (byLetters.get(lettersOf(word)) ?? []).map((index) => known[index] ?? '');
    const candidates = [...new Set([...swappedLetters, ...nearest(word, known, byGram)])];
    const found = new Fuse(candidates, { includeScore: true, threshold: 0.6, ignoreLocation: true }).search(word);
    // Fuse counts two swapped letters as two edits; they are the most common typo, so here they count as one.
    // The first letter is seldom the wrong one.
    const scored = found.map(({ item, score = 1 }) => ({
      item,
      score: score * slip(item, word) + (item[0] === word[0] ? 0 : 0.1) - Math.log1p(uses(item)) * perUse,
    }));
    const [best] = scored.filter(({ item }) => isLikely(item, word)).sort((a, b) => a.score - b.score);
    return best !== undefined && best.score <= worstScore ? best.item : undefined;
  };
  // A question is read in several parts, so the same words come again and again.
  return remember(corrected);
}

function indexWords(words: Iterable<string>) {
  const known = [...new Set(words)].filter((word) => word.length >= minLength);
  const byGram = new Map<string, number[]>();
  const byLetters = new Map<string, number[]>();
  known.forEach((word, index) => {
    push(byLetters, lettersOf(word), index);
    for (const gram of gramsOf(word)) push(byGram, gram + word.length, index);
  });
  return { known, byGram, byLetters };
}

function push(lists: Map<string, number[]>, key: string, index: number): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [index]);
  else list.push(index);
}

// The words that share most bigrams with the misspelt one and have about its length; bigrams are indexed by word length.
function nearest(word: string, known: readonly string[], byGram: ReadonlyMap<string, readonly number[]>): string[] {
  const spread = word.length < longWord ? 1 : mostSpread;
  const shared = new Map<number, number>();
  for (const gram of gramsOf(word)) {
    for (let length = word.length - spread; length <= word.length + spread; length += 1) {
      for (const index of byGram.get(gram + length) ?? []) shared.set(index, (shared.get(index) ?? 0) + 1);
    }
  }
  return [...shared]
    .filter(([, count]) => count >= 2)
    .sort(([a, countA], [b, countB]) => countB - countA || a - b)
    .slice(0, maxCandidates)
    .map(([index]) => known[index] ?? '');
}

// A wrong letter in a short word makes another word; in a very short one only swapped letters are a typo.
function isLikely(meant: string, written: string): boolean {
  if (written.length > shortWord) return true;
  return written.length > minLength ? slip(meant, written) < 1 : isSwapped(meant, written);
}

// Swapped and missing letters are likelier than wrong ones.
function slip(meant: string, written: string): number {
  if (isSwapped(meant, written)) return 0.4;
  return isWithin(written, meant) || isWithin(meant, written) ? 0.8 : 1;
}

function isWithin(part: string, whole: string): boolean {
  let at = 0;
  for (const letter of whole) if (letter === part[at]) at += 1;
  return at === part.length;
}

function isSwapped(a: string, b: string): boolean {
  if (a.length !== b.length) return false;
  const at = [...a].findIndex((letter, index) => letter !== b[index]);
  return at >= 0 && a[at] === b[at + 1] && a[at + 1] === b[at] && a.slice(at + 2) === b.slice(at + 2);
}

function lettersOf(word: string): string {
  return [...word].sort().join('');
}

function gramsOf(word: string): Set<string> {
  const padded = `^${word}$`;
  return new Set(Array.from({ length: padded.length - 1 }, (_, at) => padded.slice(at, at + 2)));
}

/** Entries to offer while somebody types: the names and questions that fit best, best first. */
export type Completion = { readonly id: string; readonly label: string };

/** A completer over labels. For an empty input it offers the first `limit`, so the most useful ones should come first. */
export function createCompletion(
  items: readonly Completion[],
): (typed: string, limit: number) => readonly Completion[] {
  const fuse = lazy(() => new Fuse(items, { keys: ['label'], threshold: 0.35, ignoreLocation: true }));
  return (typed, limit) =>
    typed.trim() === ''
      ? items.slice(0, limit)
      : fuse()
          .search(typed.slice(0, 100), { limit })
          .map(({ item }) => item);
}
