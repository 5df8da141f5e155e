// Misspelt words to known ones, and completion of what is being typed. The one importer of fuse.js, which is good at short
// strings: a trigram index picks the few words that could be meant, Fuse decides among them.
import Fuse from 'fuse.js';

/** The known word that a misspelt one stands for, or undefined where none is near enough. */
export type Spelling = (word: string) => string | undefined;

// Shorter words have too many neighbours: "car" is no misspelt "rag".
const minLength = 4;
const maxCandidates = 12;
// Fuse's score, 0 is equal: about one edit in four letters, two in nine.
const worstScore = 0.27;

/** A corrector to `words`; those that come first win where two are equally near. */
export function createSpelling(words: Iterable<string>): Spelling {
  const known = [...new Set(words)].filter((word) => word.length >= minLength);
  const byGram = new Map<string, number[]>();
  known.forEach((word, index) => {
    for (const gram of gramsOf(word)) {
      const list = byGram.get(gram);
      if (list === undefined) byGram.set(gram, [index]);
      else list.push(index);
    }
  });
  const corrected = (word: string) => {
    if (word.length < minLength || word.length > 30) return undefined;
    const candidates = nearest(word, known, byGram);
    const found = new Fuse(candidates, { includeScore: true, threshold: 0.4, ignoreLocation: true }).search(word);
    // Fuse counts two swapped letters as two edits; they are the commonest slip of all, so they count as one here.
    // The first letter is seldom the wrong one.
    const scored = found.map(({ item, score = 1 }) => ({
      item,
      score: (sameLetters(item, word) ? score / 2 : score) + (item[0] === word[0] ? 0 : 0.1),
    }));
    const best = scored.sort((a, b) => a.score - b.score)[0];
    return best !== undefined && best.score <= worstScore ? best.item : undefined;
  };
  return corrected;
}

// Words that share most bigrams with the misspelt one and are about as long (an edit changes the length by at most two).
function nearest(word: string, known: readonly string[], byGram: ReadonlyMap<string, readonly number[]>): string[] {
  const shared = new Map<number, number>();
  for (const gram of gramsOf(word)) {
    for (const index of byGram.get(gram) ?? []) shared.set(index, (shared.get(index) ?? 0) + 1);
  }
  return [...shared]
    .filter(([index, count]) => count >= 2 && Math.abs((known[index] ?? '').length - word.length) <= 2)
    .sort(([a, countA], [b, countB]) => countB - countA || a - b)
    .slice(0, maxCandidates)
    .map(([index]) => known[index] ?? '');
}

function sameLetters(a: string, b: string): boolean {
  return a.length === b.length && [...a].sort().join('') === [...b].sort().join('');
}

function gramsOf(word: string): Set<string> {
  const padded = `^${word}$`;
  return new Set(Array.from({ length: padded.length - 1 }, (_, at) => padded.slice(at, at + 2)));
}

/** Entries to offer while somebody types: names and questions that fit best, best first. */
export type Completion = { readonly id: string; readonly label: string };

/** A completer over labels. Without input it offers the first `limit`, so the most useful ones should come first. */
export function createCompletion(items: readonly Completion[]): (typed: string, limit: number) => readonly Completion[] {
  const fuse = new Fuse(items, { keys: ['label'], threshold: 0.35, ignoreLocation: true });
  return (typed, limit) => (typed.trim() === '' ? items.slice(0, limit) : fuse.search(typed.slice(0, 100), { limit }).map(({ item }) => item));
}
