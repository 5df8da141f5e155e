// The index: every way people ask for an entry is a probe, a set of weighted concepts. A question is compared with the probes; the
// entries of the best ones are then looked at as a whole, so that one odd probe decides nothing by itself.
import { highest } from '../highest.js';
import type { Concept } from '../read/lexicon.js';
import { type Index, type Profile, profileOf, slotOf } from './probes.js';

/**
 * A question as concepts with weights; concepts that the index does not know count against every entry. Content is what is
 * asked of the things that the question names.
 */
export type Query = ReadonlyMap<Concept, { readonly weight: number; readonly isContent: boolean }>;

/**
 * An entry that fits a query, by position; all numbers are 0 to 1. `similarity` weighs what the query and the best probe share against
 * what either has alone, `coverage` is the share of the query that the entry asks by or speaks of, `content` the same of its
 * content alone, `likeness` compares the query with all probes of the entry together, and `agreement` is the share of the entry
 * among the nearest probes. `evidence` is the weight covered.
 */
export type Match = {
  readonly entry: number;
  readonly probe: number;
  readonly similarity: number;
  readonly coverage: number;
  readonly likeness: number;
  readonly agreement: number;
  readonly content: number;
  readonly evidence: number;
  readonly contentEvidence: number;
  /** The weight of the content that the entry does not cover. */
  readonly uncovered: number;
  /** The weight of what no entry has; the same for all matches of a query. */
  readonly unknown: number;
};

export type SearchIndex = {
  /** How much a concept tells, 0 to 1; undefined where no entry has it. */
  readonly weightOf: (concept: Concept) => number | undefined;
  /** The best matches, at most `limit`, best first, and those of the entries in `also`, whatever they have of the query. */
  readonly search: (query: Query, limit: number, also: readonly number[]) => readonly Match[];
};

// Tversky's index (Tversky 1977, Features of similarity) with these shares: words of the question that a probe lacks count more
// against it than words of the probe that the question lacks, since people leave out more than they add.
const questionShare = 0.6;
const probeShare = 0.4;
// The best probe counts this much towards coverage by itself.
const inProbe = 0.8;
// How much all probes together count beside the best one.
const likenessShare = 0.6;
// Matches below this are not looked for.
const leastSimilarity = 0.15;
// Neighbours that are asked which entry the question is about.
const neighbours = 10;
// So many entries are looked at as a whole.
const fullLooks = 12;

/** What matches are ordered by. */
function rankOf({ similarity, coverage, likeness }: Pick<Match, 'similarity' | 'coverage' | 'likeness'>): number {
  return (similarity * Math.sqrt(coverage) + likenessShare * likeness) / (1 + likenessShare);
}

/** Makes the search on an index. */
export function createSearch(index: Index): SearchIndex {
  const { concepts, probes, owners, weights, masses, offsets, postings } = index;
  const ids = new Map(concepts.map((concept, id) => [concept, id]));
  // Made when an entry is first looked at as a whole.
  const profiles: Profile[] = [];
  const profileAt = (entry: number): Profile => {
    const profile = profiles[entry] ?? profileOf(entry, index);
    profiles[entry] = profile;
    return profile;
  };
  // The weights of the query by concept; set for the time of one search.
  const queried = new Float64Array(ids.size);
  const isContent = new Uint8Array(ids.size);

  // The number of the search that last looked at each probe, and at each entry, with the best probe that it has found there.
  const seen = new Uint32Array(owners.length);
  const seenEntry = new Uint32Array(index.firsts.length - 1);
  const bestSimilarity = new Float64Array(seenEntry.length);
  const bestProbe = new Int32Array(seenEntry.length);
  const similarities = new Float64Array(seenEntry.length);
  let search = 0;
  // The number of the look that last found each concept in the best probe.
  const inBest = new Uint32Array(ids.size);
  let look = 0;

  const sharedWith = (probe: number) => {
    let shared = 0;
    for (let at = probes.starts[probe] ?? 0; at < (probes.starts[probe + 1] ?? 0); at += 1)
      shared += queried[probes.concepts[at] ?? 0] ?? 0;
    return shared;
  };

  // The entries that have a probe like the query, in the order in which they were found; their best probes stand in the arrays above.
  // Concepts that tell most come first. A probe that has only the remaining ones shares at most their weight with the query, so that
  // only probes between two masses can still reach what is needed to change anything, and at last none can.
  const bestProbes = (known: readonly number[], queryMass: number) => {
    const found: number[] = [];
    const nearest: Neighbour[] = [];
    let farthest = -1;
    search += 1;
    let remaining = known.reduce((sum, id) => sum + (queried[id] ?? 0), 0);
    for (const id of [...known].sort((a, b) => descending(queried[a] ?? 0, queried[b] ?? 0))) {
      const least = Math.max(leastSimilarity, Math.min(farthest, leastLookedAt(found)));
      const [lightest, heaviest] = massesFor(least, remaining, queryMass);
      const end = offsets[id + 1] ?? 0;
      for (let at = firstFrom(lightest, offsets[id] ?? 0, end); at < end; at += 1) {
        const probe = postings[at] ?? 0;
        const mass = masses[probe] ?? 0;
        if (mass > heaviest) break;
        if (seen[probe] === search) continue;
        seen[probe] = search;
        const similarity = similarityOf(sharedWith(probe), queryMass, mass);
        const entry = owners[probe] ?? 0;
        const isFirst = seenEntry[entry] !== search;
        if (similarity > (isFirst ? 0 : (bestSimilarity[entry] ?? 0))) {
          if (isFirst) found.push(entry);
          seenEntry[entry] = search;
          bestSimilarity[entry] = similarity;
          bestProbe[entry] = probe;
        }
        if (similarity > farthest) {
          insert(nearest, { entry, similarity });
          farthest = nearest.length < neighbours ? -1 : (nearest[neighbours - 1]?.similarity ?? 0);
        }
      }
      remaining -= queried[id] ?? 0;
    }
    return { found, nearest };
  };

  const similaritiesOf = (found: readonly number[]): Float64Array => {
    for (let at = 0; at < found.length; at += 1) similarities[at] = bestSimilarity[found[at] ?? 0] ?? 0;
    return similarities.subarray(0, found.length);
  };

  // What the last of the entries that will be looked at has; nothing as long as there are too few.
  const leastLookedAt = (found: readonly number[]): number => {
    if (found.length < fullLooks) return 0;
    const all = similaritiesOf(found);
    return all[highest(all, fullLooks)[fullLooks - 1] ?? 0] ?? 0;
  };

  // The first posting from `start` up to `end`, lightest first, that is not lighter.
  const firstFrom = (mass: number, start: number, end: number): number => {
    let [low, high] = [start, end];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((masses[postings[middle] ?? 0] ?? 0) < mass) low = middle + 1;
      else high = middle;
    }
    return low;
  };

  // Of an entry that need not have been found: what could not matter was left out.
  const bestProbeOf = (entry: number, queryMass: number): number => {
    const first = index.firsts[entry] ?? 0;
    const count = (index.firsts[entry + 1] ?? 0) - first;
    const all = Float64Array.from({ length: count }, (_, at) =>
      similarityOf(sharedWith(first + at), queryMass, masses[first + at] ?? 0),
    );
    const [best = 0] = highest(all, 1);
    return first + best;
  };

  const lookAt = (
    entry: number,
    probe: number,
    known: readonly number[],
    query: Masses,
    nearest: readonly Neighbour[],
  ): Match => {
    look += 1;
    for (let at = probes.starts[probe] ?? 0; at < (probes.starts[probe + 1] ?? 0); at += 1)
      inBest[probes.concepts[at] ?? 0] = look;
    const profile = profileAt(entry);
    let shared = 0;
    let covered = 0;
    let dot = 0;
    let contentCovered = 0;
    for (const id of known) {
      const weight = queried[id] ?? 0;
      const slot = slotOf(profile, id);
      const strength = slot < 0 ? 0 : (profile.strengths[slot] ?? 0);
      const found = inBest[id] === look;
      shared += weight * (found ? 1 : strength);
      const cover = weight * (found ? inProbe + (1 - inProbe) * strength : strength);
      covered += cover;
      contentCovered += cover * (isContent[id] ?? 0);
      if (slot >= 0) dot += weight * (profile.shares[slot] ?? 0);
    }
    return {
      entry,
      probe,
      similarity: Math.min(1, similarityOf(shared, query.mass, masses[probe] ?? 0)),
      coverage: Math.min(1, covered / query.mass),
      likeness: Math.min(1, dot / query.length),
      agreement: agreementOf(entry, nearest),
      content: query.content < leastContent ? 1 : contentCovered / query.content,
      evidence: covered,
      contentEvidence: contentCovered,
      uncovered: query.content - contentCovered,
      unknown: query.unknown,
    };
  };

  return {
    weightOf: (concept) => {
      const id = ids.get(concept);
      return id === undefined ? undefined : weights[id];
    },
    search: (query, limit, also) => {
      const known: number[] = [];
      let mass = 0;
      let squares = 0;
      let content = 0;
      let unknown = 0;
      for (const [concept, asked] of query) {
        mass += asked.weight;
        squares += asked.weight ** 2;
        if (asked.isContent) content += asked.weight;
        const id = ids.get(concept);
        if (id === undefined) {
          unknown += asked.weight;
          continue;
        }
        known.push(id);
        queried[id] = asked.weight;
        isContent[id] = asked.isContent ? 1 : 0;
      }
      if (mass <= 0) return [];
      const masses = { mass, content, unknown, length: Math.sqrt(squares) };
      const { found, nearest } = bestProbes(known, mass);
      const matches = highest(similaritiesOf(found), fullLooks)
        .map((at) => found[at] ?? 0)
        .map((entry) => lookAt(entry, bestProbe[entry] ?? 0, known, masses, nearest))
        .sort((a, b) => descending(rankOf(a), rankOf(b)) || a.entry - b.entry)
        .slice(0, limit);
      const others = also
        .filter((entry) => !matches.some((match) => match.entry === entry))
        .map((entry) => lookAt(entry, bestProbeOf(entry, mass), known, masses, nearest));
      for (const id of known) queried[id] = 0;
      return [...matches, ...others];
    },
  };
}

// A small whole number, since a difference of fractions would take memory with every comparison.
function descending(a: number, b: number): number {
  return a === b ? 0 : a < b ? 1 : -1;
}

// With less content than this there is nothing beside the names that could go uncovered.
const leastContent = 0.25;
/** The weights of a query: all, those of its content, and its length as a vector. */
type Masses = { readonly mass: number; readonly content: number; readonly unknown: number; readonly length: number };

type Neighbour = { readonly entry: number; readonly similarity: number };

// Keeps the nearest probes in order, nearest first.
function insert(nearest: Neighbour[], neighbour: Neighbour): void {
  let at = nearest.length;
  while (at > 0 && (nearest[at - 1]?.similarity ?? 0) < neighbour.similarity) at -= 1;
  nearest.splice(at, 0, neighbour);
  if (nearest.length > neighbours) nearest.pop();
}

// The share of an entry among the nearest probes of all entries, each by its similarity.
function agreementOf(entry: number, nearest: readonly Neighbour[]): number {
  let own = 0;
  let all = 0;
  for (const neighbour of nearest) {
    all += neighbour.similarity ** 2;
    if (neighbour.entry === entry) own += neighbour.similarity ** 2;
  }
  return all === 0 ? 0 : own / all;
}

// The lightest and the heaviest probe that can be as similar as `least`, where it shares at most `shared` with the query: one that is
// lighter shares itself at most, one that is heavier has too much beside.
function massesFor(least: number, shared: number, queryMass: number): readonly [number, number] {
  const questionPart = questionShare * queryMass;
  return [(questionPart * least) / (1 - probeShare * least), (shared / least - questionPart) / probeShare];
}

function similarityOf(shared: number, queryMass: number, probeMass: number): number {
  return shared <= 0 ? 0 : shared / (questionShare * queryMass + probeShare * probeMass);
}
