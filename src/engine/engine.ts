// The engine: made from knowledge, it answers questions. Pure and synchronous; it retrieves and never generates.
import { choice } from '../document/build.js';
import type { Choice, Document } from '../document/nodes.js';
import type { Target } from '../document/target.js';
import { type English, readEnglish } from '../language/english.js';
import { isForeign } from '../language/foreign.js';
import { type Answer, answerAs, noneAs, offerAs } from './answer/answer.js';
import { composeEntry, entryChoice, entryTarget, type FindEntry } from './answer/compose.js';
import {
  composeChoices,
  composeHello,
  composeHelp,
  composeNoMore,
  composeStep,
  composeTip,
  composeVerdict,
  composeWrong,
} from './answer/compose-others.js';
import { createTableFinder } from './answer/compose-table.js';
import { createDecide } from './answer/decide.js';
import { createDecided, maxSuggestions } from './answer/decided.js';
import { createFollowUp } from './answer/follow-up.js';
import { pairOf, partOf } from './answer/show.js';
import { createUnknown } from './answer/unknown.js';
import { composeWhy, noReason, type Why } from './answer/why.js';
import { type Commands, createCommands } from './commands.js';
import type { Entry, Knowledge } from './entry.js';
import type { Index } from './find/index.js';
import { createRanker } from './find/rank.js';
import { createCorrector } from './read/corrector.js';
import { filler } from './read/lexicon.js';
import { tokenize } from './read/normalize.js';
import type { Segment } from './read/parts.js';
import { createReader } from './read/reader.js';
import { createSameness } from './read/sameness.js';
import { createSmallTalk } from './read/small-talk.js';
import { type Completion, createCompletion } from './read/spelling.js';
import { readTalk, type Talk } from './read/talk.js';
import { remember } from './remember.js';

export type Engine = Commands & {
  /** Answers a question of any length and content; never throws. `context` is that of the conversation's last answer. */
  readonly ask: (question: string, context?: Target) => Answer;
  /** What a press leads to; a target that no longer exists gets a document that says so. */
  readonly show: (target: Target) => Answer;
  /** Entries to offer while somebody types, at most `limit`; the most useful ones for an empty input. */
  readonly complete: (typed: string, limit: number) => readonly Completion[];
  /** The same text for questions that ask the same in other words. */
  readonly keyOf: (question: string) => string;
  /** The notice for somebody who asks too much at once. */
  readonly limited: () => Answer;
  /** The explanation of an answer as a document. */
  readonly explainWhy: (why: Why) => Document;
};

// More common words are function words.
const commonest = 0.15;
// How many entries' documents are cached, along with what adapters draw of them; people ask for the same ones again and again.
const keptDocuments = 300;
// From this belief on, a message is taken for small talk, if nothing else fits better.
const talkFrom = 0.65;

/**
 * Builds the index (a fraction of a second for some hundred entries); the functions then take well under a millisecond. `english` are the
 * language's tables; `index` is what `indexKnowledge` made from the same knowledge, if it was stored.
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
  const reader = createReader(ranker.lexicon, correct);
  const unknown = createUnknown(entries, ranker);
  const decide = createDecide(entries, ranker, unknown);
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
  const { answerOf, unanswered } = createDecided({ messages, find, whole, ranker, unknown });

  const ask = (question: string, context?: Target): Answer => {
    const talk = readTalk(question);
    if (talk !== undefined) return reply(talk, context);
    const parts = reader.parts(question);
    const [first] = parts;
    if (first === undefined) return question.trim() === '' ? help() : unanswered();
    if (isSmallTalk(question)) return help();
    if (isForeign(tokenize(question))) return inEnglish(first.segment);
    const alone = decide(parts);
    const { decision, subject } = followUp(parts, alone, context, decide);
    const asTalk = ranker.beside(first.segment).smallTalk;
    if (asTalk >= talkFrom && asTalk > (decision?.confidence ?? 0)) return help();
    return answerOf(decision, subject, context, question);
  };

  // A remark needs no reply; a platform may stay silent.
  const reply = (talk: Talk, context: Target | undefined): Answer => {
    const about = context?.type === 'entry' ? find(context.id) : undefined;
    if (talk === 'remark') return { ...help(), type: 'talk' };
    if (talk === 'hello') return { ...help(), document: composeHello(messages.help) };
    if (about === undefined) return context === undefined ? help() : show(context);
    if (talk === 'wrong') return { ...show(entryTarget(about)), type: 'help', document: composeWrong(about) };
    const views = show({ type: 'entry', id: about.id, part: 'views' });
    return talk === 'more' && views.document === whole(about)
      ? { ...views, document: composeNoMore(views.document) }
      : views;
  };

  // Questions in other languages that name a term get a button to its entry.
  const inEnglish = ({ names }: Segment): Answer => {
    const named = names.flatMap((id) => find(id) ?? []).slice(0, maxSuggestions);
    const say = (options: readonly Choice[]) => composeChoices('I answer in English', '', options);
    return named.length === 0
      ? { ...unanswered(), document: say([choice('What can I ask?', { type: 'help' })]) }
      : offerAs(named, say(named.map(entryChoice)));
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

  const say = ({ title, text }: { readonly title: string; readonly text: string }, offers: readonly Entry[] = []) =>
    noneAs(composeChoices(title, text, offers.map(entryChoice)));
  const gone = (): Answer => say(messages.gone, useful.slice(0, maxSuggestions));
  const commands = createCommands({ knowledge, find, useful, lexicon: ranker.lexicon, correct, ask, show, unanswered });

  return {
    ask,
    show,
    complete: completion,
    ...commands,
    limited: () => say(messages.limited),
    keyOf: createSameness(ranker, reader),
    explainWhy: (why) => composeWhy(why, find),
  };
}

// The entries that others refer to most are the most useful to start from.
function byUse(entries: readonly Entry[]): Entry[] {
  const uses = new Map<string, number>();
  for (const id of entries.flatMap(({ related }) => related)) uses.set(id, (uses.get(id) ?? 0) + 1);
  return [...entries].sort((a, b) => (uses.get(b.id) ?? 0) - (uses.get(a.id) ?? 0));
}
