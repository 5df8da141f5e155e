// What the playground is given, its scripts and previews of the platforms and of an import, and what it tells its script. Types only.
import type { Document } from '../../document/nodes.js';
import type { Handle, Reply } from '../../ports.js';

/** What browsers are sent, as the build made it of `browser/`. */
export type BrowserScripts = { readonly playground: string; readonly import: string };

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

/** An answer in all the ways the page shows it. `html`, `whyHtml` and the previews are markup, the others plain text. */
export type Answer = {
  readonly html: string;
  readonly whyHtml: string;
  readonly previews: readonly { readonly platform: string; readonly html: string }[];
  readonly text: string;
  /** What somebody would paste elsewhere. */
  readonly copy: string;
  readonly document: Document;
  readonly title: string;
  /** The target that brings the answer back, which a vote is about; empty where there is none. */
  readonly about: string;
  readonly context: string;
  readonly outcome: Reply['outcome'];
};

/** What becomes of a question: titles are those of what is shown or offered, best first. */
export type Covered = {
  readonly question: string;
  readonly type: 'answered' | 'offered' | 'help' | 'nothing';
  readonly titles: readonly string[];
};

/**
 * What becomes of a list of questions, one a line. `left` are those beyond the first `most`. Undefined where lists are checked too often.
 */
export type CoverQuestions = (
  list: string,
  most: number,
) => Promise<{ readonly covered: readonly Covered[]; readonly left: number } | undefined>;
