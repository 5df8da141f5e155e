// The jobs of a task table ("logo", "unit tests"): each must have a word that tells it from other jobs. "Suit" or "best tool" would be
// found in any question on which AI to use.

// Words that only join others.
const joining =
  'a an and any at by do for from get i in is it me my of on one or our the their to us we what with you your';

/** Makes the test for jobs that tell nothing: all of their words are among those of these phrases, or only join others. */
export function createTellsNothing(phrases: readonly string[]): (phrase: string) => boolean {
  const empty = new Set([joining, ...phrases].flatMap(wordsOf));
  // What people ask with is also a plural or a form of a verb: "suits", "tools".
  return (phrase) => wordsOf(phrase).every((word) => empty.has(word) || empty.has(word.replace(/s$/, '')));
}

const wordsOf = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
