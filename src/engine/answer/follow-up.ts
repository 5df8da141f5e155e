// "And for images?", "what about its cost?": a question that leans on the previous answer is completed with that answer's subject.
import type { Target } from '../../document/target.js';
import type { Entry } from '../entry.js';
import { answerFrom, suggestFrom } from '../find/certainty.js';
import type { Ranker } from '../find/rank.js';
import { tellingFrom } from '../find/weights.js';
import { type Concept, intentOf, isIntent, isName, nameOf } from '../read/lexicon.js';
import { tokenize } from '../read/normalize.js';
import { type Part, readTokens, type Segment } from '../read/parts.js';
import type { FindEntry } from './compose.js';
import { isCoreTerm } from './core-terms.js';
import { type Decide, type Decision, offeredAtMost } from './decide.js';
import { leastTold } from './unknown.js';
import { asksFor, type NotTold } from './untold.js';

/** What to answer. `subject` is set if the previous answer was needed to understand the question. */
type Resolved = { readonly decision: Decision | undefined; readonly subject?: Entry };

const openers = new Set([
  'and',
  'also',
  'or',
  'but',
  'then',
  'so',
  'ok',
  'okay',
  'what about',
  'how about',
  'why',
  'really',
  'examples',
  'for',
  'vs',
  'versus',
]);
const pronouns = new Set(
  'it its they them their theirs this that these those one ones two both former latter either neither same there'.split(
    ' ',
  ),
);
// A question with fewer words and no name may continue the previous one.
const fewWords = 6;
// A question with fewer words hardly asks by itself: "how much?".
const aloneFrom = 4;
// A question that fits this well is answered by itself.
const standsAlone = 0.8;
// The share of the rest of a question that an answer must speak of.
const leastCovered = 0.6;
// The completed question must not fit much worse.
const leastGain = 0.8;

/** Makes the resolver of follow-ups. It costs a second look-up, but only if a question leans on the previous one. */
export function createFollowUp(find: FindEntry, ranker: Ranker) {
  return (
    parts: readonly Part[],
    alone: Decision | undefined,
    context: Target | undefined,
    decide: Decide,
  ): Resolved => {
    const segment = parts[0]?.segment;
    const subjects = context === undefined ? [] : subjectsOf(context, find);
    const [subject] = subjects;
    if (segment === undefined || subject === undefined || !leans(segment)) return { decision: alone };
    const bare = segment.tokens.filter((token) => !pronouns.has(token));
    const pointsBack = bare.length < segment.tokens.length;
    const own = segment.names.filter((name) => !isCoreTerm(name));
    const isRest = beginsAsRest(segment) && segment.tokens.length < fewWords && own.length === 0;
    if (alone !== undefined && alone.confidence >= standsAlone && !isRest && (!pointsBack || own.length > 0))
      return { decision: alone };
    const compared = comparedWith(subject, segment, own);
    if (compared !== undefined) {
      const both = decide([{ type: 'whole', segment: readTokens(tokenize(compared), ranker.lexicon), isAsked: false }]);
      if (both !== undefined && both.confidence >= answerFrom) return { decision: both };
    }
    const asked = readTokens(bare, ranker.lexicon);
    const wanted = subject.table?.tasks === true ? 'task' : undefined;
    const whole = decide(
      [{ type: 'whole', segment: readTokens([...lead(subjects), ...bare], ranker.lexicon), isAsked: false }],
      wanted,
    );
    const better =
      whole !== undefined &&
      !isBeside(whole, asked, ranker) &&
      whole.confidence >= answerFrom &&
      (isRest || whole.confidence >= leastGain * (alone?.confidence ?? 0));
    if (better)
      return {
        decision: answersRest(whole, asked, subject, ranker) ? whole : offered(whole, asked, subject, ranker),
        subject,
      };
    // "Is it free?", "how much?": the articles don't say, and the answer says so of whatever "it" is.
    const isOpen = pointsBack || (segment.tokens.length < aloneFrom && (alone?.confidence ?? 0) < suggestFrom);
    if (isOpen && segment.names.length === 0 && whole?.untold?.untold !== undefined)
      return { decision: whole, subject };
    // Nothing on what "it" is asked for: no answer is better than one about something else.
    return pointsBack && segment.names.length === 0 ? { decision: undefined, subject } : { decision: alone };
  };
}

// "How is it different from a VAE?", "is it better than Claude?", "vs Llama", "and Sora?": the two side by side.
function comparedWith(subject: Entry, segment: Segment, own: readonly string[]): string | undefined {
  const [other, ...more] = own;
  if (other === undefined || more.length > 0 || other === subject.id || subject.kind === 'faq') return undefined;
  const isCompared =
    segment.intents.has('compare') || segment.tokens.some((token) => token === 'better' || token === 'than');
  return isCompared ? `${subject.label} vs ${segment.words.get(nameOf(other)) ?? other}` : undefined;
}

// A comparison doesn't answer what is asked of the two beyond their names, unless one of its rows does.
function isBeside({ shown }: Decision, asked: Segment, ranker: Ranker): boolean {
  if (
    shown.type === 'task' ||
    (shown.type === 'entry' && (shown.entry.kind !== 'comparison' || shown.rows !== undefined))
  )
    return false;
  return asked.concepts.some(
    (concept) =>
      !isIntent(concept) && !isName(concept) && ranker.weigh(concept, asked.words.get(concept) ?? '') >= tellingFrom,
  );
}

// The subject alone makes any question on it seem certain: "how expensive is that?" is answered by the subject's entry only if that speaks of
// it, or if people ask it like that.
function answersRest({ shown, ranked }: Decision, asked: Segment, subject: Entry, ranker: Ranker): boolean {
  if (shown.type !== 'entry' || shown.fact !== undefined || shown.rows !== undefined || shown.classify === true)
    return true;
  const { entry } = shown;
  const isOnSubject =
    entry.id === subject.id || ranker.tells(entry, nameOf(subject.id)) >= leastTold || subject.kind === 'faq';
  const found = ranked.find((each) => each.entry === entry);
  if (found === undefined) return true;
  const way = readTokens(tokenize(found.asked), ranker.lexicon);
  const rest = restOf(asked, ranker);
  const weightOf = (concepts: readonly Concept[]) =>
    concepts.reduce((sum, concept) => sum + ranker.weigh(concept, asked.words.get(concept) ?? ''), 0);
  const isTold = (concept: Concept) => !isIntent(concept) && ranker.tells(entry, concept) >= leastTold;
  const covered = rest.filter((concept) => way.concepts.includes(concept) || isTold(concept));
  return isOnSubject && weightOf(covered) >= leastCovered * weightOf(rest);
}

// What a question asks of "it"; "what is" asks for no more than the thing.
const restOf = ({ words }: Segment, ranker: Ranker): readonly Concept[] =>
  [...words]
    .filter(([concept]) => concept !== intentOf('define'))
    .filter(([concept, said]) => isIntent(concept) || (!openers.has(said) && asksFor(concept, said, ranker)))
    .map(([concept]) => concept);

// Says that it isn't told, if the subject is a thing; otherwise it may be meant differently.
function offered(whole: Decision, asked: Segment, subject: Entry, ranker: Ranker): Decision {
  const isThing = subject.kind === 'definition' || subject.kind === 'product';
  const told = (concept: Concept) => ranker.tells(subject, concept) >= leastTold;
  const words = restOf(asked, ranker)
    .filter((concept) => !told(concept))
    .flatMap((concept) => asked.words.get(concept) ?? []);
  const known: NotTold = {
    known: subject,
    ...(isThing && words.length > 0 ? { untold: { subject: subject.label, asked: words.join(' ') } } : {}),
  };
  return { ...whole, shown: { type: 'entry', entry: subject }, confidence: offeredAtMost, untold: known };
}

// "And for images?"
function beginsAsRest({ tokens: [first = '', second = ''] }: Segment): boolean {
  return openers.has(first) || openers.has(`${first} ${second}`);
}

function leans(segment: Segment): boolean {
  return (
    beginsAsRest(segment) ||
    segment.tokens.some((token) => pronouns.has(token)) ||
    (segment.names.length === 0 && segment.tokens.length < fewWords)
  );
}

function subjectsOf(context: Target, find: FindEntry): Entry[] {
  const ids = context.type === 'entry' ? [context.id] : context.type === 'comparison' ? context.ids : [];
  return ids.flatMap((id) => find(id) ?? []);
}

// The words that the question left out: the names that were compared, "which AI for" after a verdict, otherwise the subject.
function lead(subjects: readonly Entry[]): string[] {
  const [first, second] = subjects;
  if (first === undefined) return [];
  if (first.table?.tasks === true) return ['which', 'ai', 'for'];
  const compared =
    second === undefined ? (first.table?.columns ?? []).flatMap(({ entries }) => entries.slice(0, 1)) : [];
  if (first.kind === 'comparison' && compared.length === 2)
    return [...tokenize(compared[0] ?? ''), 'vs', ...tokenize(compared[1] ?? '')];
  if (second !== undefined) return [...tokenize(first.label), 'vs', ...tokenize(second.label)];
  return tokenize(first.kind === 'faq' ? first.title : first.label);
}
