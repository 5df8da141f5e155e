// "Is Photoshop generative AI?", "DeepSeek vs ChatGPT", "ChatGPT, Kling and Claude": questions in which one of several things is in no article.
import type { Entry } from '../entry.js';
import type { Ranker } from '../find/rank.js';
import { isIntent, isName } from '../read/lexicon.js';
import type { Segment } from '../read/parts.js';
import type { Comparison } from './compare.js';
import { isCoreTerm } from './core-terms.js';
import { shareOf } from './share.js';
import { leastTold, type UnknownFinder } from './unknown.js';
import type { NotTold, Untold, UntoldFinder } from './untold.js';

/**
 * `ofClass` is the thing whose class is asked for, `side` the side of a comparison, that no article mentions, each with the entry that is
 * named with it; `left` is what a comparison leaves out: a third thing, or what isn't told of the two.
 */
export type NotMentioned = {
  readonly ofClass: (segment: Segment) => NotTold | undefined;
  readonly side: (segment: Segment) => NotTold | undefined;
  readonly left: (segment: Segment, comparison: Comparison) => Untold | undefined;
};

const verbs = new Set('is are was were'.split(' '));
// From this share on, a question is nothing but two names and a word between them.
const nothingElse = 0.9;

/** Makes the finders; all return undefined if there is nothing. */
export function createNotMentioned(
  entries: readonly Entry[],
  ranker: Ranker,
  unknown: UnknownFinder,
  askedOf: UntoldFinder['askedOf'],
): NotMentioned {
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  const onlyName = ({ names: [name = '', ...others] }: Segment) => (others.length > 0 ? undefined : byId.get(name));
  return {
    ofClass: (segment) => {
      const known = onlyName(segment);
      const [first = '', ...rest] = segment.tokens;
      if (known === undefined || !isCoreTerm(known.id) || !verbs.has(first) || segment.intents.size > 0)
        return undefined;
      const subject = unknown.in(segment, true);
      const isAll = subject !== undefined && rest.join(' ').startsWith(subject);
      return isAll && askedOf(segment).join(' ') === subject ? { known, untold: { subject } } : undefined;
    },
    side: (segment) => {
      const known = onlyName(segment);
      const subject = known !== undefined && segment.intents.has('compare') ? unknown.in(segment) : undefined;
      if (known === undefined || subject === undefined) return undefined;
      const isOfBoth = shareOf(
        segment,
        ranker,
        (concept) => isName(concept) || isIntent(concept) || subject.includes(segment.words.get(concept) ?? ' '),
      );
      return isOfBoth < nothingElse ? undefined : { known, untold: { subject } };
    },
    left: (segment, { pair, table }) => {
      const subject = unknown.in(segment);
      if (subject !== undefined) return { subject };
      const told = table === undefined ? pair : [...pair, table.entry];
      const asked = askedOf(segment, (concept) => told.some((entry) => ranker.tells(entry, concept) >= leastTold));
      return asked.length === 0
        ? undefined
        : { subject: pair.map(({ label }) => label).join(' and '), asked: asked.join(' ') };
    },
  };
}
