// "What does X cost?", "examples of X": the fact that an entry has on the aspect that is asked for.
import type { Entry, Fact } from './entry.js';
import type { Intent } from './intent.js';
import { type Concept, intentOf, isIntent, isName } from './lexicon.js';
import { tokenize } from './normalize.js';
import type { Ranker } from './rank.js';
import { readTokens, type Segment } from './understand.js';

/** A fact that answers a question on one thing; `explained` is the share of the question that it accounts for. */
export type FoundFact = { readonly entry: Entry; readonly fact: Fact; readonly explained: number };

// Intents that ask for an aspect without naming it.
const intentAspects: Readonly<Partial<Record<Intent, string>>> = {
  list: 'Examples',
  maker: 'Maker',
  when: 'When to use',
};

export function createFactFinder(
  entries: readonly Entry[],
  ranker: Ranker,
): (segment: Segment) => FoundFact | undefined {
  const byId = new Map(entries.filter((entry) => entry.facts.length > 0).map((entry) => [entry.id, entry]));
  const conceptsOf = new Map<string, ReadonlySet<Concept>>();
  const read = (aspect: string) => {
    const known = conceptsOf.get(aspect) ?? new Set(readTokens(tokenize(aspect), ranker.lexicon).concepts);
    conceptsOf.set(aspect, known);
    return known;
  };
  return (segment) => {
    const [id] = segment.names;
    const entry = segment.names.length === 1 && id !== undefined ? byId.get(id) : undefined;
    if (entry === undefined) return undefined;
    const weightOf = (concept: Concept) => ranker.weigh(concept, segment.words.get(concept) ?? '');
    const all = segment.concepts.reduce((sum, concept) => sum + weightOf(concept), 0);
    let best: FoundFact | undefined;
    for (const fact of entry.facts) {
      const aspect = read(fact.aspect);
      const asked = segment.concepts.filter((concept) => aspect.has(concept) || asksBy(concept, fact.aspect));
      if (!asked.some((concept) => weightOf(concept) >= 0.1)) continue;
      const explained = segment.concepts
        .filter((concept) => isName(concept) || isIntent(concept) || asked.includes(concept))
        .reduce((sum, concept) => sum + weightOf(concept), 0);
      if (best === undefined || explained / all > best.explained) best = { entry, fact, explained: explained / all };
    }
    return best;
  };
}

function asksBy(concept: Concept, aspect: string): boolean {
  return Object.entries(intentAspects).some(
    ([intent, name]) => name === aspect && concept === intentOf(intent as Intent),
  );
}
