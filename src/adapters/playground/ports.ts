// What the playground is given (scripts, previews, an import) and what it sends its script. Types only.
import type { Document } from '../../document/nodes.js';
import type { Handle } from '../../ports.js';

/** The scripts for browsers, built from `browser/`. */
export type BrowserScripts = { readonly playground: string; readonly import: string };

/** Previews a document on a platform, as HTML made from the exact payload that would be sent, with its style sheet. */
export type Preview = {
  readonly platform: string;
  readonly render: (document: Document) => string;
  readonly style: string;
};

/** A part of an article that wasn't imported: why, its line in the text (from 1), and its words. */
export type ImportedPart = { readonly why: string; readonly line: number; readonly words: string };

/** What an article would become, and a handler to question it. */
export type ImportPreview = {
  readonly type: 'preview';
  readonly title: string;
  readonly entries: readonly { readonly type: string; readonly title: string; readonly document: Document }[];
  /** Parts that a person must check. */
  readonly unclear: readonly ImportedPart[];
  readonly leftOut: readonly ImportedPart[];
  readonly handle: Handle;
};

/** Previews a file without writing anything; `why` is a sentence on what can't be read. */
export type PreviewImport = (
  name: string,
  bytes: Uint8Array,
) => Promise<ImportPreview | { readonly type: 'refused'; readonly why: string }>;

/** An answer in every form the page shows. `html`, `whyHtml` and the previews are markup, the others plain text. */
export type Answer = {
  readonly html: string;
  readonly whyHtml: string;
  readonly previews: readonly { readonly platform: string; readonly html: string }[];
  readonly text: string;
  /** The text for the copy button. */
  readonly copy: string;
  readonly document: Document;
  readonly title: string;
  /** The target that recreates the answer, which a vote is about; empty if there is none. */
  readonly about: string;
  readonly context: string;
};

/** What becomes of a question: the titles shown or offered, best first. */
export type Covered = {
  readonly question: string;
  readonly type: 'answered' | 'offered' | 'help' | 'nothing';
  readonly titles: readonly string[];
};

/**
 * What becomes of a list of questions, one per line. `left` is how many are over the limit of `most`. Undefined if lists are checked too often.
 */
export type CoverQuestions = (
  list: string,
  most: number,
) => Promise<{ readonly covered: readonly Covered[]; readonly left: number } | undefined>;
