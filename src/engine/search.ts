// The index: every way people ask for an entry is a probe, a set of weighted concepts. A question is compared with probes, and
// what its best probe does not cover is looked for in the rest of the entry.
import { type Concept, isIntent, isName } from './lexicon.js';

/** What is indexed of an entry: its probes, and the concepts of its other texts (answer, views, tables). */
export type Searchable = {
  readonly probes: readonly (readonly Concept[])[];
  readonly body: readonly Concept[];
};

/** A question as concepts with weights; concepts that the index does not know count against every entry. */
export type Query = { readonly concepts: ReadonlyMap<Concept, number> };

/**
 * An entry that fits a query. `similarity` (0 to 1) weighs what query and best probe share against what either has alone;
 * `coverage` (0 to 1) is the share of the query that the entry says something on.
 */
export type Match = { readonly entry: number; readonly probe: number; readonly similarity: number; readonly coverage: number };

export type SearchIndex = {
  /** How much a concept tells, 0 to 1; undefined where no entry has it. */
  readonly weightOf: (concept: Concept) => number | undefined;
  /** Best first; at most `limit`. */
  readonly search: (query: Query, limit: number) => readonly Match[];
};

// Tversky's index (Tversky 1977, Features of similarity) with these shares: words of the question that a probe lacks count more
// against it than words of the probe that the question lacks, since people leave out more than they add.
const questionShare = 0.6;
const probeShare = 0.4;
// A word in the other ways people ask, or in the texts of the entry, counts this much of a word in the best probe.
const SAT = Number(process.env['SAT'] ?? 0.7);
const INP = Number(process.env['INP'] ?? 0.8);
const elsewhereInBody = Number(process.env['BODY'] ?? 0.45);
// Matches below this are never shown; the search stops where nothing better can come.
const leastSimilarity = 0.15;
// So many entries are looked at in full.
const fullLooks = 24;

/** Builds the index. `weigh` tells the weight of a concept from the number of entries that ask by it. */
export function createSearchIndex(
  entries: readonly Searchable[],
  weigh: (concept: Concept, documentFrequency: number) => number,
): SearchIndex {
  const ids = new Map<Concept, number>();
  const idOf = (concept: Concept) => {
    const known = ids.get(concept);
    if (known !== undefined) return known;
    ids.set(concept, ids.size);
    return ids.size - 1;
  };

  // All probes one after the other: the concepts of probe p are concepts[starts[p]] up to starts[p + 1].
  const probeEntries: number[] = [];
  const starts: number[] = [0];
  const probeConcepts: number[] = [];
  const frequency: number[] = [];
  const bodies = entries.map((entry, index) => {
    const asked = new Map<number, number>();
    for (const probe of entry.probes) {
      const unique = new Set(probe.map(idOf));
      if (unique.size === 0) continue;
      for (const id of unique) {
        probeConcepts.push(id);
        asked.set(id, (asked.get(id) ?? 0) + 1);
      }
      probeEntries.push(index);
      starts.push(probeConcepts.length);
    }
    for (const id of asked.keys()) frequency[id] = (frequency[id] ?? 0) + 1;
    return strengths(asked, entry.body.map(idOf));
  });
  const weights = Float64Array.from(ids, ([concept, id]) => weigh(concept, frequency[id] ?? 0));
  const masses = Float64Array.from(probeEntries, (_, probe) => {
    let mass = 0;
    for (let at = starts[probe] ?? 0; at < (starts[probe + 1] ?? 0); at += 1) mass += weights[probeConcepts[at] ?? 0] ?? 0;
    return mass;
  });
  const postings = invert(probeEntries.length, starts, probeConcepts, masses, ids.size);

  // The weights of the query by concept; set for the time of one search.
  const queried = new Float64Array(ids.size);

  const search = (query: Query, limit: number): readonly Match[] => {
    const known: number[] = [];
    let queryMass = 0;
    for (const [concept, weight] of query.concepts) {
      queryMass += weight;
      const id = ids.get(concept);
      if (id !== undefined) {
        known.push(id);
        queried[id] = weight;
      }
    }
    if (queryMass <= 0) return [];
    const best = bestProbes(known, queryMass);
    const looked = [...best]
      .sort(([, a], [, b]) => b.similarity - a.similarity)
      .slice(0, fullLooks)
      .map(([entry, { probe }]) => lookAt(entry, probe, known, queryMass))
      .filter(({ similarity }) => similarity >= leastSimilarity)
      .sort((a, b) => b.similarity - a.similarity || a.entry - b.entry)
      .slice(0, limit);
    for (const id of known) queried[id] = 0;
    return looked;
  };

  // The best probe of each entry. Concepts that tell most come first; it ends where a probe that has only the remaining
  // concepts could not reach the least similarity, and, within a list (shortest probes first), where a probe is too long.
  const bestProbes = (known: readonly number[], queryMass: number) => {
    const best = new Map<number, { probe: number; similarity: number }>();
    const seen = new Set<number>();
    const ordered = [...known].sort((a, b) => (queried[b] ?? 0) - (queried[a] ?? 0));
    let remaining = ordered.reduce((sum, id) => sum + (queried[id] ?? 0), 0);
    for (const id of ordered) {
      if (similarityOf(remaining, queryMass, remaining) < leastSimilarity) break;
      for (const probe of postings(id)) {
        const mass = masses[probe] ?? 0;
        if (similarityOf(Math.min(remaining, mass), queryMass, mass) < leastSimilarity) break;
        if (seen.has(probe)) continue;
        seen.add(probe);
        const similarity = similarityOf(sharedWith(probe), queryMass, mass);
        const entry = probeEntries[probe] ?? 0;
        const before = best.get(entry);
        if (before === undefined || similarity > before.similarity) best.set(entry, { probe, similarity });
      }
      remaining -= queried[id] ?? 0;
    }
    return best;
  };

  const sharedWith = (probe: number) => {
    let shared = 0;
    for (let at = starts[probe] ?? 0; at < (starts[probe + 1] ?? 0); at += 1) shared += queried[probeConcepts[at] ?? 0] ?? 0;
    return shared;
  };

  const lookAt = (entry: number, probe: number, known: readonly number[], queryMass: number): Match => {
    const inProbe = new Set(probeConcepts.slice(starts[probe] ?? 0, starts[probe + 1] ?? 0));
    let covered = 0;
    let about = 0;
    for (const id of known) {
      const weight = queried[id] ?? 0;
      const strength = bodies[entry]?.get(id) ?? 0;
      covered += weight * (inProbe.has(id) ? 1 : strength);
      about += weight * (inProbe.has(id) ? INP + (1-INP) * strength : strength);
    }
    return {
      entry,
      probe,
      similarity: Math.min(1, similarityOf(covered, queryMass, masses[probe] ?? 0)),
      coverage: Math.min(1, about / queryMass),
    };
  };

  return {
    weightOf: (concept) => {
      const id = ids.get(concept);
      return id === undefined ? undefined : weights[id];
    },
    search,
  };
}

function similarityOf(shared: number, queryMass: number, probeMass: number): number {
  return shared <= 0 ? 0 : shared / (questionShare * queryMass + probeShare * probeMass);
}

// How strongly an entry has a concept, beyond the probe that is looked at: the more of its probes have it, the more the entry
// is about it (a saturating count, as in BM25, Robertson and Zaragoza 2009, section 3.4).
function strengths(asked: ReadonlyMap<number, number>, body: readonly number[]): ReadonlyMap<number, number> {
  const strength = new Map<number, number>();
  for (const id of body) strength.set(id, elsewhereInBody);
  for (const [id, count] of asked) strength.set(id, Math.max(strength.get(id) ?? 0, count / (count + SAT)));
  return strength;
}

// Concept to its probes, lightest first.
function invert(
  count: number,
  starts: readonly number[],
  concepts: readonly number[],
  masses: Float64Array,
  conceptCount: number,
): (concept: number) => Int32Array {
  const sizes = new Int32Array(conceptCount + 1);
  for (const id of concepts) sizes[id + 1] = (sizes[id + 1] ?? 0) + 1;
  for (let id = 0; id < conceptCount; id += 1) sizes[id + 1] = (sizes[id + 1] ?? 0) + (sizes[id] ?? 0);
  const fill = sizes.slice();
  const lists = new Int32Array(concepts.length);
  const order = Int32Array.from({ length: count }, (_, probe) => probe).sort((a, b) => (masses[a] ?? 0) - (masses[b] ?? 0));
  for (const probe of order) {
    for (let at = starts[probe] ?? 0; at < (starts[probe + 1] ?? 0); at += 1) {
      const id = concepts[at] ?? 0;
      lists[fill[id] ?? 0] = probe;
      fill[id] = (fill[id] ?? 0) + 1;
    }
  }
  return (id) => lists.subarray(sizes[id] ?? 0, sizes[id + 1] ?? 0);
}

/** Concepts of the texts of an entry that may stand in for those of its questions. */
export function bodyConcepts(concepts: readonly Concept[]): Concept[] {
  return concepts.filter((concept) => !isName(concept) && !isIntent(concept));
}
