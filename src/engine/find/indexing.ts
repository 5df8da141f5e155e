// Knowledge to the index that questions are looked up in, and to what is learned from it; most of the time that an engine takes to
// build goes here, so that the build does it beforehand for the shipped knowledge.
import type { Knowledge } from '../entry.js';
import type { Lexicon } from '../read/lexicon.js';
import { tokenize } from '../read/normalize.js';
import { readTokens } from '../read/parts.js';
import type { Rarity } from '../read/rarity.js';
import { featuresOf } from './features.js';
import { type Beside, type Example, learnBeliefs } from './learn.js';
import { type Index, indexReading, type Tables } from './probes.js';
import { type Reading, readEntries } from './reading.js';
import { weightOfKnown, weightOfUnknown } from './weights.js';

// With fewer ways of asking for an entry, or without any question that none answers, what would be learned is chance.
const leastWays = 20;

/** Reads and weighs all texts of all entries, and learns from the ways people ask. */
export function indexKnowledge({ entries, beside }: Knowledge, lexicon: Lexicon, rarity: Rarity): Index {
  const tables = indexReading(readEntries(entries, lexicon, rarity), (concept, frequency, rareness) =>
    weightOfKnown(concept, frequency, entries.length, rareness),
  );
  const others = (asks: Beside) => readBeside(asks, beside[asks], tables, lexicon, rarity);
  const examples =
    beside.outside.length === 0 ? [] : [...answered(tables), ...others('outside'), ...others('smallTalk')];
  return { ...tables, beliefs: learnBeliefs(examples) };
}

function answered({ concepts, probes, owners, firsts, weights }: Reading & Tables): Example[] {
  return Array.from(owners).flatMap((entry, probe) => {
    if ((firsts[entry + 1] ?? 0) - (firsts[entry] ?? 0) < leastWays) return [];
    const ids = [...probes.concepts.subarray(probes.starts[probe], probes.starts[probe + 1])];
    const names = ids.map((id) => concepts[id] ?? '');
    return { features: featuresOf(names, (at) => weights[ids[at] ?? 0] ?? 0), asks: entry };
  });
}

function readBeside(
  asks: Beside,
  questions: readonly string[],
  { concepts, weights }: Reading & Tables,
  lexicon: Lexicon,
  rarity: Rarity,
): Example[] {
  const ids = new Map(concepts.map((concept, id) => [concept, id]));
  return questions.map((question) => {
    const read = readTokens(tokenize(question), lexicon);
    const features = featuresOf(read.concepts, (at) => {
      const concept = read.concepts[at] ?? '';
      const id = ids.get(concept);
      return id === undefined ? weightOfUnknown(concept, read.words.get(concept) ?? '', rarity) : (weights[id] ?? 0);
    });
    return { features, asks };
  });
}
