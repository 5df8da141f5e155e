// The verdict on a job, from a table that says what suits which.
import { choice, choices, document, paragraph, text } from '../../document/build.js';
import type { Block, Choice, Document } from '../../document/nodes.js';
import { inlineText } from '../../document/plain.js';
import type { Target } from '../../document/target.js';
import type { Entry, Row } from '../entry.js';
import {
  disputeOf,
  entryChoice,
  entryTarget,
  exceptionOf,
  type FindEntry,
  mentions,
  partTarget,
  relatedOf,
  shownRelated,
} from './compose.js';
import { sourcesOf, sourcesUnder } from './compose-sources.js';
import { lowerFirst, takesSeveral, verdictBlocks, verdictOf } from './compose-table.js';

/** A task table's verdict on a job: whose it is, the reason, and the exception if the job takes more than one kind of thing. */
export function composeTask(entry: Entry, row: Row, job: string, find: FindEntry, about: Target): Document {
  const [title, ...reasons] = verdictBlocks(entry, row, job);
  const disputed = entry.disagreement !== undefined && mentions(inlineText(entry.disagreement.point), row.label);
  const body: Block[] = [
    ...reasons,
    ...(takesSeveral(row) ? exceptionOf(entry) : []),
    ...(disputed ? disputeOf(entry, {}) : []),
  ];
  const taken = [{ part: row.label, children: row.cells.flat(), citations: row.citations }];
  return document(
    [
      ...(title === undefined ? [] : [title]),
      ...body,
      ...sourcesOf(body, { taken, named: row.citations }),
      ...choices('more', disputed ? [choice('Who says what', partTarget(entryTarget(entry), 'sides'))] : []),
      ...choices('related', [entryChoice(entry), ...relatedOf(entry, find)].slice(0, shownRelated)),
    ],
    about,
  );
}

/** For a job that no article names: the nearest row, and whose verdict it is. */
export function composeClosest(entry: Entry, row: Row, index: number, offers: readonly Choice[] = []): Document {
  const target: Target = { type: 'entry', id: entry.id, row: index };
  return document(
    [
      paragraph([text(`Closest case in the articles: ${lowerFirst(row.label)}. `), ...verdictOf(entry, row)]),
      ...sourcesUnder(row.label, row.cells.flat(), row.citations),
      ...choices('suggestions', [choice(row.label, target), ...offers]),
    ],
    target,
  );
}
