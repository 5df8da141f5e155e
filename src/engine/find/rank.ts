// Which entry a question asks for: every segment against the index, the best one wins.
import { once } from '../../document/once.js';
import type { English } from '../../language/english.js';
import type { Entry, Knowledge } from '../entry.js';
import { asksOutside, type Concept, createLexicon, filler, isName, type Lexicon } from '../read/lexicon.js';
import { tokenize } from '../read/normalize.js';
import type { Segment } from '../read/parts.js';
import { createRarity } from '../read/rarity.js';
import { createSpelling } from '../read/spelling.js';
import { remember } from '../remember.js';
import { type Belief, createBelief } from './beliefs.js';
import { type Measures, probabilityOf, withBeliefs, withoutBeliefs } from './confidence.js';
import { featuresOf } from './features.js';
import { indexKnowledge } from './indexing.js';
import type { Index } from './probes.js';
import { waysOfAsking } from './reading.js';
import { createSearch, type Match } from './search.js';
import { weightOfUnknown } from './weights.js';

/** An entry that fits a segment; see `Match` in search.ts for the numbers. */
export type Ranked = {
  readonly entry: Entry;
  readonly similarity: number;
  readonly coverage: number;
  readonly measures: Measures;
  /** What the matches are ordered by. */
  readonly preference: number;
  /** How sure it is that the question asks for the entry, 0 to 1. */
  readonly confidence: number;
  /** The way of asking that is nearest to the question. */
  readonly asked: string;
};

export type Ranker = {
  readonly lexicon: Lexicon;
  /** Misspelt tokens to known ones; what the dictionary has, as a word or within a phrase, stays as it is. */
  readonly correct: (tokens: readonly string[]) => readonly string[];
  /** What was learned to believe of a segment. */
  readonly beliefIn: (segment: Segment) => Belief;
  readonly rank: (segment: Segment, limit: number) => readonly Ranked[];
  /** How much a concept of a question tells, 0 to 1. */
  readonly weigh: (concept: Concept, word: string) => number;
  /** Whether any entry asks by or says anything on a concept. */
  readonly knows: (concept: Concept) => boolean;
  /** Whether a token is filler, or so common that it tells nothing. */
  readonly tellsNothing: (token: string) => boolean;
};

// A word that is no English word and occurs less often may be a slip of the pen, whatever it is like; one that occurs more often is one
// where a word like it occurs so many times as often, since people who are asked how they ask mistype too.
const leastUses = 12;
const clearlyMore = 8;
// Of names only the longer words are worth guessing at; of English the commonest.
const leastNameLength = 6;
const commonWords = 2000;
// Entries that are looked at because they are believed in, whatever the search finds.
const mostBelieved = 5;
// Words that are less rare than this are function words.
const commonest = 0.15;

/** `given` is what `indexKnowledge` makes of this knowledge, where that was kept. */
export function createRanker(knowledge: Knowledge, english: English, given?: Index): Ranker {
  const { entries } = knowledge;
  const rarity = createRarity(english);
  const lexicon = createLexicon(entries, knowledge.vocabulary);
  const index = given ?? indexKnowledge(knowledge, lexicon, rarity);
  const counts = new Map(index.tokens.map((token, at) => [token, index.counts[at] ?? 0]));
  const search = createSearch(index);
  const waysOf = remember(waysOfAsking);
  const uses = (word: string) => counts.get(word) ?? 0;
  const isWord = (word: string) => lexicon.words.has(word) || rarity.isWord(word);
  const usual = () => [
    ...[...counts.keys()].filter((word) => uses(word) >= leastUses || isWord(word)),
    ...lexicon.words,
    ...rarity.common(commonWords),
  ];
  // What an entry is titled is worth guessing at; aliases are not, since authors list misspellings there.
  const names = () =>
    entries
      .flatMap(({ title, label }) => [...tokenize(title), ...tokenize(label)])
      .filter((word) => word.length >= leastNameLength);
  const spell = createSpelling(() => [...usual(), ...names()], uses);
  const correctWord = (word: string) => {
    if (isWord(word) || /\d/.test(word)) return word;
    const meant = spell(word);
    return meant === undefined || uses(meant) < clearlyMore * uses(word) ? word : meant;
  };
  const weigh = (concept: Concept, word: string) => search.weightOf(concept) ?? weightOfUnknown(concept, word, rarity);
  const believe = createBelief(index.beliefs, mostBelieved);
  const weightIn = (segment: Segment, at: number) => {
    const concept = segment.concepts[at] ?? '';
    return weigh(concept, segment.words.get(concept) ?? '');
  };
  // A message is looked at as a question and as small talk.
  const beliefIn = once((segment: Segment) => believe(featuresOf(segment.concepts, (at) => weightIn(segment, at))));
  return {
    lexicon,
    weigh,
    beliefIn,
    tellsNothing: (token) => rarity.of(token) < commonest || lexicon.scan([token])[0]?.concept === filler,
    knows: (concept) => search.weightOf(concept) !== undefined,
    correct: (tokens) =>
      lexicon
        .scan(tokens)
        .flatMap(({ start, end, isPhrase }) =>
          isPhrase ? tokens.slice(start, end) : tokens.slice(start, end).map(correctWord),
        ),
    rank: (segment, limit) => {
      const query = new Map(
        [...segment.words].map(([concept, word]) => [
          concept,
          { weight: weigh(concept, word), isContent: !isName(concept) },
        ]),
      );
      const isOutside = segment.concepts.some(asksOutside);
      const belief = beliefIn(segment);
      const found = search.search(query, limit, belief.best).flatMap((match) => {
        const entry = entries[match.entry];
        if (entry === undefined) return [];
        const gain = asksFor(entry, segment) ? namedGain : 0;
        const similarity = match.similarity + (1 - match.similarity) * gain;
        const measures = measure({ match, similarity, isNamed: segment.names.includes(entry.id), isOutside, belief });
        // Of an entry that people were hardly asked about nothing was learned.
        const models = belief.of(match.entry) === undefined ? withoutBeliefs : withBeliefs;
        const { coverage, probe } = match;
        return [
          {
            entry,
            similarity,
            coverage,
            measures,
            preference: probabilityOf(measures, models.preference),
            confidence: probabilityOf(measures, models.certainty),
            asked: waysOf(entry)[index.ways[probe] ?? 0] ?? '',
          },
        ];
      });
      return found.sort((a, b) => b.preference - a.preference);
    },
  };
}

// "What is X?", "who makes X?": what is asked for is X, whatever other entries say of it.
const namedGain = 0.4;
function asksFor(entry: Entry, segment: Segment): boolean {
  if (segment.names.length !== 1 || segment.names[0] !== entry.id) return false;
  return segment.intents.has('define') || (segment.intents.has('maker') && entry.kind === 'product');
}

const mostEvidence = 3;
const mostContent = 2;
const mostDisbelief = 6;

type Measured = {
  readonly match: Match;
  readonly similarity: number;
  readonly isNamed: boolean;
  readonly isOutside: boolean;
  readonly belief: Belief;
};

function measure({ match, similarity, isNamed, isOutside, belief: { of, best } }: Measured): Measures {
  const { entry, coverage, likeness, agreement, content, evidence, contentEvidence, uncovered, unknown } = match;
  const belief = of(entry);
  const most = of(best[0] ?? entry) ?? 1;
  const outside = of('outside') ?? 0;
  const isLearned = belief !== undefined;
  return {
    similarity,
    coverage,
    likeness,
    agreement,
    evidence: Math.min(mostEvidence, evidence),
    content,
    contentEvidence: Math.min(mostContent, contentEvidence),
    uncovered: Math.min(mostContent, uncovered),
    unknown: Math.min(mostContent, unknown),
    namedUncovered: isNamed ? Math.min(mostContent, uncovered) : 0,
    outside: isOutside ? 1 : 0,
    belief: belief ?? 0,
    disbelief: isLearned ? disbeliefIn(belief) : 0,
    behind: isLearned ? disbeliefIn(belief / most) : 0,
    outsideBelief: isLearned ? outside : 0,
    outsideDisbelief: isLearned ? disbeliefIn(outside) : 0,
  };
}

// How many times e a probability is divided from certainty.
function disbeliefIn(probability: number): number {
  return Math.min(mostDisbelief, -Math.log(probability));
}
