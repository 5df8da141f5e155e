// The platform-neutral answer tree. Node names are mdast's if it has one; the others (view, disagreement, sources, choices) have no
// equivalent in Markdown. Text in the tree is plain: renderers escape it.
import type { Target } from './target.js';

export type Text = { readonly type: 'text'; readonly value: string };
export type Strong = { readonly type: 'strong'; readonly children: readonly Inline[] };
type Emphasis = { readonly type: 'emphasis'; readonly children: readonly Inline[] };
type InlineCode = { readonly type: 'inlineCode'; readonly value: string };
type Link = { readonly type: 'link'; readonly url: string; readonly children: readonly Inline[] };
/** A time (milliseconds since 1970), shown in each reader's time zone if the platform can, otherwise as `text`, which names its zone. */
export type Moment = { readonly type: 'moment'; readonly at: number; readonly text: string };
/** A person or channel, by its id on the platform that the document is for. */
export type Mention = { readonly type: 'mention'; readonly of: 'person' | 'channel'; readonly id: string };
export type Inline = Text | Strong | Emphasis | InlineCode | Link | Moment | Mention;

/** Where a statement comes from. `name` is the article's short name, `date` is `YYYY` or `YYYY-MM-DD`. */
export type Citation = {
  readonly article: string;
  readonly name: string;
  readonly heading: string;
  readonly date?: string;
  readonly url?: string;
  /** The article's full title and its author; for the list of sources. */
  readonly title?: string;
  readonly author?: string;
  readonly publisher?: string;
};

/** The title of the answer; a document has one, as its first child. */
export type Heading = { readonly type: 'heading'; readonly children: readonly Inline[] };
export type Paragraph = { readonly type: 'paragraph'; readonly children: readonly Inline[] };

/** A range of an article's stored text, in UTF-16 units. */
export type Span = readonly [start: number, end: number];

/** What one article says: paraphrased, or in its own words if `verbatim`; `spans` locate those. */
export type View = {
  readonly type: 'view';
  readonly verbatim: boolean;
  readonly spans?: readonly Span[];
  readonly children: readonly Inline[];
  readonly citations: readonly Citation[];
};

export type TableCell = { readonly type: 'tableCell'; readonly children: readonly Inline[] };
/** `citations` belong to the whole row. */
export type TableRow = {
  readonly type: 'tableRow';
  readonly children: readonly TableCell[];
  readonly citations: readonly Citation[];
};
/**
 * The first row has the column headings, and the first cell of each further row names the row. All rows have the same length.
 * `verbatim`: the cells are the article's own words.
 */
export type Table = { readonly type: 'table'; readonly children: readonly TableRow[]; readonly verbatim?: boolean };

export type ListItem = { readonly type: 'listItem'; readonly children: readonly Inline[]; readonly target?: Target };
export type List = { readonly type: 'list'; readonly children: readonly ListItem[] };

/** A contradiction between articles: the point ("whether it is one"), and each side if somebody asked to see them. */
export type Disagreement = {
  readonly type: 'disagreement';
  readonly children: readonly Inline[];
  readonly views: readonly View[];
};

/** What an answer took from where: a part of it ("Answer", a row's name), and its words. */
export type Taken = {
  readonly part: string;
  readonly children: readonly Inline[];
  readonly citations: readonly Citation[];
};
/**
 * Whether the words above are paraphrased or quoted, and from where. `named` are the places that no view names, to be listed under the
 * answer (without it, all of them); `taken` is for the list that a button opens.
 */
export type Sources = {
  readonly type: 'sources';
  readonly manner: 'retold' | 'quoted' | 'both';
  readonly citations: readonly Citation[];
  readonly named?: readonly Citation[];
  readonly taken?: readonly Taken[];
};

/** Text to copy as it is, line by line. */
export type Code = { readonly type: 'code'; readonly value: string };

export type Choice = { readonly type: 'choice'; readonly label: string; readonly target: Target };
/** Buttons. `role` says what pressing one means, so that a platform can place and name the group. */
export type Choices = {
  readonly type: 'choices';
  readonly role: 'related' | 'suggestions' | 'more' | 'aspects' | 'steps' | 'examples' | 'answers';
  readonly children: readonly Choice[];
};

export type Block = Heading | Paragraph | View | Table | List | Code | Disagreement | Sources | Choices;

/** A whole answer. `about` recreates the same document (votes and toggles refer to it). */
export type Document = { readonly type: 'root'; readonly children: readonly Block[]; readonly about?: Target };

/** Ends a switch over a union, which then doesn't compile while a case is missing. */
export function assertNever(value: never): never {
  throw new Error(`Unexpected value: ${JSON.stringify(value)}`);
}
