// The jobs of a task table ("logo", "unit tests"): each must have a word that distinguishes it. "Suit" or "best tool" would match any question
// about which AI to use.

// Words that only connect others.
const joining =
  'a an and any at by do for from get i in is it me my of on one or our the their to us we what with you your';

/** Makes the test for indistinct jobs: all of their words are in these phrases, or only connect others. */
export function createTellsNothing(phrases: readonly string[]): (phrase: string) => boolean {
  const empty = new Set([joining, ...phrases].flatMap(wordsOf));
  // People also use plurals or verb forms: "suits", "tools".
  return (phrase) => wordsOf(phrase).every((word) => empty.has(word) || empty.has(word.replace(/s$/, '')));
}

const wordsOf = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
