// Short constructors for nodes, so that code that composes documents reads like the document.
import type {
  Block,
  Choice,
  Choices,
  Document,
  Heading,
  Inline,
  List,
  Paragraph,
  Strong,
  TableCell,
  TableRow,
  Text,
} from './nodes.js';
import type { Target } from './target.js';

type Content = string | readonly Inline[];

export const text = (value: string): Text => ({ type: 'text', value });
export const strong = (value: string): Strong => ({ type: 'strong', children: [text(value)] });
export const inline = (content: Content): readonly Inline[] =>
  typeof content === 'string' ? [text(content)] : content;
export const heading = (content: Content): Heading => ({ type: 'heading', children: inline(content) });
export const paragraph = (content: Content): Paragraph => ({ type: 'paragraph', children: inline(content) });
export const list = (items: readonly Content[]): List => ({
  type: 'list',
  children: items.map((item) => ({ type: 'listItem', children: inline(item) })),
});
export const tableCell = (content: Content): TableCell => ({ type: 'tableCell', children: inline(content) });
export const tableRow = (cells: readonly Content[], citations: TableRow['citations'] = []): TableRow => ({
  type: 'tableRow',
  children: cells.map(tableCell),
  citations,
});
export const choice = (label: string, target: Target): Choice => ({ type: 'choice', label, target });
/** No node at all if there are no choices. */
export const choices = (role: Choices['role'], children: readonly Choice[]): readonly Choices[] =>
  children.length === 0 ? [] : [{ type: 'choices', role, children }];
export const document = (children: readonly Block[], about?: Target): Document =>
  about === undefined ? { type: 'root', children } : { type: 'root', children, about };
