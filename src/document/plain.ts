// Renders a document as plain text of a given width: for terminals, notifications, screen readers and test output. Nothing that an answer
// says is left out.
import {
  assertNever,
  type Block,
  type Citation,
  type Disagreement,
  type Document,
  type Inline,
  type Mention,
  type Sources,
  type View,
} from './nodes.js';
import { renderTable } from './table.js';
import type { encodeTarget } from './target.js';
import { widthOf, wrap } from './width.js';

const defaultWidth = 80;

/** How the few styled parts look; plain by default. */
export type PlainStyle = {
  readonly strong: (text: string) => string;
  readonly dim: (text: string) => string;
  /** People and channels, if there is something better than their ids. */
  readonly mention?: (mention: Mention) => string;
};
type PlainOptions = { readonly width?: number; readonly style?: PlainStyle; readonly choices?: boolean };

const unstyled: PlainStyle = { strong: (text) => text, dim: (text) => text };

/** Renders a document as text no wider than `width` columns; without the buttons if `choices` is false. */
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

/** The text of inline nodes without markup. A link keeps its URL. */
export function inlineText(nodes: readonly Inline[]): string {
  return nodes.map(inlineNodeText).join('');
}

/** "Fiverr, 2026", or the name alone if the article has no date. */
export function citationName(citation: Citation): string {
  return citation.date === undefined ? citation.name : `${citation.name}, ${citation.date.slice(0, 4)}`;
}

/** "Fiverr, 2026 › Scope, Data; elloAI › Output": where a view comes from. */
export function placesText(citations: readonly Citation[]): string {
  return placesOf(citations)
    .map(({ name, headings }) => `${name} › ${headings.join(', ')}`)
    .join('; ');
}

/** An article with the cited places in it. */
export type Places = { readonly name: string; readonly url: string | undefined; readonly headings: readonly string[] };

/** Each article once with all its cited places, in order of first mention. */
export function placesOf(citations: readonly Citation[]): readonly Places[] {
  const names = [...new Set(citations.map(citationName))];
  return names.map((name) => {
    const cited = citations.filter((citation) => citationName(citation) === name);
    return {
      name,
      url: cited.find(({ url }) => url !== undefined)?.url,
      headings: [...new Set(cited.map((citation) => citation.heading))],
    };
  });
}

/** Whose words an answer uses. */
export const sourceManner = {
  retold: 'retold in our own words',
  quoted: 'the article’s own words',
  both: 'in quotation marks the article’s words, the rest retold',
} as const;

/** The line under an answer: the places not named above, and whose words it uses. */
export function sourcesLine({ manner, citations, named = citations }: Sources): string {
  return [...(named.length === 0 ? [] : [placesText(named)]), sourceManner[manner]].join(' · ');
}

/** What precedes the point of a disagreement, which by convention continues "Articles disagree on". */
export function disputeLead({ children }: Disagreement): string {
  return /^[A-Z][a-z]/.test(inlineText(children)) ? 'Articles disagree: ' : 'Articles disagree on ';
}

// Quotes stay close together; an empty line separates everything else.
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
        wrap(`${style.strong(disputeLead(block).trim())} ${styledText(block.children, style)}`, width),
        ...block.views.map((view) => renderView(view, width, style)),
      ].join('\n');
    case 'sources':
      return style.dim(wrap(sourcesLine(block), width));
    case 'choices':
      return block.children
        .map((choice) => hang('→ ', '  ', choiceText(choice.label, choice.target), width))
        .join('\n');
    default:
      return assertNever(block);
  }
}

function renderView(view: View, width: number, style: PlainStyle): string {
  const said = view.verbatim ? `“${styledText(view.children, style)}”` : styledText(view.children, style);
  return [style.strong(placesText(view.citations)), said].map((line) => hang('┃ ', '┃ ', line, width)).join('\n');
}

function choiceText(label: string, target: Parameters<typeof encodeTarget>[0]): string {
  return target.type === 'question' && target.question !== label ? `${label}: ${target.question}` : label;
}

function styledText(nodes: readonly Inline[], style: PlainStyle): string {
  return nodes
    .map((node) => {
      if (node.type === 'strong') return style.strong(inlineText(node.children));
      return (node.type === 'mention' ? style.mention?.(node) : undefined) ?? inlineNodeText(node);
    })
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
