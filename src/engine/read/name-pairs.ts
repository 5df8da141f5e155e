// Finds two misspelt words of a title by each other: "lazer" alone may be anything, next to "cutter" or "cuter" it is the laser cutter.
import { lazy } from '../lazy.js';

/** The words with those of a title in place of two that are close to them. */
type CorrectPairs = (tokens: readonly string[]) => readonly string[];

// Shorter words are other words with a letter changed.
const leastLength = 5;

/**
 * Makes the corrector for the words of `titles`. `isWord`: it is English; `isUsed`: it is in the ways of asking. A pair needs a word that is
 * neither, and a word of the language is only taken for a slip next to such a one, since "test generator" isn't a "text generator".
 */
export function createNamePairs(
  titles: () => Iterable<readonly string[]>,
  isWord: (word: string) => boolean,
  isUsed: (word: string) => boolean,
): CorrectPairs {
  const pairs = lazy(() => indexPairs(titles()));
  const isUnknown = (word: string) => word.length >= leastLength && !/\d/.test(word) && !isWord(word) && !isUsed(word);
  const meant = (a: string, b: string): Pair | undefined => {
    if (!isUnknown(a) && !isUnknown(b)) return undefined;
    const isOf = (said: string, word: string) => said === word || (!isUsed(said) && isSlip(said, word));
    const found = (pairs().get(keyOf(a, b)) ?? []).filter(([x, y]) => isOf(a, x) && isOf(b, y));
    // Close to two titles, it is neither.
    return found.length === 1 ? found[0] : undefined;
  };
  return (tokens) => {
    const corrected = [...tokens];
    for (let at = 0; at + 1 < corrected.length; at += 1) {
      const pair = meant(corrected[at] ?? '', corrected[at + 1] ?? '');
      // Somebody who writes both spellings means two things.
      if (pair?.some((word, index) => word !== corrected[at + index] && tokens.includes(word)) === false)
        corrected.splice(at, 2, ...pair);
    }
    return corrected;
  };
}

type Pair = readonly [string, string];

// By their first letters, which are seldom the wrong ones.
const keyOf = (a: string, b: string) => `${a.charAt(0)}${b.charAt(0)}`;

function indexPairs(titles: Iterable<readonly string[]>): ReadonlyMap<string, readonly Pair[]> {
  const seen = new Set<string>();
  const pairs = new Map<string, Pair[]>();
  for (const words of titles)
    words.forEach((b, at) => {
      const a = at === 0 ? '' : (words[at - 1] ?? '');
      if (a.length < leastLength || b.length < leastLength || seen.has(`${a} ${b}`)) return;
      seen.add(`${a} ${b}`);
      const key = keyOf(a, b);
      pairs.set(key, [...(pairs.get(key) ?? []), [a, b]]);
    });
  return pairs;
}

// One letter wrong, missing or too many, or two swapped.
function isSlip(said: string, word: string): boolean {
  if (said.length < leastLength || Math.abs(said.length - word.length) > 1) return false;
  const shorter = Math.min(said.length, word.length);
  let start = 0;
  while (start < shorter && said[start] === word[start]) start += 1;
  let end = 0;
  while (end < shorter - start && said.at(-1 - end) === word.at(-1 - end)) end += 1;
  const [a, b] = [said.slice(start, said.length - end), word.slice(start, word.length - end)];
  if (a.length <= 1 && b.length <= 1) return true;
  return a.length === 2 && b.length === 2 && a[0] === b[1] && a[1] === b[0];
}
