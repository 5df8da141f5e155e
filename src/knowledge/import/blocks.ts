// An article as plain text and its blocks. Each block records its place in that text, so that whatever is taken from it can be proved.

/** Offsets are UTF-16 units of the text, `end` is exclusive. */
export type TextRange = { readonly start: number; readonly end: number };
export type TableLine = TextRange & { readonly cells: readonly string[] };
export type ArticleBlock = TextRange & (Simple | ArticleTable);
/** `caption` is the line above it that names it. */
type ArticleTable = { readonly type: 'table'; readonly rows: readonly TableLine[]; readonly caption?: TextRange };
type Simple =
  /** A `fold` (an expandable part) or a `term` in a list ends at its `close`; other headings end at the next one of the same level. */
  | { readonly type: 'heading'; readonly level: number; readonly scope?: 'fold' | 'term' }
  | { readonly type: 'close' }
  /** `lead` is the bold beginning; `isLinked`: it is mostly links; `isAside`: it is set apart, as a quotation. */
  | {
      readonly type: 'paragraph' | 'item';
      readonly lead?: string;
      readonly isLinked?: boolean;
      readonly isAside?: boolean;
    }
  | { readonly type: 'code' }
  /** Something that a person must look at. */
  | { readonly type: 'unclear'; readonly why: string }
  | { readonly type: 'omitted'; readonly why: Omission };

/** Why something was left out. */
export type Omission =
  | 'promotion'
  | 'navigation'
  | 'comments'
  | 'cookie banner'
  | 'about the author'
  | 'legal notice'
  | 'sources'
  | 'caption'
  | 'byline'
  | 'a line above the title'
  | 'hidden on the page'
  | 'a form or a button'
  | 'a formula'
  | 'a column beside question and answer'
  | 'repeated'
  | 'about the article itself'
  | 'only points elsewhere';

export type Details = {
  readonly title?: string;
  readonly author?: string;
  readonly publisher?: string;
  readonly date?: string;
  readonly url?: string;
};
export type ParsedArticle = {
  readonly text: string;
  readonly blocks: readonly ArticleBlock[];
  readonly details: Details;
};

/** A few words above the only title ("Long read", "Guide") are the page's, not the article's. */
export function withoutKicker({ text, blocks, details }: ParsedArticle): ParsedArticle {
  const titles = blocks.filter((block) => block.type === 'heading' && block.level === 1);
  const [only] = titles;
  const at = only === undefined ? -1 : blocks.indexOf(only);
  const isAll = !blocks.slice(at).some(({ type }) => ['paragraph', 'item', 'table', 'code'].includes(type));
  if (titles.length !== 1 || at > mostKickers || isAll) return { text, blocks, details };
  const settled = blocks.map((block, index): ArticleBlock => {
    if (index >= at || (block.type !== 'paragraph' && block.type !== 'item')) return block;
    const words = wordsAt(text, block);
    const isShort = words.length <= longestKicker && !/[.!?:]$/.test(words);
    return isShort ? { type: 'omitted', why: 'a line above the title', start: block.start, end: block.end } : block;
  });
  return { text, blocks: settled, details };
}
const mostKickers = 12;
const longestKicker = 60;

/** Longer text isn't a heading, even if it is marked as one. */
export const longestHeading = 220;

/** The level of makeshift headings: a bold line, a fold, a term in a list. */
export const boldLevel = 7;

/** Writes a text block by block, recording the places. Empty blocks are dropped. */
export function createTextWriter() {
  const blocks: ArticleBlock[] = [];
  const pieces: string[] = [];
  let length = 0;
  const write = (words: string, separator: string): TextRange => {
    const before = length === 0 ? '' : separator;
    pieces.push(before, words);
    length += before.length + words.length;
    return { start: length - words.length, end: length };
  };
  const add = (block: Simple, words: string, prefix = '') => {
    if (block.type === 'close') {
      blocks.push({ ...block, start: length, end: length });
      return;
    }
    const said = block.type === 'code' ? tidyCode(words) : tidy(words);
    if (said === '') return;
    if (block.type === 'heading' && said.length > longestHeading) {
      add({ type: 'paragraph' }, said);
      return;
    }
    const { start, end } = write(
      prefix + said,
      block.type === 'item' && blocks.at(-1)?.type === 'item' ? '\n' : '\n\n',
    );
    blocks.push({ ...block, start: start + prefix.length, end });
  };
  return {
    add,
    /** A table, written with pipes, below its caption. */
    addTable: (rows: readonly (readonly string[])[], named = '') => {
      const caption = named === '' ? {} : { caption: write(named, '\n\n') };
      const lines = rows.map((cells, index): TableLine => {
        const tidied = cells.map((cell) => tidy(cell).replace(/\s+/g, ' '));
        return {
          cells: tidied,
          ...write(`| ${tidied.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`, index === 0 ? '\n\n' : '\n'),
        };
      });
      const [first, last] = [caption.caption ?? lines[0], lines.at(-1)];
      if (first !== undefined && last !== undefined)
        blocks.push({ type: 'table', rows: lines, ...caption, start: first.start, end: last.end });
    },
    result: (details: Details): ParsedArticle => ({ text: `${pieces.join('')}\n`, blocks, details }),
  };
}
export type TextWriter = ReturnType<typeof createTextWriter>;

const tidy = (words: string) =>
  words
    .split('\n')
    .map((line) => line.replace(/[^\S\n]+/g, ' ').trim())
    .filter((line) => line !== '')
    .join('\n');

// Code keeps its indentation.
const tidyCode = (words: string) =>
  words
    .split('\n')
    .map((line) => line.trimEnd())
    .filter((line) => line !== '')
    .join('\n');

/** The text of a place on one line. */
export function wordsAt(text: string, { start, end }: TextRange): string {
  return text.slice(start, end).replace(/\s+/g, ' ').trim();
}

/** Whether all rows have the same length; if not, nobody can tell which cell belongs where. */
export function isEven(rows: readonly { readonly cells: readonly string[] }[]): boolean {
  return rows.every(({ cells }) => cells.length === rows[0]?.cells.length);
}
