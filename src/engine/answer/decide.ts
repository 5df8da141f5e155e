// Decides what to show for a question: an entry, a comparison, the verdict on a job, or nothing. Each way of answering states its certainty,
// and the most certain one wins.

import { type Entry, type Fact, isQuoted, type Row } from '../entry.js';
import { answerFrom } from '../find/certainty.js';
import type { Ranked, Ranker } from '../find/rank.js';
import { tellingFrom } from '../find/weights.js';
import { asksOutside, isIntent, nameOf } from '../read/lexicon.js';
import { normalizeText } from '../read/normalize.js';
import type { Part, Segment } from '../read/parts.js';
import { createAspectFinder, createComparer } from './compare.js';
import { isCoreTerm } from './core-terms.js';
import { createFactFinder } from './facts.js';
import { createFitter } from './fit.js';
import { createNotMentioned } from './not-mentioned.js';
import { leastExplained, shareOf } from './share.js';
import { asksForTool, createTaskFinder, namesTool, toolWords } from './tasks.js';
import type { UnknownFinder } from './unknown.js';
import { createUntold, type NotTold, type Untold } from './untold.js';

/** What would be shown. `rows` and `columns` narrow an entry's table, `fact` is the requested one. */
export type Shown =
  | {
      readonly type: 'entry';
      readonly entry: Entry;
      readonly columns?: readonly number[];
      readonly rows?: readonly number[];
      readonly fact?: Fact;
      readonly classify?: boolean;
      /** The order of its views, the best for the question first. */
      readonly views?: readonly number[];
      /** No article names the maker that is asked for. */
      readonly noMaker?: boolean;
    }
  | { readonly type: 'comparison'; readonly pair: readonly [Entry, Entry] }
  | { readonly type: 'task'; readonly entry: Entry; readonly row: Row; readonly index: number; readonly job: string };

/** A possible answer. `confidence` is 0 to 1; `ranked` is what the search found, best first. */
export type Decision = {
  readonly shown: Shown;
  readonly confidence: number;
  readonly segment: Segment;
  readonly ranked: readonly Ranked[];
  /** Set if it would be the answer, except that the articles don't say what is asked. */
  readonly untold?: NotTold;
  /** What another question of the same message asks for, or that the articles don't say. */
  readonly also?: Entry | Untold;
};

/** The best decision on the parts of a question, see `readParts`; undefined if nothing was found. `wanted` is preferred if two kinds fit. */
export type Decide = (parts: readonly Part[], wanted?: Shown['type']) => Decision | undefined;

/** An offer is less certain than any answer. */
export const offeredAtMost = answerFrom - 0.01;
// From this share on, a question is nothing but two names and a word between them.
const nothingElse = 0.9;
// A search result with this fit isn't overruled.
const exactFit = 0.93;
// From this belief on, the whole question is taken to be outside the knowledge.
const believedOutside = 0.8;
// What a part leaves out counts against it, rare words most: everyday words are chatter around a question.
const chatterPower = 3;
const partShare = 0.5;
// A sentence with a question mark among others without is penalised less.
const askedShare = 0.15;
// From this certainty on, a search result competes with a fact or a verdict.
const rivalFrom = 0.3;
// A list of tools is the answer to a question for one from here on, since nothing else is asked.
const leastList = 0.25;
// A part must be better than the whole, not just as good.
const leastLead = 0.02;

type Possible = {
  readonly shown: Shown;
  readonly confidence: number;
  readonly untold?: NotTold;
  readonly also?: Entry | Untold;
};

const ofVersions: ReadonlySet<Entry['kind']> = new Set(['faq', 'figure']);

// Says what the articles don't tell, and offers what is known.
const offeredIf = (untold: NotTold | undefined, possible: Possible): Possible =>
  untold === undefined ? possible : { ...possible, confidence: Math.min(possible.confidence, offeredAtMost), untold };

export function createDecide(entries: readonly Entry[], ranker: Ranker, unknown: UnknownFinder): Decide {
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  const byName = namesToEntries(entries);
  const compare = createComparer(entries, ranker);
  const findTask = createTaskFinder(entries, ranker);
  const findFact = createFactFinder(entries, ranker);
  const findAspects = createAspectFinder(ranker);
  const untold = createUntold(entries, ranker, unknown);
  const notMentioned = createNotMentioned(entries, ranker, unknown, untold.askedOf);
  const fitted = createFitter(ranker, findFact);

  const decideSegment = (segment: Segment, wanted?: Shown['type']): Decision | undefined => {
    const named = byName.get(segment.tokens.join(' '));
    const ranked = ranker.rank(segment);
    if (named !== undefined) return { shown: shownByName(segment, named), confidence: 1, segment, ranked };
    const [best] = ranked;
    const special = segment.concepts.some(asksOutside) ? undefined : specialOf(segment, best, wanted);
    const found = special ?? withUnknown(segment, best) ?? (best === undefined ? undefined : searched(segment, best));
    if (found === undefined) return undefined;
    // Figures and questions are about the versions that they name.
    const isOfThings = found.shown.type !== 'entry' || !ofVersions.has(found.shown.entry.kind);
    const possible = isOfThings ? offeredIf(untold.version(segment), found) : found;
    return { ...possible, shown: fitted(possible.shown, segment), segment, ranked };
  };

  // A table's name may name two of its columns: "GAN vs diffusion".
  const shownByName = (segment: Segment, entry: Entry): Shown => {
    const shown = compared(segment, false)?.shown;
    return shown?.type === 'entry' && shown.entry === entry ? shown : { type: 'entry', entry };
  };

  // If somebody wrote an entry for the question, it answers it, whatever else the question looks like.
  const specialOf = (
    segment: Segment,
    best: Ranked | undefined,
    wanted: Shown['type'] | undefined,
  ): Possible | undefined => {
    const isWritten = fits(best) && best.certainty >= answerFrom;
    const isWrittenOut = isWritten && (best.entry.kind === 'faq' || best.entry.kind === 'comparison');
    // "LLM or generative AI for a logo" asks which one, not for the difference.
    const isOfKinds = segment.names.length > 1 && segment.names.every((name) => isCoreTerm(name));
    return (
      (isOfKinds ? task(segment, best, wanted) : undefined) ??
      compared(segment, isWrittenOut) ??
      (isWrittenOut ? undefined : classified(segment)) ??
      (isWritten ? undefined : fact(segment, best)) ??
      task(segment, best, wanted)
    );
  };

  const searched = (segment: Segment, best: Ranked): Possible => {
    const { entry } = best;
    if (entry.lists !== undefined && asksForTool(segment) && best.certainty >= leastList)
      return { shown: { type: 'entry', entry }, confidence: Math.max(best.certainty, answerFrom) };
    // "Why, how?" asks for nothing by itself; "which one?" does.
    const asks =
      segment.intents.has('choose') ||
      [...segment.words].some(([concept, word]) => !isIntent(concept) && ranker.weigh(concept, word) >= tellingFrom);
    // If somebody wrote an entry for the question, it answers it.
    const confidence = asks ? (isExact(best) ? 1 : best.certainty) : 0;
    const isVerdict = entry.table?.tasks === true;
    if (isVerdict && !asksForTool(segment))
      return { shown: { type: 'entry', entry }, confidence: Math.min(confidence, offeredAtMost) };
    const job = isVerdict ? findTask(segment) : undefined;
    if (job !== undefined && job.entry === entry) {
      const { row, index } = job;
      return { shown: { type: 'task', entry, row, index, job: job.job }, confidence };
    }
    // A table of verdicts without the job is no answer; "which AI should I use?" names none.
    if (isVerdict && untold.askedOf(segment).some((word) => !toolWords.has(word)))
      return { shown: { type: 'entry', entry }, confidence: Math.min(confidence, offeredAtMost) };
    const rows = entry.kind === 'comparison' && entry.table?.tasks === false ? findAspects(entry, segment) : [];
    const shown: Shown = { type: 'entry', entry, ...(rows.length > 0 && rows.length <= 2 ? { rows } : {}) };
    // "Can ChatGPT deliver?" asks nothing that a bakery's page answers.
    const isForeign = isQuoted(entry) && segment.names.some((name) => name !== entry.id && isUntold(entry, name));
    const sure = isForeign ? Math.min(confidence, offeredAtMost) : confidence;
    return offeredIf(untold.inVain(segment, entry), { shown, confidence: sure });
  };

  const isUntold = (entry: Entry, name: string) => ranker.tells(entry, nameOf(name)) === 0;

  const compared = (segment: Segment, isWrittenOut: boolean): Possible | undefined => {
    const comparison = compare(segment);
    if (comparison === undefined || comparison.explained < leastExplained) return undefined;
    const { table, pair, explained } = comparison;
    const left = comparison.left ?? notMentioned.left(segment, comparison);
    const isBare = table !== undefined && (segment.intents.has('compare') || explained >= nothingElse);
    if (isWrittenOut && !isBare) return undefined;
    return {
      shown: table === undefined ? { type: 'comparison', pair } : { type: 'entry', ...table },
      confidence: explained,
      ...(left === undefined ? {} : { also: left }),
    };
  };

  // What is named with something that no article mentions is offered.
  const withUnknown = (segment: Segment, best: Ranked | undefined): Possible | undefined => {
    const isSure = best !== undefined && best.certainty >= answerFrom;
    const found = notMentioned.ofClass(segment) ?? (isSure ? undefined : notMentioned.side(segment));
    if (found === undefined) return undefined;
    return { shown: { type: 'entry', entry: found.known }, confidence: offeredAtMost, untold: found };
  };

  // "Is X an LLM?", "is X generative AI?"
  const classified = (segment: Segment): Possible | undefined => {
    const [first, ...others] = segment.names;
    const entry = first === undefined ? undefined : byId.get(first);
    if (entry?.classification === undefined || others.length === 0 || !others.every((name) => isCoreTerm(name)))
      return undefined;
    if (segment.intents.has('compare') || segment.intents.has('choose') || segment.intents.has('why')) return undefined;
    const confidence = shareOf(
      segment,
      ranker,
      (concept) => isIntent(concept) || segment.names.some((name) => nameOf(name) === concept),
    );
    return confidence < leastExplained ? undefined : { shown: { type: 'entry', entry, classify: true }, confidence };
  };

  const fact = (segment: Segment, best: Ranked | undefined): Possible | undefined => {
    const found = findFact(segment);
    if (found === undefined || found.explained < leastExplained) return undefined;
    // "Can ChatGPT make videos?" is on ChatGPT, whichever product makes them.
    const isRival = best !== undefined && best.entry !== found.entry && best.certainty >= rivalFrom;
    if (isRival && found.isOfKind !== true && !(found.isOfMedium === true && best.entry.kind === 'product'))
      return undefined;
    if (found.isOfMedium !== true && untold.inVain(segment, found.entry) !== undefined) return undefined;
    return { shown: { type: 'entry', entry: found.entry, fact: found.fact }, confidence: found.explained };
  };

  const task = (
    segment: Segment,
    best: Ranked | undefined,
    wanted: Shown['type'] | undefined,
  ): Possible | undefined => {
    if (!asksForTool(segment)) return undefined;
    // "Which image generator is the most realistic?" asks for the products of a kind.
    if (best?.entry.lists !== undefined && best.certainty >= leastList) return undefined;
    const found = findTask(segment);
    if (found === undefined || found.explained < answerFrom) return undefined;
    // Advice on when to use which isn't overruled by a verdict on the job, but made more specific.
    const isClear = found.weight >= leastJob && namesTool(segment);
    const isRival =
      best !== undefined && wanted !== 'task' && !(isClear && found.entry.related.includes(best.entry.id));
    if (isRival && found.explained < best.certainty * jobLead) return undefined;
    const { entry, row, index, job } = found;
    return { shown: { type: 'task', entry, row, index, job }, confidence: found.explained };
  };

  // Two questions in one message: one is answered in full, the other in a sentence, or with a remark that it isn't told.
  const twoQuestions = (parts: readonly Part[], wanted: Shown['type'] | undefined): Decision | undefined => {
    const questions = parts.filter(({ type }) => type === 'question');
    const [first, second] = questions.map(({ segment }) => decideSegment(segment, wanted));
    if (first === undefined || first.confidence < answerFrom || first.shown.type !== 'entry') return undefined;
    if (second?.untold?.untold !== undefined) return { ...first, also: second.untold.untold };
    const other = second?.shown.type === 'entry' ? second.shown.entry : undefined;
    const isOther = other !== undefined && other !== first.shown.entry && (second?.confidence ?? 0) >= answerFrom;
    return isOther ? { ...first, also: other } : first;
  };

  return (parts, wanted) => {
    const worth = ({ words }: Segment) =>
      [...words].reduce((sum, [concept, word]) => sum + ranker.weigh(concept, word) ** chatterPower, 0);
    const all = Math.max(...parts.map(({ segment }) => worth(segment)), worthOfSentences(parts, worth));
    const [first] = parts;
    const isOutside = first?.type === 'whole' && ranker.beside(first.segment).outside >= believedOutside;
    const two = twoQuestions(parts, wanted);
    if (two !== undefined) return two;
    let best: Decision | undefined;
    for (const { type, segment, isAsked } of parts) {
      if (type === 'question') continue;
      // A question that is outside as a whole isn't answered from a fragment.
      if (isOutside && type === 'fragment') continue;
      if (type === 'fragment' && best !== undefined && best.confidence >= answerFrom) break;
      const found = decideSegment(segment, wanted);
      if (found === undefined) continue;
      const share = all === 0 ? 1 : worth(segment) / all;
      const confidence =
        type === 'whole' ? found.confidence : found.confidence * share ** (isAsked ? askedShare : partShare);
      if (best === undefined || confidence > best.confidence + leastLead) best = { ...found, confidence };
    }
    return best;
  };
}

// In a long message, no single part is the whole.
function worthOfSentences(parts: readonly Part[], worth: (segment: Segment) => number): number {
  return parts.reduce((sum, { type, segment }) => sum + (type === 'sentence' ? worth(segment) : 0), 0);
}

// A job with a rare word ("logo") is clear.
const leastJob = 0.5;
const jobLead = 0.85;
// Entries' names as people may type them. A name claimed by two belongs to neither (check-knowledge reports it).
function namesToEntries(entries: readonly Entry[]): ReadonlyMap<string, Entry> {
  const names = new Map<string, Entry>();
  for (const entry of entries) {
    for (const name of [entry.title, ...entry.aliases]) names.set(normalizeText(name), entry);
  }
  return names;
}

const exactly = 0.98;
function isExact({ measures }: Ranked): boolean {
  return measures.similarity >= exactly;
}

function fits(best: Ranked | undefined): best is Ranked {
  return best !== undefined && best.measures.similarity >= exactFit;
}
