// What the texts of all entries say, as numbers. Reading them takes most of the time that building an engine takes, so it is done
// once, in one place, and what comes out is plain data.

import { inlineText } from '../../document/plain.js';
import type { Entry } from '../entry.js';
import { type Concept, isIntent, isName, type Lexicon, namesOf } from '../read/lexicon.js';
import { tokenize } from '../read/normalize.js';
import { readTokens } from '../read/parts.js';
import type { Rarity } from '../read/rarity.js';
import { remember } from '../remember.js';

/** Lists of numbers one after the other: list n is concepts[starts[n]] up to concepts[starts[n + 1]], each number once. */
export type Lists = { readonly starts: Int32Array; readonly concepts: Int32Array };

export type Reading = {
  /** Every concept that occurs; elsewhere it is its position here. */
  readonly concepts: readonly Concept[];
  /** How rare the words behind each concept are on average, as often as they occur, 0 to 1; 1 for names and turns of phrase. */
  readonly rarities: Float64Array;
  /** The concepts of every way of asking that has any. */
  readonly probes: Lists;
  /** The first probe of each entry; the last item is the number of probes. */
  readonly firsts: Int32Array;
  /** Which of the ways of asking for its entry (`waysOfAsking`) each probe is. */
  readonly ways: Int32Array;
  /** The concepts of the other texts of each entry (answer, views, tables), without names and turns of phrase. */
  readonly bodies: Lists;
  /** Every token that occurs, and how often. */
  readonly tokens: readonly string[];
  readonly counts: Int32Array;
};

/** Reads all texts of all entries. */
export function readEntries(entries: readonly Entry[], lexicon: Lexicon, rarity: Rarity): Reading {
  const tokens = createNumbers();
  const counts: number[] = [];
  const concepts = createNumbers();
  const rarityOfWord = remember((word) => rarityOf(word, rarity));
  const sums: number[] = [];
  const uses: number[] = [];
  const probes = createLists();
  const firsts: number[] = [0];
  const ways: number[] = [];
  const bodies = createLists();

  const read = (text: string): readonly Concept[] => {
    const written = tokenize(text);
    for (const token of written) {
      const number = tokens.of(token);
      counts[number] = (counts[number] ?? 0) + 1;
    }
    const { words, concepts: found } = readTokens(written, lexicon);
    for (const [concept, word] of words) {
      if (isName(concept) || isIntent(concept)) continue;
      const number = concepts.of(concept);
      sums[number] = (sums[number] ?? 0) + rarityOfWord(word);
      uses[number] = (uses[number] ?? 0) + 1;
    }
    return found;
  };

  for (const entry of entries) {
    waysOfAsking(entry).forEach((text, way) => {
      const found = read(text);
      if (found.length === 0) return;
      probes.add(found.map(concepts.of));
      ways.push(way);
    });
    firsts.push(ways.length);
    const said = textsOf(entry).flatMap((text) =>
      read(text).filter((concept) => !isName(concept) && !isIntent(concept)),
    );
    bodies.add(said.map(concepts.of));
  }
  return {
    concepts: concepts.all(),
    rarities: Float64Array.from(concepts.all(), (_, number) => (sums[number] ?? 1) / (uses[number] ?? 1)),
    probes: probes.all(),
    firsts: new Int32Array(firsts),
    ways: new Int32Array(ways),
    bodies: bodies.all(),
    tokens: tokens.all(),
    counts: new Int32Array(counts),
  };
}

/** Every way people ask for an entry: its names, title and questions. */
export function waysOfAsking(entry: Entry): string[] {
  return [...namesOf(entry), entry.title, ...entry.questions];
}

/** How rare words are: a phrase is as rare as its rarest word. */
export function rarityOf(words: string, rarity: Rarity): number {
  return words.includes(' ') ? Math.max(...words.split(' ').map(rarity.of)) : rarity.of(words);
}

function textsOf(entry: Entry): string[] {
  return [
    inlineText(entry.answer),
    ...entry.views.map((view) => inlineText(view.children)),
    ...entry.facts.map((fact) => `${fact.aspect} ${inlineText(fact.text)}`),
    ...(entry.table?.rows ?? []).flatMap((row) => [row.label, ...row.words, ...row.cells.map(inlineText)]),
    ...(entry.table?.columns ?? []).map(({ label }) => label),
    ...(entry.disagreement === undefined ? [] : [inlineText(entry.disagreement.point)]),
  ];
}

/** Numbers strings in the order in which they come. */
function createNumbers() {
  const numbers = new Map<string, number>();
  return {
    of: (text: string): number => {
      const known = numbers.get(text);
      if (known !== undefined) return known;
      numbers.set(text, numbers.size);
      return numbers.size - 1;
    },
    all: (): readonly string[] => [...numbers.keys()],
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
    all: (): Lists => ({ starts: new Int32Array(starts), concepts: new Int32Array(concepts) }),
  };
}
