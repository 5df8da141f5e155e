// Parses plain text into blocks. Nothing marks headings, so lines are judged by their looks and their surroundings; tables that lost their
// column borders are recognised and left to a person.
import { type ArticleBlock, isEven, type ParsedArticle, type TableLine, type TextRange, wordsAt } from './blocks.js';
import { faqHeading } from './phrases.js';
import { type DraftBlock, endsSentence, longestHeading, settle } from './text-headings.js';

type TextLine = TextRange & {
  readonly words: string;
  readonly isBlank: boolean;
};

const leastTableLines = 3;
// A longer table is found in pieces.
const mostLostLines = 200;

/** Parses plain text without changing it. */
export function parseText(text: string): ParsedArticle {
  const lines = readLines(text);
  const isWrapped = looksWrapped(lines);
  const drafts = readDrafts(lines, isWrapped);
  const { blocks, details } = settle(text, drafts);
  return { text, blocks: mendTables(withoutComments(text, blocks)), details };
}

// Below the form for a comment are comments, which may ask, too: nothing marks where they end, except a part of questions.
function withoutComments(text: string, blocks: readonly ArticleBlock[]): readonly ArticleBlock[] {
  const form = blocks.findIndex(
    (block) =>
      block.type === 'omitted' && /^(?:leave a (?:comment|reply)|your email address)\b/i.test(wordsAt(text, block)),
  );
  const isAbove = (block: ArticleBlock, at: number) =>
    at > form && block.type === 'heading' && faqHeading.test(wordsAt(text, block));
  if (form < 0 || blocks.some(isAbove)) return blocks;
  return blocks.map((block, at) =>
    at <= form || block.type === 'omitted'
      ? block
      : { type: 'omitted', why: 'comments', start: block.start, end: block.end },
  );
}

function readLines(text: string): TextLine[] {
  const lines: TextLine[] = [];
  let start = 0;
  for (const line of text.split('\n')) {
    const lead = line.length - line.trimStart().length;
    const words = line.trim();
    lines.push({ start: start + lead, end: start + lead + words.length, words, isBlank: words === '' });
    start += line.length + 1;
  }
  return lines;
}

// Whether paragraphs are hard-wrapped: most long lines then end within a sentence.
function looksWrapped(lines: readonly TextLine[]): boolean {
  const long = lines.filter(({ words }, at) => words.length >= 45 && lines[at + 1]?.isBlank === false);
  const broken = long.filter(({ words }) => !endsSentence(words) && !isPipeRow(words));
  const longest = lines.reduce((most, { words }) => Math.max(most, words.length), 0);
  return longest <= 160 && broken.length >= 3 && broken.length >= long.length * 0.4;
}

function readDrafts(lines: readonly TextLine[], isWrapped: boolean): DraftBlock[] {
  const drafts: DraftBlock[] = [];
  for (let at = 0; at < lines.length; ) {
    const line = lines[at];
    if (line === undefined || line.isBlank || !/[\p{L}\p{N}]/u.test(line.words)) {
      at += 1;
      continue;
    }
    const group =
      readTable(lines, at) ?? readLostTable(lines, at) ?? (isWrapped ? readWrapped(lines, at) : readLine(lines, at));
    for (const draft of group.drafts) drafts.push(draft);
    at += group.taken;
  }
  return drafts;
}

type DraftGroup = { readonly drafts: readonly DraftBlock[]; readonly taken: number };

// At least two consecutive rows with pipes or tabs and the same number of cells.
function readTable(lines: readonly TextLine[], at: number): DraftGroup | undefined {
  for (const split of [splitPipes, splitTabs]) {
    const rows: TableLine[] = [];
    let taken = 0;
    for (let next = lines[at]; next !== undefined && !next.isBlank; next = lines[at + taken]) {
      const cells = split(next.words);
      const isRule = /^[|\s:+=-]+$/.test(next.words) && /-|=/.test(next.words);
      if (cells === undefined && !isRule) break;
      if (cells !== undefined && !isRule) rows.push({ start: next.start, end: next.end, cells });
      taken += 1;
    }
    const [first, last] = [rows[0], rows.at(-1)];
    if (first === undefined || last === undefined || rows.length < 2) continue;
    const place = { start: first.start, end: last.end };
    return { drafts: [{ type: 'table', rows, ...place }], taken };
  }
  return undefined;
}

const isPipeRow = (words: string) => splitPipes(words) !== undefined;
function splitPipes(words: string): string[] | undefined {
  const bare = words.replace(/^\|/, '').replace(/(?<!\\)\|$/, '');
  if (!words.includes('|') || (bare === words && !/\S\s+\|\s+\S/.test(words))) return undefined;
  const cells = bare.split(/(?<!\\)\|/).map((cell) => cell.trim().replaceAll('\\|', '|'));
  return cells.length < 2 && !/^\|.*\|$/.test(words) ? undefined : cells;
}
function splitTabs(words: string): string[] | undefined {
  const cells = words.split(/\t+/).map((cell) => cell.trim());
  return cells.length < 2 ? undefined : cells;
}

// A table whose columns can no longer be told apart: cells run together ("ScopeBroad"), are listed below a line of column names, or are
// separated only by spaces.
function readLostTable(lines: readonly TextLine[], at: number): DraftGroup | undefined {
  const run: TextLine[] = [];
  for (
    let next = lines[at];
    next !== undefined && !next.isBlank && run.length < mostLostLines;
    next = lines[at + run.length]
  )
    run.push(next);
  const [first] = run;
  if (first === undefined || run.length < leastTableLines || isBullet(first.words)) return undefined;
  const glued = lengthWhile(run, ({ words }) => !endsSentence(words) && !isBullet(words) && isGlued(words));
  const spaced = lengthWhile(run, ({ words }) => /\S {3,}\S/.test(words) && !isBullet(words));
  const headed = isColumnNames(first.words)
    ? lengthWhile(run, ({ words }) => !isBullet(words) && !isPipeRow(words) && !words.endsWith('?'))
    : 0;
  const taken = Math.max(glued, spaced, headed);
  const last = run[taken - 1];
  if (last === undefined || taken < leastTableLines) return undefined;
  const why = 'a table that lost its column borders';
  return { drafts: [{ type: 'unclear', why, start: first.start, end: last.end }], taken };
}

const isGlued = (words: string) =>
  /[a-z)][A-Z][A-Za-z-]*[a-z]/.test(words.slice(0, 48)) || /[a-z]\)?[A-Z]{2,}\b/.test(words.slice(0, 32));
const columnHead =
  /^(?:features?|aspects?|criteri(?:a|on)|categor(?:y|ies)|parameters?|factors?|metrics?|attributes?|propert(?:y|ies)|dimensions?|characteristics?|basis|points?|use cases?|specifications?|differences?|capabilit(?:y|ies)|topic|area|element|item|tool|model|plan|option|product)\b(?: ?\/ ?\w+| of (?:comparison|difference))?/i;
function isColumnNames(words: string): boolean {
  const [head] = columnHead.exec(words) ?? [];
  if (head === undefined || /[.!?:;,]$/.test(words)) return false;
  const names = words.slice(head.length).trim().split(/\s+/);
  return names.length >= 2 && names.every((name) => /^[\p{Lu}\p{N}(/&]|^vs/u.test(name) || /\)$/.test(name));
}

function lengthWhile(run: readonly TextLine[], holds: (line: TextLine) => boolean): number {
  const end = run.findIndex((line) => !holds(line));
  return end < 0 ? run.length : end;
}

const bulletMark = /^(?:[•●▪◦‣∙·○■□➢➤✓✔–—*+-]|\(?\d{1,3}[.)]|\(?[a-z][.)])\s+/;
const isBullet = (words: string) => bulletMark.test(words);
const markdownHeading = /^(#{1,6})\s+/;

// Each line is a block.
function readLine(lines: readonly TextLine[], at: number): DraftGroup {
  const line = lines[at] as TextLine;
  const { start, end, words } = line;
  const under = lines[at + 1]?.words ?? '';
  if (/^(={3,}|-{3,})$/.test(under) && words.length <= longestHeading)
    return { drafts: [{ type: 'heading', level: under.startsWith('=') ? 1 : 2, start, end }], taken: 2 };
  const [mark, hashes] = markdownHeading.exec(words) ?? [];
  if (mark !== undefined && hashes !== undefined)
    return { drafts: [{ type: 'heading', level: hashes.length, start: start + mark.length, end }], taken: 1 };
  const [bullet] = bulletMark.exec(words) ?? [];
  if (bullet !== undefined && !isNumberedHeading(lines, at))
    return { drafts: [{ type: 'item', start: start + bullet.length, end }], taken: 1 };
  return { drafts: [{ type: 'candidate', start, end, words }], taken: 1 };
}

const mostBlankLines = 20;
// "1. All LLMs are generative AI": a number before a title, followed by text instead of the next number.
function isNumberedHeading(lines: readonly TextLine[], at: number): boolean {
  const words = lines[at]?.words ?? '';
  const next = lines.slice(at + 1, at + 1 + mostBlankLines).find(({ isBlank }) => !isBlank)?.words ?? '';
  // A question may be answered by a list.
  const goesOn = words.endsWith('?') ? /^\(?\d{1,3}[.)]\s/.test(next) : isBullet(next);
  return /^\(?\d{1,3}[.)]\s+\p{Lu}/u.test(words) && (words.length > longestHeading || !goesOn);
}

// Lines up to the next blank one form a paragraph, except for items and a question at the top.
function readWrapped(lines: readonly TextLine[], at: number): DraftGroup {
  const first = readLine(lines, at);
  const [draft] = first.drafts;
  if (draft === undefined || draft.type === 'heading') return first;
  const isQuestion = draft.type === 'candidate' && draft.words.endsWith('?') && draft.words.length <= longestHeading;
  let { taken } = first;
  let { end } = draft;
  for (let next = lines[at + taken]; next !== undefined && !isQuestion; next = lines[at + taken]) {
    if (next.isBlank || isBullet(next.words) || markdownHeading.test(next.words)) break;
    end = next.end;
    taken += 1;
  }
  if (draft.type === 'item') return { drafts: [{ ...draft, end }], taken };
  return taken === 1 ? first : { drafts: [{ type: 'paragraph', start: draft.start, end }], taken };
}

// Rows of different lengths: nobody can tell which cell belongs to which column.
function mendTables(blocks: readonly ArticleBlock[]): ArticleBlock[] {
  return blocks.map((block) =>
    block.type !== 'table' || isEven(block.rows)
      ? block
      : {
          type: 'unclear',
          why: 'a table whose rows differ in their number of cells',
          start: block.start,
          end: block.end,
        },
  );
}
