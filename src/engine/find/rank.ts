// Which entry a question asks for, and with what certainty: the search and the certainty of its results.
import { once } from '../../document/once.js';
import type { English } from '../../language/english.js';
import { type Entry, isQuoted, type Knowledge } from '../entry.js';
import { lazy } from '../lazy.js';
import { type Concept, createLexicon, type Lexicon } from '../read/lexicon.js';
import type { Segment } from '../read/parts.js';
import { createRarity, type Rarity } from '../read/rarity.js';
import { remember } from '../remember.js';
import { certaintyOf, fitted, fittedToQuotes, type Measures, measure } from './certainty.js';
import type { Weighed } from './features.js';
import { familiesOf, type Index, indexKnowledge, type PartIndex, partsOf, waysOfAsking } from './index.js';
import { createSearch, type Found, mostCandidates } from './search.js';
import { weightOf } from './weights.js';

/** An entry that a segment may ask for. */
export type Ranked = {
  readonly entry: Entry;
  readonly measures: Measures;
  /** The certainty that the question asks for the entry, 0 to 1. */
  readonly certainty: number;
  /** The way of asking nearest to the question. */
  readonly asked: string;
};

export type Ranker = {
  readonly lexicon: Lexicon;
  readonly rarity: Rarity;
  readonly index: Index;
  /** The candidates, at most six, best first. */
  readonly rank: (segment: Segment) => readonly Ranked[];
  /** The probabilities, 0 to 1, that a segment asks for something outside the entries, or is small talk; 0 if that wasn't learned. */
  readonly beside: (segment: Segment) => { readonly outside: number; readonly smallTalk: number };
  /** The weight of a concept in a question, 0 to 1. */
  readonly weigh: (concept: Concept, words: string) => number;
  /** How strongly a concept belongs to an entry, 0 to 1: people ask for it that way, or its texts mention it. */
  readonly tells: (entry: Entry, concept: Concept) => number;
  /** The strongest that a concept belongs to any entry, 0 to 1. */
  readonly told: (concept: Concept) => number;
};

/** `given` is what `indexKnowledge` makes from this knowledge, if it was stored. */
export function createRanker(knowledge: Knowledge, english: English, given?: Index): Ranker {
  const rarity = createRarity(english);
  const lexicon = createLexicon(knowledge.entries, knowledge.vocabulary, english.synonyms);
  const index = given ?? indexKnowledge(knowledge, lexicon, rarity);
  const [own, quoted] = partsOf(knowledge.entries);
  const first = createPart(own, index, knowledge.beside.outside.length > 0);
  const parts = index.quoted === undefined ? [first] : [first, createPart(quoted, index.quoted, false)];
  const partOf = new Map(parts.flatMap((part) => part.entries.map((entry) => [entry, part] as const)));
  const weigh = (concept: Concept, words: string) => weightOf(concept, words, rarity);
  const find = once((segment: Segment): { found: Found; ranked: readonly Ranked[] } => {
    const asked = [...segment.words].map(([concept, words]) => ({ concept, words, weight: weigh(concept, words) }));
    const [{ found, ranked }, ...others] = parts.map((part) => part.find(asked)) as [FoundInPart, ...FoundInPart[]];
    return others.length === 0
      ? { found, ranked }
      : {
          found,
          ranked: [ranked, ...others.map((other) => other.ranked)].flat().sort(surestFirst).slice(0, mostCandidates),
        };
  });
  return {
    lexicon,
    rarity,
    index,
    weigh,
    tells: (entry, concept) => partOf.get(entry)?.tells(entry, concept) ?? 0,
    told: (concept) => Math.max(...parts.map((part) => part.told(concept))),
    rank: (segment) => find(segment).ranked,
    beside: (segment) => {
      const { outside, smallTalk } = find(segment).found;
      return {
        outside: Math.exp(outside ?? Number.NEGATIVE_INFINITY),
        smallTalk: Math.exp(smallTalk ?? Number.NEGATIVE_INFINITY),
      };
    },
  };
}

type FoundInPart = { readonly found: Found; readonly ranked: readonly Ranked[] };
type RankerPart = {
  readonly entries: readonly Entry[];
  readonly find: (asked: readonly Weighed[]) => FoundInPart;
  readonly tells: (entry: Entry, concept: Concept) => number;
  readonly told: (concept: Concept) => number;
};

const surestFirst = (a: Ranked, b: Ranked): number => b.certainty - a.certainty;

// A group of entries that is searched together.
function createPart(entries: readonly Entry[], index: PartIndex, isOutsideLearned: boolean): RankerPart {
  const most = lazy(() => strongest(index));
  const search = createSearch(index, familiesOf(entries), isOutsideLearned);
  const waysOf = remember(waysOfAsking);
  const positions = new Map(entries.map((entry, position) => [entry, position]));
  const weights = entries.length > 0 && entries.every(isQuoted) ? fittedToQuotes : fitted;
  const vocabularyOf = once((entry: Entry): ReadonlyMap<Concept, number> => {
    const { starts, concepts } = index.vocabularies;
    const position = positions.get(entry) ?? 0;
    const vocabulary = new Map<Concept, number>();
    for (let at = starts[position] ?? 0; at < (starts[position + 1] ?? 0); at += 1)
      vocabulary.set(index.concepts[concepts[at] ?? 0] ?? '', index.strengths[at] ?? 0);
    return vocabulary;
  });
  return {
    entries,
    find: (asked) => {
      const found = search(asked);
      const ranked = found.candidates.flatMap((candidate): Ranked[] => {
        const entry = entries[candidate.entry];
        if (entry === undefined) return [];
        const measures = measure({ ...candidate, outside: found.beside });
        return [
          {
            entry,
            measures,
            certainty: certaintyOf(measures, index.usual, weights),
            asked: waysOf(entry)[candidate.way] ?? '',
          },
        ];
      });
      return { found, ranked };
    },
    tells: (entry, concept) => vocabularyOf(entry).get(concept) ?? 0,
    told: (concept) => most().get(concept) ?? 0,
  };
}

function strongest({ concepts, vocabularies, strengths }: PartIndex): ReadonlyMap<Concept, number> {
  const most = new Map<Concept, number>();
  vocabularies.concepts.forEach((id, at) => {
    const concept = concepts[id] ?? '';
    most.set(concept, Math.max(most.get(concept) ?? 0, strengths[at] ?? 0));
  });
  return most;
}
