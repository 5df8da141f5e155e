// The `text` of a message: the whole answer as lines, for notifications, screen readers, and when Slack refuses the blocks.
import type { Block, Document, Table } from '../../../document/nodes.js';
import { citationName, inlineText, type PlainStyle, renderPlain, sourceManner } from '../../../document/plain.js';
import { cut } from '../../shared/clip.js';
import { limits } from './limits.js';
import { escapeText, renderInlines } from './text.js';

// Slack wraps lines itself.
const unwrapped = 100_000;

/** The whole answer as escaped text; if it is too long, the sources are dropped first, then its end. */
export function renderText(document: Document): string {
  const said = document.children.flatMap(readable);
  const { style, restore } = withNames();
  let text = '';
  // Most answers fit as they are, so the shorter versions are built only when needed.
  for (const shorten of shorter) {
    const children = shorten(said);
    text = restore(escapeText(renderPlain({ ...document, children }, { width: unwrapped, style })).trim());
    if (text.length <= limits.text) return text;
  }
  return `${cutText(text, limits.text - 2)} …`;
}

const shorter: readonly ((blocks: readonly Block[]) => readonly Block[])[] = [
  (blocks) => blocks,
  (blocks) => blocks.map(withShortSources),
  (blocks) => blocks.filter(({ type }) => type !== 'sources'),
];

type Named = { readonly style: PlainStyle; readonly restore: (escaped: string) => string };

// Slack shows names for mentions, also in notifications, but a bare id as it is. Placeholder characters that nobody types stand for the
// angle brackets until the rest is escaped; only mentions in the document become mentions.
function withNames(): Named {
  const mentions = new Set<string>();
  return {
    style: {
      strong: (text) => text,
      dim: (text) => text,
      mention: (mention) => {
        const rendered = renderInlines([mention]);
        mentions.add(rendered);
        return rendered.replace('<', '\uE000').replace('>', '\uE001');
      },
    },
    restore: (escaped) =>
      escaped
        .replace(/\uE000([@#][A-Z0-9]+)\uE001/g, (_, name: string) => (mentions.has(`<${name}>`) ? `<${name}>` : name))
        .replace(/[\uE000\uE001]/g, ''),
  };
}

/** The start of an escaped text, cut between words if possible, and never inside an entity or a character. */
export function cutText(text: string, length: number): string {
  if (text.length <= length) return text;
  const torn = /&[a-z]{0,3}$/.exec(text.slice(0, length));
  return cut(text, torn?.index ?? length);
}

// Buttons that lead on aren't part of the answer, but options to choose from are. A table becomes a line per row: columns made of spaces
// fall apart in Slack's proportional font.
function readable(block: Block): readonly Block[] {
  if (block.type === 'table') return [tableLines(block)];
  return block.type === 'choices' && (block.role === 'related' || block.role === 'more') ? [] : [block];
}

function tableLines(table: Table): Block {
  const [header = [], ...rows] = table.children.map((row) => row.children.map((cell) => inlineText(cell.children)));
  const lines = rows.map(([name = '', ...cells]) => {
    const sides = cells.map((cell, index) => `${header[index + 1] ?? ''}: ${cell}`);
    return `${name} - ${sides.join('; ')}`;
  });
  const [corner = '', ...columns] = header;
  return {
    type: 'list',
    children: [`${corner} - ${columns.join('; ')}`, ...lines].map((value) => ({
      type: 'listItem',
      children: [{ type: 'text', value }],
    })),
  };
}

function withShortSources(block: Block): Block {
  if (block.type !== 'sources') return block;
  const names = new Set((block.named ?? block.citations).map(citationName));
  const value = [...names, sourceManner[block.manner]].join(' · ');
  return { type: 'paragraph', children: [{ type: 'text', value }] };
}
