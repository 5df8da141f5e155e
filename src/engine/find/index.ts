// The index: the ways of asking and the texts of all entries as numbers, and what was learned from them. Making it takes nearly all the
// time of building an engine, so it is done once, in one place, and the result is plain data.
import { inlineText } from '../../document/plain.js';
import { type Entry, isQuoted, type Knowledge } from '../entry.js';
import { type Concept, filler, type Lexicon, namesOf } from '../read/lexicon.js';
import { tokenize } from '../read/normalize.js';
import type { Rarity } from '../read/rarity.js';
import { leastPlaces } from './beliefs.js';
import type { Measures } from './certainty.js';
import type { Weighed } from './features.js';
import { type Beliefs, type Example, learnBeliefs, type NoEntry } from './learn.js';
import { createSearch } from './search.js';
import { type AskedOf, usualMeasures } from './usual.js';
import { weightOf } from './weights.js';

/** Concatenated lists of numbers: list n is concepts[starts[n]] up to concepts[starts[n + 1]], each number once. */
type Lists = { readonly starts: Int32Array; readonly concepts: Int32Array };

/** What the entries of a knowledge say. Entries of quotes next to others are searched separately: see `indexKnowledge`. */
export type Index = PartIndex & { readonly quoted?: PartIndex };

/** What some entries say, by their positions among themselves. */
export type PartIndex = {
  /** Every concept that occurs; elsewhere, concepts are positions in this list. */
  readonly concepts: readonly Concept[];
  /** The concepts of every way of asking that has any, and the weight of each way. */
  readonly ways: Lists;
  readonly weights: Float32Array;
  /** The first way of each entry; the last item is the number of ways. */
  readonly firsts: Int32Array;
  /** The index of each way among its entry's ways of asking (`waysOfAsking`). */
  readonly numbers: Int32Array;
  /** 1 for each entry with so few ways of asking that its texts count as another. */
  readonly hasFewWays: Uint8Array;
  /** The vocabulary of each entry: the concepts of its ways and its other texts. */
  readonly vocabularies: Lists;
  /** How strongly each concept of a vocabulary belongs to the entry, 0 to 1. */
  readonly strengths: Float32Array;
  /** How well each concept distinguishes entries, 0.3 to 1: least if all of them mention it. */
  readonly scarcity: Float32Array;
  readonly beliefs: Beliefs;
  /** The measures that certainty is relative to. */
  readonly usual: Measures;
  /** Every token that occurs, and how often. */
  readonly tokens: readonly string[];
  readonly counts: Int32Array;
};

// An entry with fewer ways of asking is also learned from the sentences of its texts, each counting for this much of a way.
const fewWays = 8;
const sentenceWeight = 0.7;
const longestSentence = 40;
// A concept in this share of an entry's ways of asking belongs half to the entry: a single odd way doesn't make it a subject.
const halfShare = 0.02;
// An entry needn't be asked for what its texts mention.
const inBody = 0.4;
// If an entry has hardly any ways of asking, its texts say what it is for.
const inOnlyBody = 0.8;
const leastScarcity = 0.3;
// If nothing is learned, this many questions measure what is usual: more would take as long as all the rest.
const fewAsked = 100;

/**
 * Reads all texts of all entries, and learns from the ways people ask, unless `learns` is false: it takes most of the time. Imported entries, each
 * a heading and its text, would hardly be believed next to entries with a hundred ways of asking, and their usual measures differ; so entries
 * of quotes are indexed separately.
 */
export function indexKnowledge(
  { entries, beside }: Pick<Knowledge, 'entries' | 'beside'>,
  lexicon: Lexicon,
  rarity: Rarity,
  learns = true,
): Index {
  const [own, quoted] = partsOf(entries);
  const index = indexPart({ entries: own, beside }, lexicon, rarity, learns);
  return quoted.length === 0
    ? index
    : { ...index, quoted: indexPart({ entries: quoted, beside: nothingBeside }, lexicon, rarity, learns) };
}

const nothingBeside: Knowledge['beside'] = { outside: [], smallTalk: [] };

/** The groups of entries searched together: those in our own words, then those of quotes; a single group if there is only one kind. */
export function partsOf(entries: readonly Entry[]): readonly [readonly Entry[], readonly Entry[]] {
  const own = entries.filter((entry) => !isQuoted(entry));
  return own.length === 0 || own.length === entries.length ? [entries, []] : [own, entries.filter(isQuoted)];
}

function indexPart(
  { entries, beside }: Pick<Knowledge, 'entries' | 'beside'>,
  lexicon: Lexicon,
  rarity: Rarity,
  learns: boolean,
): PartIndex {
  const tokens = createCounts();
  const concepts = createCounts();
  const examples: Example[] = [];
  const answered: AskedOf[] = [];
  const ways = createLists();
  const ofWays: (readonly Weighed[])[] = [];
  const firsts: number[] = [0];
  const numbers: number[] = [];
  const vocabularies = createLists();
  const strengths: number[] = [];
  const read = (text: string): readonly Weighed[] => {
    const written = tokenize(text);
    for (const token of written) tokens.count(token);
    return weigh(written, lexicon, rarity);
  };
  const learn = (text: readonly Weighed[], asks: number | NoEntry, weight = 1) => examples.push({ text, asks, weight });

  const subjectOf = createSubjects(entries);
  entries.forEach((entry, position) => {
    const asked = new Map<number, number>();
    const firstWay = numbers.length;
    const isFew = hasFewWays(entry);
    waysOf(entry, isFew ? subjectOf(entry) : '').forEach(({ way, number }) => {
      const text = read(way);
      if (text.length === 0) return;
      learn(text, position);
      answered.push({ text, entry: position });
      const ids = text.map(({ concept }) => concepts.count(concept));
      for (const id of ids) asked.set(id, (asked.get(id) ?? 0) + 1);
      ways.add(ids);
      ofWays.push(text);
      numbers.push(number);
    });
    firsts.push(numbers.length);
    const said = textsOf(entry).flatMap((text) => {
      const sentences = text.split(/(?<=[.!?;:])\s+/).map(read);
      for (const sentence of sentences)
        if (isFew && sentence.length > 0) learn(sentence.slice(0, longestSentence), position, sentenceWeight);
      return sentences.flat().map(({ concept }) => concepts.count(concept));
    });
    const half = (numbers.length - firstWay) * halfShare;
    const vocabulary = [...new Set([...asked.keys(), ...said])];
    vocabularies.add(vocabulary);
    const isSaid = new Set(said);
    for (const id of vocabulary) {
      const uses = asked.get(id) ?? 0;
      strengths.push(Math.max(uses / (uses + half), isSaid.has(id) ? (isFew ? inOnlyBody : inBody) : 0));
    }
  });
  for (const asks of ['outside', 'smallTalk'] as const)
    for (const question of beside[asks]) learn(read(question), asks);
  const lists = vocabularies.all();
  const scarcity = scarcityOf(lists, strengths, entries.length);
  const idOf = new Map(concepts.all().map((concept, id) => [concept, id]));
  const telling = ({ concept, weight }: Weighed) => weight * (scarcity[idOf.get(concept) ?? -1] ?? 1);
  const index = {
    concepts: concepts.all(),
    ways: ways.all(),
    weights: Float32Array.from(ofWays, (text) => text.reduce((sum, each) => sum + telling(each), 0)),
    firsts: Int32Array.from(firsts),
    numbers: Int32Array.from(numbers),
    hasFewWays: Uint8Array.from(entries, (entry) => (hasFewWays(entry) ? 1 : 0)),
    vocabularies: lists,
    strengths: Float32Array.from(strengths),
    scarcity,
    beliefs: learnBeliefs(learns ? examples : [], entries.length),
    tokens: tokens.all(),
    counts: Int32Array.from(tokens.counts()),
  };
  const families = familiesOf(entries);
  const search = createSearch(index, families, beside.outside.length > 0);
  return { ...index, usual: usualMeasures(answered, families, search, learns ? undefined : fewAsked) };
}

const hasFewWays = ({ questions }: Entry): boolean => questions.length < fewWays;

/** Every way people ask for an entry: its names, title and questions. */
export function waysOfAsking(entry: Entry): string[] {
  const disputed = entry.disagreement === undefined ? [] : [`where do the articles disagree on ${entry.label}`];
  return [...new Set([...namesOf(entry), entry.title, ...entry.questions, ...disputed])];
}

// The ways of asking with their numbers. If they are little more than a heading, people add the subject of the whole article ("is there an
// API for GPT4All?"): each way is read with and without it, otherwise the one heading that names it would attract every such question.
function waysOf(entry: Entry, subject: string): readonly { readonly way: string; readonly number: number }[] {
  const numbered = waysOfAsking(entry).map((way, number) => ({ way, number }));
  return subject === ''
    ? numbered
    : numbered.flatMap(({ way, number }) => [
        { way, number },
        { way: `${way} ${subject}`, number },
      ]);
}

// The subject of an entry's articles, from their titles and keys ("Frequently Asked Questions", "gpt4all-faq"): the words that at most one
// entry has in its title. Words in several titles distinguish entries instead.
function createSubjects(entries: readonly Entry[]): (entry: Entry) => string {
  const titled = new Map<string, number>();
  for (const { title } of entries)
    for (const token of new Set(tokenize(title))) titled.set(token, (titled.get(token) ?? 0) + 1);
  return ({ views, table }) => {
    const citations = [...views, ...(table?.rows ?? [])].flatMap((each) => each.citations);
    const named = citations.flatMap(({ article, name, title = name }) => [article.replaceAll('-', ' '), title]);
    return [...new Set(named.flatMap(tokenize))].filter((token) => (titled.get(token) ?? 0) < 2).join(' ');
  };
}

/** The concepts of tokens, each once, with their weights; without filler. */
function weigh(tokens: readonly string[], lexicon: Lexicon, rarity: Rarity): readonly Weighed[] {
  const seen = new Map<Concept, Weighed>();
  for (const { concept, start, end } of lexicon.scan(tokens)) {
    if (concept === filler || seen.has(concept)) continue;
    const words = tokens.slice(start, end).join(' ');
    seen.set(concept, { concept, words, weight: weightOf(concept, words, rarity) });
  }
  return [...seen.values()];
}

// The inverse document frequency (Spärck Jones 1972) of each concept of a vocabulary, as a share of the highest; its root, since a common
// concept still says something (measured).
function scarcityOf({ concepts }: Lists, strengths: readonly number[], entryCount: number): Float32Array {
  const frequencies = new Float32Array(concepts.reduce((most, id) => Math.max(most, id), -1) + 1);
  concepts.forEach((id, at) => {
    frequencies[id] = (frequencies[id] ?? 0) + (strengths[at] ?? 0);
  });
  const all = Math.max(leastPlaces, entryCount);
  const inverse = (frequency: number) => Math.log((all + 1) / (frequency + 0.5));
  return frequencies.map((frequency) =>
    Math.max(leastScarcity, Math.sqrt(Math.max(0, Math.min(1, inverse(frequency) / inverse(1))))),
  );
}

/** What an entry says, apart from its names. */
export function textsOf(entry: Entry): string[] {
  return [
    inlineText(entry.answer),
    ...entry.views.map((view) => inlineText(view.children)),
    ...entry.facts.map((fact) => `${fact.aspect} ${inlineText(fact.text)}`),
    ...(entry.table?.rows ?? []).flatMap((row) => [row.label, ...row.cells.map(inlineText)]),
    ...(entry.table?.columns ?? []).map(({ label }) => label),
    ...(entry.disagreement === undefined ? [] : [inlineText(entry.disagreement.point)]),
  ];
}

/** Numbers strings in order of first occurrence, and counts them. */
function createCounts() {
  const numbers = new Map<string, number>();
  const counts: number[] = [];
  return {
    count: (text: string): number => {
      const known = numbers.get(text) ?? numbers.size;
      numbers.set(text, known);
      counts[known] = (counts[known] ?? 0) + 1;
      return known;
    },
    all: (): readonly string[] => [...numbers.keys()],
    counts: (): readonly number[] => counts,
  };
}

function createLists() {
  const starts: number[] = [0];
  const concepts: number[] = [];
  // The list, counted from one, that last had each number.
  const last: number[] = [];
  return {
    add: (list: readonly number[]): void => {
      for (const number of list) {
        if (last[number] !== starts.length) concepts.push(number);
        last[number] = starts.length;
      }
      starts.push(concepts.length);
    },
    all: (): Lists => ({ starts: Int32Array.from(starts), concepts: Int32Array.from(concepts) }),
  };
}

/** Each entry with those that it refers to or that refer to it, by position. */
export function familiesOf(entries: readonly Entry[]): readonly (readonly number[])[] {
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
