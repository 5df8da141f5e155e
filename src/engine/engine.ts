// The engine: knowledge in, functions out that answer questions. Pure and synchronous; it retrieves, it never generates.
import type { Document } from '../document/nodes.js';
import type { Target } from '../document/target.js';
import { type English, readEnglish } from '../language/english.js';
import { composeEntry, entryChoice, entryTarget, type FindEntry } from './answer/compose.js';
import {
  composeChoices,
  composeHelp,
  composeStep,
  composeTerms,
  composeTip,
  composeVerdict,
} from './answer/compose-others.js';
import { createTableFinder } from './answer/compose-table.js';
import { answerFrom, createDecide, type Decision, type Shown, suggestFrom } from './answer/decide.js';
import { createFollowUp } from './answer/follow-up.js';
import { documentOf, pairOf, partOf } from './answer/show.js';
import { composeWhy, noReason, type Why, whyOf } from './answer/why.js';
import type { Entry, Knowledge } from './entry.js';
import type { Index } from './find/probes.js';
import { createRanker } from './find/rank.js';
import { chunksOf, normalizeText, tokenize } from './read/normalize.js';
import { readSegments, readTokens } from './read/parts.js';
import { createSameness } from './read/sameness.js';
import { createSmallTalk } from './read/small-talk.js';
import { type Completion, createCompletion } from './read/spelling.js';
import { remember } from './remember.js';

/**
 * What the engine makes of a question. `entries` are the ids that the document shows, first the main one; for `suggested` those
 * that it offers. `score` is 0 to 1. `context` goes with the next question of the same conversation.
 */
export type Answer = {
  readonly type: 'answered' | 'suggested' | 'unanswered' | 'help';
  readonly entries: readonly string[];
  readonly score: number;
  readonly why: Why;
  readonly document: Document;
  /** What was considered, best first: `entries`, then what the search found beside them. */
  readonly candidates: readonly string[];
  readonly context?: Target;
};

export type Engine = {
  /** Answers a question of any length and content; never throws. `context` is that of the conversation's last answer. */
  readonly ask: (question: string, context?: Target) => Answer;
  /** What a press leads to; a target that is gone gets a document that says so. */
  readonly show: (target: Target) => Answer;
  /** Entries to offer while somebody types, at most `limit`; the most useful ones for an empty input. */
  readonly complete: (typed: string, limit: number) => readonly Completion[];
  /** Two things side by side, as people write them or as ids; LLM and generative AI where neither is given. */
  readonly compare: (pair: { readonly a?: string; readonly b?: string; readonly aspect?: string }) => Answer;
  readonly define: (term: string) => Answer;
  /** Which AI for a task; the first question of the guided choice where none is given. */
  readonly choose: (task?: string) => Answer;
  /** The named terms of a text, one line each, in the order of the text, at most eight. */
  readonly explain: (text: string) => Answer;
  /** The same text for questions that ask the same in other words. */
  readonly keyOf: (question: string) => string;
  /** What somebody gets who asks too much at once. */
  readonly limited: () => Answer;
  /** The explanation of an answer as a document. */
  readonly explainWhy: (why: Why, score: number) => Document;
};

const maxSuggestions = 4;
const maxTerms = 8;
// Documents of entries that are kept, with what adapters draw of them; people ask for the same ones again and again.
const keptDocuments = 300;
const defaultPair = ['llm', 'generative-ai'] as const;
// Below this nothing that was found is worth offering; what is this near to the best is offered with it.
const offerFrom = 0.25;
const offerNear = 0.6;
// From this belief on a message is taken for small talk, where nothing else fits better.
const talkFrom = 0.65;

/**
 * Builds the index (a fraction of a second for some hundred entries); the functions then take well under a millisecond. `english` are
 * the tables of the language, `index` is what `indexKnowledge` made of the same knowledge, where somebody kept it.
 */
export function createEngine(knowledge: Knowledge, english: English = readEnglish(), index?: Index): Engine {
  const { entries, messages, guide } = knowledge;
  const byId = new Map(
    entries.flatMap((entry) => [entry.id, ...(entry.merged ?? [])].map((id) => [id, entry] as const)),
  );
  const find: FindEntry = (id) => byId.get(id);
  const findTable = createTableFinder(entries);
  const ranker = createRanker(knowledge, english, index);
  const decide = createDecide(entries, ranker);
  const isSmallTalk = createSmallTalk(messages.help.asked, ranker.tellsNothing);
  const followUp = createFollowUp(find, ranker);
  const useful = byUse(entries);
  const completion = createCompletion(
    useful.map(({ id, title, label, kind }) => ({ id, label: kind === 'faq' ? title : label })),
  );
  const whole = remember((entry: Entry) => composeEntry(entry, find), keptDocuments);
  const read = (question: string) => readSegments(question, ranker.lexicon, ranker.correct);

  const ask = (question: string, context?: Target): Answer => {
    const stages = read(question);
    if (stages.flat().length === 0) return question.trim() === '' ? help() : unanswered([], undefined);
    if (isSmallTalk(question)) return help();
    const alone = decide(stages);
    const { decision, subject } = followUp(stages, alone, context, decide);
    const [[whole] = []] = stages;
    const asTalk = whole === undefined ? 0 : (ranker.beliefIn(whole).of('smallTalk') ?? 0);
    if (asTalk >= talkFrom && asTalk > (decision?.confidence ?? 0)) return help();
    return answerOf(decision, subject, context);
  };

  const answerOf = (
    decision: Decision | undefined,
    subject: Entry | undefined,
    context: Target | undefined,
  ): Answer => {
    const why = whyOf(decision, ranker);
    if (decision === undefined || decision.confidence < suggestFrom)
      return unanswered(offersOf(decision), decision, context);
    if (decision.confidence < answerFrom) return suggested(decision, why);
    const document = documentOf(decision.shown, subject?.kind === 'faq' ? undefined : subject?.label, find, whole);
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

  const suggested = (decision: Decision, why: Why): Answer => {
    const offers = offersOf(decision);
    const { title, text } = messages.suggested;
    return {
      type: 'suggested',
      entries: offers.map(({ id }) => id),
      candidates: candidatesOf(
        offers.map(({ id }) => id),
        decision,
      ),
      score: decision.confidence,
      why,
      document: composeChoices(title, text, 'suggestions', offers.map(entryChoice)),
    };
  };

  const unanswered = (offers: readonly Entry[], decision: Decision | undefined, context?: Target): Answer => {
    const { title, text } = messages.unanswered;
    const closest = offers.length > 0 ? offers : useful;
    return {
      type: 'unanswered',
      entries: [],
      candidates: candidatesOf([], decision),
      score: decision?.confidence ?? 0,
      why: whyOf(decision, ranker),
      document: composeChoices(title, text, 'suggestions', closest.slice(0, 3).map(entryChoice)),
      ...(context === undefined ? {} : { context }),
    };
  };

  const help = (): Answer => ({
    type: 'help',
    entries: ['help'],
    candidates: ['help'],
    score: 1,
    why: { ...noReason, intents: ['help'] },
    document: composeHelp(messages.help, knowledge.articles),
  });

  const show = (target: Target): Answer => {
    switch (target.type) {
      case 'question':
        return ask(target.question);
      case 'help':
        return help();
      case 'guide': {
        const step = guide.steps.find(({ id }) => id === target.step);
        if (step !== undefined) return answerAs([], composeStep(step, guide));
        const verdict = guide.verdicts.find(({ id }) => id === target.step);
        return verdict === undefined ? gone() : answerAs([verdict.entry], composeVerdict(verdict, guide, find));
      }
      case 'tip': {
        const tip = knowledge.tips.find(({ id }) => id === target.id);
        return tip === undefined ? gone() : answerAs([tip.entry], composeTip(tip));
      }
      // Done elsewhere: the engine only answers.
      case 'action':
        return gone();
      case 'comparison': {
        const [a, b] = target.ids.map(find);
        return a === undefined || b === undefined
          ? gone()
          : answerAs(target.ids, pairOf([a, b], target, find, findTable));
      }
      case 'entry': {
        const entry = find(target.id);
        return entry === undefined ? gone() : answerAs([entry.id], partOf(entry, target, find) ?? whole(entry));
      }
    }
  };

  const gone = (): Answer => ({
    ...answerAs(
      [],
      composeChoices(messages.gone.title, messages.gone.text, 'suggestions', useful.slice(0, 3).map(entryChoice)),
    ),
    type: 'unanswered',
    score: 0,
  });

  const compare = ({ a, b, aspect }: { a?: string; b?: string; aspect?: string }): Answer => {
    const given = (a ?? b) === undefined ? '' : nameFor(a ?? b ?? '');
    const [llm, generativeAi] = defaultPair;
    // What is left out is the one of the two that is not there already.
    const other = normalizeText(given) === normalizeText(nameFor(generativeAi)) ? llm : generativeAi;
    const [left, right] = (a ?? b) === undefined ? defaultPair : [a ?? other, b ?? other];
    return ask(`${nameFor(left)} vs ${nameFor(right)} ${aspect ?? ''}`);
  };
  // Completion sends ids; people write names.
  const nameFor = (term: string) => find(term)?.label ?? term;

  const define = (term: string): Answer => {
    const entry = find(term);
    return entry === undefined ? ask(`what is ${term}`) : show(entryTarget(entry));
  };

  const choose = (task?: string): Answer => {
    if (task !== undefined && task.trim() !== '') return ask(`which AI should I use for ${task}`);
    return guide.steps.length === 0 ? help() : show({ type: 'guide', step: guide.start });
  };

  const limited = (): Answer => ({
    ...answerAs([], composeChoices(messages.limited.title, messages.limited.text, 'suggestions', [])),
    type: 'unanswered',
    score: 0,
  });

  const explain = (text: string): Answer => {
    const names = chunksOf(text).flatMap((chunk) => readTokens(tokenize(chunk), ranker.lexicon).names);
    const terms = [...new Set(names)].flatMap((id) => find(id) ?? []).slice(0, maxTerms);
    if (terms.length === 0) return unanswered([], undefined);
    return answerAs(
      terms.map(({ id }) => id),
      composeTerms(messages.terms.title, terms),
    );
  };

  return {
    ask,
    show,
    complete: completion,
    compare,
    define,
    choose,
    explain,
    limited,
    keyOf: createSameness(ranker),
    explainWhy: (why, score) => composeWhy(why, score, find),
  };
}

function idsOf(shown: Shown): readonly string[] {
  return shown.type === 'comparison' ? shown.pair.map(({ id }) => id) : [shown.entry.id];
}

function candidatesOf(first: readonly string[], decision: Decision | undefined): readonly string[] {
  return [...new Set([...first, ...(decision?.ranked ?? []).map(({ entry }) => entry.id)])];
}

// What to offer where one thing could be meant or nothing was found: the best that the search has, near the best one.
function offersOf(decision: Decision | undefined): Entry[] {
  const [best, ...others] = decision?.ranked ?? [];
  if (decision === undefined || best === undefined || best.confidence < offerFrom) return [];
  const near = others.filter(({ confidence }) => confidence >= best.confidence * offerNear);
  return [
    ...new Set([
      ...(decision.shown.type === 'comparison' ? decision.shown.pair : [decision.shown.entry]),
      best.entry,
      ...near.map(({ entry }) => entry),
    ]),
  ].slice(0, maxSuggestions);
}

function answerAs(entries: readonly string[], document: Document): Answer {
  return {
    type: 'answered',
    entries,
    candidates: entries,
    score: 1,
    why: noReason,
    document,
    ...(document.about === undefined ? {} : { context: document.about }),
  };
}

// The entries that others refer to most are the most useful to start from.
function byUse(entries: readonly Entry[]): Entry[] {
  const uses = new Map<string, number>();
  for (const id of entries.flatMap(({ related }) => related)) uses.set(id, (uses.get(id) ?? 0) + 1);
  return [...entries].sort((a, b) => (uses.get(b.id) ?? 0) - (uses.get(a.id) ?? 0));
}
