// The engine's data: entries, and the few things around them. Plain data, read from files elsewhere.
import type { Citation, Inline, View } from '../document/nodes.js';

export type EntryKind = 'definition' | 'comparison' | 'faq' | 'figure' | 'product';

/** A short statement on one aspect. Two entries are compared by the aspects they share. */
export type Fact = {
  readonly aspect: string;
  readonly text: readonly Inline[];
  readonly citations: readonly Citation[];
};

/** A column of a comparison, and the entries it is about. */
type Column = { readonly label: string; readonly entries: readonly string[] };
/** A row: its name, other words for it, and a cell per column. */
export type Row = {
  readonly label: string;
  readonly words: readonly string[];
  readonly cells: readonly (readonly Inline[])[];
  readonly citations: readonly Citation[];
};
/** A sentence on two columns of a table, by index; the answer is on all of them. */
export type PairSentence = {
  readonly columns: readonly [number, number];
  readonly text: readonly Inline[];
  readonly citations: readonly Citation[];
};
/** `tasks`: a table of jobs and verdicts, which answers "which should I use for ...?", rather than of aspects. */
export type EntryTable = {
  readonly rowHeading: string;
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
  readonly tasks: boolean;
  /** For a table narrowed to two columns. For a pair without a sentence, the rows are the answer. */
  readonly pairs?: readonly PairSentence[];
  /** Whether the cells are an article's own words. */
  readonly verbatim?: boolean;
};

/** Whether the thing is an LLM; `both` is a product built on one that does more. */
type Classification = {
  readonly verdict: 'yes' | 'no' | 'both';
  readonly text: readonly Inline[];
  readonly citations: readonly Citation[];
};

export type EntryDisagreement = { readonly point: readonly Inline[]; readonly views: readonly View[] };

/**
 * Answers a question. An entry of quotes has no answer in our words: its views, or its table, say it all.
 * `merged` are ids of entries on the same question whose views it shows; old buttons may use them.
 */
export type Entry = {
  readonly id: string;
  readonly merged?: readonly string[];
  readonly kind: EntryKind;
  readonly title: string;
  /** Short form of the title, for buttons and follow-ups. */
  readonly label: string;
  readonly aliases: readonly string[];
  /** Ways people ask for it. */
  readonly questions: readonly string[];
  readonly asOf?: number;
  readonly related: readonly string[];
  /** The entries that it lists, in order: "which tools make video?" shows Runway, Sora and Pika. */
  readonly lists?: readonly string[];
  readonly answer: readonly Inline[];
  readonly views: readonly View[];
  readonly facts: readonly Fact[];
  readonly table?: EntryTable;
  /** What to add to any verdict of a task table. */
  readonly exception?: View;
  readonly disagreement?: EntryDisagreement;
  readonly classification?: Classification;
};

/** Whether an entry is made of quotes, without words of ours. */
export const isQuoted = ({ answer, views, table }: Entry): boolean =>
  answer.length === 0 && (views.some(({ verbatim }) => verbatim) || table?.verbatim === true);

/** A step of the guided choice: a question with options, each leading to a step or a verdict. */
export type GuideStep = {
  readonly id: string;
  readonly question: readonly Inline[];
  readonly citations: readonly Citation[];
  readonly options: readonly { readonly label: string; readonly to: string }[];
};
export type GuideVerdict = {
  readonly id: string;
  readonly answer: readonly Inline[];
  readonly citations: readonly Citation[];
  readonly entry: string;
};
export type Guide = {
  readonly start: string;
  readonly steps: readonly GuideStep[];
  readonly verdicts: readonly GuideVerdict[];
};

/** The bot's own messages. */
export type Messages = {
  readonly help: {
    readonly title: string;
    readonly text: string;
    readonly examples: readonly string[];
    readonly asked: readonly string[];
    readonly privacy: string;
    /** What is kept of people; `{days}` stands for how long. */
    readonly kept: string;
  };
  readonly unanswered: { readonly title: string; readonly text: string };
  /** `single` is the title if there is only one thing to offer. */
  readonly suggested: { readonly title: string; readonly text: string; readonly single?: string };
  readonly limited: { readonly title: string; readonly text: string };
  readonly terms: { readonly title: string };
  readonly gone: { readonly title: string; readonly text: string };
  /** Before and after everything kept on a person is deleted. */
  readonly forget: { readonly title: string; readonly text: string };
  readonly forgotten: { readonly title: string; readonly text: string };
  /** The list of questions without a good answer; the text if there is none; and for people who may not see it. */
  readonly gaps: { readonly title: string; readonly text: string; readonly none: string; readonly refused: string };
  /** The database cannot be used. */
  readonly unreachable: { readonly title: string; readonly text: string };
};

export type Article = {
  readonly key: string;
  readonly name: string;
  readonly title: string;
  /** The article has no title, so this one is ours. */
  readonly ourTitle?: boolean;
  readonly author?: string;
  readonly publisher?: string;
  readonly date?: string;
  readonly url?: string;
};

export type Tip = {
  readonly id: string;
  readonly entry: string;
  readonly text: readonly Inline[];
  readonly citations: readonly Citation[];
};

/** Words that mean the same in this field, words without meaning for a question, and terms that no entry is about. */
export type Vocabulary = {
  readonly synonyms: readonly (readonly string[])[];
  readonly filler: readonly string[];
  readonly outside: readonly string[];
  /** How people name an article in passing: "according to Fiverr". */
  readonly sayings?: readonly string[];
};

/** Questions that no entry answers, and what people say to the bot or ask about it; both are learned from. */
export type Beside = { readonly outside: readonly string[]; readonly smallTalk: readonly string[] };

export type Knowledge = {
  readonly articles: readonly Article[];
  readonly entries: readonly Entry[];
  readonly tips: readonly Tip[];
  readonly vocabulary: Vocabulary;
  readonly beside: Beside;
  readonly guide: Guide;
  readonly messages: Messages;
};
