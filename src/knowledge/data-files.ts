// Reads the YAML files: products and figures become entries composed from their fields; tips and the guide are used as they are.
import type { InferOutput } from 'valibot';
import { text } from '../document/build.js';
import type { View } from '../document/nodes.js';
import type { Entry, Fact, Guide, Row, Tip } from '../engine/entry.js';
import { checkAnswer, citationsOf, type Draft, type ReadContext } from './context.js';
import { type figures, type guide, lengths, type products, type tips } from './schemas.js';
import type { Located } from './yaml.js';

type Product = InferOutput<typeof products>[number];
type Figure = InferOutput<typeof figures>[number];
type CitedText = { readonly text: string; readonly cite: string };
/** One item of a file: its value, and the lines of the paths below it. */
type FileItem<T> = {
  readonly value: T;
  readonly file: string;
  readonly lineOf: Draft['lineOf'];
  readonly context: ReadContext;
};

/** The items of a list, each with its own lines. */
export function itemsOf<T>(list: Located<readonly T[]>, file: string, context: ReadContext): FileItem<T>[] {
  return list.value.map((value, index) => ({ value, file, context, lineOf: (path) => list.lineOf([index, ...path]) }));
}

/** A product as an entry: its fields become facts, so that any two products can be compared. */
export function readProduct(item: FileItem<Product>): Draft {
  const { value } = item;
  const fields: readonly (readonly [string, 'maker' | 'type' | 'medium'])[] = [
    ['Maker', 'maker'],
    ['Kind', 'type'],
    ['Medium', 'medium'],
  ];
  const facts: Fact[] = fields.flatMap(([aspect, key]) => {
    const field = value[key];
    return field === undefined ? [] : [{ aspect, ...readCited(item, field, [key], lengths.cell) }];
  });
  const classification =
    value.llm === undefined
      ? undefined
      : { verdict: value.llm.verdict, ...readCited(item, value.llm, ['llm'], lengths.view) };
  const more = value.facts.map((fact, index) => ({
    aspect: fact.aspect,
    ...readCited(item, fact, ['facts', index], lengths.cell),
  }));
  const entry: Entry = {
    ...readCommon(item, 'product'),
    facts: [...facts, ...more],
    ...(classification === undefined ? {} : { classification }),
  };
  return { entry, file: item.file, lineOf: item.lineOf };
}

/** A figure as an entry: its numbers are the rows of a table. */
export function readFigure(item: FileItem<Figure>): Draft {
  const rows: Row[] = item.value.values.map((each, index) => ({
    label: each.what,
    words: [],
    cells: [[text(each.value)], [text(each.year)], [text(each.publisher)]],
    citations: item.context.citations(each.cite, item.file, item.lineOf(['values', index, 'cite'])),
  }));
  const columns = ['Value', 'Year', 'Published by'].map((label) => ({ label, entries: [] }));
  const entry: Entry = {
    ...readCommon(item, 'figure'),
    facts: [],
    table: { rowHeading: 'Figure', columns, rows, tasks: false },
  };
  return { entry, file: item.file, lineOf: item.lineOf };
}

export function readTip(item: FileItem<InferOutput<typeof tips>[number]>): Tip & { line: number } {
  const { id, entry, text: source, cite } = item.value;
  const said = readSaid(item, { text: source, cite }, [], lengths.tip);
  return { id, entry, text: said.text, citations: said.citations, line: item.lineOf(['id']) };
}

export function readGuide(located: Located<InferOutput<typeof guide>>, file: string, context: ReadContext): Guide {
  const { start, steps, verdicts } = located.value;
  const item = { value: undefined, file, context, lineOf: located.lineOf };
  return {
    start,
    steps: steps.map(({ id, question, cite, options }, index) => {
      const said = readSaid(item, { text: question, cite }, ['steps', index], lengths.view);
      return { id, question: said.text, citations: said.citations, options };
    }),
    verdicts: verdicts.map(({ id, answer, cite, entry }, index) => {
      const said = readSaid(item, { text: answer, cite }, ['verdicts', index], lengths.guideAnswer);
      return { id, answer: said.text, citations: said.citations, entry };
    }),
  };
}

function readCommon(item: FileItem<Product | Figure>, kind: 'product' | 'figure'): Omit<Entry, 'facts'> {
  const { value, file, context, lineOf } = item;
  const answer = context.text(value.answer, file, lineOf(['answer']), lengths.answer);
  checkAnswer(answer, (message) => context.report(file, lineOf(['answer']), message));
  const views = readViews(item, value.views, ['views']);
  context.quoted(answer, citationsOf(views), file, lineOf(['answer']));
  const disagreement = value.disagreement;
  return {
    id: value.id,
    kind,
    title: value.title,
    label: value.label ?? value.title,
    aliases: value.aliases,
    questions: value.questions,
    related: value.related,
    answer,
    views,
    ...(value.asOf === undefined ? {} : { asOf: value.asOf }),
    ...(disagreement === undefined
      ? {}
      : {
          disagreement: {
            point: context.text(disagreement.text, file, lineOf(['disagreement', 'text']), lengths.view),
            views: readViews(item, disagreement.views, ['disagreement', 'views']),
          },
        }),
  };
}

function readViews(item: FileItem<unknown>, views: readonly CitedText[], path: readonly PropertyKey[]): View[] {
  return views.map((view, index) => {
    const said = readCited(item, view, [...path, index], lengths.view);
    return { type: 'view', verbatim: false, children: said.text, citations: said.citations };
  });
}

// In what an entry says, quotation marks are an article's.
function readCited(item: FileItem<unknown>, cited: CitedText, path: readonly PropertyKey[], limit: number) {
  const said = readSaid(item, cited, path, limit);
  item.context.quoted(said.text, said.citations, item.file, item.lineOf([...path, 'text']));
  return said;
}

// In what the bot says, quotation marks may be anybody's.
function readSaid(item: FileItem<unknown>, { text, cite }: CitedText, path: readonly PropertyKey[], limit: number) {
  const { context, file, lineOf } = item;
  return {
    text: context.text(text, file, lineOf([...path, 'text']), limit),
    citations: context.citations(cite, file, lineOf([...path, 'cite'])),
  };
}
