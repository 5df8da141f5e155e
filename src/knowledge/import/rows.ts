// Reads questions and answers from a spreadsheet (CSV, TSV) or JSON: each row is a part of an article, with the question as its title.
import Papa from 'papaparse';
import { AppError } from '../../errors.js';
import { createTextWriter, type ParsedArticle } from './blocks.js';
import { parseMadeHtml } from './parse-html.js';

type RecordRow = readonly (readonly [column: string, value: string])[];

// Names of columns with questions, answers, and groups.
const asking =
  /^(?:questions?|q|query|prompt|faq|title|terms?|names?|topic name|word|heading|subject|issue|problem|abbreviation|acronym|key)$/i;
const answering =
  /^(?:answers?|a|response|reply|text|content|body|definitions?|meanings?|descriptions?|explanations?|solution|resolution|value|details?|completion|output)$/i;
const grouping = /^(?:category|topic|section|group|area|product|department|theme|chapter|type)$/i;
// Files of questions and answers have no more columns, and no deeper JSON.
const mostColumns = 60;
const deepest = 6;

export function parseCsv(source: string): ParsedArticle {
  const { data } = Papa.parse<string[]>(source, { skipEmptyLines: 'greedy' });
  const [first = [], ...others] = data;
  if (first.length > mostColumns)
    throw new AppError('badInput', `has ${first.length} columns, at most ${mostColumns} are read`);
  // Two unnamed columns are questions and answers.
  const isNamed = first.some((name) => asking.test(name.trim()) || answering.test(name.trim())) || first.every(isName);
  const names = isNamed ? first : first.map((_, at) => ['question', 'answer'][at] ?? `column ${at + 1}`);
  const rows = (isNamed ? others : data).map(
    (cells): RecordRow => cells.map((cell, at) => [names[at]?.trim() ?? '', withoutTags(cell).trim()]),
  );
  return writeRows(rows);
}

// A cell may be a piece of a page.
const tag = /<\/?(?:a|b|br|code|div|em|h[1-6]|i|li|ol|p|span|strong|sub|sup|table|td|tr|u|ul)\b[^<>]{0,500}>/i;
const withoutTags = (cell: string) => (tag.test(cell) ? parseMadeHtml(cell).text : cell);

const isName = (words: string) => words.length > 0 && words.length <= 30 && !/[.?!]$/.test(words.trim());

export function parseJson(source: string): ParsedArticle {
  let value: unknown;
  try {
    value = JSON.parse(source);
  } catch (error) {
    throw new AppError('badInput', `is not JSON (${error instanceof Error ? error.message.slice(0, 120) : 'broken'})`);
  }
  const rows = rowsOf(value, 0, '');
  if (rows.length === 0) throw new AppError('badInput', 'has no list of questions and answers in it');
  return writeRows(rows);
}

// A list of objects, an object of strings ("question": "answer"), or objects that hold such lists, whose keys name the groups.
function rowsOf(value: unknown, depth: number, group: string): RecordRow[] {
  if (depth > deepest || typeof value !== 'object' || value === null) return [];
  const own: RecordRow = group === '' ? [] : [['category', group]];
  if (Array.isArray(value)) {
    const rows: RecordRow[] = [];
    for (const each of value) {
      if (typeof each === 'string') rows.push([...own, ['text', each]]);
      else
        for (const row of isRow(each) ? [[...own, ...fieldsOf(each)]] : rowsOf(each, depth + 1, group)) rows.push(row);
    }
    return rows;
  }
  const entries = Object.entries(value);
  if (entries.length > 0 && entries.every(([, each]) => typeof each === 'string'))
    return isRow(value)
      ? [[...own, ...fieldsOf(value)]]
      : entries.map(([key, each]): RecordRow => [...own, ['question', key], ['answer', String(each)]]);
  const rows: RecordRow[] = [];
  for (const [key, each] of entries) for (const row of rowsOf(each, depth + 1, key)) rows.push(row);
  return rows;
}

function isRow(value: unknown): boolean {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Object.keys(value).some((key) => answering.test(key) || asking.test(key))
  );
}

function fieldsOf(value: unknown): RecordRow {
  return Object.entries(value as object).map(([key, each]): RecordRow[number] => [key, wordsOf(each)]);
}

function wordsOf(value: unknown): string {
  if (Array.isArray(value))
    return value
      .map(wordsOf)
      .filter((each) => each !== '')
      .join('\n');
  if (typeof value === 'object' && value !== null) return JSON.stringify(value);
  return value === null || value === undefined ? '' : String(value);
}

function writeRows(rows: readonly RecordRow[]): ParsedArticle {
  const writer = createTextWriter();
  const columns = [...new Set(rows.flatMap((row) => row.map(([name]) => name)))];
  const asks =
    columns.find((name) => /^(?:questions?|q)$/i.test(name)) ??
    columns.find((name) => asking.test(name)) ??
    columns.find((name) => !/^(?:id|#|no\.?|nr\.?)$/i.test(name) && !grouping.test(name));
  const answers = columns.filter((name) => name !== asks && answering.test(name));
  const groups = columns.find((name) => name !== asks && !answers.includes(name) && grouping.test(name));
  let group: string | undefined;
  const beside = new Map<string, string[]>();
  const noteColumn = (name: string) => {
    const values: string[] = [];
    beside.set(name, values);
    return values;
  };
  for (const row of rows) {
    const value = (name: string | undefined) => row.find(([each]) => each === name)?.[1] ?? '';
    if (groups !== undefined && value(groups) !== group) {
      group = value(groups);
      writer.add({ type: 'heading', level: 1 }, group);
    }
    writer.add({ type: 'heading', level: 2 }, value(asks));
    for (const name of answers) writeValue(writer, value(name));
    for (const [name, each] of row) {
      if (name === asks || name === groups || answers.includes(name) || each === '') continue;
      // Next to an answer, the other columns are numbers and marks; without one, they are the row's content.
      if (answers.some((answer) => value(answer) !== '')) (beside.get(name) ?? noteColumn(name)).push(each);
      else writer.add({ type: 'item', lead: name }, `${name}: ${each}`, '• ');
    }
  }
  for (const [name, values] of beside)
    writer.add({ type: 'omitted', why: 'a column beside question and answer' }, `${name}: ${values.join(' | ')}`);
  return writer.result({});
}

function writeValue(writer: ReturnType<typeof createTextWriter>, value: string): void {
  for (const paragraph of value.split(/\n\s*\n/)) {
    const lines = paragraph.split('\n');
    const isList =
      lines.length > 1 && lines.filter((line) => /^\s*(?:[-*•]|\d+[.)])\s/.test(line)).length >= lines.length - 1;
    if (!isList) writer.add({ type: 'paragraph' }, paragraph);
    else
      for (const line of lines) writer.add({ type: /^\s*(?:[-*•]|\d+[.)])\s/.test(line) ? 'item' : 'paragraph' }, line);
  }
}
