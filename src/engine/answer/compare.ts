// "X vs Y": the written table that has a column for each, narrowed to those columns and the requested aspect; otherwise the two entries,
// compared by the facts they share.

import type { Entry } from '../entry.js';
import type { Ranker } from '../find/rank.js';
import { lazy } from '../lazy.js';
import { type Concept, isIntent, isName, nameOf } from '../read/lexicon.js';
import { tokenize } from '../read/normalize.js';
import { readTokens, type Segment } from '../read/parts.js';
import { sharedFacts } from './compose-pair.js';
import { coreTerms } from './core-terms.js';

/** Two things to compare. `table` with its columns and rows, if one is written; `explained` is the share of the question that this accounts for. */
export type Comparison = {
  readonly pair: readonly [Entry, Entry];
  readonly table?: { readonly entry: Entry; readonly columns: readonly number[]; readonly rows?: readonly number[] };
  readonly explained: number;
  /** The first named thing that isn't compared. */
  readonly left?: Entry;
};

type AspectRow = { readonly row: number; readonly concepts: ReadonlySet<string> };
type WrittenTable = {
  readonly entry: Entry;
  readonly columnOf: ReadonlyMap<string, number>;
  readonly rows: readonly AspectRow[];
};

// Words with less weight name no aspect: "or", "good".
const leastAspect = 0.4;
// "RAG or fine-tuning" and "is RAG better than fine-tuning?" compare just as "vs" does.
const between: ReadonlySet<string> = new Set(['or', 'and', 'than']);
// "Types of generative AI models" asks for no row on whether they are generative AI.
const classes: ReadonlySet<Concept> = new Set(coreTerms.map(nameOf));
// Fewer shared facts are too few for a comparison.
const leastShared = 2;

/** Makes the finder of comparisons; it needs two names and a word such as "vs", "difference" or "or". */
export function createComparer(
  entries: readonly Entry[],
  ranker: Ranker,
): (segment: Segment) => Comparison | undefined {
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  const tables = lazy(() =>
    entries.flatMap((entry) => readTable(entry, ranker)).sort((a, b) => a.columnOf.size - b.columnOf.size),
  );
  return (segment) => {
    const things = segment.names.flatMap((id) => byId.get(id) ?? []);
    if (things.length < 2) return undefined;
    if (!segment.intents.has('compare') && !isBetween(segment, things)) return undefined;
    // The table with most of them; of several, the narrowest.
    // Without a comparing word, the first two are meant.
    const sides = segment.intents.has('compare') ? things : things.slice(0, 2);
    const columnsIn = ({ columnOf }: WrittenTable, of = sides) => [
      ...new Set(of.flatMap(({ id }) => columnOf.get(id) ?? [])),
    ];
    const most = Math.max(2, ...tables().map((each) => columnsIn(each).length));
    const table = tables().find((each) => columnsIn(each).length === most);
    const compared = table === undefined ? things.slice(0, 2) : things.filter(({ id }) => table.columnOf.has(id));
    const [a, b] = compared as [Entry, Entry];
    const names = new Set(compared.map(({ id }) => nameOf(id)));
    const rows = table === undefined ? [] : rowsAskedFor(table.rows, segment, ranker, names);
    const aspects = new Set(rows.flatMap(({ concepts }) => [...concepts]));
    const explained = shareExplained(segment, ranker, aspects);
    const left = things.find((thing) => !compared.includes(thing) && !aspects.has(nameOf(thing.id)));
    const common = { pair: [a, b] as const, explained, ...(left === undefined ? {} : { left }) };
    if (table === undefined) return sharedFacts(a, b).length < leastShared ? undefined : common;
    const columns = columnsIn(table, things);
    const focus = rows.length === 0 ? {} : { rows: rows.map(({ row }) => row) };
    return { ...common, table: { entry: table.entry, columns, ...focus } };
  };
}

// "Yes or no: is it an LLM?" compares nothing; "Is X an LLM? And is Y?" doesn't compare X with an LLM.
function isBetween({ tokens, words }: Segment, [a, b]: readonly Entry[]): boolean {
  const placeOf = (entry: Entry | undefined) => {
    const said = (entry === undefined ? undefined : words.get(nameOf(entry.id)))?.split(' ') ?? [];
    return tokens.findIndex((_, at) => said.length > 0 && said.every((word, index) => tokens[at + index] === word));
  };
  const [first = 0, last = 0] = [placeOf(a), placeOf(b)].sort((x, y) => x - y);
  return first >= 0 && tokens.slice(first, last).some((token) => between.has(token));
}

/** The rows of an entry's table that a question asks for, by name or by another word for them. */
export function createAspectFinder(ranker: Ranker): (entry: Entry, segment: Segment) => readonly number[] {
  const cache = new WeakMap<Entry, { rows: readonly AspectRow[]; subject: ReadonlySet<string> }>();
  return (entry, segment) => {
    const { rows, subject } = cache.get(entry) ?? {
      rows: readRows(entry, ranker),
      subject: subjectOf(entry, ranker),
    };
    cache.set(entry, { rows, subject });
    return rowsAskedFor(rows, segment, ranker, subject).map(({ row }) => row);
  };
}

// A table's subject isn't one of its aspects.
function subjectOf(entry: Entry, ranker: Ranker): ReadonlySet<string> {
  const columns = (entry.table?.columns ?? []).flatMap(({ entries }) => entries.map(nameOf));
  return new Set([...columns, ...readTokens(tokenize(entry.label), ranker.lexicon).concepts]);
}

function readTable(entry: Entry, ranker: Ranker): WrittenTable[] {
  if (entry.table === undefined || entry.table.tasks || entry.kind !== 'comparison') return [];
  const columnOf = new Map(
    entry.table.columns.flatMap((column, index) => column.entries.map((id) => [id, index] as const)),
  );
  return [{ entry, columnOf, rows: readRows(entry, ranker) }];
}

function readRows(entry: Entry, ranker: Ranker): AspectRow[] {
  return (entry.table?.rows ?? []).map((row, index) => ({
    row: index,
    concepts: new Set(
      [row.label, ...row.words].flatMap((text) => telling(readTokens(tokenize(text), ranker.lexicon), ranker)),
    ),
  }));
}

// The rows whose words weigh most in the question; none if no telling word belongs to a row.
function rowsAskedFor(
  rows: readonly AspectRow[],
  segment: Segment,
  ranker: Ranker,
  compared: ReadonlySet<string>,
): readonly AspectRow[] {
  const asked = telling(segment, ranker).filter((concept) => !compared.has(concept) && !classes.has(concept));
  const scored = rows.map((row) => ({
    row,
    score: asked
      .filter((concept) => row.concepts.has(concept))
      .reduce((sum, concept) => sum + weightIn(segment, ranker, concept), 0),
  }));
  const best = Math.max(0, ...scored.map(({ score }) => score));
  return best === 0 ? [] : scored.filter(({ score }) => score === best).map(({ row }) => row);
}

function shareExplained(segment: Segment, ranker: Ranker, aspects: ReadonlySet<string>): number {
  let all = 0;
  let explained = 0;
  for (const concept of segment.concepts) {
    const weight = weightIn(segment, ranker, concept);
    all += weight;
    if (isName(concept) || isIntent(concept) || between.has(concept) || aspects.has(concept)) explained += weight;
  }
  return all === 0 ? 0 : explained / all;
}

const weightIn = (segment: Segment, ranker: Ranker, concept: string) =>
  ranker.weigh(concept, segment.words.get(concept) ?? '');

function telling(segment: Segment, ranker: Ranker): string[] {
  return segment.concepts.filter((concept) => !isIntent(concept) && weightIn(segment, ranker, concept) >= leastAspect);
}
