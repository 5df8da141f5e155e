// What was decided to a document, and the parts of an entry that a button asks for.
import type { Document } from '../../document/nodes.js';
import type { Target } from '../../document/target.js';
import type { Entry } from '../entry.js';
import {
  composeAspects,
  composeComparison,
  composeEntry,
  composeTask,
  entryTarget,
  type FindEntry,
} from './compose.js';
import type { Shown } from './decide.js';

/** `whole` gives the document of an entry of which nothing in particular is asked. */
export function documentOf(
  shown: Shown,
  subject: string | undefined,
  find: FindEntry,
  whole: (entry: Entry) => Document,
): Document {
  switch (shown.type) {
    case 'entry': {
      const { entry, rows, type: _, ...focus } = shown;
      if (rows === undefined && subject === undefined && Object.keys(focus).length === 0) return whole(entry);
      const about: Target =
        rows?.length === 1 ? { type: 'entry', id: entry.id, row: rows[0] ?? 0 } : entryTarget(entry);
      return composeEntry(
        entry,
        find,
        { ...focus, ...(rows === undefined ? {} : { rows }), ...(subject === undefined ? {} : { subject }) },
        about,
      );
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

export function partOf(entry: Entry, target: Target & { type: 'entry' }, find: FindEntry): Document | undefined {
  const { row, part } = target;
  if (row !== undefined) {
    const found = entry.table?.rows[row];
    if (found === undefined) return undefined;
    return entry.table?.tasks === true
      ? composeTask(entry, found, '', find, target)
      : composeEntry(entry, find, { rows: [row] }, target);
  }
  if (part === undefined) return undefined;
  return part === 'aspects' ? composeAspects(entry) : composeEntry(entry, find, { all: part });
}
