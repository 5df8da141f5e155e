// The page for a reviewer: what was taken from an article, what may duplicate the served knowledge, what needs checking, and everything that
// was left out, with reasons. Ticking a box takes a piece back when the article is imported again.
import { markOf } from './article.js';
import { type TextRange, wordsAt } from './blocks.js';
import type { FileOutcome, Imported, Status } from './folder.js';

const statuses: Readonly<Record<Status, string>> = {
  new: 'new',
  updated: 'updated, since the article was changed',
  unchanged: 'unchanged',
  kept: 'edited by hand, kept',
  conflict: 'edited by hand, and the article was changed: yours is kept, the new one is in review/new',
  rejected: 'deleted by hand, not written again',
  removed: 'no longer in the article, moved to review/removed',
};

/** An entry that seems to answer the same as a served one. */
export type Proposal = { readonly id: string; readonly title: string; readonly sameAs: string };
/** What a reviewer has ticked: pieces to take back, by mark, and entries that are the same as others. */
export type Ticked = { readonly pieces: ReadonlySet<string>; readonly same: ReadonlyMap<string, string> };

export function writeReview(
  { text, item, found }: Pick<Imported, 'text' | 'item' | 'found'>,
  outcomes: readonly FileOutcome[],
  proposals: readonly Proposal[],
  ticked: Ticked,
): string {
  const lineOf = createLineCounter(text);
  const order = <T extends TextRange>(places: readonly T[]) => [...places].sort((a, b) => a.start - b.start);
  const taken = outcomes.map(
    ({ status, file, title, type }) => `- \`${file}\` (${type}): ${title} (${statuses[status]})`,
  );
  const same = proposals.map(
    ({ id, title, sameAs }) => `- [${ticked.same.get(id) === sameAs ? 'x' : ' '}] \`${id}\` = \`${sameAs}\`: ${title}`,
  );
  const unclear = order(found.unclear).map(
    (place) => `### Line ${lineOf(place)}: ${place.why}\n\n${fence(text.slice(place.start, place.end))}`,
  );
  const leftOut = order(found.leftOut).map((place) => {
    const words = wordsAt(text, place);
    return `- [ ] \`${markOf(words)}\` line ${lineOf(place)}, ${place.why}: ${words}`;
  });
  const back = [...ticked.pieces].map((mark) => `- [x] \`${mark}\``);
  return [
    `# ${item.title}`,
    `Lines are those of \`articles/${item.key}.txt\`.`,
    `## Taken (${outcomes.length})`,
    taken.join('\n'),
    `## Perhaps the same (${same.length})`,
    same.length === 0
      ? ''
      : `The knowledge that is served seems to answer these already. Put an x in a box where both speak of the same thing, and import again: the answer shows both.\n\n${same.join('\n')}`,
    `## For you to look at (${unclear.length})`,
    unclear.join('\n\n'),
    `## Left out (${leftOut.length})`,
    leftOut.length === 0
      ? ''
      : `Put an x in the box of what you want to keep, and import again.\n\n${leftOut.join('\n')}`,
    back.length === 0
      ? ''
      : `## Taken back (${back.length})\n\nRemove a line to leave it out again.\n\n${back.join('\n')}`,
  ]
    .filter((part) => part !== '')
    .join('\n\n')
    .concat('\n');
}

export function readTicked(review: string): Ticked {
  const pieces = new Set<string>();
  const same = new Map<string, string>();
  for (const line of review.split('\n')) {
    const [, mark] = /^- \[[xX]\] `([0-9a-f]{8})`/.exec(line) ?? [];
    if (mark !== undefined) pieces.add(mark);
    const [, id, other] = /^- \[[xX]\] `([a-z0-9-]{1,40})` = `([a-z0-9-]{1,40})`/.exec(line) ?? [];
    if (id !== undefined && other !== undefined) same.set(id, other);
  }
  return { pieces, same };
}

// Lines are requested in any order, so their starts are computed once.
function createLineCounter(text: string): (place: TextRange) => number {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return ({ start }) => {
    let low = 0;
    for (let high = starts.length; low < high; ) {
      const middle = (low + high) >> 1;
      if ((starts[middle] ?? 0) <= start) low = middle + 1;
      else high = middle;
    }
    return low;
  };
}

function fence(words: string): string {
  const longest = [...words.matchAll(/`+/g)].reduce((most, [run]) => Math.max(most, run.length), 2);
  const mark = '`'.repeat(longest + 1);
  return `${mark}text\n${words}\n${mark}`;
}

/** Counts by name for a line of a report: "12 new, 3 unchanged". */
export function countBy(names: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].map(([name, count]) => `${count} ${name}`).join(', ');
}
