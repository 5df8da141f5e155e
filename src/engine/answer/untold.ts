// "What does Midjourney cost?", "how do I use Sora 2?", "LSTM vs transformer": a thing is known, but the articles don't say what is asked
// of it or with it.
import type { Entry } from '../entry.js';
import type { Ranker } from '../find/rank.js';
import { lazy } from '../lazy.js';
import { type Concept, intentOf, isIntent, isName, nameOf } from '../read/lexicon.js';
import { tokenize } from '../read/normalize.js';
import { readTokens, type Segment } from '../read/parts.js';
import { leastAsked, leastTold, type UnknownFinder } from './unknown.js';

/** What is asked but not told, in the question's words; without `asked`, nothing is told about the subject at all. */
export type Untold = { readonly subject: string; readonly asked?: string };
/** What is known instead; `untold` is missing if what is asked has no words of its own. */
export type NotTold = { readonly known: Entry; readonly untold?: Untold };

// These ask for nothing in particular.
const connectives = new Set(
  'practice matter matters than any some other another same based exist exists since write written make made do support supports supported expected able capable need needs needed want get say says said disagree agree contradict article articles source sources'.split(
    ' ',
  ),
);

/** Whether a word of a question asks for something in particular. */
export const asksFor = (concept: Concept, said: string, ranker: Ranker): boolean =>
  !connectives.has(said) && ranker.weigh(concept, said) >= leastAsked;

/**
 * `askedOf` are the words of a question that ask for something which isn't told, apart from names; `inVain` is what the would-be answer doesn't
 * tell; `version` is a product version that nothing is told about.
 */
export type UntoldFinder = {
  readonly inVain: (segment: Segment, entry: Entry) => NotTold | undefined;
  readonly askedOf: (segment: Segment, isTold?: (concept: Concept) => boolean) => readonly string[];
  readonly version: (segment: Segment) => NotTold | undefined;
};

/** Makes the finder of what is asked but not told; its functions return undefined if there is nothing. */
export function createUntold(entries: readonly Entry[], ranker: Ranker, unknown: UnknownFinder): UntoldFinder {
  const conceptsOf = (text: string) => readTokens(tokenize(text), ranker.lexicon).concepts;
  // The aspects that the knowledge tells of anything: asking for the "limitation" of an entry without that fact is in vain.
  const aspects = new Set(entries.flatMap(({ facts }) => facts.flatMap(({ aspect }) => conceptsOf(aspect))));
  // "What does the SEO guide say about Sora?" asks for nothing that Sora's entry could lack.
  const ofArticles = lazy(() => {
    const names = entries.flatMap(({ views }) => views.flatMap(({ citations }) => citations.map(({ name }) => name)));
    return new Set([...new Set(names)].flatMap(conceptsOf));
  });
  const products = new Map(entries.filter(({ kind }) => kind === 'product').map((entry) => [entry.id, entry]));
  const askedOf = ({ words }: Segment, isTold: (concept: Concept) => boolean = () => false): string[] =>
    [...words]
      .filter(
        ([concept, said]) =>
          !isIntent(concept) &&
          !isName(concept) &&
          !ofArticles().has(concept) &&
          asksFor(concept, said, ranker) &&
          !isTold(concept),
      )
      .map(([, said]) => said);
  const inVain = (segment: Segment, entry: Entry): NotTold | undefined => {
    const isThing = entry.kind === 'definition' || entry.kind === 'product';
    if (!isThing) return undefined;
    // A difference has two sides, and one entry is only one of them.
    if (segment.intents.has('compare') && segment.names.length < 2) {
      const other = unknown.in(segment);
      return other === undefined || !segment.names.includes(entry.id)
        ? { known: entry }
        : { known: entry, untold: { subject: other } };
    }
    if (!segment.names.includes(entry.id)) return undefined;
    const facts = new Set(entry.facts.flatMap(({ aspect }) => conceptsOf(aspect)));
    if ([...segment.intents].some((intent) => intent === 'maker' && facts.has(intentOf(intent)))) return undefined;
    const isTold = (concept: Concept) => facts.has(concept) || ranker.tells(entry, concept) >= leastTold;
    const asked = askedOf(segment, isTold);
    // "How much is Windsurf?" asks for a number without saying of what.
    const isNumber = entry.kind === 'product' && askedOf(segment).length === 0 && segment.intents.has('figure');
    const words = isNumber ? [segment.words.get(intentOf('figure')) ?? ''] : asked;
    // "Recommendations on NLP": articles that say when to use something tell which to take.
    if (segment.intents.has('choose') && !facts.has(intentOf('when'))) return ofThing(entry, words);
    const isAspect = [...segment.words].some(([concept, said]) => asked.includes(said) && aspects.has(concept));
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
      // GPT-3 isn't a product here, but there is a figure on it.
      return unknown.isMentioned(subject) ? { known } : { known, untold: { subject } };
    }
    return undefined;
  };

  return { inVain, askedOf, version };
}

// "ChatGPT-like" isn't a version of ChatGPT.
const ofWhatever = new Set('like style based powered generated made written type class level free'.split(' '));

const ofThing = (known: Entry, asked: readonly string[]): NotTold =>
  asked.length === 0 ? { known } : { known, untold: { subject: known.label, asked: asked.join(' ') } };
