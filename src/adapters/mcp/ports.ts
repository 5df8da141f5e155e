// What an assistant may see of the knowledge in addition to answers. Types only.
import type { Citation } from '../../document/nodes.js';

/** The knowledge in use: its terms, and the articles that answers cite. */
export type McpCatalog = {
  readonly entries: readonly {
    readonly id: string;
    readonly kind: string;
    readonly title: string;
    readonly label: string;
    readonly table?: unknown;
  }[];
  readonly articles: readonly (Omit<Citation, 'article' | 'heading'> & {
    readonly key: string;
  })[];
};
