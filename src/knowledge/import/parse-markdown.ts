// Markdown to blocks of plain text: its marks are gone, its words are not. Front matter tells the details of the article.
import type { List, ListItem, PhrasingContent, RootContent } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmTableFromMarkdown } from 'mdast-util-gfm-table';
import { gfmTable } from 'micromark-extension-gfm-table';
import { parseDocument } from 'yaml';
import { createTextWriter, type Details, type ParsedArticle } from './blocks.js';
import { toDate } from './dates.js';
import { readFragment } from './parse-html.js';

type Writer = ReturnType<typeof createTextWriter>;

// Blocks nest deeper in no article; what does is flattened.
const deepest = 40;
// The parser takes long on lists that nest without end.
const deepestIndent = 80;
const tooDeep = /^[ \t]{81,}/gm;
// The level of a line in bold that stands for a heading.
const boldLevel = 6;

export function parseMarkdown(source: string): ParsedArticle {
  const [whole = '', head = ''] = /^---\r?\n([\s\S]{0,20000}?)\r?\n---[ \t]*(?:\r?\n|$)/.exec(source) ?? [];
  const root = fromMarkdown(
    source.slice(whole.length).replace(tooDeep, (indent) => indent.slice(0, deepestIndent)),
    {
      extensions: [gfmTable()],
      mdastExtensions: [gfmTableFromMarkdown()],
    },
  );
  const writer = createTextWriter();
  for (const node of root.children) writeBlock(node, writer, 0);
  const first = root.children.find(({ type }) => type !== 'html');
  const title = first?.type === 'heading' ? { title: inline(first.children).trim() } : {};
  return writer.result({ ...title, ...readFrontMatter(head) });
}

function writeBlock(node: RootContent, writer: Writer, depth: number): void {
  switch (node.type) {
    case 'heading':
      writer.add({ type: 'heading', level: node.depth }, inline(node.children));
      return;
    case 'paragraph':
      writeParagraph(node.children, writer, { type: 'paragraph' });
      return;
    case 'blockquote':
      for (const child of node.children) if (depth < deepest) writeBlock(child, writer, depth + 1);
      return;
    case 'list':
      writeList(node, writer, depth);
      return;
    case 'table':
      writer.addTable(node.children.map((row) => row.children.map((cell) => inline(cell.children))));
      return;
    case 'code':
      writer.add({ type: 'omitted', why: 'code' }, node.value);
      return;
    case 'html':
      writeHtml(node.value, writer);
      return;
    default:
  }
}

// A paragraph in bold is a heading, and so is a question in bold before its answer.
function writeParagraph(
  nodes: readonly PhrasingContent[],
  writer: Writer,
  block: { type: 'paragraph' | 'item' },
): void {
  const [first, ...rest] = nodes;
  const lead = first?.type === 'strong' ? inline(first.children).trim() : '';
  const isAlone = rest.every((node) => inline([node]).trim() === '');
  if (lead !== '' && (lead.endsWith('?') || (isAlone && block.type === 'paragraph' && !/[.!:;,]$/.test(lead)))) {
    writer.add({ type: 'heading', level: boldLevel }, lead);
    if (!isAlone) writer.add(block, inline(rest));
    return;
  }
  writer.add(block, inline(nodes), block.type === 'item' ? '• ' : '');
}

function writeList(list: List, writer: Writer, depth: number): void {
  for (const item of list.children) writeItem(item, writer, depth);
}

function writeItem(item: ListItem, writer: Writer, depth: number): void {
  for (const child of item.children) {
    if (child.type === 'paragraph') writeParagraph(child.children, writer, { type: 'item' });
    else if (depth < deepest) writeBlock(child, writer, depth + 1);
  }
}

// Of HTML within Markdown only the text between its tags is kept, and the summary of a fold as the heading it is.
function writeHtml(source: string, writer: Writer): void {
  const { summary, words } = readFragment(source);
  writer.add({ type: 'heading', level: boldLevel }, summary);
  writer.add({ type: 'paragraph' }, words);
}

function inline(nodes: readonly PhrasingContent[], depth = 0): string {
  if (depth > deepest) return '';
  return nodes
    .map((node) => {
      if (node.type === 'text' || node.type === 'inlineCode') return node.value;
      if (node.type === 'break') return '\n';
      return 'children' in node ? inline(node.children, depth + 1) : '';
    })
    .join('');
}

function readFrontMatter(head: string): Details {
  if (head === '') return {};
  const parsed = parseDocument(head, { prettyErrors: false });
  const value: unknown = parsed.errors.length > 0 ? undefined : safely(() => parsed.toJS({ maxAliasCount: 0 }));
  if (typeof value !== 'object' || value === null) return {};
  const read = (...names: readonly string[]) => {
    const name = names.find((each) => Object.hasOwn(value, each));
    const found: unknown = name === undefined ? undefined : (value as Record<string, unknown>)[name];
    if (found instanceof Date) return found.toISOString().slice(0, 10);
    return typeof found === 'string' || typeof found === 'number' ? String(found).trim() || undefined : undefined;
  };
  const found = {
    title: read('title'),
    author: read('author', 'by'),
    publisher: read('publisher', 'site'),
    date: toDate(read('date', 'published', 'updated')),
    url: read('url', 'canonical', 'canonical_url', 'link'),
  };
  return Object.fromEntries(Object.entries(found).filter(([, each]) => each !== undefined));
}

function safely(read: () => unknown): unknown {
  try {
    return read();
  } catch {
    return undefined;
  }
}
