// Which entry a question asks for and how sure that is: the search and the certainty of what it found.
import { once } from '../../document/once.js';
import type { English } from '../../language/english.js';
import type { Entry, Knowledge } from '../entry.js';
import { type Concept, createLexicon, intentOf, isName, type Lexicon } from '../read/lexicon.js';
import type { Segment } from '../read/parts.js';
import { createRarity, type Rarity } from '../read/rarity.js';
import { remember } from '../remember.js';
import { certaintyOf, type Measures, measure } from './certainty.js';
import { type Index, indexKnowledge, waysOfAsking } from './index.js';
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
  /** Whether any entry asks by or says anything on a concept. */
  readonly knows: (concept: Concept) => boolean;
};

/** `given` is what `indexKnowledge` makes of this knowledge, where that was kept. */
export function createRanker(knowledge: Knowledge, english: English, given?: Index): Ranker {
  const { entries } = knowledge;
  const rarity = createRarity(english);
  const lexicon = createLexicon(entries, knowledge.vocabulary);
  const index = given ?? indexKnowledge(knowledge, lexicon, rarity);
  const known = new Set(index.concepts);
  const search = createSearch(index, knowledge.beside.outside.length > 0);
  const families = familiesOf(entries);
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
    const { candidates, outside, smallTalk, beliefIn } = found;
    const beside = outside === undefined || smallTalk === undefined ? undefined : Math.max(outside, smallTalk);
    const ranked = candidates.flatMap((candidate): Ranked[] => {
      const entry = entries[candidate.entry];
      if (entry === undefined) return [];
      const family = (families[candidate.entry] ?? []).reduce((sum, member) => sum + Math.exp(beliefIn(member)), 0);
      const named = namedShare(entry, segment, weigh);
      const measures = measure({ ...candidate, family: Math.log(family), outside: beside, named });
      return [{ entry, measures, certainty: certaintyOf(measures), asked: waysOf(entry)[candidate.way] ?? '' }];
    });
    return { found, ranked };
  });
  return {
    lexicon,
    rarity,
    index,
    weigh,
    tells: (entry, concept) => vocabularyOf(entry).get(concept) ?? 0,
    knows: (concept) => known.has(concept),
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

// Each entry with those that it refers to or that refer to it, by position.
function familiesOf(entries: readonly Entry[]): readonly (readonly number[])[] {
  const positions = new Map(entries.map(({ id }, position) => [id, position]));
  const families = entries.map((_, position) => new Set([position]));
  entries.forEach(({ related }, position) => {
    for (const id of related) {
      const other = positions.get(id);
      if (other === undefined) continue;
      families[position]?.add(other);
      families[other]?.add(position);
    }
  });
  return families.map((family) => [...family]);
}

// What every entry on a term tells, and every one on a product.
const toldOf: Readonly<Partial<Record<Entry['kind'], ReadonlySet<Concept>>>> = {
  definition: new Set([intentOf('define'), intentOf('how'), intentOf('why')]),
  product: new Set([intentOf('define'), intentOf('maker')]),
};
// The field itself is no further subject: "hallucination in LLMs".
const field: ReadonlySet<string> = new Set(['llm', 'generative-ai']);

function namedShare(entry: Entry, segment: Segment, weigh: Ranker['weigh']): number {
  const told = toldOf[entry.kind];
  if (told === undefined || !segment.names.includes(entry.id)) return 0;
  let [own, whole] = [0, 0];
  for (const [concept, words] of segment.words) {
    const weight = weigh(concept, words);
    whole += weight;
    const name = isName(concept) ? concept.slice(1) : undefined;
    if (name === entry.id || told.has(concept) || (name !== undefined && field.has(name))) own += weight;
  }
  return own / whole;
}
