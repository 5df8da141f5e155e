// The platform-neutral answer tree. Node names are mdast's where mdast has one; the others (view, disagreement, sources,
// choices) are what an answer has and Markdown has not. Text in the tree is plain: renderers escape it.
import type { Target } from './target.js';

export type Text = { readonly type: 'text'; readonly value: string };
export type Strong = { readonly type: 'strong'; readonly children: readonly Inline[] };
export type Emphasis = { readonly type: 'emphasis'; readonly children: readonly Inline[] };
export type InlineCode = { readonly type: 'inlineCode'; readonly value: string };
export type Link = { readonly type: 'link'; readonly url: string; readonly children: readonly Inline[] };
/** A moment (milliseconds since 1970), shown in each reader's own time where the platform can; elsewhere as `text`, which names its zone. */
export type Moment = { readonly type: 'moment'; readonly at: number; readonly text: string };
/** Somebody or a channel of the platform that the document is for, by the id there. */
export type Mention = { readonly type: 'mention'; readonly of: 'person' | 'channel'; readonly id: string };
export type Inline = Text | Strong | Emphasis | InlineCode | Link | Moment | Mention;

/** Where a statement comes from. `name` is how readers know the article, `date` is `YYYY` or `YYYY-MM-DD`. */
export type Citation = {
  readonly article: string;
  readonly name: string;
  readonly heading: string;
  readonly date?: string;
  readonly url?: string;
  /** What the article is called in full, and by whom it is; for the list of sources. */
  readonly title?: string;
  readonly author?: string;
  readonly publisher?: string;
};

/** The title of the answer; a document has one, as its first child. */
export type Heading = { readonly type: 'heading'; readonly children: readonly Inline[] };
export type Paragraph = { readonly type: 'paragraph'; readonly children: readonly Inline[] };

/** From and up to a character of the stored text of an article, in UTF-16 units. */
export type Span = readonly [start: number, end: number];

/** What one article says: retold in our words, or its own words where `verbatim`; `spans` say where these stand. */
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
 * The first row holds the column headings, the first cell of each further row names the row. All rows are equally long.
 * `verbatim` says that the cells are the article's own words.
 */
export type Table = { readonly type: 'table'; readonly children: readonly TableRow[]; readonly verbatim?: boolean };

export type ListItem = { readonly type: 'listItem'; readonly children: readonly Inline[]; readonly target?: Target };
export type List = { readonly type: 'list'; readonly children: readonly ListItem[] };

/** Articles contradict each other: the point ("whether it is one"), and each side where somebody wants to see them. */
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
 * Whether the words above are retold or quoted, and from where. `named` are the places that no view names, to be said under the
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
/** Things to press. `role` says what pressing one means, so that a platform can place and name the group. */
export type Choices = {
  readonly type: 'choices';
  readonly role: 'related' | 'suggestions' | 'more' | 'aspects' | 'steps' | 'examples' | 'answers';
  readonly children: readonly Choice[];
};

export type Block = Heading | Paragraph | View | Table | List | Code | Disagreement | Sources | Choices;

/** A whole answer. `about` is what brings the same document back (feedback and toggles refer to it). */
export type Document = { readonly type: 'root'; readonly children: readonly Block[]; readonly about?: Target };

/** For the end of a switch over a union: does not compile while a case is missing. */
export function assertNever(value: never): never {
  throw new Error(`Unexpected value: ${JSON.stringify(value)}`);
}
