// The index: what was read, with the weights of concepts and probes and the probes of each concept; and what each entry is about.

import type { Concept } from '../read/lexicon.js';
import type { Beliefs } from './learn.js';
import type { Lists, Reading } from './reading.js';

// A concept of the texts of an entry counts this much of one of the best probe.
const inBody = 0.45;
// A concept that many probes of an entry have counts more: count / (count + this), a saturating count as in BM25 (Robertson and
// Zaragoza 2009, section 3.4).
const saturation = 0.7;

/** What is computed once from a reading. */
export type Tables = {
  /** The entry of each probe. */
  readonly owners: Int32Array;
  /** How much each concept tells, 0 to 1. */
  readonly weights: Float64Array;
  /** The weight of all concepts of each probe. */
  readonly masses: Float64Array;
  /** The probes of each concept, lightest first: those of concept c are postings[offsets[c]] up to postings[offsets[c + 1]]. */
  readonly offsets: Int32Array;
  readonly postings: Int32Array;
};
/** What the search works on, and what was learned: plain data. */
export type Index = Reading & Tables & { readonly beliefs: Beliefs };

/** Makes the index. `weigh` tells the weight of a concept from the number of entries that ask by it and from how rare its words are. */
export function indexReading(
  reading: Reading,
  weigh: (concept: Concept, entryFrequency: number, rareness: number) => number,
): Reading & Tables {
  const { concepts, probes, firsts, rarities } = reading;
  const owners = new Int32Array(probes.starts.length - 1);
  const frequency = new Int32Array(concepts.length);
  // The entry, counted from one, that last had each concept.
  const last = new Int32Array(concepts.length);
  for (let entry = 0; entry < firsts.length - 1; entry += 1) {
    const [first = 0, end = 0] = firsts.subarray(entry, entry + 2);
    owners.fill(entry, first, end);
    for (const id of probes.concepts.subarray(probes.starts[first], probes.starts[end])) {
      if (last[id] !== entry + 1) frequency[id] = (frequency[id] ?? 0) + 1;
      last[id] = entry + 1;
    }
  }
  const weights = Float64Array.from(concepts, (concept, id) => weigh(concept, frequency[id] ?? 0, rarities[id] ?? 1));
  const masses = massesOf(probes, weights);
  return { ...reading, owners, weights, masses, ...invert(probes, masses, concepts.length) };
}

function massesOf({ starts, concepts }: Lists, weights: Float64Array): Float64Array {
  const masses = new Float64Array(starts.length - 1);
  for (let list = 0; list < masses.length; list += 1) {
    let mass = 0;
    for (let at = starts[list] ?? 0; at < (starts[list + 1] ?? 0); at += 1) mass += weights[concepts[at] ?? 0] ?? 0;
    masses[list] = mass;
  }
  return masses;
}

/**
 * What an entry is about: for each concept how strongly the entry has it, and its share in the mean of all probes, each taken as a
 * direction (the nearest-centroid classifier of Rocchio 1971). A hash table by concept, see `slotOf`.
 */
export type Profile = { readonly ids: Int32Array; readonly strengths: Float64Array; readonly shares: Float64Array };

const free = -1;

/** Where a profile has a concept, or -1. */
export function slotOf({ ids }: Profile, id: number): number {
  const slot = slotFor(ids, id);
  return ids[slot] === id ? slot : -1;
}

// The slot of a number, or the free one that it would take; there always is one.
function slotFor(ids: Int32Array, id: number): number {
  const mask = ids.length - 1;
  let slot = id & mask;
  while (ids[slot] !== id && ids[slot] !== free) slot = (slot + 1) & mask;
  return slot;
}

export function profileOf(
  entry: number,
  { firsts, probes: { starts, concepts }, bodies, masses, weights }: Index,
): Profile {
  const sums = new Map<number, { count: number; sum: number }>();
  for (let probe = firsts[entry] ?? 0; probe < (firsts[entry + 1] ?? 0); probe += 1) {
    if ((masses[probe] ?? 0) === 0) continue;
    const own = concepts.subarray(starts[probe] ?? 0, starts[probe + 1] ?? 0);
    const length = Math.hypot(...Array.from(own, (id) => weights[id] ?? 0));
    for (const id of own) {
      const { count, sum } = sums.get(id) ?? { count: 0, sum: 0 };
      sums.set(id, { count: count + 1, sum: sum + (weights[id] ?? 0) / length });
    }
  }
  const length = Math.hypot(...Array.from(sums.values(), ({ sum }) => sum)) || 1;
  const body = bodies.concepts.subarray(bodies.starts[entry], bodies.starts[entry + 1]);
  const slots = 2 ** Math.ceil(Math.log2(2 * (sums.size + body.length) + 1));
  const ids = new Int32Array(slots).fill(free);
  const strengths = new Float64Array(slots);
  const shares = new Float64Array(slots);
  for (const id of body) {
    const slot = slotFor(ids, id);
    ids[slot] = id;
    strengths[slot] = inBody;
  }
  for (const [id, { count, sum }] of sums) {
    const slot = slotFor(ids, id);
    ids[slot] = id;
    strengths[slot] = Math.max(strengths[slot] ?? 0, count / (count + saturation));
    shares[slot] = sum / length;
  }
  return { ids, strengths, shares };
}

function invert(
  { starts, concepts }: Lists,
  masses: Float64Array,
  conceptCount: number,
): Pick<Tables, 'offsets' | 'postings'> {
  const offsets = new Int32Array(conceptCount + 1);
  for (const id of concepts) offsets[id + 1] = (offsets[id + 1] ?? 0) + 1;
  for (let id = 0; id < conceptCount; id += 1) offsets[id + 1] = (offsets[id + 1] ?? 0) + (offsets[id] ?? 0);
  const fill = offsets.slice();
  const postings = new Int32Array(concepts.length);
  const order = new Int32Array(starts.length - 1)
    .map((_, probe) => probe)
    .sort((a, b) => (masses[a] ?? 0) - (masses[b] ?? 0));
  for (const probe of order) {
    for (let at = starts[probe] ?? 0; at < (starts[probe + 1] ?? 0); at += 1) {
      const id = concepts[at] ?? 0;
      postings[fill[id] ?? 0] = probe;
      fill[id] = (fill[id] ?? 0) + 1;
    }
  }
  return { offsets, postings };
}
