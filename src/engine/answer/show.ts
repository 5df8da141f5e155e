// Turns decisions into documents, and shows the parts of an entry that a button asks for.
import type { Document } from '../../document/nodes.js';
import type { EntryPart, Target } from '../../document/target.js';
import type { Entry } from '../entry.js';
import { composeAspects, composeEntry, type FindEntry } from './compose.js';
import { composeComparison } from './compose-pair.js';
import type { FindTable } from './compose-table.js';
import { composeTask } from './compose-task.js';
import type { Shown } from './decide.js';

/** `whole` returns the document of an entry when nothing in particular is asked of it. */
export function documentOf(
  shown: Shown,
  subject: string | undefined,
  find: FindEntry,
  whole: (entry: Entry) => Document,
): Document {
  switch (shown.type) {
    case 'entry': {
      const { entry, type: _, ...focus } = shown;
      if (subject === undefined && Object.keys(focus).length === 0) return whole(entry);
      return composeEntry(entry, find, { ...focus, ...(subject === undefined ? {} : { subject }) });
    }
    case 'comparison':
      return composeComparison(...shown.pair, find);
    case 'task':
      return composeTask(shown.entry, shown.row, shown.job, find, {
        type: 'entry',
        id: shown.entry.id,
        row: shown.index,
      });
  }
}

/** A row or a part of an entry; undefined if the target asks for all of it, or for something that doesn't exist. */
export function partOf(entry: Entry, target: Target & { type: 'entry' }, find: FindEntry): Document | undefined {
  const { row, part } = target;
  const found = row === undefined ? undefined : entry.table?.rows[row];
  if (found !== undefined && entry.table?.tasks === true) return composeTask(entry, found, '', find, target);
  return narrowed(entry, undefined, part, found === undefined ? undefined : row, find);
}

/** Two entries side by side: in the table with a column for each, otherwise by the facts they share. */
export function pairOf(
  [a, b]: readonly [Entry, Entry],
  target: Target & { type: 'comparison' },
  find: FindEntry,
  findTable: FindTable,
): Document {
  const found = findTable(...target.ids);
  if (found === undefined) return composeComparison(a, b, find);
  const { entry, columns } = found;
  const row = target.row !== undefined && entry.table?.rows[target.row] !== undefined ? target.row : undefined;
  return narrowed(entry, columns, target.part, row, find) ?? composeEntry(entry, find, { columns });
}

function narrowed(
  entry: Entry,
  columns: readonly number[] | undefined,
  part: EntryPart | undefined,
  row: number | undefined,
  find: FindEntry,
): Document | undefined {
  const focus = columns === undefined ? {} : { columns };
  if (row !== undefined) return composeEntry(entry, find, { ...focus, rows: [row] });
  if (part === undefined || (part === 'views' && columns === undefined && !hidesViews(entry, find))) return undefined;
  return part === 'aspects' ? composeAspects(entry, columns) : composeEntry(entry, find, { ...focus, open: part });
}

// If all views are shown at first, the answer is all there is.
function hidesViews(entry: Entry, find: FindEntry): boolean {
  const { children } = composeEntry(entry, find);
  return !entry.views.every((view) => children.includes(view));
}
