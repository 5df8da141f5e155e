// What slash commands ask: two things side by side, a term, a choice, the terms of a text.
import type { Target } from '../document/target.js';
import { type Answer, answerAs, offerAs } from './answer/answer.js';
import { composeAspects, entryChoice, entryTarget, type FindEntry } from './answer/compose.js';
import { composeChoices, composeTerms, composeUntold } from './answer/compose-others.js';
import { coreTerms } from './answer/core-terms.js';
import { maxSuggestions } from './answer/decided.js';
import type { Entry, Knowledge } from './entry.js';
import type { Lexicon } from './read/lexicon.js';
import { chunksOf, tokenize } from './read/normalize.js';
import { readTokens } from './read/parts.js';

const maxTerms = 8;

export type Commands = {
  /** Two things side by side, as people write them or as ids; LLM and generative AI if neither is given. */
  readonly compare: (pair: { readonly a?: string; readonly b?: string; readonly aspect?: string }) => Answer;
  readonly define: (term: string) => Answer;
  /** Which AI for a task; the first question of the guided choice if none is given. */
  readonly choose: (task?: string) => Answer;
  /** The named terms of a text, one line each, in the order of the text, at most eight. */
  readonly explain: (text: string) => Answer;
};

/** `useful` are the entries, the most useful first. */
export function createCommands(parts: {
  readonly knowledge: Knowledge;
  readonly find: FindEntry;
  readonly useful: readonly Entry[];
  readonly lexicon: Lexicon;
  readonly correct: (tokens: readonly string[]) => readonly string[];
  readonly ask: (question: string) => Answer;
  readonly show: (target: Target) => Answer;
  readonly unanswered: () => Answer;
}): Commands {
  const { knowledge, find, useful, lexicon, correct, ask, show, unanswered } = parts;
  const { entries, messages, guide } = knowledge;

  const compare = ({ a, b, aspect }: { a?: string; b?: string; aspect?: string }): Answer => {
    const given = [a, b].flatMap((side) => (side === undefined || side.trim() === '' ? [] : [nameFor(side)]));
    const unknown = given.find((side) => namesIn(side).length === 0 && ask(side).type !== 'answered');
    if (unknown !== undefined) return notMentioned(unknown, given.flatMap(namesIn));
    const [left = nameFor(coreTerms[0]), right] = given;
    const isPair = given.length === 1 && namesIn(left).length > 1;
    if (right === undefined && !isPair && !coreTerms.every(find))
      return given.length === 0 ? whatToCompare() : ask(left);
    // The missing one is whichever of the two isn't already named.
    const other = nameFor(namesIn(left).includes(coreTerms[1]) ? coreTerms[0] : coreTerms[1]);
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
  // For a folder on another subject: what it can compare, or at least name.
  const whatToCompare = (): Answer => {
    const tables = entries.filter(({ kind }) => kind === 'comparison');
    const offers = (tables.length > 0 ? tables : useful).slice(0, maxSuggestions);
    const [title, text] = ['Two things side by side', 'Name two things that the articles speak of.'];
    return offerAs(offers, composeChoices(title, text, offers.map(entryChoice)));
  };
  const namesIn = (text: string) => readTokens(correct(tokenize(text)), lexicon).names;

  const notMentioned = (unknown: string, known: readonly string[]): Answer => {
    const offers = known.flatMap((id) => find(id) ?? []);
    return offerAs(offers, composeUntold({ subject: unknown }, offers.map(entryChoice)));
  };

  // The table has no row for the aspect: show the table and its rows.
  const noAspect = (aspect: string, whole: Answer): Answer => {
    const [id = ''] = whole.entries;
    const entry = find(id);
    if (entry?.table === undefined) return whole;
    const rows = composeAspects(entry).children.filter(({ type }) => type === 'choices');
    const said = composeChoices(entry.label, `There is no row on “${aspect.trim()}”. These are the aspects:`, []);
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
    return show(guide.steps.length === 0 ? { type: 'help' } : { type: 'guide', step: guide.start });
  };

  const explain = (text: string): Answer => {
    const names = chunksOf(text).flatMap((chunk) => readTokens(tokenize(chunk), lexicon).names);
    const terms = [...new Set(names)].flatMap((id) => find(id) ?? []).slice(0, maxTerms);
    if (terms.length === 0) return unanswered();
    return answerAs(
      terms.map(({ id }) => id),
      composeTerms(messages.terms.title, terms),
    );
  };

  return { compare, define, choose, explain };
}
