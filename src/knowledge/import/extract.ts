// An article to what can be asked of it: questions with their answers, definitions, tables, examples, and its parts by their headings.
// Everything taken is a place in the text; nothing is written here but titles and ways to ask.
import type { Span } from '../../document/nodes.js';
import { lengths } from '../schemas.js';
import { type ParsedArticle, type Place, type TableLine, wordsAt } from './blocks.js';
import { termKey } from './definitions.js';
import { createJudge, type Unit } from './promotion.js';
import { isLead, quoteLengths, takeQuote } from './quoting.js';
import { type LeftOut, readSections, type Section, type Unclear } from './sections.js';
import { readDefinitions } from './terms.js';

/** Something that can be asked of the article. `heading` is what is cited. */
export type Finding = {
  readonly title: string;
  readonly aliases: readonly string[];
  readonly questions: readonly string[];
  readonly heading: string;
} & (
  | { readonly type: 'question' | 'definition' | 'examples' | 'section'; readonly spans: readonly Span[] }
  | {
      readonly type: 'table';
      readonly header: readonly string[];
      readonly rows: readonly TableLine[];
      /** What the article says around it. */
      readonly spans?: readonly Span[];
    }
);

export type Extract = {
  readonly findings: readonly Finding[];
  readonly headings: readonly string[];
  readonly leftOut: readonly LeftOut[];
  readonly unclear: readonly Unclear[];
};

/** Takes an article apart. `title` is the article's, `names` are who publishes it. */
export function extract(article: ParsedArticle, title: string, names: readonly string[]): Extract {
  const { text, blocks } = article;
  const { sections, leftOut, unclear } = readSections(article, title, createJudge(text, blocks, names));
  const kept = { leftOut: [...leftOut], unclear: [...unclear] };
  const definitions = readDefinitions(text, sections);
  const findings = sections.flatMap((section): Finding[] => {
    const answer = readAnswer(text, section, definitions.asked, kept);
    const tables = section.tables.flatMap(({ rows }) => readTable(section, rows, kept));
    // A table that is named after its part brings along what is said around it.
    const own = tables.find(({ type, title }) => type === 'table' && title === answer?.title);
    return [
      ...(answer === undefined || own !== undefined ? [] : [answer]),
      ...readExamples(text, section),
      ...tables.map((table) =>
        table === own && answer !== undefined && 'spans' in answer ? { ...table, spans: answer.spans } : table,
      ),
    ];
  });
  const all = unique([...definitions.findings, ...findings]);
  const quoted = all.flatMap(({ spans }) => spans ?? []);
  return {
    findings: all,
    headings: [...new Set([title, ...sections.map(({ heading }) => heading)])],
    unclear: kept.unclear,
    // An introduction may define something.
    leftOut: kept.leftOut.filter(({ start, end }) => !quoted.some(([from, to]) => from <= start && end <= to)),
  };
}

type Kept = { readonly leftOut: LeftOut[]; readonly unclear: Unclear[] };

// A part by its heading; a question by what follows it. Parts that ask for a term are definitions, made elsewhere.
function readAnswer(text: string, section: Section, asked: ReadonlySet<Section>, kept: Kept): Finding | undefined {
  const { units, title, heading, parent, type } = section;
  if (asked.has(section)) return undefined;
  const all = units.filter(({ why }) => why === undefined);
  if (type === 'empty') {
    for (const each of all) kept.leftOut.push({ why: 'introduction or conclusion', start: each.start, end: each.end });
    return undefined;
  }
  const spans = takeQuote(text, units, type === 'question' ? quoteLengths.answer : quoteLengths.section);
  const [first] = all;
  if (spans.length === 0) {
    if (first !== undefined)
      kept.unclear.push({
        why: 'an answer that is too long to quote, or only leads to one',
        start: first.start,
        end: all.at(-1)?.end ?? first.end,
      });
    return undefined;
  }
  const isTelling = type === 'question' || parent === undefined || !isGeneral(title);
  const name = isTelling ? title : `${parent.replace(/[?:.]+$/, '')}: ${title}`;
  const questions = isTelling ? [title] : [name, title];
  return { type: type === 'question' ? 'question' : 'section', title: name, aliases: [], questions, heading, spans };
}

// A heading of such words alone is found under many a heading.
const generalWords = new Set(
  'a an and the of in to for it its they them how what why when where works work use uses using used case cases common key main typical real world example examples benefits benefit challenges challenge applications application scope architecture data requirements features feature advantages disadvantages limitations limits pros cons types type capabilities strengths weaknesses cost costs pricing background details general basics purpose process steps setup usage notes risks best practices tools output input focus definition history future faq more overview'.split(
    ' ',
  ),
);
function isGeneral(title: string): boolean {
  const words = title.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.length < 2 || words.every((word) => generalWords.has(word));
}

// "Examples of X are ...", "Popular X include ...", "X tools include ...", with the list that follows.
const exampleSentences = [
  /^(?:as of \d{4}, )?(?:some |common |popular |well-known |typical |good |notable )*examples? of (?<of>[^,.:]{3,60}?) (?:are|is|include)\b/i,
  /^(?:as of \d{4}, )?(?:some |the most )?(?:popular|notable|common|leading|well-known|widely used|famous|prominent) (?<of>[^,.:]{3,60}?) (?:include|are)\b/i,
  /^(?<of>\p{Lu}[^,.:]{3,50}? (?:tools|models|systems|platforms|products|services)) include\b/u,
];

function readExamples(text: string, section: Section): Finding[] {
  const { units, heading } = section;
  return units.flatMap((unit, at): Finding[] => {
    if (unit.why !== undefined) return [];
    const words = wordsAt(text, unit);
    const of = exampleSentences
      .map((pattern) => pattern.exec(words)?.groups?.['of'])
      .find((each) => each !== undefined);
    if (of === undefined || /^(?:the|these|this|that|their|such|many|most)\b/i.test(of)) return [];
    const list = isLead(text, unit) ? itemsAfter(units, at) : [];
    const spans = takeQuote(text, [unit, ...list], quoteLengths.examples);
    if (spans.length === 0) return [];
    const title = `Examples of ${of}`;
    return [
      {
        type: 'examples',
        title,
        aliases: [],
        questions: [title, `What are examples of ${of}?`, `Name some ${of}`],
        heading,
        spans,
      },
    ];
  });
}

function itemsAfter(units: readonly Unit[], at: number): readonly Unit[] {
  const end = units.slice(at + 1).findIndex(({ type }) => type !== 'item');
  return units.slice(at + 1, end < 0 ? undefined : at + 1 + end);
}

// A table of questions and answers is as many questions; any other one compares.
function readTable(section: Section, lines: readonly TableLine[], kept: Kept): Finding[] {
  const [header, ...rows] = lines;
  const { heading, title, type } = section;
  if (header === undefined || rows.length === 0) return [];
  if (
    header.cells.length === 2 &&
    /^questions?$/i.test(header.cells[0] ?? '') &&
    /^answers?$/i.test(header.cells[1] ?? '')
  ) {
    return rows.map((row) => ({
      type: 'question',
      title: row.cells[0] ?? '',
      aliases: [],
      questions: [row.cells[0] ?? ''],
      heading,
      spans: [lastCell(row)],
    }));
  }
  const place: Place = { start: header.start, end: rows.at(-1)?.end ?? header.end };
  const long = lines.some(({ cells }) => cells.some((cell) => cell.length > lengths.quotedCell));
  const names = rows.map(({ cells }) => cells[0] ?? '');
  const doubt = long
    ? `a table with cells of more than ${lengths.quotedCell} characters, too long for a chat`
    : header.cells.some((cell, at) => at > 0 && cell === '')
      ? 'a table with a column without a name'
      : names.some((name) => name === '') || new Set(names).size < names.length
        ? 'a table with rows without a name of their own'
        : undefined;
  if (doubt !== undefined) {
    kept.unclear.push({ why: doubt, ...place });
    return [];
  }
  const [, ...columns] = header.cells;
  const versus = columns.join(' vs ');
  const isOnIt = type !== 'empty' && columns.some((column) => title.toLowerCase().includes(termKey(column)));
  const rowHeading = header.cells[0] ?? '';
  const own =
    columns.length > 1
      ? `${versus}${rowHeading === '' ? '' : `, by ${rowHeading.toLowerCase()}`}`
      : `${rowHeading}: ${versus}`;
  const questions =
    columns.length > 1
      ? [own, `Compare ${columns.join(' and ')}`, `Difference between ${columns.join(' and ')} in a table`]
      : [own];
  return [
    {
      type: 'table',
      title: isOnIt ? title : own,
      aliases: [],
      questions: [...new Set([...(type === 'empty' ? [] : [title]), ...questions])],
      heading,
      header: header.cells,
      rows,
    },
  ];
}

// Where the answer stands within its row.
function lastCell({ start, end, cells }: TableLine): Span {
  const answer = cells[1] ?? '';
  // The row ends with the answer, a pipe, and the space before it.
  return [Math.max(start, end - answer.length - 2), end];
}

// Two findings with one title: the first one is kept, since titles are names. A definition and a question may share theirs.
function unique(findings: readonly Finding[]): Finding[] {
  const seen = new Set<string>();
  return findings.filter(({ title, type, ...finding }) => {
    const key = 'spans' in finding ? `${title.toLowerCase()} ${JSON.stringify(finding.spans)}` : title.toLowerCase();
    if (seen.has(key) || title.length > lengths.quotedTitle) return false;
    seen.add(key);
    return type.length > 0;
  });
}
