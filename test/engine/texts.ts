// For tests: the texts of an answer, and every text in the knowledge.
import type { Block, Document, Inline } from '../../src/document/nodes.js';
import { inlineText } from '../../src/document/plain.js';

/** A text, and the kind of node it is in. */
export type Said = { readonly in: Block['type']; readonly text: string };

/** The texts of a document, one per run of inline nodes; labels of choices are `choices`. */
export function saidIn(document: Document): Said[] {
  return document.children.flatMap((block) => textsOf(block).map((text) => ({ in: block.type, text })));
}

function textsOf(block: Block): string[] {
  switch (block.type) {
    case 'heading':
    case 'paragraph':
    case 'view':
      return nodeTexts(block.children);
    case 'table':
      return block.children.flatMap((row) => row.children.flatMap((cell) => nodeTexts(cell.children)));
    case 'list':
      return block.children.flatMap((item) => nodeTexts(item.children));
    case 'code':
      return [block.value];
    case 'disagreement':
      return [...nodeTexts(block.children), ...block.views.flatMap((view) => nodeTexts(view.children))];
    case 'sources':
      return block.citations.flatMap(({ name, heading }) => [name, heading]);
    case 'choices':
      return block.children.map(({ label }) => label);
  }
}

// Runs of text; a strong node is its own run, since labels are strong ("Maker: ").
function nodeTexts(nodes: readonly Inline[]): string[] {
  const runs: string[] = [];
  let run = '';
  for (const node of nodes) {
    if (node.type === 'strong') {
      runs.push(run, inlineText(node.children));
      run = '';
    } else run += inlineText([node]);
  }
  return [...runs, run].map((text) => text.trim()).filter((text) => text !== '');
}

/** Every text within a value, however deep; runs of inline nodes are joined, also without their strong ones. */
export function textsIn(value: unknown): Set<string> {
  const found = new Set<string>();
  const visit = (part: unknown): void => {
    if (typeof part === 'string') found.add(part);
    else if (Array.isArray(part)) {
      if (part.some(isInline)) {
        found.add(inlineText(part as readonly Inline[]));
        for (const text of nodeTexts(part as readonly Inline[])) found.add(text);
      }
      part.forEach(visit);
    } else if (typeof part === 'object' && part !== null) Object.values(part).forEach(visit);
  };
  visit(value);
  return found;
}

const isInline = (node: unknown) =>
  typeof node === 'object' &&
  node !== null &&
  'type' in node &&
  ['text', 'strong', 'emphasis', 'inlineCode', 'link'].includes(String(node.type));
