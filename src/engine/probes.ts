// The tables that the index is made of: all probes in typed arrays, the lists of each concept, and what each entry is about.
import type { Lists, Reading } from './reading.js';

// A concept of the texts of an entry counts this much of one of the best probe.
const inBody = 0.45;
// A concept that many probes of an entry have counts more: count / (count + this), a saturating count as in BM25 (Robertson and
// Zaragoza 2009, section 3.4).
const saturation = 0.7;

/** The concepts of all probes. */
export type Probes = Lists & {
  /** The entry of each probe. */
  readonly entries: Int32Array;
  /** The first probe of each entry; the last item is the number of probes. */
  readonly firsts: Int32Array;
  /** How many entries ask by each concept. */
  readonly entryFrequency: Int32Array;
};

export function probesOf({ probes, firsts, concepts: { length } }: Reading): Probes {
  const entries = new Int32Array(probes.starts.length - 1);
  const entryFrequency = new Int32Array(length);
  // The entry, counted from one, that last had each concept.
  const last = new Int32Array(length);
  for (let entry = 0; entry < firsts.length - 1; entry += 1) {
    const [first = 0, end = 0] = firsts.subarray(entry, entry + 2);
    entries.fill(entry, first, end);
    for (const id of probes.concepts.subarray(probes.starts[first], probes.starts[end])) {
      if (last[id] !== entry + 1) entryFrequency[id] = (entryFrequency[id] ?? 0) + 1;
      last[id] = entry + 1;
    }
  }
  return { ...probes, entries, firsts, entryFrequency };
}

export function massesOf({ starts, concepts }: Lists, weights: Float64Array): Float64Array {
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
  index: number,
  { firsts, starts, concepts }: Probes,
  bodies: Lists,
  masses: Float64Array,
  weights: Float64Array,
): Profile {
  const sums = new Map<number, { count: number; sum: number }>();
  for (let probe = firsts[index] ?? 0; probe < (firsts[index + 1] ?? 0); probe += 1) {
    if ((masses[probe] ?? 0) === 0) continue;
    const own = concepts.subarray(starts[probe] ?? 0, starts[probe + 1] ?? 0);
    const length = Math.hypot(...Array.from(own, (id) => weights[id] ?? 0));
    for (const id of own) {
      const { count, sum } = sums.get(id) ?? { count: 0, sum: 0 };
      sums.set(id, { count: count + 1, sum: sum + (weights[id] ?? 0) / length });
    }
  }
  const length = Math.hypot(...Array.from(sums.values(), ({ sum }) => sum)) || 1;
  const body = bodies.concepts.subarray(bodies.starts[index], bodies.starts[index + 1]);
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

// Concept to its probes, lightest first.
export function invert(
  { starts, concepts }: Lists,
  masses: Float64Array,
  conceptCount: number,
): (concept: number) => Int32Array {
  const offsets = new Int32Array(conceptCount + 1);
  for (const id of concepts) offsets[id + 1] = (offsets[id + 1] ?? 0) + 1;
  for (let id = 0; id < conceptCount; id += 1) offsets[id + 1] = (offsets[id + 1] ?? 0) + (offsets[id] ?? 0);
  const fill = offsets.slice();
  const lists = new Int32Array(concepts.length);
  const order = new Int32Array(starts.length - 1)
    .map((_, probe) => probe)
    .sort((a, b) => (masses[a] ?? 0) - (masses[b] ?? 0));
  for (const probe of order) {
    for (let at = starts[probe] ?? 0; at < (starts[probe + 1] ?? 0); at += 1) {
      const id = concepts[at] ?? 0;
      lists[fill[id] ?? 0] = probe;
      fill[id] = (fill[id] ?? 0) + 1;
    }
  }
  return (id) => lists.subarray(offsets[id] ?? 0, offsets[id + 1] ?? 0);
}
