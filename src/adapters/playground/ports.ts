// What the playground is given: previews of the platforms, and of an import. Types only.
import type { Document } from '../../document/nodes.js';
import type { Handle } from '../../ports.js';

/** Shows what a platform will show for a document, as HTML made from the exact payload that would be sent, and its style sheet. */
export type Preview = {
  readonly platform: string;
  readonly render: (document: Document) => string;
  readonly style: string;
};

/** A part of an article that was not taken: why, its line in the text (1 is the first), and its words. */
export type ImportedPart = { readonly why: string; readonly line: number; readonly words: string };

/** What an article would become, and whom to ask about it. */
export type ImportPreview = {
  readonly type: 'preview';
  readonly title: string;
  readonly entries: readonly { readonly type: string; readonly title: string; readonly document: Document }[];
  /** Where a person must look. */
  readonly unclear: readonly ImportedPart[];
  readonly leftOut: readonly ImportedPart[];
  readonly handle: Handle;
};

/** Shows what a file would become, without writing anything; `why` is a sentence on what cannot be read. */
export type PreviewImport = (
  name: string,
  bytes: Uint8Array,
) => Promise<ImportPreview | { readonly type: 'refused'; readonly why: string }>;
