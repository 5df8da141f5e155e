// Why an answer is what it is: what was understood, what matched, what came second. Labels and words of the question only.
import { document, heading, strong, text } from '../../document/build.js';
import type { Document, ListItem } from '../../document/nodes.js';
import type { Ranker } from '../find/rank.js';
import { tellingFrom } from '../find/weights.js';
import { isIntent } from '../read/lexicon.js';
import type { FindEntry } from './compose.js';
import type { Decision } from './decide.js';

/** `matched` and `unknown` are words of the question; `asked` is the way of asking that was nearest. */
export type Why = {
  readonly intents: readonly string[];
  readonly matched: readonly string[];
  readonly unknown: readonly string[];
  readonly asked?: string;
  readonly runnerUp?: { readonly id: string; readonly score: number };
};

/** Where nothing was searched. */
export const noReason: Why = { intents: [], matched: [], unknown: [] };

export function composeWhy(why: Why, score: number, find: FindEntry): Document {
  const runnerUp = why.runnerUp === undefined ? undefined : find(why.runnerUp.id);
  const rows: readonly (readonly [string, string | undefined])[] = [
    ['Score', score.toFixed(2)],
    ['Kind of question', why.intents.join(', ')],
    ['Words that matched', why.matched.join(', ')],
    ['Words not known', why.unknown.join(', ')],
    ['Nearest way of asking', why.asked],
    ['Runner-up', runnerUp === undefined ? undefined : `${runnerUp.title} (${why.runnerUp?.score.toFixed(2)})`],
  ];
  const items = rows.flatMap(([label, value]): ListItem[] =>
    value === undefined || value === '' ? [] : [{ type: 'listItem', children: [strong(`${label}: `), text(value)] }],
  );
  return document([heading('Why this answer'), { type: 'list', children: items }]);
}

/** What is known of how a decision came about. */
export function whyOf(decision: Decision | undefined, ranker: Ranker): Why {
  if (decision === undefined) return noReason;
  const { segment, ranked } = decision;
  const [best, second] = ranked;
  const telling = [...segment.words].filter(
    ([concept, word]) => !isIntent(concept) && ranker.weigh(concept, word) >= tellingFrom,
  );
  const wordsThat = (known: boolean) =>
    telling.filter(([concept]) => ranker.knows(concept) === known).map(([, word]) => word);
  return {
    intents: [...segment.intents],
    matched: wordsThat(true),
    unknown: wordsThat(false),
    ...(best === undefined ? {} : { asked: best.asked }),
    ...(second === undefined ? {} : { runnerUp: { id: second.entry.id, score: second.certainty } }),
  };
}
