// A document as plain text of a given width: for terminals, notifications, screen readers and logs of tests. Nothing an
// answer says is left out.
import { assertNever, type Block, type Citation, type Document, type Inline, type View } from './nodes.js';
import { renderTable } from './table.js';
import type { encodeTarget } from './target.js';
import { widthOf, wrap } from './width.js';

const defaultWidth = 80;

/** How the few styled parts look; the default leaves them plain. */
export type PlainStyle = { readonly strong: (text: string) => string; readonly dim: (text: string) => string };
export type PlainOptions = { readonly width?: number; readonly style?: PlainStyle; readonly choices?: boolean };

const unstyled: PlainStyle = { strong: (text) => text, dim: (text) => text };

/** Renders a document as text no wider than `width` columns, without the things to press where `choices` is false. */
export function renderPlain(document: Document, options: PlainOptions = {}): string {
  const { width = defaultWidth, style = unstyled, choices = true } = options;
  const parts = document.children
    .filter((block) => choices || block.type !== 'choices')
    .map((block) => renderBlock(block, width, style));
  return joinBlocks(
    document.children.filter((block) => choices || block.type !== 'choices'),
    parts,
  );
}

/** The text of inline nodes without any markup. A link keeps its address. */
export function inlineText(nodes: readonly Inline[]): string {
  return nodes.map(inlineNodeText).join('');
}

/** "Fiverr, 2026", or the name alone where the article has no date. */
export function citationName(citation: Citation): string {
  return citation.date === undefined ? citation.name : `${citation.name}, ${citation.date.slice(0, 4)}`;
}

/** "Fiverr › Scope, Architecture · elloAI › Type of Output": each article once, with its headings. */
export function citationList(citations: readonly Citation[]): string {
  const headings = new Map<string, Set<string>>();
  for (const { name, heading } of citations) headings.set(name, (headings.get(name) ?? new Set()).add(heading));
  return [...headings].map(([name, places]) => `${name} › ${[...places].join(', ')}`).join(' · ');
}

/** The first part of a sources line: whose words an answer uses. */
export const sourceManner = { retold: 'retold from', quoted: 'quoted from', both: 'quoted and retold from' } as const;

// Quotes stand close together, everything else is set off by an empty line.
function joinBlocks(blocks: readonly Block[], parts: readonly string[]): string {
  return parts
    .map((part, index) => {
      if (index === 0) return part;
      const close = blocks[index]?.type === 'view' && blocks[index - 1]?.type === 'view';
      return (close ? '\n' : '\n\n') + part;
    })
    .join('');
}

function renderBlock(block: Block, width: number, style: PlainStyle): string {
  switch (block.type) {
    case 'heading':
      return style.strong(wrap(inlineText(block.children), width));
    case 'paragraph':
      return wrap(styledText(block.children, style), width);
    case 'view':
      return renderView(block, width, style);
    case 'table':
      return renderTable(
        block.children.map((row) => row.children.map((cell) => inlineText(cell.children))),
        width,
      );
    case 'list':
      return block.children.map((item) => hang('• ', '  ', styledText(item.children, style), width)).join('\n');
    case 'code':
      return block.value;
    case 'disagreement':
      return [
        wrap(`${style.strong('Articles disagree:')} ${styledText(block.children, style)}`, width),
        ...block.views.map((view) => renderView(view, width, style)),
      ].join('\n');
    case 'sources': {
      const asOf = block.asOf === undefined ? '' : ` · as of ${block.asOf}`;
      return style.dim(wrap(`${sourceManner[block.manner]}: ${citationList(block.citations)}${asOf}`, width));
    }
    case 'choices':
      return block.children
        .map((choice) => hang('→ ', '  ', choiceText(choice.label, choice.target), width))
        .join('\n');
    default:
      return assertNever(block);
  }
}

function renderView(view: View, width: number, style: PlainStyle): string {
  const names = [...new Set(view.citations.map(citationName))].join('; ');
  const said = view.verbatim ? `“${styledText(view.children, style)}”` : styledText(view.children, style);
  return hang('┃ ', '┃ ', `${style.strong(`${names}:`)} ${said}`, width);
}

function choiceText(label: string, target: Parameters<typeof encodeTarget>[0]): string {
  return target.type === 'question' && target.question !== label ? `${label}: ${target.question}` : label;
}

function styledText(nodes: readonly Inline[], style: PlainStyle): string {
  return nodes
    .map((node) => (node.type === 'strong' ? style.strong(inlineText(node.children)) : inlineNodeText(node)))
    .join('');
}

function inlineNodeText(node: Inline): string {
  switch (node.type) {
    case 'text':
    case 'inlineCode':
      return node.value;
    case 'strong':
    case 'emphasis':
      return inlineText(node.children);
    case 'link':
      return `${inlineText(node.children)} (${node.url})`;
    case 'moment':
      return node.text;
    case 'mention':
      return `${node.of === 'person' ? '@' : '#'}${node.id}`;
    default:
      return assertNever(node);
  }
}

function hang(first: string, further: string, text: string, width: number): string {
  const lines = wrap(text, Math.max(1, width - widthOf(first))).split('\n');
  return lines.map((line, index) => (index === 0 ? first : further) + line).join('\n');
}
