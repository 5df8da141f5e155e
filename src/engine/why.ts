// Why an answer is what it is: what was understood, what matched, what came second. Labels and words of the question only.
import { document, heading, strong, text } from '../document/build.js';
import type { Document, ListItem } from '../document/nodes.js';
import type { FindEntry } from './compose.js';

/** `matched` and `unknown` are words of the question; `asked` is the way of asking that was nearest. */
export type Why = {
  readonly intents: readonly string[];
  readonly matched: readonly string[];
  readonly unknown: readonly string[];
  readonly asked?: string;
  readonly runnerUp?: { readonly id: string; readonly score: number };
};

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
