// Extracts what can be asked of an article: questions with answers, definitions, tables, examples, and its parts by heading. Everything taken
// is a place in the text; only titles and ways of asking are written here.
import type { Span } from '../../document/nodes.js';
import { lengths } from '../schemas.js';
import { type ArticleBlock, type ParsedArticle, type TableLine, type TextRange, wordsAt } from './blocks.js';
import { pointers } from './phrases.js';
import { joinPointers } from './pointing.js';
import { createJudge, type IsTakenBack, type Unit } from './promotion.js';
import { isLead, join, quoteLengths, takeQuote, toPieces } from './quoting.js';
import { type LeftOut, readSections, type Section, type Unclear } from './sections.js';
import { readTable, rowUnits } from './tables.js';
import { readDefinitions } from './terms.js';
import { isGeneralTitle, leadQuestions, nameSection, withParent } from './titles.js';

/** Something that can be asked of the article. `heading` is what is cited, `at` its place. */
export type Askable = {
  readonly title: string;
  readonly aliases: readonly string[];
  readonly questions: readonly string[];
  readonly heading: string;
  readonly parent?: string;
  readonly at: number;
  /** What follows the first quote, each piece a quote of its own. */
  readonly more?: readonly (readonly Span[])[];
} & (
  | { readonly type: 'question' | 'definition' | 'examples' | 'section'; readonly spans: readonly Span[] }
  | {
      readonly type: 'table';
      readonly header: readonly string[];
      readonly rows: readonly TableLine[];
      readonly caption?: string;
      /** Context from the article. */
      readonly spans?: readonly Span[];
    }
);

export type Extract = {
  readonly findings: readonly Askable[];
  readonly headings: readonly string[];
  readonly leftOut: readonly LeftOut[];
  readonly unclear: readonly Unclear[];
  /** The places of headings that entries are named after. */
  readonly headingPlaces: readonly TextRange[];
  /** The places of code, which is shown verbatim. */
  readonly code: readonly Span[];
};

type ExtractOptions = {
  /** The article's title, and its publisher. */
  readonly title: string;
  readonly names: readonly string[];
  readonly isTakenBack: IsTakenBack;
};

export function extract(article: ParsedArticle, options: ExtractOptions): Extract {
  const { text } = article;
  const { title, isTakenBack } = options;
  const blocks = article.blocks.map(
    (block): ArticleBlock =>
      block.type === 'omitted' && isTakenBack(wordsAt(text, block))
        ? { type: 'paragraph', start: block.start, end: block.end }
        : block,
  );
  const read = { ...article, blocks };
  const { sections, leftOut, unclear } = readSections(read, title, createJudge(text, blocks, options));
  const kept: Kept = { text, title, leftOut: [...leftOut], unclear: [...unclear] };
  const definitions = readDefinitions(text, sections);
  const findings: Askable[] = [...definitions.findings];
  for (const section of sections) {
    for (const finding of readSection(section, definitions.asked.has(section), kept)) findings.push(finding);
  }
  const joined = joinPointers(text, unique(findings));
  kept.leftOut.push(...joined.leftOut);
  const all = joined.findings.toSorted((a, b) => a.at - b.at);
  return {
    findings: all,
    headings: [...new Set([title, ...sections.map(({ heading }) => heading)])],
    unclear: kept.unclear,
    leftOut: withoutQuoted(kept.leftOut, all),
    headingPlaces: blocks.filter(({ type }) => type === 'heading').map(({ start, end }) => ({ start, end })),
    code: blocks.flatMap(({ type, start, end }) => (type === 'code' ? [[start, end] as const] : [])),
  };
}

export type Kept = {
  readonly text: string;
  readonly title: string;
  readonly leftOut: LeftOut[];
  readonly unclear: Unclear[];
};

function readSection(section: Section, isDefined: boolean, kept: Kept): Askable[] {
  const { text, title } = kept;
  const name = nameSection(section, title);
  const read = section.tables.map((table) => readTable(section, name, table, kept));
  const tables = read.flatMap(({ findings }) => findings);
  // The rows of a table that a chat can't show are read as text of the part.
  const rows = section.tables.flatMap((table, at) => (read[at]?.isText === true ? rowUnits(text, table, at) : []));
  const units = rows.length === 0 ? section.units : [...section.units, ...rows].toSorted((a, b) => a.start - b.start);
  // Quotes end where a table is, which would be a hole in them.
  const cuts = section.tables.flatMap((table, at) => (read[at]?.isText === true ? [] : [table.start]));
  const answers = isDefined ? [] : readAnswer({ ...section, units }, name, kept, cuts);
  const [answer, ...others] = answers;
  const own = tables.find((table) => table.type === 'table' && table.title === answer?.title) ?? tables[0];
  const isApart = section.type === 'general' || (section.type === 'question' && section.isLoose);
  const isJoined = own?.type === 'table' && answer !== undefined && (!isApart || own.title === answer.title);
  const joined = isJoined ? joinTable(own, answer, section.type) : undefined;
  return [
    ...(joined === undefined ? answers : others),
    ...readExamples(text, section),
    ...tables.map((table) => (table === own && joined !== undefined ? joined : table)),
  ];
}

// A part with a table is one entry: the table with the text around it, by the name of either.
function joinTable(table: Askable & { readonly type: 'table' }, answer: Askable, type: Section['type']): Askable {
  const { spans = [], more, title } = answer;
  // A heading such as "Overview" says less than what is compared.
  const named = type === 'question' ? title : (table.caption ?? (isGeneralTitle(title) ? table.title : title));
  return {
    ...table,
    title: named,
    questions: [...new Set([...answer.questions, ...table.questions, table.title])],
    spans,
    ...(more === undefined ? {} : { more }),
  };
}

// Pieces per entry: an answer stays together, a long part becomes several entries.
const mostPieces = { question: 8, topic: 3 } as const;

// A part by its heading; a question by what follows it. Parts that ask about a term are definitions, made elsewhere.
function readAnswer(section: Section, name: string, kept: Kept, cuts: readonly number[]): Askable[] {
  const { text } = kept;
  const { title, heading, type, parent } = section;
  const units = section.units.filter(({ why }) => why === undefined);
  if (units.length === 0) return [];
  if (units.every((unit) => isPointer(text, unit))) {
    for (const { start, end } of units) kept.leftOut.push({ why: 'only points elsewhere', start, end });
    return [];
  }
  // A line that introduces the parts below is followed by their headings.
  const last = units.at(-1);
  const led = isLead(text, last)
    ? section.below.slice(0, mostBelow).map((place): Unit => ({ type: 'item', block: -1, ...place }))
    : [];
  const pieces = toPieces(text, [...units, ...led], cuts);
  const size = type === 'question' ? mostPieces.question : mostPieces.topic;
  const groups = Array.from({ length: Math.ceil(pieces.length / size) }, (_, at) =>
    pieces.slice(at * size, (at + 1) * size),
  );
  return groups.map((group, at): Askable => {
    const [spans = [], ...more] = group.map((piece) => join(text, piece));
    const own = at === 0 ? name : partName(text, name, group[0] ?? []);
    const leads = leadQuestions(group.flat(), text);
    const questions = at === 0 ? [...withParent(title, name, parent), ...leads] : [own, ...leads];
    return {
      type: type === 'question' ? 'question' : 'section',
      title: own,
      aliases: [],
      questions: [...new Set(questions)],
      heading,
      ...(parent === undefined ? {} : { parent }),
      at: spans[0]?.[0] ?? 0,
      spans,
      ...(more.length === 0 ? {} : { more }),
    };
  });
}
const mostBelow = 12;

const isPointer = (text: string, unit: Unit) => {
  const words = unit.type === 'code' || unit.end - unit.start > 300 ? '' : wordsAt(text, unit);
  return pointers.some((pattern) => pattern.test(words));
};

// A further piece of a long part is named after its beginning.
const longestPartName = 60;
function partName(text: string, name: string, piece: readonly Unit[]): string {
  const first = piece.find(({ type }) => type !== 'code') ?? piece[0];
  const lead =
    first?.lead ??
    (first === undefined ? '' : wordsAt(text, { start: first.start, end: Math.min(first.end, first.start + 200) }));
  const words = lead.split(/(?<=[.!?:])\s/)[0] ?? lead;
  const short = words.length <= longestPartName ? words : `${words.slice(0, longestPartName).replace(/\s+\S*$/, '')} …`;
  return `${name.replace(/[?:.]$/, '')}: ${short.replace(/[:.,]$/, '')}`.slice(0, lengths.quotedTitle);
}

// "Examples of X are ...", "Popular X include ...", "X tools include ...", with the list that follows.
const exampleSentences = [
  /^(?:as of \d{4}, )?(?:some |common |popular |well-known |typical |good |notable )*examples? of (?<of>[^,.:]{3,60}?) (?:are|is|include)\b/i,
  /^(?:as of \d{4}, )?(?:some |the most )?(?:popular|notable|common|leading|well-known|widely used|famous|prominent) (?<of>[^,.:]{3,60}?) (?:include|are)\b/i,
  /^(?<of>\p{Lu}[^,.:]{3,50}? (?:tools|models|systems|platforms|products|services)) include\b/u,
];

function readExamples(text: string, section: Section): Askable[] {
  const { units, heading } = section;
  return units.flatMap((unit, at): Askable[] => {
    if (unit.why !== undefined || unit.type === 'code') return [];
    const words = wordsAt(text, { start: unit.start, end: Math.min(unit.end, unit.start + lengths.quote) });
    const of = exampleSentences
      .map((pattern) => pattern.exec(words)?.groups?.['of'])
      .find((each) => each !== undefined);
    if (of === undefined || /^(?:the|these|this|that|their|such|many|most)\b/i.test(of)) return [];
    const list = isLead(text, unit) ? itemsAfter(units, at) : [];
    const spans = takeQuote(text, [unit, ...list], quoteLengths.examples);
    if (spans.length === 0) return [];
    const title = `Examples of ${of}`;
    const questions = [title, `What are examples of ${of}?`, `Name some ${of}`];
    return [{ type: 'examples', title, aliases: [], questions, heading, at: unit.start, spans }];
  });
}

const mostItems = 60;
function itemsAfter(units: readonly Unit[], at: number): readonly Unit[] {
  const next = units.slice(at + 1, at + 1 + mostItems);
  const end = next.findIndex(({ type }) => type !== 'item');
  return next.slice(0, end < 0 ? undefined : end);
}

// Titles are names: findings that share one are also named after the heading above. Ways of asking that name another finding are dropped.
function unique(findings: readonly Askable[]): Askable[] {
  const counts = new Map<string, number>();
  for (const { title } of findings) counts.set(title.toLowerCase(), (counts.get(title.toLowerCase()) ?? 0) + 1);
  const named = findings.map((finding): Askable => {
    const { title, parent, type } = finding;
    const isShared = (counts.get(title.toLowerCase()) ?? 0) > 1 && type !== 'definition';
    if (!isShared || parent === undefined || title.startsWith(parent)) return finding;
    return { ...finding, title: `${parent.replace(/[?:.]+$/, '')}: ${title}` };
  });
  const seen = new Set<string>();
  const kept = named
    .map((finding) => ({
      ...finding,
      title:
        finding.title.length <= lengths.quotedTitle
          ? finding.title
          : `${finding.title.slice(0, lengths.quotedTitle - 1)}…`,
    }))
    .filter((finding) => {
      const key = `${finding.title.toLowerCase()} ${'spans' in finding ? JSON.stringify(finding.spans) : ''}`;
      return !seen.has(key) && seen.add(key);
    });
  const owners = new Map(
    kept.flatMap((finding) =>
      [finding.title, ...finding.aliases].map((name) => [name.toLowerCase(), finding] as const),
    ),
  );
  return kept.map((finding) => {
    const questions = finding.questions.filter((each) => {
      const owner = owners.get(each.toLowerCase());
      return owner === undefined || owner === finding;
    });
    return { ...finding, questions: questions.length === 0 ? [finding.title] : questions };
  });
}

// An introduction may contain a definition: what is quoted isn't left out.
function withoutQuoted(leftOut: readonly LeftOut[], findings: readonly Askable[]): LeftOut[] {
  const starts = new Map<number, number>();
  for (const { spans = [], more = [] } of findings.map((each) => ({ spans: each.spans, more: each.more })))
    for (const [start, end] of [spans, ...more].flat()) starts.set(start, Math.max(end, starts.get(start) ?? 0));
  const quoted = [...starts].toSorted(([a], [b]) => a - b);
  let at = 0;
  let reach = 0;
  const seen = new Set<string>();
  return leftOut
    .toSorted((a, b) => a.start - b.start)
    .filter(({ start, end }) => {
      for (let next = quoted[at]; next !== undefined && next[0] <= start; next = quoted[at]) {
        reach = Math.max(reach, next[1]);
        at += 1;
      }
      const key = `${start}-${end}`;
      if (end <= start || reach >= end || seen.has(key)) return false;
      seen.add(key);
      return true;
    });
}
