// "What does X cost?", "examples of X": the fact that an entry has on the aspect that is asked for.
import type { Entry, Fact } from '../entry.js';
import type { Ranker } from '../find/rank.js';
import { tellingFrom } from '../find/weights.js';
import { type Concept, intentOf, isIntent, isName } from '../read/lexicon.js';
import { tokenize } from '../read/normalize.js';
import { readTokens, type Segment } from '../read/parts.js';
import { remember } from '../remember.js';

/** A fact that answers a question on one thing; `explained` is the share of the question that it accounts for. */
export type FoundFact = { readonly entry: Entry; readonly fact: Fact; readonly explained: number };

export function createFactFinder(
  entries: readonly Entry[],
  ranker: Ranker,
): (segment: Segment) => FoundFact | undefined {
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  const conceptsOf = remember((aspect) => {
    const { concepts } = readTokens(tokenize(aspect), ranker.lexicon);
    // "List some" asks for examples without the word.
    return new Set([...concepts, ...(aspect === 'Examples' ? [intentOf('list')] : [])]);
  });
  return (segment) => {
    const [id = '', ...others] = segment.names;
    const entry = others.length === 0 ? byId.get(id) : undefined;
    if (entry === undefined) return undefined;
    const weightOf = (concept: Concept) => ranker.weigh(concept, segment.words.get(concept) ?? '');
    const all = segment.concepts.reduce((sum, concept) => sum + weightOf(concept), 0);
    let best: FoundFact | undefined;
    for (const fact of entry.facts) {
      const aspect = conceptsOf(fact.aspect);
      const asked = segment.concepts.filter((concept) => aspect.has(concept));
      if (!asked.some((concept) => weightOf(concept) >= tellingFrom)) continue;
      const explained = segment.concepts
        .filter((concept) => isName(concept) || isIntent(concept) || asked.includes(concept))
        .reduce((sum, concept) => sum + weightOf(concept), 0);
      if (best === undefined || explained / all > best.explained) best = { entry, fact, explained: explained / all };
    }
    return best;
  };
}
