// Sentences with their places.
import type { TextRange } from './blocks.js';

const segmenter = new Intl.Segmenter('en', { granularity: 'sentence' });
// After these a full stop ends no sentence.
const abbreviation =
  /\b(?:vs|e\.g|i\.e|etc|cf|dr|mr|mrs|ms|prof|inc|ltd|corp|co|st|no|approx|fig|al|jan|feb|aug|sept?|oct|nov|dec)\.\s*$/i;

// A segment carries all of the text it is cut from, so that a long text is cut in windows.
const windowLength = 4000;

/** The sentences of a place of a text, without the white space around them. */
export function sentencesOf(text: string, { start, end }: TextRange): TextRange[] {
  // A line break within a paragraph ends no sentence.
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

// Where sentences end. The last one of a window may go on in the next, unless it fills the window.
function cutsOf(window: string, isEnd: boolean): number[] {
  const segments = [...segmenter.segment(window)];
  const cuts = segments.flatMap(({ segment, index }, at) => {
    const next = segments[at + 1]?.segment;
    const goesOn = next !== undefined && (abbreviation.test(segment) || /^[a-z\d(]/.test(next));
    return goesOn || (next === undefined && !isEnd) ? [] : [index + segment.length];
  });
  return cuts.length === 0 ? [window.length] : cuts;
}
