// "What does X cost?", "examples of X", "can X make videos?": the fact that an entry has on the requested aspect.
import { inlineText } from '../../document/plain.js';
import type { Entry, Fact } from '../entry.js';
import type { Ranker } from '../find/rank.js';
import { tellingFrom } from '../find/weights.js';
import { lazy } from '../lazy.js';
import { type Concept, intentOf, isIntent, isName, nameOf } from '../read/lexicon.js';
import { tokenize } from '../read/normalize.js';
import { readTokens, type Segment } from '../read/parts.js';
import { remember } from '../remember.js';
import { isCoreTerm } from './core-terms.js';

/**
 * A fact that answers a question on one thing; `explained` is the share of the question that it accounts for. `isOfMedium`: it says what a
 * product makes, where the question asked about another medium; `isOfKind`: it has the name of what the question asked whether the product is.
 */
export type FoundFact = {
  readonly entry: Entry;
  readonly fact: Fact;
  readonly explained: number;
  readonly isOfMedium?: boolean;
  readonly isOfKind?: boolean;
};

// A more common word names no medium.
const leastRare = 0.6;
const yesNo = new Set('can could does do is are will'.split(' '));
// What is done with what comes out of a product, and with what goes in; otherwise, as in "does Suno sound real?", no medium is asked for.
const makes = new Set(
  'make create generate produce write draw compose do design render output give paint sing'.split(' '),
);
const takes = new Set(
  'see read hear listen watch understand look accept take recognise recognize analyse analyze transcribe'.split(' '),
);
const isOfMedium = ({ aspect }: Fact) => aspect === 'Medium';

export function createFactFinder(
  entries: readonly Entry[],
  ranker: Ranker,
): (segment: Segment) => FoundFact | undefined {
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  // What a question must have to ask for an aspect: all telling concepts of its name, since "how good is it" isn't on how it works, nor
  // "when did it come out" on when to use it. "List some" asks for examples without using the word.
  const wantedFor = remember((aspect): readonly (readonly Concept[])[] => {
    const { words } = readTokens(tokenize(aspect), ranker.lexicon);
    const telling = [...words].filter(([concept, said]) => ranker.weigh(concept, said) >= tellingFrom);
    return [telling.map(([concept]) => concept), ...(aspect === 'Examples' ? [[intentOf('list')]] : [])];
  });
  // "Image", "video": what products take or make. A word that describes only one ("disputed") isn't a medium.
  const media = lazy(() => {
    const kinds = entries.flatMap(({ kind, facts }) => (kind === 'product' ? facts : [])).filter(isOfMedium);
    const counts = new Map<Concept, number>();
    for (const { text } of kinds)
      for (const [concept, words] of readTokens(tokenize(inlineText(text)), ranker.lexicon).words)
        if (ranker.weigh(concept, words) >= leastRare) counts.set(concept, (counts.get(concept) ?? 0) + 1);
    return new Set([...counts].filter(([, count]) => count > 1).map(([concept]) => concept));
  });
  // What a product makes or takes, if a question asks whether it does so with something else.
  const mediumOf = (entry: Entry, segment: Segment): { fact: Fact; asked: readonly Concept[] } | undefined => {
    const asked = segment.concepts.filter((concept) => media().has(concept));
    if (entry.kind !== 'product' || asked.length === 0 || !yesNo.has(segment.tokens[0] ?? '')) return undefined;
    const isTaken = segment.tokens.some((token) => takes.has(token));
    if (!isTaken && !segment.tokens.some((token) => makes.has(token))) return undefined;
    const direction = isTaken ? 'Input' : 'Output';
    const fact = entry.facts.find(({ aspect }) => aspect === direction) ?? entry.facts.find(isOfMedium);
    return fact === undefined ? undefined : { fact, asked };
  };
  // "Is Claude a transformer?": what a product's facts say with the name of another thing.
  const ofKind = (segment: Segment, entry: Entry, kind: Concept): FoundFact | undefined => {
    if (entry.kind !== 'product' || !yesNo.has(segment.tokens[0] ?? '')) return undefined;
    const fact = entry.facts.find(({ text }) =>
      readTokens(tokenize(inlineText(text)), ranker.lexicon).concepts.includes(kind),
    );
    return fact === undefined ? undefined : { entry, fact, explained: 1, isOfKind: true };
  };
  return (segment) => {
    const [id = '', ...others] = segment.names;
    const entry = byId.get(id);
    const [kind, ...more] = others;
    if (entry === undefined || more.length > 0) return undefined;
    if (kind !== undefined) return isCoreTerm(kind) ? undefined : ofKind(segment, entry, nameOf(kind));
    const weightOf = (concept: Concept) => ranker.weigh(concept, segment.words.get(concept) ?? '');
    const all = segment.concepts.reduce((sum, concept) => sum + weightOf(concept), 0);
    const explainedBy = (asked: readonly Concept[], of = all) =>
      segment.concepts
        .filter((concept) => isName(concept) || isIntent(concept) || asked.includes(concept))
        .reduce((sum, concept) => sum + weightOf(concept), 0) / of;
    let best: FoundFact | undefined;
    for (const fact of entry.facts) {
      const asked = wantedFor(fact.aspect).find((wanted) => wanted.every((concept) => segment.words.has(concept)));
      if (asked === undefined || asked.length === 0) continue;
      // "Is Claude made by Anthropic?" asks whether the fact is what it is.
      const explained = explainedBy([
        ...asked,
        ...readTokens(tokenize(inlineText(fact.text)), ranker.lexicon).concepts,
      ]);
      if (best === undefined || explained > best.explained) best = { entry, fact, explained };
    }
    const medium = best === undefined ? mediumOf(entry, segment) : undefined;
    if (medium === undefined) return best;
    // "Does" and "can" ask for nothing.
    const [opener = ''] = segment.concepts;
    return { entry, fact: medium.fact, explained: explainedBy(medium.asked, all - weightOf(opener)), isOfMedium: true };
  };
}
