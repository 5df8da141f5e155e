// An article as plain text, and the blocks it is made of. Every block says where it stands in that text, so that whatever is taken
// from it can be proved.

/** Offsets are UTF-16 units of the text, `end` is exclusive. */
export type Place = { readonly start: number; readonly end: number };
export type TableLine = Place & { readonly cells: readonly string[] };
export type Block = Place &
  (
    | { readonly type: 'heading'; readonly level: number }
    | { readonly type: 'paragraph' }
    | { readonly type: 'item' }
    | { readonly type: 'table'; readonly rows: readonly TableLine[] }
    /** Something that a person must look at. */
    | { readonly type: 'unclear'; readonly why: string }
    | { readonly type: 'omitted'; readonly why: Omission }
  );

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
  | 'code'
  | 'repeated'
  | 'about the article itself'
  | 'introduction or conclusion'
  | 'too long to quote';

/** What an article says of itself. */
export type Details = {
  readonly title?: string;
  readonly author?: string;
  readonly publisher?: string;
  readonly date?: string;
  readonly url?: string;
};
export type ParsedArticle = { readonly text: string; readonly blocks: readonly Block[]; readonly details: Details };

/** What is longer is no heading, whatever it is marked as. */
export const longestHeading = 220;

/** Writes a text block by block; each `add` returns nothing but remembers the place. Empty blocks are dropped. */
export function createTextWriter() {
  const blocks: Block[] = [];
  let text = '';
  const write = (words: string, separator: string): Place => {
    if (text !== '') text += separator;
    const start = text.length;
    text += words;
    return { start, end: text.length };
  };
  const add = (block: WithoutPlace, words: string, prefix = '') => {
    const said = tidy(words);
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
    /** A table, written with pipes. */
    addTable: (rows: readonly (readonly string[])[]) => {
      const lines = rows.map((cells, index): TableLine => {
        const tidied = cells.map((cell) => tidy(cell).replace(/\s+/g, ' '));
        return {
          cells: tidied,
          ...write(`| ${tidied.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`, index === 0 ? '\n\n' : '\n'),
        };
      });
      const [first, last] = [lines[0], lines.at(-1)];
      if (first !== undefined && last !== undefined)
        blocks.push({ type: 'table', rows: lines, start: first.start, end: last.end });
    },
    result: (details: Details): ParsedArticle => ({ text: `${text}\n`, blocks, details }),
  };
}

type WithoutPlace =
  | { readonly type: 'heading'; readonly level: number }
  | { readonly type: 'paragraph' }
  | { readonly type: 'item' }
  | { readonly type: 'unclear'; readonly why: string }
  | { readonly type: 'omitted'; readonly why: Omission };

const tidy = (words: string) =>
  words
    .split('\n')
    .map((line) => line.replace(/[^\S\n]+/g, ' ').trim())
    .join('\n')
    .replace(/\n{2,}/g, '\n')
    .trim();

/** The text of a place on one line. */
export function wordsAt(text: string, { start, end }: Place): string {
  return text.slice(start, end).replace(/\s+/g, ' ').trim();
}

/** Cells to rows of equal length; undefined where they are not, since then nobody can tell which cell belongs where. */
export function isEven(rows: readonly { readonly cells: readonly string[] }[]): boolean {
  return rows.every(({ cells }) => cells.length === rows[0]?.cells.length);
}
