// The page that a reviewer reads: what was taken from an article, what needs a look, and what was left out and why.
import { type Place, wordsAt } from './blocks.js';
import { clip } from './entries.js';
import type { Imported, Outcome, Status } from './folder.js';

const statuses: Readonly<Record<Status, string>> = {
  new: 'new',
  updated: 'updated, since the article was changed',
  unchanged: 'unchanged',
  kept: 'edited by hand, kept',
  conflict: 'edited by hand, and the article was changed: yours is kept, the new one is in review/new',
  rejected: 'deleted by hand, not written again',
  removed: 'no longer in the article, put aside in review/removed',
};
const longestShown = 160;

/** The review of one article as Markdown. */
export function writeReview(
  { text, item, found }: Pick<Imported, 'text' | 'item' | 'found'>,
  outcomes: readonly Outcome[],
): string {
  const lineOf = (place: Place) => text.slice(0, place.start).split('\n').length;
  const order = <T extends Place>(places: readonly T[]) => [...places].sort((a, b) => a.start - b.start);
  const taken = outcomes.map(
    ({ status, file, title, type }) => `- \`${file}\` (${type}): ${title} (${statuses[status]})`,
  );
  const unclear = order(found.unclear).map(
    (place) => `### Line ${lineOf(place)}: ${place.why}\n\n${fence(text.slice(place.start, place.end))}`,
  );
  const leftOut = order(found.leftOut).map(
    (place) => `- line ${lineOf(place)}, ${place.why}: ${clip(wordsAt(text, place), longestShown)}`,
  );
  return [
    `# ${item.title}`,
    `Lines are those of \`articles/${item.key}.txt\`.`,
    `## Taken (${outcomes.length})`,
    taken.join('\n'),
    `## For you to look at (${unclear.length})`,
    unclear.join('\n\n'),
    `## Left out (${leftOut.length})`,
    leftOut.join('\n'),
  ]
    .filter((part) => part !== '')
    .join('\n\n')
    .concat('\n');
}

// Longer than any run of backticks in the text.
function fence(words: string): string {
  const longest = Math.max(2, ...[...words.matchAll(/`+/g)].map(([run]) => run.length));
  const mark = '`'.repeat(longest + 1);
  return `${mark}text\n${words}\n${mark}`;
}

/** How many of what, for a line of a report: "12 new, 3 unchanged". */
export function countBy(names: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].map(([name, count]) => `${count} ${name}`).join(', ');
}
