// Reads the tables of an entry file: its comparison, the sentences for single pairs of columns, and its facts.
import type { MarkdownBlock, MarkdownRow } from '../document/markdown.js';
import type { Inline } from '../document/nodes.js';
import { inlineText } from '../document/plain.js';
import type { EntryTable, Fact, PairSentence } from '../engine/entry.js';
import { checkAnswer, checkLength } from './context.js';
import { disproveCells } from './quote.js';
import { lengths } from './schemas.js';
import { readSource, type SourceFile } from './source.js';

export function readFacts(blocks: readonly MarkdownBlock[], at: SourceFile): Fact[] {
  return blocks.flatMap((block) => {
    if (block.type !== 'table') return [];
    return readRows(block.rows, 3, at).map((row) => ({
      aspect: inlineText(row.label),
      text: row.cells[0] ?? [],
      citations: row.citations,
    }));
  });
}

/** The table of a comparison, including its section of pairs. */
export function readTable(
  blocks: readonly MarkdownBlock[],
  pairs: readonly MarkdownBlock[],
  at: SourceFile,
): EntryTable | undefined {
  const tables = blocks.flatMap((block) => (block.type === 'table' ? [block] : []));
  const [table] = tables;
  if (table === undefined) {
    if (at.front.kind === 'comparison') at.report(1, 'a comparison needs a table');
    return undefined;
  }
  if (tables.length > 1) at.report(tables[1]?.line ?? 1, 'one table per entry: make it two entries, or one table');
  const headings = (table.rows[0]?.cells ?? []).map(inlineText);
  const labels = headings.slice(1, -1);
  if (headings.at(-1) !== 'Sources') at.report(table.line, 'missing citation: the last column must be Sources');
  const columns = at.front.columns ?? [];
  if (at.front.columns !== undefined && columns.length !== labels.length) {
    at.report(table.line, `has ${labels.length} columns to compare, but "columns" lists ${columns.length}`);
  }
  const rows = readRows(table.rows, headings.length, at).map((row) => {
    const label = inlineText(row.label);
    const words = Object.hasOwn(at.front.rowWords, label) ? at.front.rowWords[label] : undefined;
    return { label, words: words ?? [], cells: row.cells, citations: row.citations };
  });
  for (const name of Object.keys(at.front.rowWords)) {
    if (!rows.some((row) => row.label === name))
      at.report(table.line, `rowWords names "${name}", which is not a row of the table`);
  }
  if (at.front.tasks) {
    for (const phrase of rows.flatMap(({ words }) => words).filter(at.context.tellsNothing)) {
      at.report(table.line, `the job "${phrase}" says too little: any question about which to use may contain it`);
    }
  }
  return {
    rowHeading: headings[0] ?? '',
    columns: labels.map((label, index) => ({ label, entries: [columns[index] ?? []].flat() })),
    rows,
    tasks: at.front.tasks,
    ...(pairs.length === 0 ? {} : { pairs: readPairs(pairs, labels, at) }),
    ...(at.front.verbatim ? { verbatim: true } : {}),
  };
}

// A sentence per pair of columns that has one: the row is named after the two, as in "RAG and fine-tuning".
function readPairs(blocks: readonly MarkdownBlock[], labels: readonly string[], at: SourceFile): PairSentence[] {
  return blocks.flatMap((block) => {
    if (block.type !== 'table') return [];
    return readRows(block.rows, 3, at, lengths.answer).flatMap(({ line, label, cells: [text = []], citations }) => {
      const columns = findPair(inlineText(label), labels);
      checkAnswer(text, (message) => at.report(line, message));
      if (columns !== undefined) return [{ columns, text, citations }];
      at.report(line, `"${inlineText(label)}" does not name two columns: write "${labels[0]} and ${labels[1]}"`);
      return [];
    });
  });
}

function findPair(name: string, labels: readonly string[]): readonly [number, number] | undefined {
  for (const [a, first] of labels.entries()) {
    for (const [b, second] of labels.entries()) {
      if (a < b && (name === `${first} and ${second}` || name === `${second} and ${first}`)) return [a, b];
    }
  }
  return undefined;
}

type CitedRow = {
  line: number;
  label: readonly Inline[];
  cells: readonly (readonly Inline[])[];
  citations: Fact['citations'];
};

// All rows but the first, each with `width` cells; the last cell holds the citations.
function readRows(
  rows: readonly MarkdownRow[],
  width: number,
  at: SourceFile,
  limit: number = lengths.cell,
): CitedRow[] {
  return rows.slice(1).flatMap(({ line, cells }) => {
    if (cells.length !== width) {
      at.report(line, `the row has ${cells.length} cells, the table has ${width} columns`);
      return [];
    }
    const [label = [], ...others] = cells;
    const cite = others.pop() ?? [];
    if (inlineText(cite) === '') {
      at.report(line, 'missing citation: the last cell of a row says where it comes from');
      return [];
    }
    for (const cell of [label, ...others]) {
      if (inlineText(cell) === '')
        at.report(line, 'has an empty cell: platforms refuse it, write what is known or leave the row out');
      checkLength(cell, at.front.verbatim ? lengths.quotedCell : limit, (message) =>
        at.report(line, `the cell "${inlineText(cell).slice(0, 20)}..." ${message}`),
      );
    }
    const { citations } = readSource(cite, line, at, disproveCells, [label, ...others].map(inlineText));
    if (!at.front.verbatim) for (const cell of others) at.context.quoted(cell, citations, at.file, at.lineOf(line));
    return [{ line, label, cells: others, citations }];
  });
}
