// The engine: knowledge in, functions out that answer questions. Pure and synchronous; it retrieves, it never generates.
import { choice } from '../document/build.js';
import type { Document } from '../document/nodes.js';
import type { Target } from '../document/target.js';
import { type English, readEnglish } from '../language/english.js';
import { isForeign } from '../language/foreign.js';
import { composeAspects, composeEntry, entryChoice, entryTarget, type FindEntry } from './answer/compose.js';
import {
  composeAlso,
  composeChoices,
  composeClosest,
  composeHello,
  composeHelp,
  composeStep,
  composeTerms,
  composeTip,
  composeUntold,
  composeVerdict,
  composeWrong,
} from './answer/compose-others.js';
import { createTableFinder } from './answer/compose-table.js';
import { createDecide, type Decision, type Shown } from './answer/decide.js';
import { createFollowUp } from './answer/follow-up.js';
import { documentOf, pairOf, partOf } from './answer/show.js';
import { type Untold, unknownIn } from './answer/untold.js';
import { composeWhy, noReason, type Why, whyOf } from './answer/why.js';
import type { Entry, Knowledge } from './entry.js';
import { answerFrom, suggestFrom } from './find/certainty.js';
import type { Index } from './find/index.js';
import { createRanker } from './find/rank.js';
import { tellingFrom } from './find/weights.js';
import { createCorrector } from './read/corrector.js';
import { filler, isIntent } from './read/lexicon.js';
import { asWritten, chunksOf, tokenize } from './read/normalize.js';
import { readParts, readTokens, type Segment } from './read/parts.js';
import { createSameness } from './read/sameness.js';
import { createSmallTalk } from './read/small-talk.js';
import { type Completion, createCompletion } from './read/spelling.js';
import { readTalk, type Talk } from './read/talk.js';
import { remember } from './remember.js';

/**
 * What the engine makes of a question. `entries` are the ids that the document shows, first the main one; for `suggested` those
 * that it offers. `score` is 0 to 1. `context` goes with the next question of the same conversation.
 */
export type Answer = {
  readonly type: 'answered' | 'suggested' | 'unanswered' | 'help' | 'talk';
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
  readonly explainWhy: (why: Why) => Document;
};

const maxSuggestions = 3;
// Words that are less rare than this are function words.
const commonest = 0.15;
const maxTerms = 8;
// Documents of entries that are kept, with what adapters draw of them; people ask for the same ones again and again.
const keptDocuments = 300;
const defaultPair = ['llm', 'generative-ai'] as const;
// What is this near to the best is offered with it.
const offerNear = 0.25;
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
  const correct = createCorrector({ knowledge, ranker });
  const decide = createDecide(entries, ranker);
  const isSmallTalk = createSmallTalk(
    messages.help.asked,
    (token) => ranker.rarity.of(token) < commonest || ranker.lexicon.scan([token])[0]?.concept === filler,
  );
  const followUp = createFollowUp(find, ranker);
  const useful = byUse(entries);
  const completion = createCompletion(
    useful.map(({ id, title, label, kind }) => ({ id, label: kind === 'faq' ? title : label })),
  );
  const whole = remember((entry: Entry) => composeEntry(entry, find), keptDocuments);
  const read = (question: string) => readParts(question, ranker.lexicon, correct);

  const ask = (question: string, context?: Target): Answer => {
    const talk = readTalk(question);
    if (talk !== undefined) return reply(talk, context);
    const parts = read(question);
    const [first] = parts;
    if (first === undefined) return question.trim() === '' ? help() : unanswered(undefined);
    if (isSmallTalk(question)) return help();
    if (isForeign(tokenize(question))) return inEnglish(first.segment);
    const alone = decide(parts);
    const { decision, subject } = followUp(parts, alone, context, decide);
    const asTalk = ranker.beside(first.segment).smallTalk;
    if (asTalk >= talkFrom && asTalk > (decision?.confidence ?? 0)) return help();
    return answerOf(decision, subject, context, question);
  };

  // A remark wants no reply; a platform may pass it over in silence.
  const reply = (talk: Talk, context: Target | undefined): Answer => {
    const about = context?.type === 'entry' ? find(context.id) : undefined;
    if (talk === 'remark') return { ...help(), type: 'talk' };
    if (talk === 'hello') return { ...help(), document: composeHello(messages.help) };
    if (about === undefined) return context === undefined ? help() : show(context);
    return talk === 'wrong'
      ? { ...show(entryTarget(about)), type: 'help', document: composeWrong(about) }
      : show({ type: 'entry', id: about.id, part: 'views' });
  };

  // Questions in other languages that name a term: its entry is a press away.
  const inEnglish = ({ names }: Segment): Answer => {
    const named = names.flatMap((id) => find(id) ?? []).slice(0, maxSuggestions);
    if (named.length === 0)
      return {
        ...unanswered(undefined),
        document: composeChoices('I answer in English', '', 'suggestions', [
          choice('What can I ask?', { type: 'help' }),
        ]),
      };
    return {
      ...answerAs(
        named.map(({ id }) => id),
        composeChoices('I answer in English', '', 'suggestions', named.map(entryChoice)),
      ),
      type: 'suggested',
      score: 0,
    };
  };

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

  // A thing that is named is offered, whatever is asked of it.
  const isOffered = ({ confidence, segment }: Decision): boolean =>
    confidence >= suggestFrom || segment.names.some((id) => find(id) !== undefined && !isField(id));
  const isField = (id: string) => defaultPair.some((field) => field === id);

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

  // The thing is known, but not what is asked of it; or several entries may be meant; or one.
  const offering = ({ untold, shown }: Decision, offers: readonly Entry[], question: string): Document => {
    const options = offers.map(entryChoice);
    if (untold?.untold !== undefined) return composeUntold(asAsked(untold.untold, question), options);
    if (shown.type === 'task') return composeClosest(shown.entry, shown.row, shown.index, options.slice(1));
    const { title, text, single } = messages.suggested;
    return options.length === 1 && single !== undefined
      ? composeChoices(single, '', 'suggestions', options)
      : composeChoices(title, text, 'suggestions', options);
  };

  // Nothing was found, so nothing is near: the next step is to see what there is.
  const unanswered = (decision: Decision | undefined, context?: Target, question = ''): Answer => {
    const { title, text } = messages.unanswered;
    const help = [choice('What can I ask?', { type: 'help' })];
    const unknown = decision === undefined ? undefined : onlyUnknown(decision.segment);
    return {
      type: 'unanswered',
      entries: [],
      candidates: candidatesOf([], decision),
      score: decision?.confidence ?? 0,
      why: whyOf(decision, ranker),
      document:
        unknown === undefined
          ? composeChoices(title, text, 'suggestions', help)
          : composeUntold({ subject: asWritten(question, unknown) }, help, text),
      ...(context === undefined ? {} : { context }),
    };
  };

  // "What is Blorptron?" asks for one thing, and that is not known.
  const onlyUnknown = (segment: Segment): string | undefined => {
    const unknown = unknownIn(segment, ranker);
    const others = [...segment.words].filter(
      ([concept, said]) => !isIntent(concept) && said !== unknown && ranker.weigh(concept, said) >= tellingFrom,
    );
    return others.length === 0 ? unknown : undefined;
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
    const given = [a, b].flatMap((side) => (side === undefined || side.trim() === '' ? [] : [nameFor(side)]));
    const unknown = given.find((side) => namesIn(side).length === 0 && ask(side).type !== 'answered');
    if (unknown !== undefined) return notMentioned(unknown, given.flatMap(namesIn));
    const [left = nameFor(defaultPair[0]), right] = given;
    const isPair = given.length === 1 && namesIn(left).length > 1;
    if (right === undefined && !isPair && !defaultPair.every(find))
      return given.length === 0 ? whatToCompare() : ask(left);
    // What is left out is the one of the two that is not there already.
    const other = nameFor(namesIn(left).includes(defaultPair[1]) ? defaultPair[0] : defaultPair[1]);
    const pair = isPair ? left : `${left} vs ${right ?? other}`;
    const answer = ask(`${pair} ${aspect ?? ''}`);
    if (
      aspect === undefined ||
      aspect.trim() === '' ||
      answer.context?.type !== 'entry' ||
      answer.context.row !== undefined
    )
      return answer;
    return noAspect(aspect, ask(pair));
  };
  // A folder on another subject: what it has to compare, or at least to name.
  const whatToCompare = (): Answer => {
    const tables = entries.filter(({ kind }) => kind === 'comparison');
    const offers = (tables.length > 0 ? tables : useful).slice(0, maxSuggestions);
    return {
      ...answerAs(
        offers.map(({ id }) => id),
        composeChoices(
          'Two things side by side',
          'Name two things that the articles speak of.',
          'suggestions',
          offers.map(entryChoice),
        ),
      ),
      type: 'suggested',
      score: 0,
    };
  };
  const namesIn = (text: string) => readTokens(correct(tokenize(text)), ranker.lexicon).names;

  const notMentioned = (unknown: string, known: readonly string[]): Answer => {
    const offers = known.flatMap((id) => find(id) ?? []);
    return {
      ...answerAs(
        offers.map(({ id }) => id),
        composeUntold({ subject: unknown }, offers.map(entryChoice)),
      ),
      type: 'suggested',
      score: 0,
    };
  };

  // An aspect that the table has no row for: the table is there, and its rows.
  const noAspect = (aspect: string, whole: Answer): Answer => {
    const [id = ''] = whole.entries;
    const entry = find(id);
    if (entry?.table === undefined) return whole;
    const rows = composeAspects(entry).children.filter(({ type }) => type === 'choices');
    const said = composeChoices(
      entry.label,
      `There is no row on “${aspect.trim()}”. These are the aspects:`,
      'suggestions',
      [],
    );
    return { ...whole, type: 'suggested', document: { ...said, children: [...said.children, ...rows] } };
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
    if (terms.length === 0) return unanswered(undefined);
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
    keyOf: createSameness(ranker, correct),
    explainWhy: (why) => composeWhy(why, find),
  };
}

function idsOf(shown: Shown): readonly string[] {
  return shown.type === 'comparison'
    ? shown.pair.map(({ id }) => id)
    : [...((shown.type === 'entry' && shown.entry.lists) || []), shown.entry.id];
}

function candidatesOf(first: readonly string[], decision: Decision | undefined): readonly string[] {
  return [...new Set([...first, ...(decision?.ranked ?? []).map(({ entry }) => entry.id)])];
}

// What to offer where one thing could be meant or nothing was found: what would be shown, and the best that the search has, near the
// best one.
function offersOf(decision: Decision | undefined): Entry[] {
  const [best, ...others] = decision?.ranked ?? [];
  if (decision === undefined || best === undefined) return [];
  const near = others.filter(({ certainty }) => certainty >= best.certainty * offerNear);
  const shown = decision.shown.type === 'comparison' ? decision.shown.pair : [decision.shown.entry];
  const known = decision.untold === undefined ? [] : [decision.untold.known];
  return [...new Set([...known, ...shown, best.entry, ...near.map(({ entry }) => entry)])].slice(0, maxSuggestions);
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

// In the words of the question, as they stand there.
function asAsked({ subject, asked }: Untold, question: string): Untold {
  const written = { subject: asWritten(question, subject) };
  return asked === undefined ? written : { ...written, asked: asWritten(question, asked) };
}
