// Splits text into sentences with their places.
import type { TextRange } from './blocks.js';

const segmenter = new Intl.Segmenter('en', { granularity: 'sentence' });
// A full stop after these doesn't end a sentence.
const abbreviation =
  /\b(?:vs|e\.g|i\.e|etc|cf|dr|mr|mrs|ms|prof|inc|ltd|corp|co|st|no|approx|fig|al|jan|feb|aug|sept?|oct|nov|dec)\.\s*$/i;

// Each segment holds the whole text it was cut from, so long texts are segmented in windows.
const windowLength = 4000;

/** The sentences of a place in a text, without surrounding white space. */
export function sentencesOf(text: string, { start, end }: TextRange): TextRange[] {
  // A line break within a paragraph doesn't end a sentence.
  const words = text.slice(start, end).replace(/\s/g, ' ');
  const found: TextRange[] = [];
  for (let from = 0; from < words.length; ) {
    const window = words.slice(from, from + windowLength);
    const cuts = cutsOf(window, from + windowLength >= words.length);
    let last = 0;
    for (const cut of cuts) {
      const piece = window.slice(last, cut);
      const lead = piece.length - piece.trimStart().length;
      if (piece.trim() !== '')
        found.push({ start: start + from + last + lead, end: start + from + last + piece.trimEnd().length });
      last = cut;
    }
    from += last;
  }
  return found;
}

// Where sentences end. A window's last sentence may continue in the next, unless it fills the window.
function cutsOf(window: string, isEnd: boolean): number[] {
  const segments = [...segmenter.segment(window)];
  const cuts = segments.flatMap(({ segment, index }, at) => {
    const next = segments[at + 1]?.segment;
    const goesOn = next !== undefined && (abbreviation.test(segment) || /^[a-z\d(]/.test(next));
    return goesOn || (next === undefined && !isEnd) ? [] : [index + segment.length];
  });
  return cuts.length === 0 ? [window.length] : cuts;
}
