// Entries as documents. Every sentence comes from the knowledge; only short labels are written here. Little is shown at first: the answer,
// two views, and a line on a dispute. Everything else is behind a button, and opens in place.
import { choice, choices, document, heading, paragraph, strong, tableRow, text } from '../../document/build.js';
import { blockLength } from '../../document/length.js';
import type { Block, Choice, Document, Inline, List, Table, Taken, View } from '../../document/nodes.js';
import { inlineText } from '../../document/plain.js';
import { type EntryPart, encodeTarget, type Target } from '../../document/target.js';
import type { Entry, Fact } from '../entry.js';
import { sourcesOf, takenByAnswer } from './compose-sources.js';
import { isNarrowed, namesOf, pairOf, shownRows, targetOfColumns, toTable } from './compose-table.js';

/** How many of an entry's views are shown at first, if they fit. */
export const shownViews = 2;
/** How much text is shown at first, in characters, without tables and buttons (docs/decisions/0120-length-of-answers.md). */
export const shownText = 700;
/** How many related entries are offered. */
export const shownRelated = 3;
// Room for the subject of a follow-up, and the footer.
const roomForFooter = 60;

export type FindEntry = (id: string) => Entry | undefined;

/**
 * What the question is after. `columns` and `rows` narrow the entry's table; `fact`, or that there is `noMaker`, goes before its answer;
 * `views` is the order of its views; `open` is the part shown in full.
 */
export type Focus = {
  readonly subject?: string;
  readonly columns?: readonly number[];
  readonly rows?: readonly number[];
  readonly fact?: Fact;
  readonly classify?: boolean;
  readonly noMaker?: boolean;
  readonly views?: readonly number[];
  readonly open?: Exclude<EntryPart, 'aspects'>;
};

/** The answer that an entry gives. */
export function composeEntry(entry: Entry, find: FindEntry, focus: Focus = {}): Document {
  const base = targetOfColumns(entry, focus.columns);
  const title = heading(titleOf(entry, focus));
  const said = sayOf(entry, focus);
  const tables = tablesOf(entry, focus);
  const dispute = disputeOf(entry, focus);
  const text: Block[] = [title, ...said.blocks, ...listOf(entry, find), ...dispute];
  const room = shownText - roomForFooter - text.reduce((sum, block) => sum + blockLength(block), 0);
  const views = viewsOf(entry, focus, room);
  const body: Block[] = [
    ...text.slice(1, text.length - dispute.length),
    // What an article says before its table.
    ...(tables.length === 0 ? [] : views.slice(0, 1)),
    ...tables,
    ...(tables.length === 0 ? views : views.slice(1)),
    ...(focus.open === 'views' || (entry.table === undefined && focus.open === undefined) ? exceptionOf(entry) : []),
    ...dispute,
  ];
  const rows = focus.rows?.flatMap((index) => entry.table?.rows[index]?.citations ?? []) ?? [];
  return document(
    [
      title,
      ...body,
      ...sourcesOf(body, { taken: said.taken, named: [...said.taken.flatMap(namedBy), ...rows] }),
      ...choices('more', moreOf(entry, focus, base, { views: views.length, isDisputed: dispute.length > 0 })),
      ...choices('related', relatedOf(entry, find)),
    ],
    aboutOf(base, focus),
  );
}

// The answer's own places are those of its views.
const namedBy = ({ part, citations }: Taken) => (part === 'Answer' ? [] : citations);

// What precedes the table: the requested fact or class, then the answer, unless the table is narrowed.
function sayOf(entry: Entry, focus: Focus): { readonly blocks: readonly Block[]; readonly taken: readonly Taken[] } {
  const { fact, rows, noMaker } = focus;
  const classified = focus.classify === true ? entry.classification : undefined;
  const first: Taken[] = [
    ...(fact === undefined ? [] : [{ part: fact.aspect, children: fact.text, citations: fact.citations }]),
    ...(classified === undefined
      ? []
      : [{ part: 'Class', children: classified.text, citations: classified.citations }]),
  ];
  const lead = [
    ...(fact === undefined ? [] : [paragraph([strong(`${fact.aspect}: `), ...fact.text])]),
    ...(noMaker === true ? [paragraph(`None of the articles names the maker of ${entry.label}.`)] : []),
  ];
  const verdict = classified === undefined ? [] : [paragraph(classified.text)];
  const answer = rows !== undefined && entry.table !== undefined ? undefined : answerOf(entry, focus);
  const taken = answer === undefined ? first : [...first, ...answer.taken];
  return { blocks: [...lead, ...verdict, ...(answer === undefined ? [] : answer.blocks)], taken };
}

// An answer about all columns doesn't answer for two of them: the sentence on the pair is used instead, or the rows.
function answerOf(
  entry: Entry,
  { columns }: Focus,
): { readonly blocks: readonly Block[]; readonly taken: readonly Taken[] } {
  const { table, answer } = entry;
  if (table !== undefined && isNarrowed(table, columns)) {
    const pair = pairOf(table, columns);
    if (pair === undefined) return { blocks: [], taken: [] };
    return {
      blocks: [paragraph(pair.text)],
      taken: [{ part: namesOf(table, columns), children: pair.text, citations: pair.citations }],
    };
  }
  return { blocks: answer.length === 0 ? [] : [paragraph(answer)], taken: takenByAnswer(entry) };
}

function titleOf(entry: Entry, { subject, columns, rows }: Focus): string {
  const { table } = entry;
  const whole = table !== undefined && isNarrowed(table, columns) ? namesOf(table, columns) : entry.title;
  const [only] = rows?.length === 1 ? rows : [];
  const row = only === undefined ? undefined : table?.rows[only]?.label;
  const title = row === undefined ? whole : `${row}: ${whole}`;
  return subject === undefined || title.includes(subject) ? title : `${subject}: ${title}`;
}

function tablesOf(entry: Entry, focus: Focus): readonly Table[] {
  if (entry.table !== undefined) {
    const { columns, rows, open } = focus;
    return open === undefined || open === 'rows'
      ? [
          toTable(entry.table, {
            ...(columns === undefined ? {} : { columns }),
            ...(rows === undefined ? {} : { rows }),
            whole: open === 'rows',
          }),
        ]
      : [];
  }
  if (entry.kind !== 'product' || focus.open !== undefined) return [];
  // Without the requested fact, which has been said.
  const facts = entry.facts.filter(({ aspect }) => aspect !== focus.fact?.aspect);
  const rows = facts.map(({ aspect, text: said, citations }) => tableRow([aspect, said], citations));
  return rows.length === 0 ? [] : [{ type: 'table', children: [tableRow(['Fact', entry.label]), ...rows] }];
}

// One line for each entry in its list.
function listOf(entry: Entry, find: FindEntry): readonly List[] {
  const items = (entry.lists ?? []).flatMap((id) => {
    const other = find(id);
    if (other === undefined) return [];
    const kind = other.facts.find(({ aspect }) => aspect === 'Kind') ?? other.facts[0];
    const details: readonly Inline[] = kind === undefined ? [] : [text(': '), ...kind.text];
    return [{ type: 'listItem', children: [strong(other.label), ...details] } as const];
  });
  return items.length === 0 ? [] : [{ type: 'list', children: items }];
}

/** The views to show: all if asked for, otherwise two if they fit; next to a table only the text around it in its article. */
function viewsOf(entry: Entry, focus: Focus, room: number): readonly View[] {
  const { answer } = entry;
  const views = focus.views?.flatMap((at) => entry.views[at] ?? []) ?? entry.views;
  if (focus.open === 'views') return views;
  if (focus.open !== undefined || focus.rows !== undefined) return [];
  if (entry.table !== undefined && !isQuotedWhole(entry, focus)) return [];
  const shown: View[] = [];
  let left = room;
  // A paraphrase never hides a quote.
  for (const view of [...views.filter(({ verbatim }) => verbatim), ...views.filter(({ verbatim }) => !verbatim)]) {
    const isNeeded = shown.length === 0 && (answer.length === 0 || view.verbatim);
    if (shown.length === shownViews || (blockLength(view) > left && !isNeeded)) continue;
    shown.push(view);
    left -= blockLength(view);
  }
  return views.filter((view) => shown.includes(view));
}

// An entry of quotes with its whole table.
const isQuotedWhole = ({ answer, table, views }: Entry, { columns }: Focus) =>
  answer.length === 0 && views[0]?.verbatim === true && table !== undefined && !isNarrowed(table, columns);

/** What an article says about the case in which the verdict doesn't hold. */
export function exceptionOf({ exception }: Entry): readonly View[] {
  return exception === undefined ? [] : [exception];
}

/** The line on a dispute, unless it is about something else than what was asked. The sides are behind a button. */
export function disputeOf({ disagreement, table }: Entry, focus: Focus): readonly Block[] {
  if (disagreement === undefined || focus.open === 'views' || focus.open === 'rows') return [];
  const point = inlineText(disagreement.point);
  const asked = [
    ...(focus.rows?.map((index) => table?.rows[index]?.label ?? '') ?? []),
    ...(focus.fact === undefined ? [] : [focus.fact.aspect]),
  ];
  const isBeside = asked.length > 0 && !asked.some((name) => mentions(point, name));
  const isPair = table !== undefined && isNarrowed(table, focus.columns);
  if (focus.open !== 'sides' && (isBeside || isPair)) return [];
  const views = focus.open === 'sides' ? disagreement.views : [];
  return [{ type: 'disagreement', children: disagreement.point, views }];
}

/** Whether a text has a longer word of a name: a dispute on code isn't one on images. */
export function mentions(said: string, name: string): boolean {
  const words = name
    .toLowerCase()
    .split(/\W+/)
    .filter((word) => word.length > 3);
  return words.some((word) => said.toLowerCase().includes(word.slice(0, 6)));
}

/** Parts of an entry, or of two of its columns, each opened in the answer's place. */
export function partTarget(base: Target, part: EntryPart | number): Target {
  if (base.type !== 'entry' && base.type !== 'comparison') return base;
  const { part: _, row: __, ...whole } = base;
  return typeof part === 'number' ? { ...whole, row: part } : { ...whole, part };
}

function aboutOf(base: Target, { open, rows }: Focus): Target {
  if (open !== undefined) return partTarget(base, open);
  const [only, ...others] = rows ?? [];
  return only === undefined || others.length > 0 ? base : partTarget(base, only);
}

const closing = { views: 'Fewer views', rows: 'Fewer rows', sides: 'Back to the answer' } as const;

// What more there is, the most important first; for an open part, the way back.
function moreOf(
  entry: Entry,
  { open, rows, columns }: Focus,
  base: Target,
  shown: { readonly views: number; readonly isDisputed: boolean },
): readonly Choice[] {
  const { table, views, disagreement, kind } = entry;
  const all = table?.rows.length ?? 0;
  const hidden = views.length - shown.views;
  const isPair = table !== undefined && isNarrowed(table, columns);
  const opens = (part: EntryPart, label: string, when: boolean) =>
    when && part !== open ? [choice(label, partTarget(base, part))] : [];
  return [
    ...(open === undefined ? [] : [choice(closing[open], base)]),
    ...(rows === undefined ? [] : [choice('Whole table', base)]),
    ...opens('sides', 'Who says what', disagreement !== undefined && (shown.isDisputed || open !== undefined)),
    ...opens('aspects', 'One aspect', kind !== 'figure' && table?.tasks === false && all > leastAspects),
    ...opens('views', viewsLabel(shown.views, views.length), hidden > 0 && rows === undefined && !isPair),
    ...opens('rows', `All ${all} rows`, rows === undefined && all > shownRows),
  ];
}

// Fewer rows are all visible at once.
const leastAspects = 3;

function viewsLabel(shown: number, all: number): string {
  if (shown === 0) return all === 1 ? 'The view behind it' : `All ${all} views`;
  return all - shown === 1 ? '1 more view' : `${all - shown} more views`;
}

/** Buttons for the related entries. */
export function relatedOf(entry: Entry, find: FindEntry): Choice[] {
  const unique = new Map(
    entry.related.flatMap((id) => {
      const other = find(id);
      return other === undefined ? [] : [[encodeTarget(entryTarget(other)), entryChoice(other)] as const];
    }),
  );
  return [...unique.values()].slice(0, shownRelated);
}

/** The answer with the rows of its table, to ask for one of them. */
export function composeAspects(entry: Entry, columns?: readonly number[]): Document {
  const base = targetOfColumns(entry, columns);
  const focus: Focus = columns === undefined ? {} : { columns };
  const said = answerOf(entry, focus);
  return document(
    [
      heading(titleOf(entry, focus)),
      ...said.blocks,
      ...sourcesOf([], { taken: said.taken, named: said.taken.flatMap(namedBy) }),
      ...choices('more', [choice('Whole table', base)]),
      ...choices(
        'aspects',
        (entry.table?.rows ?? []).map((row, index) => choice(row.label, partTarget(base, index))),
      ),
    ],
    partTarget(base, 'aspects'),
  );
}

export const entryTarget = (entry: Entry): Target => ({ type: 'entry', id: entry.id });
export const entryChoice = (entry: Entry): Choice => choice(entry.label, entryTarget(entry));
