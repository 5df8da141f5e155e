// Entries to documents. Every sentence comes from the knowledge; only short labels are written here.
import { choice, choices, document, heading, paragraph, strong, tableRow, text } from '../../document/build.js';
import type { Block, Choice, Citation, Document, Inline, Sources, Table, View } from '../../document/nodes.js';
import { inlineText } from '../../document/plain.js';
import { encodeTarget, type Target } from '../../document/target.js';
import type { Entry, EntryTable, Fact, Row } from '../entry.js';

/** How much of an entry is shown at first; the rest is a press away. */
export const shownViews = 3;
export const shownRows = 8;
// Beside quotes two retold views are shown, and so many in all.
const retoldBesideQuotes = 2;
const shownWithQuotes = 5;
const shownRelated = 3;

export type FindEntry = (id: string) => Entry | undefined;

/** What of an entry the question is after. `columns` and `rows` narrow its table, `fact` goes before its answer. */
export type Focus = {
  readonly subject?: string;
  readonly columns?: readonly number[];
  readonly rows?: readonly number[];
  readonly fact?: Fact;
  readonly classify?: boolean;
  readonly all?: 'views' | 'rows';
};

/** The answer that an entry gives. */
export function composeEntry(
  entry: Entry,
  find: FindEntry,
  focus: Focus = {},
  about: Target = entryTarget(entry),
): Document {
  const classified = focus.classify === true ? entry.classification : undefined;
  const own = entry.answer.length === 0 ? [] : [paragraph(entry.answer)];
  const answer = classified === undefined ? own : [paragraph(classified.text), ...own];
  const lead = focus.fact === undefined ? [] : [paragraph([strong(`${focus.fact.aspect}: `), ...focus.fact.text])];
  const table = entry.table === undefined ? [] : [toTable(entry.table, focus)];
  const views = focus.all === 'views' ? entry.views : viewsAtFirst(entry);
  const facts = entry.kind === 'product' && entry.facts.length > 0 ? [factTable(entry)] : [];
  const body: Block[] = [
    ...lead,
    ...answer,
    ...table,
    ...facts,
    ...views,
    ...(focus.all === 'views' || entry.table === undefined ? exceptionOf(entry) : []),
    ...disagreementOf(entry),
  ];
  return document(
    [
      heading(titleOf(entry, focus)),
      ...body,
      ...sourcesOf(body, entry.asOf, [...(classified?.citations ?? []), ...(focus.fact?.citations ?? [])]),
      ...choices('more', moreOf(entry, focus)),
      ...choices('related', relatedOf(entry, find)),
    ],
    about,
  );
}

/** The verdict of a task table on a job: whose it is, the reason, and the exception. */
export function composeTask(entry: Entry, row: Row, job: string, find: FindEntry, about: Target): Document {
  const columns = entry.table?.columns ?? [];
  const asked = capitalize(job === '' ? row.label : job);
  const [verdict = []] = row.cells;
  const isJudged = isYesNo(row);
  const reasons = isJudged
    ? [paragraph(verdictOf(entry, row))]
    : row.cells.slice(1).map((cell, index) => paragraph([strong(`${columns[index + 1]?.label ?? ''}: `), ...cell]));
  const disputed = entry.disagreement !== undefined && mentions(inlineText(entry.disagreement.point), row.label);
  const body: Block[] = [
    ...reasons,
    ...(takesSeveral(row) ? exceptionOf(entry) : []),
    ...(disputed ? disagreementOf(entry) : []),
  ];
  const others = relatedOf(entry, find);
  return document(
    [
      heading(isJudged ? asked : `${asked}: ${inlineText(verdict)}`),
      ...body,
      ...sourcesOf(body, entry.asOf, row.citations),
      ...choices('related', [choice(entry.label, entryTarget(entry)), ...others].slice(0, shownRelated)),
    ],
    about,
  );
}

// A table of verdicts has a yes or no in every column; else the first column is the verdict and the others explain it.
function isYesNo({ cells }: Row): boolean {
  return cells.every((cell) => /^(yes|no|limited)\b/i.test(inlineText(cell)));
}

// The exception is for jobs that take more than one kind of thing: "A and B", or a plain yes for both.
function takesSeveral(row: Row): boolean {
  const cells = row.cells.map(inlineText);
  if (isYesNo(row)) return cells.filter((cell) => /^yes\b/i.test(cell)).length > 1;
  return /\b(?:and|both|plus)\b/.test((cells[0] ?? '').replace(/\([^)]*\)/g, ''));
}

/** The verdict of a row as a sentence that says whose it is: "In Acme's table: LLM yes, other generative AI no." */
export function verdictOf({ table }: Entry, row: Row): readonly Inline[] {
  const names = [...new Set(row.citations.map(({ name }) => name))];
  const whose = names.length === 1 ? `In ${names[0]}’s table: ` : `By the tables of ${names.join(' and ')}: `;
  if (!isYesNo(row)) return [...(row.cells[0] ?? []), text(` (${names.join(', ')}).`)];
  const verdicts = row.cells.map((cell, index) => {
    const label = table?.columns[index]?.label ?? '';
    return `${index === 0 ? label : lowerFirst(label)} ${inlineText(cell).toLowerCase()}`;
  });
  return [text(`${whose}${verdicts.join(', ')}.`)];
}

/** A label inside a sentence; "SEO text" and "LLM" keep their capitals. */
export function lowerFirst(label: string): string {
  return /^[A-Z][a-z]/.test(label) ? label.charAt(0).toLowerCase() + label.slice(1) : label;
}

const capitalize = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** Two entries side by side, on the aspects that both have facts on. */
export function composeComparison(a: Entry, b: Entry, find: FindEntry): Document {
  const shared = sharedFacts(a, b);
  const rows = shared.map(({ aspect, left, right }) =>
    tableRow([aspect, left.text, right.text], uniqueCitations([...left.citations, ...right.citations])),
  );
  const body: Block[] = [
    ...[a, b].flatMap((entry): Block[] => [
      paragraph([
        strong(`${entry.label}:`),
        ...(entry.answer.length === 0 ? [] : [text(' '), ...firstSentence(entry.answer)]),
      ]),
      ...(entry.answer.length === 0 ? entry.views.slice(0, 1) : []),
    ]),
    ...(rows.length === 0
      ? []
      : [{ type: 'table', children: [tableRow(['Aspect', a.label, b.label]), ...rows] } as const]),
    ...disagreementOf(a),
  ];
  const asOf = Math.min(...[a.asOf, b.asOf].filter((year) => year !== undefined));
  return document(
    [
      heading(`${a.label} and ${b.label}`),
      ...body,
      ...sourcesOf(body, Number.isFinite(asOf) ? asOf : undefined),
      ...choices('related', [
        ...[a, b].map((entry) => choice(entry.label, entryTarget(entry))),
        ...relatedOf(a, find)
          .filter(({ label }) => label !== b.label)
          .slice(0, 1),
      ]),
    ],
    { type: 'comparison', ids: [a.id, b.id] },
  );
}

/** The aspects on which both entries have a fact, in the order of the first. */
export function sharedFacts(a: Entry, b: Entry) {
  return a.facts.flatMap((left) => {
    const right = b.facts.find(({ aspect }) => aspect.toLowerCase() === left.aspect.toLowerCase());
    return right === undefined ? [] : [{ aspect: left.aspect, left, right }];
  });
}

/** The rows of an entry's table, to ask for one of them. */
export function composeAspects(entry: Entry): Document {
  const rows = entry.table?.rows ?? [];
  return document([
    heading(entry.title),
    ...choices(
      'aspects',
      rows.map((row, index) => choice(row.label, { type: 'entry', id: entry.id, row: index })),
    ),
  ]);
}

export const entryTarget = (entry: Entry): Target => ({ type: 'entry', id: entry.id });
export const entryChoice = (entry: Entry): Choice => choice(entry.label, entryTarget(entry));

/** The first sentence of an answer, which by rule says it all. */
export function firstSentence(answer: readonly Inline[]): readonly Inline[] {
  const said = inlineText(answer);
  const [first = said] = said.split(/(?<=[.?])\s+(?=[A-Z“"])/);
  return first.length === said.length ? answer : [text(first)];
}

/** The views of an entry that are shown at first; quotes are never hidden by what is retold. */
function viewsAtFirst({ views }: Entry): readonly View[] {
  const quotes = views.filter(({ verbatim }) => verbatim);
  if (quotes.length === 0) return views.slice(0, shownViews);
  const retold = views.filter(({ verbatim }) => !verbatim).slice(0, retoldBesideQuotes);
  return [...retold, ...quotes.slice(0, shownWithQuotes - retold.length)];
}

// A table that is narrowed to two of its columns is called after them.
function titleOf(entry: Entry, { subject, columns }: Focus): string {
  const all = entry.table?.columns ?? [];
  const isNarrowed = columns !== undefined && columns.length < all.length;
  const title = isNarrowed ? columns.map((index) => all[index]?.label ?? '').join(' and ') : entry.title;
  return subject === undefined || title.includes(subject) ? title : `${subject}: ${title}`;
}

function toTable(table: EntryTable, focus: Focus): Table {
  const columns = focus.columns ?? table.columns.map((_, index) => index);
  const rows =
    focus.rows?.flatMap((index) => table.rows[index] ?? []) ??
    (focus.all === 'rows' ? table.rows : table.rows.slice(0, shownRows));
  const header = tableRow([table.rowHeading, ...columns.map((index) => table.columns[index]?.label ?? '')]);
  const body = rows.map((row) =>
    tableRow([row.label, ...columns.map((index) => row.cells[index] ?? [])], row.citations),
  );
  return { type: 'table', children: [header, ...body], ...(table.verbatim === true ? { verbatim: true } : {}) };
}

function factTable(entry: Entry): Table {
  const rows = entry.facts.map(({ aspect, text: said, citations }) => tableRow([aspect, said], citations));
  return { type: 'table', children: [tableRow(['Fact', entry.label]), ...rows] };
}

function exceptionOf(entry: Entry): readonly View[] {
  return entry.exception === undefined ? [] : [entry.exception];
}

function disagreementOf(entry: Entry): readonly Block[] {
  if (entry.disagreement === undefined) return [];
  return [{ type: 'disagreement', children: entry.disagreement.point, views: entry.disagreement.views }];
}

// Whether a text has a longer word of a name: a dispute on code is none on images.
function mentions(said: string, name: string): boolean {
  const words = name
    .toLowerCase()
    .split(/\W+/)
    .filter((word) => word.length > 3);
  return words.some((word) => said.toLowerCase().includes(word.slice(0, 6)));
}

// Everything that the blocks cite, each place once.
export function sourcesOf(
  blocks: readonly Block[],
  asOf?: number,
  more: readonly Citation[] = [],
  knownManner?: Sources['manner'],
): readonly Sources[] {
  const views = blocks.flatMap((block) =>
    block.type === 'view' ? [block] : block.type === 'disagreement' ? block.views : [],
  );
  const tables = blocks.flatMap((block) => (block.type === 'table' ? [block] : []));
  const rows = tables.flatMap(({ children }) => children);
  const citations = uniqueCitations([
    ...more,
    ...views.flatMap((view) => view.citations),
    ...rows.flatMap((row) => row.citations),
  ]);
  if (citations.length === 0) return [];
  const isQuoted = [...views, ...tables].map(({ verbatim }) => verbatim === true);
  const manner = !isQuoted.includes(true)
    ? 'retold'
    : isQuoted.includes(false) || hasOwnWords(blocks)
      ? 'both'
      : 'quoted';
  return [{ type: 'sources', manner: knownManner ?? manner, citations, ...(asOf === undefined ? {} : { asOf }) }];
}

// A paragraph of more than a label is ours, since quotes are views.
function hasOwnWords(blocks: readonly Block[]): boolean {
  return blocks.some((block) => block.type === 'paragraph' && block.children.some(({ type }) => type !== 'strong'));
}

function uniqueCitations(citations: readonly Citation[]): readonly Citation[] {
  return [...new Map(citations.map((citation) => [`${citation.article} ${citation.heading}`, citation])).values()];
}

function moreOf(entry: Entry, focus: Focus): readonly Choice[] {
  const hiddenViews = focus.all === 'views' ? 0 : entry.views.length - viewsAtFirst(entry).length;
  const shown = focus.rows?.length ?? (focus.all === 'rows' ? Number.POSITIVE_INFINITY : shownRows);
  const hiddenRows = (entry.table?.rows.length ?? 0) - shown;
  return [
    ...(hiddenViews > 0
      ? [choice(`All ${entry.views.length} views`, { type: 'entry', id: entry.id, part: 'views' })]
      : []),
    ...(hiddenRows > 0
      ? [choice(`All ${entry.table?.rows.length} rows`, { type: 'entry', id: entry.id, part: 'rows' })]
      : []),
    ...(entry.table !== undefined && entry.table.rows.length > 3 && !entry.table.tasks
      ? [choice('One aspect', { type: 'entry', id: entry.id, part: 'aspects' })]
      : []),
  ];
}

function relatedOf(entry: Entry, find: FindEntry): Choice[] {
  const unique = new Map(
    entry.related.flatMap((id) => {
      const other = find(id);
      return other === undefined ? [] : [[encodeTarget(entryTarget(other)), entryChoice(other)] as const];
    }),
  );
  return [...unique.values()].slice(0, shownRelated);
}
