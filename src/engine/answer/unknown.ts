// "LSTM", "Siri": things that a question names and no article mentions.
import type { Entry } from '../entry.js';
import { textsOf } from '../find/index.js';
import type { Ranker } from '../find/rank.js';
import { lazy } from '../lazy.js';
import { isIntent, isName, namesOf } from '../read/lexicon.js';
import { normalizeText } from '../read/normalize.js';
import type { Segment } from '../read/parts.js';

/** Words with less weight ask for nothing in particular. */
export const leastAsked = 0.35;
/** A concept that an entry has less of is not told. */
export const leastTold = 0.4;
// "Are you hiring" names nothing, though nothing is told of it: a more common word is a name only if it is written like one.
const leastName = 0.7;
// Longer words aren't names.
const longestName = 40;

export type UnknownFinder = {
  /**
   * The words of a question, in its spelling, that name a thing which no article mentions; undefined if there is none, or more than one.
   * `isNamed`: the question says of a common word, too, that it is a name.
   */
  readonly in: (segment: Segment, isNamed?: boolean) => string | undefined;
  /** Whether any entry has these words, as tokens separated by spaces, in a row. */
  readonly isMentioned: (words: string) => boolean;
};

/** Makes the finder of things that are not in the articles. */
export function createUnknown(entries: readonly Entry[], ranker: Ranker): UnknownFinder {
  // Ways of asking are left out: they tell nothing, and there are tens of thousands.
  const mentioned = lazy(() =>
    entries.map((entry) => ` ${[...namesOf(entry), ...textsOf(entry)].map(normalizeText).join(' ')} `).join(''),
  );
  const tokens = lazy(() => new Set(mentioned().split(' ')));
  const isMentioned = (said: string) =>
    said.split(' ').every((word) => tokens().has(word)) && (!said.includes(' ') || mentioned().includes(` ${said} `));
  // Somebody may ask "hey Siri, what is a token": a name in a way of asking is still in no article. Other words may be there in another form.
  const isKnown = (concept: string, said: string, isNamed: boolean) => {
    const isForm = !isNamed && (ranker.rarity.isWord(said) || ranker.lexicon.words.has(said));
    return ranker.told(concept) >= leastTold && (isForm || isMentioned(said));
  };
  return {
    in: (segment, isNamed = false) => {
      const least = isNamed ? leastAsked : leastName;
      const words = [...segment.words]
        .filter(
          ([concept, said]) =>
            !isIntent(concept) &&
            !isName(concept) &&
            said.split(' ').every((word) => ranker.weigh(word, word) >= least) &&
            !isKnown(concept, said, isNamed),
        )
        .map(([, said]) => said)
        .join(' ');
      const isOne =
        words !== '' && words.length <= longestName && ` ${segment.tokens.join(' ')} `.includes(` ${words} `);
      return isOne ? words : undefined;
    },
    isMentioned,
  };
}
