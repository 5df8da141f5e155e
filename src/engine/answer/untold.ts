// "What does Midjourney cost?", "how do I use Sora 2?", "LSTM vs transformer": a thing is known, what is asked of it or beside it is not told.
import type { Entry } from '../entry.js';
import { textsOf } from '../find/index.js';
import type { Ranker } from '../find/rank.js';
import { lazy } from '../lazy.js';
import { type Concept, intentOf, isIntent, isName, nameOf, namesOf } from '../read/lexicon.js';
import { normalizeText, tokenize } from '../read/normalize.js';
import { readTokens, type Segment } from '../read/parts.js';

/** What is asked and not told, in the words of the question; without `asked` nothing is told of the subject at all. */
export type Untold = { readonly subject: string; readonly asked?: string };
/** What is known instead; `untold` is left out where what is asked has no words of its own. */
export type NotTold = { readonly known: Entry; readonly untold?: Untold };

// Words that weigh less ask for nothing in particular, nor do these.
const leastAsked = 0.35;
const connectives = new Set(
  'than any some other another same based exist exists since write written make made do support supports supported expected'.split(
    ' ',
  ),
);
// A word that is less rare names nothing.
const leastUnknown = 0.7;
// What is longer is no name.
const longestName = 40;
// What an entry tells less of is not told.
const leastTold = 0.4;

/** `inVain` is what is asked in vain of the entry that would be the answer, `version` a version of a product that nothing is told of. */
export type UntoldFinder = {
  readonly inVain: (segment: Segment, entry: Entry) => NotTold | undefined;
  readonly version: (segment: Segment) => NotTold | undefined;
};

/** Makes the finder of what is asked and not told; its functions give undefined where nothing is. */
export function createUntold(entries: readonly Entry[], ranker: Ranker): UntoldFinder {
  const conceptsOf = (text: string) => readTokens(tokenize(text), ranker.lexicon).concepts;
  // What the knowledge tells of things at all: "limitation" of one is asked in vain of another that has no such fact.
  const aspects = new Set(entries.flatMap(({ facts }) => facts.flatMap(({ aspect }) => conceptsOf(aspect))));
  // What people ask by is left out: it tells nothing, and there are tens of thousands of ways.
  const mentioned = lazy(() =>
    entries.map((entry) => ` ${[...namesOf(entry), ...textsOf(entry)].map(normalizeText).join(' ')} `).join(''),
  );
  const products = new Map(entries.filter(({ kind }) => kind === 'product').map((entry) => [entry.id, entry]));
  const inVain = (segment: Segment, entry: Entry): NotTold | undefined => {
    const isThing = entry.kind === 'definition' || entry.kind === 'product';
    if (!isThing) return undefined;
    // A difference has two sides, and one entry is only one of them.
    if (segment.intents.has('compare') && segment.names.length < 2) {
      const other = unknownIn(segment, ranker);
      return other === undefined || !segment.names.includes(entry.id)
        ? { known: entry }
        : { known: entry, untold: { subject: other } };
    }
    if (!segment.names.includes(entry.id)) return undefined;
    const facts = new Set(entry.facts.flatMap(({ aspect }) => conceptsOf(aspect)));
    if ([...segment.intents].some((intent) => intent === 'maker' && facts.has(intentOf(intent)))) return undefined;
    const isTold = (concept: Concept) => facts.has(concept) || ranker.tells(entry, concept) >= leastTold;
    const asked = [...segment.words].filter(
      ([concept, said]) =>
        !isIntent(concept) &&
        !isName(concept) &&
        !isTold(concept) &&
        !connectives.has(said) &&
        ranker.weigh(concept, said) >= leastAsked,
    );
    // "How much is Windsurf?" asks for a number without saying of what.
    const isNumber = entry.kind === 'product' && asked.length === 0 && segment.intents.has('figure');
    const words = isNumber ? [segment.words.get(intentOf('figure')) ?? ''] : asked.map(([, said]) => said);
    // "Recommendations on NLP": which to take is told of what the articles say when to use.
    if (segment.intents.has('choose') && !facts.has(intentOf('when'))) return ofThing(entry, words);
    const isAspect = asked.some(([concept]) => aspects.has(concept));
    const isBeside = entry.kind === 'product' && words.length > 0;
    return isAspect || isBeside ? ofThing(entry, words) : undefined;
  };

  // "Sora 2" and "GPT-5-chat" are other products than Sora and GPT-5, unless the entry knows them.
  const version = (segment: Segment): NotTold | undefined => {
    for (const known of segment.names.flatMap((id) => products.get(id) ?? [])) {
      const name = segment.words.get(nameOf(known.id)) ?? '';
      const at = segment.tokens.lastIndexOf(name.split(' ').at(-1) ?? '');
      const next = segment.tokens[at + 1];
      if (at < 0 || next === undefined) continue;
      // "Midjourney v7" is read as three words.
      const number = next === 'v' ? `v ${segment.tokens[at + 2] ?? ''}` : next;
      const longer = `${name} ${number}`;
      const isNumbered = /^(?:v )?\d/.test(number) && ranker.tells(known, number) < leastTold;
      const isKnown = ofWhatever.has(next) || (/^\d/.test(next) && ranker.tells(known, next) >= leastTold);
      const compound = isKnown ? undefined : segment.compounds.find((words) => words.startsWith(longer));
      const subject = isNumbered ? longer : compound;
      if (subject === undefined) continue;
      // GPT-3 is no product here, but there is a figure on it.
      return mentioned().includes(` ${subject} `) ? { known } : { known, untold: { subject } };
    }
    return undefined;
  };

  return { inVain, version };
}

// "ChatGPT-like" is no version of ChatGPT.
const ofWhatever = new Set('like style based powered generated made written type class level free'.split(' '));

const ofThing = (known: Entry, asked: readonly string[]): NotTold =>
  asked.length === 0 ? { known } : { known, untold: { subject: known.label, asked: asked.join(' ') } };

/** The words of a question, as it has them, that name a thing which no entry knows; undefined where there is none, or more than one. */
export function unknownIn(segment: Segment, ranker: Ranker): string | undefined {
  const unknown = [...segment.words].filter(
    ([concept, said]) =>
      !isIntent(concept) &&
      !isName(concept) &&
      ranker.weigh(concept, said) >= leastUnknown &&
      ranker.told(concept) < leastTold,
  );
  const words = unknown.map(([, said]) => said).join(' ');
  return words !== '' && words.length <= longestName && ` ${segment.tokens.join(' ')} `.includes(` ${words} `)
    ? words
    : undefined;
}
