// "Which should I use for ...?": the row of a task table whose words are in the question.

import type { Entry, Row } from '../entry.js';
import type { Ranker } from '../find/rank.js';
import { tellingFrom } from '../find/weights.js';
import { lazy } from '../lazy.js';
import { type Concept, isIntent, nameOf } from '../read/lexicon.js';
import { tokenize } from '../read/normalize.js';
import { readTokens, type Segment } from '../read/parts.js';
import { coreTerms } from './core-terms.js';

/** A job that a task table has a verdict on. `explained` is the share of the question that it accounts for. */
type Task = {
  readonly entry: Entry;
  readonly row: Row;
  readonly index: number;
  readonly job: string;
  readonly explained: number;
  readonly weight: number;
};

// Naming the two kinds of AI is part of asking which of them to use.
const fieldNames: ReadonlySet<Concept> = new Set(coreTerms.map(nameOf));

type Phrase = {
  readonly entry: Entry;
  readonly index: number;
  readonly row: Row;
  readonly text: string;
  readonly concepts: readonly Concept[];
};

/** Makes the finder of jobs. The row whose longest phrase weighs most wins; a row's own name counts like its other words. */
export function createTaskFinder(entries: readonly Entry[], ranker: Ranker): (segment: Segment) => Task | undefined {
  const phrases = lazy(() => indexPhrases(entries.flatMap((entry) => phrasesOf(entry, ranker))));
  return (segment) => {
    const weightOf = (concept: Concept) => ranker.weigh(concept, segment.words.get(concept) ?? '');
    const present = new Set(segment.concepts);
    const rows = new Map<string, { phrase: Phrase; best: number; concepts: Set<Concept> }>();
    for (const phrase of phrases()(segment.concepts)) {
      const score = phrase.concepts.reduce((sum, concept) => sum + weightOf(concept), 0);
      const key = `${phrase.entry.id} ${phrase.index}`;
      const row = rows.get(key) ?? { phrase, best: 0, concepts: new Set() };
      for (const concept of phrase.concepts) row.concepts.add(concept);
      if (score > row.best) {
        row.best = score;
        row.phrase = phrase;
      }
      rows.set(key, row);
    }
    const sum = (concepts: Iterable<Concept>) => [...concepts].reduce((total, concept) => total + weightOf(concept), 0);
    // If rows account for equally much, the one with that name comes first.
    const isCalledSo = ({ phrase }: { phrase: Phrase }) => (phrase.text === phrase.row.label ? 1 : 0);
    const [best] = [...rows.values()].sort(
      (a, b) => sum(b.concepts) - sum(a.concepts) || isCalledSo(b) - isCalledSo(a) || b.best - a.best,
    );
    if (best === undefined) return undefined;
    const field = segment.concepts.filter((concept) => isIntent(concept) || fieldNames.has(concept));
    const all = sum(present);
    const explained = all === 0 ? 0 : sum(new Set([...field, ...best.concepts])) / all;
    const { entry, row, index, text } = best.phrase;
    return { entry, row, index, job: text === row.label ? '' : text, explained, weight: sum(best.concepts) };
  };
}

/** The phrases all of whose concepts are in a question: first those that have its first concept, and so on. */
function indexPhrases(phrases: readonly Phrase[]): (concepts: readonly Concept[]) => readonly Phrase[] {
  const uses = new Map<Concept, number>();
  for (const concept of phrases.flatMap((phrase) => phrase.concepts)) uses.set(concept, (uses.get(concept) ?? 0) + 1);
  // Each phrase is indexed by its rarest concept, so that common words find few.
  const byRarest = new Map<Concept, { phrase: Phrase; number: number }[]>();
  phrases.forEach((phrase, number) => {
    const [rarest = ''] = [...phrase.concepts].sort((a, b) => (uses.get(a) ?? 0) - (uses.get(b) ?? 0));
    const list = byRarest.get(rarest);
    if (list === undefined) byRarest.set(rarest, [{ phrase, number }]);
    else list.push({ phrase, number });
  });
  return (concepts) => {
    const positions = new Map(concepts.map((concept, position) => [concept, position]));
    const first = (phrase: Phrase) => Math.min(...phrase.concepts.map((concept) => positions.get(concept) ?? 0));
    return concepts
      .flatMap((concept) => byRarest.get(concept) ?? [])
      .filter(({ phrase }) => phrase.concepts.every((concept) => positions.has(concept)))
      .sort((a, b) => first(a.phrase) - first(b.phrase) || a.number - b.number)
      .map(({ phrase }) => phrase);
  };
}

function phrasesOf(entry: Entry, ranker: Ranker): Phrase[] {
  if (entry.table?.tasks !== true) return [];
  return entry.table.rows.flatMap((row, index) =>
    [row.label, ...row.words].flatMap((text) => {
      const { concepts, words } = readTokens(tokenize(text), ranker.lexicon);
      const telling = concepts.filter((concept) => ranker.weigh(concept, words.get(concept) ?? '') >= tellingFrom);
      return telling.length === 0 ? [] : [{ entry, index, row, text, concepts: telling }];
    }),
  );
}

/** Words for what is looked for when a job is given. */
export const toolWords = new Set(
  'use ai tool tools model models llm llms generator generators generation app apps software program programs'.split(
    ' ',
  ),
);
const purposeWords = new Set('for to need want'.split(' '));

/** Whether somebody looks for a tool: "which AI for", "I need a model to". */
export function asksForTool(segment: Segment): boolean {
  const hasPurpose = segment.tokens.some((token) => purposeWords.has(token));
  return segment.intents.has('choose') ? namesTool(segment) || hasPurpose : namesTool(segment) && hasPurpose;
}

/** Whether a question has a word for a tool. */
export function namesTool(segment: Segment): boolean {
  return segment.tokens.some((token) => toolWords.has(token));
}
