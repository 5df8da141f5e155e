// Explains an answer: what was understood, what matched, what came second. Uses only labels and words of the question.
import { document, heading, paragraph, strong, text } from '../../document/build.js';
import type { Document, ListItem } from '../../document/nodes.js';
import type { Ranker } from '../find/rank.js';
import { tellingFrom } from '../find/weights.js';
import { type Concept, isIntent, isName } from '../read/lexicon.js';
import type { FindEntry } from './compose.js';
import type { Decision } from './decide.js';

/** Words of the question that the answer covers, and those it doesn't; `asked` is the nearest way of asking. */
export type Why = {
  readonly intents: readonly string[];
  readonly matched: readonly string[];
  readonly unknown: readonly string[];
  readonly asked?: string;
  readonly runnerUp?: { readonly id: string; readonly score: number };
};

// A concept that an answer has less of isn't covered.
const leastTold = 0.3;

/** For answers without a search. */
export const noReason: Why = { intents: [], matched: [], unknown: [] };

/** A sentence on what was understood and what wasn't covered, and the runners-up; numbers are for the playground. */
export function composeWhy(why: Why, find: FindEntry): Document {
  const runnerUp = why.runnerUp === undefined ? undefined : find(why.runnerUp.id);
  const understood = why.matched.length === 0 ? 'I found none of the words' : `I went by ${listed(why.matched)}`;
  const missing = why.unknown.length === 0 ? '' : `, and nothing in this answer covers ${listed(why.unknown)}`;
  const near: readonly (readonly [string, string | undefined])[] = [
    ['The nearest question that I know', why.asked],
    ['What came second', runnerUp?.title],
  ];
  const items = near.flatMap(([label, value]): ListItem[] =>
    value === undefined ? [] : [{ type: 'listItem', children: [strong(`${label}: `), text(value)] }],
  );
  return document([
    heading('Why this answer'),
    paragraph(why.asked === undefined ? 'Nothing had to be searched for it.' : `${understood}${missing}.`),
    ...(items.length === 0 ? [] : [{ type: 'list' as const, children: items }]),
  ]);
}

const listed = (words: readonly string[]): string => words.map((word) => `“${word}”`).join(', ');

/** How a decision came about. */
export function whyOf(decision: Decision | undefined, ranker: Ranker): Why {
  if (decision === undefined) return noReason;
  const { segment, ranked } = decision;
  const [best, second] = ranked;
  const telling = [...segment.words].filter(
    ([concept, word]) => !isIntent(concept) && ranker.weigh(concept, word) >= tellingFrom,
  );
  const { shown } = decision;
  const told = (concept: Concept) =>
    shown.type === 'entry' && !isName(concept) ? ranker.tells(shown.entry, concept) : ranker.told(concept);
  const wordsThat = (covered: boolean) =>
    telling.filter(([concept]) => told(concept) >= leastTold === covered).map(([, word]) => word);
  return {
    intents: [...segment.intents],
    matched: wordsThat(true),
    unknown: wordsThat(false),
    ...(best === undefined ? {} : { asked: best.asked }),
    ...(second === undefined ? {} : { runnerUp: { id: second.entry.id, score: second.certainty } }),
  };
}
