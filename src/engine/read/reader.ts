// Reads questions. An answered question is often compared with others right after, so it is read once for both.
import type { Lexicon } from './lexicon.js';
import { type Part, readParts, readWhole, type Segment } from './parts.js';

export type Reader = {
  /** The parts of a question, see `readParts`. */
  readonly parts: (question: string) => readonly Part[];
  /** The concepts of a whole question, with their words; cached for the question whose parts were read last. */
  readonly words: (question: string) => Segment['words'];
};

export function createReader(lexicon: Lexicon, correct: (tokens: readonly string[]) => readonly string[]): Reader {
  let last: { readonly question: string; readonly parts: readonly Part[] } | undefined;
  return {
    parts: (question) => {
      last = { question, parts: readParts(question, lexicon, correct) };
      return last.parts;
    },
    words: (question) => {
      const [first] = last?.question === question ? last.parts : [];
      const whole = first?.type === 'whole' ? first.segment : readWhole(question, lexicon, correct);
      return whole.words;
    },
  };
}
