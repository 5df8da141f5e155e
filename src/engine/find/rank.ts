// Which entry a question asks for and how sure that is: the search and the certainty of what it found.
import { once } from '../../document/once.js';
import type { English } from '../../language/english.js';
import type { Entry, Knowledge } from '../entry.js';
import { lazy } from '../lazy.js';
import { type Concept, createLexicon, type Lexicon } from '../read/lexicon.js';
import type { Segment } from '../read/parts.js';
import { createRarity, type Rarity } from '../read/rarity.js';
import { remember } from '../remember.js';
import { certaintyOf, type Measures, measure } from './certainty.js';
import { familiesOf, type Index, indexKnowledge, waysOfAsking } from './index.js';
import { createSearch, type Found } from './search.js';
import { weightOf } from './weights.js';

/** An entry that a segment may ask for. */
export type Ranked = {
  readonly entry: Entry;
  readonly measures: Measures;
  /** How sure it is that the question asks for the entry, 0 to 1. */
  readonly certainty: number;
  /** The way of asking that is nearest to the question. */
  readonly asked: string;
};

export type Ranker = {
  readonly lexicon: Lexicon;
  readonly rarity: Rarity;
  readonly index: Index;
  /** The candidates, at most six, best first. */
  readonly rank: (segment: Segment) => readonly Ranked[];
  /** How likely it is, 0 to 1, that a segment asks for nothing that an entry answers, or is said to the bot; 0 where nothing of that was learned. */
  readonly beside: (segment: Segment) => { readonly outside: number; readonly smallTalk: number };
  /** How much a concept of a question tells, 0 to 1. */
  readonly weigh: (concept: Concept, words: string) => number;
  /** How far a concept is an entry's, 0 to 1: whether people ask for it by that, or its texts speak of it. */
  readonly tells: (entry: Entry, concept: Concept) => number;
  /** The most that a concept is any entry's, 0 to 1. */
  readonly told: (concept: Concept) => number;
};

/** `given` is what `indexKnowledge` makes of this knowledge, where that was kept. */
export function createRanker(knowledge: Knowledge, english: English, given?: Index): Ranker {
  const { entries } = knowledge;
  const rarity = createRarity(english);
  const lexicon = createLexicon(entries, knowledge.vocabulary);
  const index = given ?? indexKnowledge(knowledge, lexicon, rarity);
  const most = lazy(() => strongest(index));
  const search = createSearch(index, familiesOf(entries), knowledge.beside.outside.length > 0);
  const waysOf = remember(waysOfAsking);
  const weigh = (concept: Concept, words: string) => weightOf(concept, words, rarity);
  const positions = new Map(entries.map((entry, position) => [entry, position]));
  const vocabularyOf = once((entry: Entry): ReadonlyMap<Concept, number> => {
    const { starts, concepts } = index.vocabularies;
    const position = positions.get(entry) ?? 0;
    const vocabulary = new Map<Concept, number>();
    for (let at = starts[position] ?? 0; at < (starts[position + 1] ?? 0); at += 1)
      vocabulary.set(index.concepts[concepts[at] ?? 0] ?? '', index.strengths[at] ?? 0);
    return vocabulary;
  });
  const find = once((segment: Segment): { found: Found; ranked: readonly Ranked[] } => {
    const found = search(
      [...segment.words].map(([concept, words]) => ({ concept, words, weight: weigh(concept, words) })),
    );
    const ranked = found.candidates.flatMap((candidate): Ranked[] => {
      const entry = entries[candidate.entry];
      if (entry === undefined) return [];
      const measures = measure({ ...candidate, outside: found.beside });
      return [
        { entry, measures, certainty: certaintyOf(measures, index.usual), asked: waysOf(entry)[candidate.way] ?? '' },
      ];
    });
    return { found, ranked };
  });
  return {
    lexicon,
    rarity,
    index,
    weigh,
    tells: (entry, concept) => vocabularyOf(entry).get(concept) ?? 0,
    told: (concept) => most().get(concept) ?? 0,
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

function strongest({ concepts, vocabularies, strengths }: Index): ReadonlyMap<Concept, number> {
  const most = new Map<Concept, number>();
  vocabularies.concepts.forEach((id, at) => {
    const concept = concepts[id] ?? '';
    most.set(concept, Math.max(most.get(concept) ?? 0, strengths[at] ?? 0));
  });
  return most;
}
