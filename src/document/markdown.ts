// Parses Markdown into our own nodes. Only what every platform can show is accepted; anything else is a problem with its line.
import type {
  BlockContent,
  Blockquote,
  DefinitionContent,
  List as MdastList,
  Table as MdastTable,
  PhrasingContent,
  RootContent,
} from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmTableFromMarkdown } from 'mdast-util-gfm-table';
import { gfmTable } from 'micromark-extension-gfm-table';
import type { Inline } from './nodes.js';

/** A block of an author's Markdown, with its line (from 1). */
export type MarkdownBlock = { readonly line: number } & (
  | { readonly type: 'heading'; readonly children: readonly Inline[] }
  | { readonly type: 'paragraph'; readonly children: readonly Inline[] }
  | { readonly type: 'blockquote'; readonly paragraphs: readonly (readonly Inline[])[] }
  | { readonly type: 'table'; readonly rows: readonly MarkdownRow[] }
  | { readonly type: 'list'; readonly items: readonly (readonly Inline[])[] }
);
export type MarkdownRow = { readonly line: number; readonly cells: readonly (readonly Inline[])[] };
type MarkdownProblem = { readonly line: number; readonly message: string };
type ParsedMarkdown = {
  readonly blocks: readonly MarkdownBlock[];
  readonly problems: readonly MarkdownProblem[];
};

// The parser recurses for each level, and no text that a chat can show has more than two.
const tooDeep = /^(?:(?:>|[-*+]|\d{1,9}[.)])[ \t]*){30,}/m;

/** Parses Markdown into blocks; constructs that chat platforms can't show become problems and are left out. `lists` allows lists. */
export function parseMarkdown(source: string, { lists = false } = {}): ParsedMarkdown {
  const problems: MarkdownProblem[] = [];
  const deep = tooDeep.exec(source);
  if (deep !== null) {
    const line = source.slice(0, deep.index).split('\n').length;
    return { blocks: [], problems: [{ line, message: 'nests quotes or lists too deeply: write it flat' }] };
  }
  const root = fromMarkdown(source, { extensions: [gfmTable()], mdastExtensions: [gfmTableFromMarkdown()] });
  const blocks = root.children.flatMap((node) =>
    lists && node.type === 'list' ? [readList(node, problems)] : readBlock(node, problems),
  );
  return { blocks, problems };
}

/** Parses one line of text. Most text has no markup, so that case takes a shortcut. */
export function parseInline(source: string): { children: readonly Inline[]; problems: readonly MarkdownProblem[] } {
  if (!/[\\`*_[\]<>&~#|]|^\s*(?:[-+]|\d+[.)])\s/.test(source)) {
    return { children: [{ type: 'text', value: source.trim() }], problems: [] };
  }
  const { blocks, problems } = parseMarkdown(source);
  const [first, ...rest] = blocks;
  if (first?.type === 'paragraph' && rest.length === 0) return { children: first.children, problems };
  return { children: [], problems: [{ line: 1, message: 'must be one line of text' }, ...problems] };
}

function readBlock(node: RootContent | BlockContent | DefinitionContent, problems: MarkdownProblem[]): MarkdownBlock[] {
  const line = node.position?.start.line ?? 1;
  switch (node.type) {
    case 'heading':
      return [{ type: 'heading', line, children: readInlines(node.children, problems) }];
    case 'paragraph':
      return [{ type: 'paragraph', line, children: readInlines(node.children, problems) }];
    case 'blockquote':
      return [{ type: 'blockquote', line, paragraphs: readParagraphs(node, problems) }];
    case 'table':
      return [{ type: 'table', line, rows: readRows(node, problems) }];
    default:
      problems.push({ line, message: `platforms cannot show this (${node.type}): use paragraphs, quotes and tables` });
      return [];
  }
}

function readList(list: MdastList, problems: MarkdownProblem[]): MarkdownBlock {
  const items = list.children.map(({ children }) =>
    children.flatMap((child) => {
      const [block] = readBlock(child, problems);
      return block?.type === 'paragraph' ? block.children : [];
    }),
  );
  return { type: 'list', line: list.position?.start.line ?? 1, items };
}

function readParagraphs(quote: Blockquote, problems: MarkdownProblem[]): (readonly Inline[])[] {
  return quote.children.flatMap((child) => {
    const [block] = readBlock(child, problems);
    if (block?.type === 'paragraph') return [block.children];
    if (block !== undefined)
      problems.push({ line: block.line, message: `a quote holds text only, not a ${block.type}` });
    return [];
  });
}

function readRows(table: MdastTable, problems: MarkdownProblem[]): MarkdownRow[] {
  return table.children.map((row) => ({
    line: row.position?.start.line ?? 1,
    cells: row.children.map((cell) => readInlines(cell.children, problems)),
  }));
}

function readInlines(nodes: readonly PhrasingContent[], problems: MarkdownProblem[]): Inline[] {
  return nodes.flatMap((node) => readInline(node, problems));
}

function readInline(node: PhrasingContent, problems: MarkdownProblem[]): Inline[] {
  const line = node.position?.start.line ?? 1;
  switch (node.type) {
    case 'text':
      return [{ type: 'text', value: node.value.replace(/\s*\n\s*/g, ' ') }];
    case 'inlineCode':
      return [{ type: 'inlineCode', value: node.value }];
    case 'strong':
    case 'emphasis':
      return [{ type: node.type, children: readInlines(node.children, problems) }];
    case 'link':
      if (/^https?:\/\//.test(node.url)) {
        return [{ type: 'link', url: node.url, children: readInlines(node.children, problems) }];
      }
      problems.push({ line, message: `a link must start with http:// or https://, not "${node.url.slice(0, 40)}"` });
      return [];
    default:
      problems.push({
        line,
        message: `platforms cannot show this (${node.type}): use text, strong, emphasis, code, links`,
      });
      return [];
  }
}
