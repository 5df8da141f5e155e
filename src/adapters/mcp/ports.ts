// What an assistant may see of the knowledge beside answers. Types only.
import type { Citation } from '../../document/nodes.js';

/** The knowledge in use: what there is to ask for, and the articles that answers cite. */
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
