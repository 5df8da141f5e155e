// Reads an article's tables: questions with answers, terms with definitions, comparisons, or plain text if a chat can't show them.
import { lengths } from '../schemas.js';
import { type TableLine, type TextRange, wordsAt } from './blocks.js';
import { termKey } from './definitions.js';
import type { Askable, Kept } from './extract.js';
import type { Unit } from './promotion.js';
import type { Section } from './sections.js';

/** `isText`: the rows are to be read as text of their part. */
type ReadTable = { readonly findings: readonly Askable[]; readonly isText: boolean };
const asText: ReadTable = { findings: [], isText: true };

const asking = /^(?:questions?|q|query|faq|prompt)$/i;
const answering = /^(?:answers?|a|response|reply)$/i;
const naming = /^(?:terms?|names?|word|abbreviations?|acronyms?|concept|expression)$/i;
const meaning = /^(?:definitions?|meanings?|descriptions?|explanations?|stands for|full (?:name|form))$/i;
// Columns that describe a row's subject, instead of being compared.
const describing =
  /^(?:descriptions?|notes?|comments?|details?|meaning|default(?: value)?|values?|type|example|required|price|cost|fee|amount|date|status|purpose|what it does|action|result|limit|when|where|who|contact|link|url|version|remarks?|how|why|frequency|eligibility|deadline|owner|phone|e-?mail)$/i;
// The widest table that a chat can show.
const mostColumns = 6;

export function readTable(section: Section, name: string, table: Section['tables'][number], { text }: Kept): ReadTable {
  const { rows: lines, caption } = table;
  const [header, ...rows] = lines;
  if (header === undefined || rows.length === 0) return asText;
  const asked = readPairs(section, text, header, rows);
  if (asked !== undefined) return { findings: asked, isText: false };
  const isLong = lines.some(({ cells }) => cells.some((cell) => cell.length > lengths.quotedCell));
  const names = rows.map(({ cells }) => cells[0] ?? '');
  const isNameless = header.cells.some((cell, at) => at > 0 && cell === '');
  if (isLong || isNameless || header.cells.length < 2 || header.cells.length > mostColumns) return asText;
  if (names.some((each) => each === '') || new Set(names).size < names.length) return asText;
  const compared = compare(section, name, header, rows);
  if (caption === undefined) return { findings: [compared], isText: false };
  // Its caption is its title; what it would be called otherwise, a way of asking.
  const title = wordsAt(text, caption);
  const questions = [...new Set([title, compared.title, ...compared.questions])];
  const titled = { title, caption: title, questions, at: caption.start };
  return { findings: [{ ...compared, ...titled }], isText: false };
}

// Each row is a question with its answer, or a term with its definition.
function readPairs(
  section: Section,
  text: string,
  header: TableLine,
  rows: readonly TableLine[],
): Askable[] | undefined {
  const [first = '', second = ''] = header.cells;
  const isAsked = asking.test(first) && answering.test(second);
  const isNamed = naming.test(first) && meaning.test(second);
  if (header.cells.length !== 2 || !(isAsked || isNamed)) return undefined;
  const findings = rows.flatMap((row): Askable[] => {
    const [title = '', answer = ''] = row.cells;
    const place = cellPlaces(text, row)[1];
    if (title === '' || answer === '' || place === undefined || place.end - place.start > lengths.quote) return [];
    return [
      {
        type: isAsked ? 'question' : 'definition',
        title,
        aliases: [],
        questions: isAsked ? [title] : [`What is ${title}?`, title],
        heading: section.heading,
        ...(section.parent === undefined ? {} : { parent: section.parent }),
        at: row.start,
        spans: [[place.start, place.end]],
      },
    ];
  });
  // If any row has no answer, or a page-long one, the table is read as text.
  return findings.length === rows.length ? findings : undefined;
}

function compare(section: Section, name: string, header: TableLine, rows: readonly TableLine[]): Askable {
  const { title, type, heading, parent } = section;
  const [rowHeading = '', ...columns] = header.cells;
  const isDescribed = columns.length === 1 || columns.some((column) => describing.test(column));
  const versus = columns.join(' vs ');
  const isTold = type !== 'general';
  const isOnIt = isTold && columns.some((column) => title.toLowerCase().includes(termKey(column)));
  const own =
    columns.length > 1
      ? `${versus}${rowHeading === '' ? '' : `, by ${rowHeading.toLowerCase()}`}`
      : `${rowHeading}: ${versus}`;
  // Nobody asks for "Item: Cost".
  const asked =
    columns.length === 1 && isTold
      ? []
      : columns.length > 1 && !isDescribed
        ? [own, `Compare ${columns.join(' and ')}`, `Difference between ${columns.join(' and ')} in a table`]
        : [own];
  const rowNames = rows
    .map(({ cells }) => cells[0] ?? '')
    .filter((each) => /\p{L}{3}/u.test(each) && each.length <= 60);
  return {
    type: 'table',
    title: isOnIt || (isDescribed && isTold && type !== 'question') ? name : own,
    aliases: [],
    questions: [
      ...new Set([
        ...(isTold ? [name, title] : []),
        ...(parent === undefined || !isTold ? [] : [`${parent}: ${title}`]),
        ...asked,
        ...(isDescribed ? rowNames.slice(0, mostRowNames) : []),
      ]),
    ],
    heading,
    ...(parent === undefined ? {} : { parent }),
    at: header.start,
    header: header.cells,
    rows,
  };
}
const mostRowNames = 20;

/** The rows of a table as units of its part, starting with the column names. */
export function rowUnits(text: string, { rows: lines, caption }: Section['tables'][number], table: number): Unit[] {
  const block = (at: number) => -2 - at - table * 100_000;
  const named: Unit[] = caption === undefined ? [] : [{ type: 'item', ...caption, block: block(0) }];
  const units = lines.flatMap((row, at): Unit[] => {
    const places = cellPlaces(text, row).flatMap((place) => place ?? []);
    const [first, last] = [places[0], places.at(-1)];
    // Each row is a block of its own, separate from the text's.
    return first === undefined || last === undefined
      ? []
      : [{ type: 'item', start: first.start, end: last.end, block: block(at) }];
  });
  return [...named, ...units];
}

// The place of each cell within its row; undefined for an empty one.
function cellPlaces(text: string, { start, end, cells }: TableLine): (TextRange | undefined)[] {
  const row = text.slice(start, end);
  let from = 0;
  return cells.map((cell) => {
    const written = [cell.replaceAll('|', '\\|'), cell].find((each) => each !== '' && row.indexOf(each, from) >= 0);
    if (written === undefined) return undefined;
    const at = row.indexOf(written, from);
    from = at + written.length;
    return { start: start + at, end: start + from };
  });
}
