// Turns a decision into an answer: given in full, offered, or refused with the reason.
import { choice } from '../../document/build.js';
import type { Document } from '../../document/nodes.js';
import type { Target } from '../../document/target.js';
import type { Entry, Knowledge } from '../entry.js';
import { answerFrom, suggestFrom } from '../find/certainty.js';
import type { Ranker } from '../find/rank.js';
import { isIntent } from '../read/lexicon.js';
import { asWritten, normalizeText } from '../read/normalize.js';
import type { Segment } from '../read/parts.js';
import type { Answer } from './answer.js';
import { entryChoice, entryTarget, type FindEntry } from './compose.js';
import { composeAlso, composeChoices, composeUntold } from './compose-others.js';
import { composeClosest } from './compose-task.js';
import { isCoreTerm } from './core-terms.js';
import type { Decision, Shown } from './decide.js';
import { documentOf } from './show.js';
import { leastAsked, type UnknownFinder } from './unknown.js';
import type { Untold } from './untold.js';
import { type Why, whyOf } from './why.js';

/** The most entries that are offered. */
export const maxSuggestions = 3;
// Results this close to the best are offered with it.
const offerNear = 0.25;

type Decided = {
  /** `subject` is the entry that the conversation was about before. */
  readonly answerOf: (
    decision: Decision | undefined,
    subject: Entry | undefined,
    context: Target | undefined,
    question: string,
  ) => Answer;
  readonly unanswered: (decision?: Decision, context?: Target, question?: string) => Answer;
};

/** `whole` returns the document of an entry when nothing in particular is asked of it. */
export function createDecided(parts: {
  readonly messages: Knowledge['messages'];
  readonly find: FindEntry;
  readonly whole: (entry: Entry) => Document;
  readonly ranker: Ranker;
  readonly unknown: UnknownFinder;
}): Decided {
  const { messages, find, whole, ranker, unknown } = parts;

  const answerOf = (
    decision: Decision | undefined,
    subject: Entry | undefined,
    context: Target | undefined,
    question: string,
  ): Answer => {
    const why = whyOf(decision, ranker);
    if (decision === undefined || !isOffered(decision)) return unanswered(decision, context, question);
    if (decision.confidence < answerFrom) return suggested(decision, why, question);
    const first = documentOf(decision.shown, subject?.kind === 'faq' ? undefined : subject?.label, find, whole);
    const { also } = decision;
    const document = also === undefined ? first : composeAlso(first, 'id' in also ? also : asAsked(also, question));
    return {
      type: 'answered',
      entries: idsOf(decision.shown),
      candidates: candidatesOf(idsOf(decision.shown), decision),
      score: decision.confidence,
      why,
      document,
      context: subject === undefined ? (document.about ?? { type: 'help' }) : entryTarget(subject),
    };
  };

  // A named thing is offered, whatever is asked of it.
  const isOffered = ({ confidence, segment }: Decision): boolean =>
    confidence >= suggestFrom || segment.names.some((id) => find(id) !== undefined && !isCoreTerm(id));

  const suggested = (decision: Decision, why: Why, question: string): Answer => {
    const offers = offersOf(decision);
    return {
      type: 'suggested',
      entries: offers.map(({ id }) => id),
      candidates: candidatesOf(
        offers.map(({ id }) => id),
        decision,
      ),
      score: decision.confidence,
      why,
      document: offering(decision, offers, question),
    };
  };

  // The thing is known but not what is asked of it; or several entries may be meant; or one.
  const offering = ({ untold, shown, segment }: Decision, offers: readonly Entry[], question: string): Document => {
    const options = offers.map(entryChoice);
    if (untold?.untold !== undefined) return composeUntold(asAsked(untold.untold, question), options);
    if (shown.type === 'task') return composeClosest(shown.entry, shown.row, shown.index, options.slice(1));
    const name = unknownName(segment, question);
    if (name !== undefined) return composeUntold({ subject: name }, options);
    const { title, text, single } = messages.suggested;
    return options.length === 1 && single !== undefined
      ? composeChoices(single, '', options)
      : composeChoices(title, text, options);
  };

  // What only its class is asked for ("is Siri an LLM?") is a name, and so is a capitalised word that doesn't just begin the message.
  const unknownName = (segment: Segment, question: string): string | undefined => {
    const named = [false, true].flatMap((isNamed) => {
      const words = unknown.in(segment, isNamed);
      return words === undefined ? [] : [asWritten(question, words)];
    });
    return named.find((written) => isName(written, question)) ?? (asksForClass(segment) ? named.at(-1) : undefined);
  };
  const asksForClass = ({ names, intents }: Segment): boolean =>
    intents.size === 0 && names.length > 0 && names.every(isCoreTerm);
  const isName = (written: string, question: string): boolean =>
    /^\p{Lu}/u.test(written) &&
    /\p{Ll}/u.test(question) &&
    (!question.trimStart().startsWith(written) ||
      written.split(' ').every((word) => !ranker.rarity.isWord(word.toLowerCase())));

  // Nothing was found, so there is nothing similar: the next step is to see what there is.
  const unanswered = (decision?: Decision, context?: Target, question = ''): Answer => {
    const { title, text } = messages.unanswered;
    const help = [choice('What can I ask?', { type: 'help' })];
    const name = decision === undefined ? undefined : onlyUnknown(decision.segment, question);
    return {
      type: 'unanswered',
      entries: [],
      candidates: candidatesOf([], decision),
      score: decision?.confidence ?? 0,
      why: whyOf(decision, ranker),
      document: name === undefined ? composeChoices(title, text, help) : composeUntold({ subject: name }, help, text),
      ...(context === undefined ? {} : { context }),
    };
  };

  // "What is Blorptron?" and "is Blorptron an LLM?" ask for one thing, which is unknown. What a name was corrected to isn't.
  const onlyUnknown = (segment: Segment, question: string): string | undefined => {
    const name = unknownName(segment, question) ?? unknown.in(segment);
    if (name === undefined) return undefined;
    const said = normalizeText(name);
    const others = [...segment.words].filter(
      ([concept, words]) =>
        !isIntent(concept) &&
        !isCoreTerm(concept.slice(1)) &&
        words !== said &&
        ranker.weigh(concept, words) >= leastAsked,
    );
    return others.length === 0 && normalizeText(question).includes(said) ? asWritten(question, name) : undefined;
  };

  return { answerOf, unanswered };
}

function idsOf(shown: Shown): readonly string[] {
  return shown.type === 'comparison'
    ? shown.pair.map(({ id }) => id)
    : [...((shown.type === 'entry' && shown.entry.lists) || []), shown.entry.id];
}

function candidatesOf(first: readonly string[], decision: Decision | undefined): readonly string[] {
  return [...new Set([...first, ...(decision?.ranked ?? []).map(({ entry }) => entry.id)])];
}

// What to offer if one thing could be meant or nothing was found: what would be shown, and the search results close to the best
// one.
function offersOf(decision: Decision | undefined): Entry[] {
  const [best, ...others] = decision?.ranked ?? [];
  if (decision === undefined || best === undefined) return [];
  const near = others.filter(({ certainty }) => certainty >= best.certainty * offerNear);
  const shown = decision.shown.type === 'comparison' ? decision.shown.pair : [decision.shown.entry];
  const known = decision.untold === undefined ? [] : [decision.untold.known];
  return [...new Set([...known, ...shown, best.entry, ...near.map(({ entry }) => entry)])].slice(0, maxSuggestions);
}

// In the question's own spelling.
function asAsked({ subject, asked }: Untold, question: string): Untold {
  const written = { subject: asWritten(question, subject) };
  return asked === undefined ? written : { ...written, asked: asWritten(question, asked) };
}
