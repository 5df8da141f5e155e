// Which entries a question may ask for: those with the highest belief, each with what the question shares with it, the most certain first.
import { highest } from '../highest.js';
import { lazy } from '../lazy.js';
import { createBelieve } from './beliefs.js';
import { measure, speaksFor } from './certainty.js';
import { featuresOf, type Weighed } from './features.js';
import type { PartIndex } from './index.js';
import { placeOf } from './learn.js';

/**
 * An entry that a question may ask for, by position. `belief` is the logarithm of its probability, `family` the same for it and its related
 * entries together, `similarity` what the question and the nearest way of asking share, 0 to 1 (for an entry with few of them, at least the
 * share of the question in its texts), `covered` the weight of what the question shares with the entry's ways of asking or texts, and `way`
 * the number of the nearest way of asking.
 */
export type Candidate = {
  readonly entry: number;
  readonly belief: number;
  readonly family: number;
  readonly similarity: number;
  readonly covered: number;
  readonly way: number;
};

/**
 * The candidates, best first; and the beliefs, as logarithms, that the question asks for something outside the entries, and the greater of
 * the two; undefined if that wasn't learned.
 */
export type Found = {
  readonly candidates: readonly Candidate[];
  readonly outside: number | undefined;
  readonly smallTalk: number | undefined;
  readonly beside: number | undefined;
  /** The logarithm of the probability of any entry, by position. */
  readonly beliefIn: (entry: number) => number;
};

export type Search = (question: readonly Weighed[]) => Found;

/** How many entries are examined. */
export const mostCandidates = 6;
// What only a way of asking has counts less against it than what only the question has: people leave out more than they
// add.
const wayShare = 0.6;
// A text has many words, of which some will be in a question by chance.
const textShare = 0.9;
// Without beliefs, this many ways of asking are compared with a question, or all that have its rarest word.
const mostTouched = 2000;
// Without beliefs, similarity replaces them: 0.1 more is about three times as likely.
const sharpness = 12;

/**
 * Makes the search on an index; `families` are the positions of each entry and its related ones (`familiesOf`). The functions share their
 * memory, so each call ends before the next begins.
 */
export function createSearch(
  index: Omit<PartIndex, 'usual'>,
  families: readonly (readonly number[])[],
  isOutsideLearned: boolean,
): Search {
  const { concepts, ways, weights, firsts, numbers, hasFewWays, vocabularies, strengths, scarcity } = index;
  const ids = new Map(concepts.map((concept, id) => [concept, id]));
  const believe = createBelieve(index.beliefs);
  const postings = lazy(() => invert(index));
  // The weights of the question by concept, during one search.
  const asked = new Float64Array(concepts.length);

  const sharedWith = (way: number): number => {
    let shared = 0;
    for (let at = ways.starts[way] ?? 0; at < (ways.starts[way + 1] ?? 0); at += 1)
      shared += asked[ways.concepts[at] ?? 0] ?? 0;
    return shared;
  };
  const likeness = (shared: number, way: number, whole: number): number =>
    Math.min(1, shared / (whole + wayShare * Math.max(0, (weights[way] ?? 0) - shared)));
  const nearest = (entry: number, whole: number) => {
    let [way, similarity] = [firsts[entry] ?? 0, 0];
    for (let at = way; at < (firsts[entry + 1] ?? 0); at += 1) {
      const found = likeness(sharedWith(at), at, whole);
      if (found > similarity) [way, similarity] = [at, found];
    }
    return { way, similarity };
  };
  const coveredBy = (entry: number): number => {
    let covered = 0;
    for (let at = vocabularies.starts[entry] ?? 0; at < (vocabularies.starts[entry + 1] ?? 0); at += 1) {
      const id = vocabularies.concepts[at] ?? 0;
      covered += (asked[id] ?? 0) * (strengths[at] ?? 0);
    }
    return covered;
  };
  // In knowledge too large to learn from: the entries of the ways that share most with the question. Only ways with one of its rarer words are
  // looked at, since nearly all have "how" or "is".
  const similarities = new Float64Array(firsts.length - 1);
  const isSeen = lazy(() => new Uint8Array(weights.length));
  const bySimilarity = (known: readonly number[], whole: number): Float64Array => {
    similarities.fill(0);
    const { starts, owners, ways: found } = postings();
    const seen = isSeen();
    const touched: number[] = [];
    const usesOf = (id: number) => (starts[id + 1] ?? 0) - (starts[id] ?? 0);
    for (const id of [...known].sort((a, b) => usesOf(a) - usesOf(b))) {
      if (touched.length > 0 && touched.length + usesOf(id) > mostTouched) break;
      for (let at = starts[id] ?? 0; at < (starts[id + 1] ?? 0); at += 1) {
        const way = found[at] ?? 0;
        if (seen[way] === 0) touched.push(way);
        seen[way] = 1;
      }
    }
    for (const way of touched) {
      const entry = owners[way] ?? 0;
      similarities[entry] = Math.max(similarities[entry] ?? 0, likeness(sharedWith(way), way, whole));
      seen[way] = 0;
    }
    return similarities;
  };

  return (question) => {
    const known: number[] = [];
    let whole = 0;
    for (const { concept, weight } of question) {
      const id = ids.get(concept);
      const telling = weight * (id === undefined ? 1 : (scarcity[id] ?? 1));
      whole += telling;
      if (id === undefined) continue;
      known.push(id);
      asked[id] = telling;
    }
    const beliefs = believe?.(featuresOf(question));
    const scores = beliefs?.subarray(placeOf(0)) ?? bySimilarity(known, whole);
    const best = highest(scores, mostCandidates);
    const beliefIn =
      beliefs === undefined ? likelihoods(scores, best) : (entry: number) => scores[entry] ?? Number.NEGATIVE_INFINITY;
    const isLearned = beliefs !== undefined && isOutsideLearned;
    const outside = isLearned ? beliefs[placeOf('outside')] : undefined;
    const smallTalk = isLearned ? beliefs[placeOf('smallTalk')] : undefined;
    const beside = outside === undefined || smallTalk === undefined ? undefined : Math.max(outside, smallTalk);
    const candidates = best
      .map((entry): Candidate => {
        const { way, similarity: ofWay } = nearest(entry, whole);
        const covered = coveredBy(entry);
        const similarity =
          hasFewWays[entry] === 1 && whole > 0 ? Math.max(ofWay, (textShare * covered) / whole) : ofWay;
        const belief = beliefIn(entry);
        const family = Math.log((families[entry] ?? []).reduce((sum, member) => sum + Math.exp(beliefIn(member)), 0));
        return { entry, belief, family, similarity, covered, way: numbers[way] ?? 0 };
      })
      .map((candidate) => ({ candidate, sum: speaksFor(measure({ ...candidate, outside: beside })) }))
      .sort((a, b) => b.sum - a.sum)
      .map(({ candidate }) => candidate);
    for (const id of known) asked[id] = 0;
    return { candidates, outside, smallTalk, beside, beliefIn };
  };
}

function likelihoods(similarities: Float64Array, best: readonly number[]): (entry: number) => number {
  const sum = best.reduce((total, entry) => total + Math.exp(sharpness * (similarities[entry] ?? 0)), 1);
  return (entry) => sharpness * (similarities[entry] ?? 0) - Math.log(sum);
}

// The ways of each concept, and the entry of each way.
function invert({ concepts, ways, firsts }: Pick<PartIndex, 'concepts' | 'ways' | 'firsts'>) {
  const starts = new Int32Array(concepts.length + 1);
  for (const id of ways.concepts) starts[id + 1] = (starts[id + 1] ?? 0) + 1;
  for (let id = 0; id < concepts.length; id += 1) starts[id + 1] = (starts[id + 1] ?? 0) + (starts[id] ?? 0);
  const next = starts.slice();
  const found = new Int32Array(ways.concepts.length);
  const owners = new Int32Array(ways.starts.length - 1);
  for (let entry = 0; entry < firsts.length - 1; entry += 1) owners.fill(entry, firsts[entry], firsts[entry + 1]);
  for (let way = 0; way < owners.length; way += 1)
    for (let at = ways.starts[way] ?? 0; at < (ways.starts[way + 1] ?? 0); at += 1) {
      const id = ways.concepts[at] ?? 0;
      const place = next[id] ?? 0;
      found[place] = way;
      next[id] = place + 1;
    }
  return { starts, owners, ways: found };
}
