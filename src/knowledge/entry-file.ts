// One Markdown file to one entry: front matter, answer, views, and the table, facts, disagreement and exception of its body.
import type { InferOutput } from 'valibot';
import { type MarkdownBlock, type MarkdownRow, parseMarkdown } from '../document/markdown.js';
import type { Citation, Inline, Span, View } from '../document/nodes.js';
import { inlineText } from '../document/plain.js';
import type { Entry, EntryDisagreement, EntryTable, Fact } from '../engine/entry.js';
import { checkLength, type Draft, type ReadContext } from './context.js';
import { disproveCells, disproveQuote, readPlace } from './quote.js';
import { frontMatter, lengths } from './schemas.js';
import { type Problem, parseYaml } from './yaml.js';

type FrontMatter = InferOutput<typeof frontMatter>;
type Section = 'body' | 'facts' | 'disagreement' | 'exception';

const sections: Readonly<Record<string, Section>> = {
  Facts: 'facts',
  Disagreement: 'disagreement',
  Exception: 'exception',
};

/** Reads the text of an entry file. Undefined where its front matter is broken; other problems leave parts out. */
export function readEntryFile(
  source: string,
  file: string,
  problems: Problem[],
  context: ReadContext,
): Draft | undefined {
  const [, head = '', body = ''] = /^---\r?\n([\s\S]*?)\r?\n---[ \t]*(?:\r?\n|$)([\s\S]*)$/.exec(source) ?? [];
  if (head === '') {
    context.report(file, 1, 'must start with front matter between two lines of ---');
    return undefined;
  }
  const front = parseYaml(head, frontMatter, file, problems, 2);
  if (front === undefined) return undefined;
  const firstLine = head.split('\n').length + 3;
  const { sameAs, verbatim, title } = front.value;
  if (!verbatim && title.length > lengths.title)
    context.report(
      file,
      front.lineOf(['title']),
      `title: must be at most ${lengths.title} characters long: shorten it`,
    );
  return {
    entry: readBody(front.value, body, firstLine, file, context),
    file,
    lineOf: front.lineOf,
    ...(sameAs === undefined ? {} : { sameAs }),
  };
}

function readBody(front: FrontMatter, body: string, firstLine: number, file: string, context: ReadContext): Entry {
  const parsed = parseMarkdown(body);
  const lineOf = (line: number) => line + firstLine - 1;
  const report = (line: number, message: string) => context.report(file, lineOf(line), message);
  for (const problem of parsed.problems) report(problem.line, problem.message);
  const parts = splitSections(parsed.blocks, report);
  const at = { front, file, context, lineOf, report };
  const [answer = [], ...more] = blocksOf(parts.body, 'paragraph');
  const [first, second] = parts.body.filter((block) => block.type === 'paragraph').map((block) => block.line);
  // Quotes, or quoted cells, answer by themselves.
  if (answer.length === 0 && !front.verbatim) report(1, 'has no answer: write a paragraph before the first quote');
  if (more.length > 0)
    report(second ?? 1, 'has more than one paragraph of answer: make it one, or a quote with its citation');
  checkAnswer(answer, (message) => report(first ?? 1, message));
  if (front.verbatim && !parts.body.some(({ type }) => type === 'blockquote' || type === 'table'))
    report(1, 'has no quote: an entry that is word for word needs one');
  const views = readViews(parts.body, at);
  if (!front.verbatim) context.quoted(answer, citationsOf(views), file, lineOf(first ?? 1));
  const table = readTable(parts.body, at);
  const [exception] = readViews(parts.exception, at);
  const disagreement = readDisagreement(parts.disagreement, at);
  return {
    id: front.id,
    kind: front.kind,
    title: front.title,
    label: front.label ?? front.title,
    aliases: front.aliases,
    questions: front.questions,
    related: front.related,
    answer,
    views,
    facts: readFacts(parts.facts, at),
    ...(front.asOf === undefined ? {} : { asOf: front.asOf }),
    ...(table === undefined ? {} : { table }),
    ...(exception === undefined ? {} : { exception }),
    ...(disagreement === undefined ? {} : { disagreement }),
  };
}

/** All that these views cite, to prove what their answer quotes. */
export const citationsOf = (views: readonly View[]): readonly Citation[] => views.flatMap(({ citations }) => citations);

/** Reports an answer, or a first sentence, that is too long for a chat. */
export function checkAnswer(answer: readonly Inline[], report: (message: string) => void): void {
  checkLength(answer, lengths.answer, (message) => report(`the answer ${message}`));
  const [first] = inlineText(answer).split(/(?<=[.?])\s/);
  if ((first ?? '').length > lengths.sentence) {
    report(
      `the first sentence of the answer is ${first?.length} characters long, at most ${lengths.sentence}: shorten it`,
    );
  }
}

type At = {
  readonly front: FrontMatter;
  readonly file: string;
  readonly context: ReadContext;
  readonly lineOf: (line: number) => number;
  readonly report: (line: number, message: string) => void;
};

function splitSections(blocks: readonly MarkdownBlock[], report: At['report']): Record<Section, MarkdownBlock[]> {
  const parts: Record<Section, MarkdownBlock[]> = { body: [], facts: [], disagreement: [], exception: [] };
  let section: Section = 'body';
  for (const block of blocks) {
    if (block.type !== 'heading') {
      parts[section].push(block);
      continue;
    }
    const name = inlineText(block.children);
    const known = Object.hasOwn(sections, name) ? sections[name] : undefined;
    if (known === undefined)
      report(block.line, `unknown section "${name}": ${Object.keys(sections).join(', ')} are known`);
    else section = known;
  }
  return parts;
}

function blocksOf(blocks: readonly MarkdownBlock[], type: 'paragraph'): (readonly Inline[])[] {
  return blocks.flatMap((block) => (block.type === type ? [block.children] : []));
}

function readViews(blocks: readonly MarkdownBlock[], at: At): View[] {
  return blocks.flatMap((block) => {
    if (block.type !== 'blockquote') return [];
    const [text, cite, ...rest] = block.paragraphs;
    if (text === undefined || cite === undefined || rest.length > 0) {
      at.report(block.line, 'missing citation: a quote is one paragraph of text and one with "article > heading"');
      return [];
    }
    const { citations, spans } = readSource(cite, block.line, at, disproveQuote, inlineText(text));
    checkLength(text, spans === undefined ? lengths.view : lengths.quote, (message) =>
      at.report(block.line, `the view ${message}`),
    );
    if (spans === undefined) at.context.quoted(text, citations, at.file, at.lineOf(block.line));
    if (citations.length === 0) return [];
    return [
      {
        type: 'view',
        verbatim: spans !== undefined,
        ...(spans === undefined ? {} : { spans }),
        children: text,
        citations,
      },
    ];
  });
}

// Where something is from; with places in an article it is a quote, and is held against the stored text of the article.
function readSource<Said>(
  cite: readonly Inline[],
  line: number,
  at: At,
  disprove: (said: Said, articleText: string, spans: readonly Span[]) => string | undefined,
  said: Said,
): { readonly citations: readonly Citation[]; readonly spans?: readonly Span[] } {
  const place = readPlace(inlineText(cite));
  const citations = at.context.citations(place.cite, at.file, at.lineOf(line));
  const [citation, ...others] = citations;
  if (place.spans === undefined) {
    if (at.front.verbatim) at.report(line, 'does not say where the quote is: write "article > heading @ start-end"');
    return { citations };
  }
  if (citation === undefined) return { citations };
  const text = at.context.articleText(citation.article);
  const doubt =
    others.length > 0
      ? 'a quote is from one place: cite one article and heading'
      : text === undefined
        ? `the quote cannot be proved: the text of "${citation.article}" is not in articles/${citation.article}.txt`
        : disprove(said, text, place.spans);
  if (doubt !== undefined) at.report(line, doubt);
  return { citations, spans: place.spans };
}

function readDisagreement(blocks: readonly MarkdownBlock[], at: At): EntryDisagreement | undefined {
  const [first] = blocks;
  if (first === undefined) return undefined;
  const [point] = blocksOf(blocks, 'paragraph');
  const views = readViews(blocks, at);
  if (point === undefined || views.length < 2) {
    at.report(first.line, 'a disagreement is one sentence and a quote with its citation for each side');
    return undefined;
  }
  return { point, views };
}

function readFacts(blocks: readonly MarkdownBlock[], at: At): Fact[] {
  return blocks.flatMap((block) => {
    if (block.type !== 'table') return [];
    return readRows(block.rows, 3, at).map((row) => ({
      aspect: inlineText(row.label),
      text: row.cells[0] ?? [],
      citations: row.citations,
    }));
  });
}

function readTable(blocks: readonly MarkdownBlock[], at: At): EntryTable | undefined {
  const tables = blocks.flatMap((block) => (block.type === 'table' ? [block] : []));
  const [table] = tables;
  if (table === undefined) {
    if (at.front.kind === 'comparison') at.report(1, 'a comparison needs a table');
    return undefined;
  }
  if (tables.length > 1) at.report(tables[1]?.line ?? 1, 'one table an entry: make it two entries, or one table');
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
      at.report(table.line, `rowWords names "${name}", which is no row of the table`);
  }
  return {
    rowHeading: headings[0] ?? '',
    columns: labels.map((label, index) => ({ label, entries: [columns[index] ?? []].flat() })),
    rows,
    tasks: at.front.tasks,
    ...(at.front.verbatim ? { verbatim: true } : {}),
  };
}

type CitedRow = { label: readonly Inline[]; cells: readonly (readonly Inline[])[]; citations: Fact['citations'] };

// All rows but the first, each with as many cells as `width` says; the last cell holds the citations.
function readRows(rows: readonly MarkdownRow[], width: number, at: At): CitedRow[] {
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
      checkLength(cell, at.front.verbatim ? lengths.quotedCell : lengths.cell, (message) =>
        at.report(line, `the cell "${inlineText(cell).slice(0, 20)}..." ${message}`),
      );
    }
    const { citations } = readSource(cite, line, at, disproveCells, [label, ...others].map(inlineText));
    if (!at.front.verbatim) for (const cell of others) at.context.quoted(cell, citations, at.file, at.lineOf(line));
    return [{ label, cells: others, citations }];
  });
}
