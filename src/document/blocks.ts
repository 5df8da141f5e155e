// Finds blocks in a document.
import type { Block, Document } from './nodes.js';

/** All blocks of one type, in order. */
export function blocksOf<T extends Block['type']>(
  { children }: Document,
  type: T,
): readonly (Block & { readonly type: T })[] {
  return children.filter((block): block is Block & { readonly type: T } => block.type === type);
}
