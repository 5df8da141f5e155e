// The amount of text in a block, in characters: its words and the names of places, without tables and buttons.
import { assertNever, type Block } from './nodes.js';
import { disputeLead, inlineText, placesText, sourcesLine } from './plain.js';

export function blockLength(block: Block): number {
  switch (block.type) {
    case 'heading':
    case 'paragraph':
      return inlineText(block.children).length;
    case 'view':
      return placesText(block.citations).length + inlineText(block.children).length;
    case 'list':
      return block.children.reduce((sum, item) => sum + inlineText(item.children).length, 0);
    case 'code':
      return block.value.length;
    case 'disagreement':
      return (
        disputeLead(block).length +
        inlineText(block.children).length +
        block.views.reduce((sum, view) => sum + blockLength(view), 0)
      );
    case 'sources':
      return sourcesLine(block).length;
    case 'table':
    case 'choices':
      return 0;
    default:
      return assertNever(block);
  }
}
