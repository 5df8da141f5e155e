// Shared by the readers of a knowledge folder: where problems are reported, and how texts and citations are read.

import { parseInline } from '../document/markdown.js';
import type { Citation, Inline, View } from '../document/nodes.js';
import { inlineText } from '../document/plain.js';
import type { Entry } from '../engine/entry.js';
import type { ReadCitations } from './citations.js';
import type { CheckQuoted } from './quoted.js';
import { lengths } from './schemas.js';
import type { Problem } from './yaml.js';

/** A parsed entry, and the lines of its parts. `lineOf` takes a path of front matter or item keys. */
export type Draft = {
  readonly entry: Entry;
  readonly file: string;
  readonly lineOf: (path: readonly PropertyKey[]) => number;
  /** The entry whose question this one answers too. */
  readonly sameAs?: string;
};

export type ReportLine = (file: string, line: number, message: string) => void;

export type ReadContext = {
  readonly report: ReportLine;
  /** One line of Markdown, with at most `limit` characters of text. */
  readonly text: (source: string, file: string, line: number, limit: number) => readonly Inline[];
  readonly citations: (source: string, file: string, line: number) => readonly Citation[];
  /** Reports quotation marks whose words aren't the article's, if the articles are available. */
  readonly quoted: (children: readonly Inline[], citations: readonly Citation[], file: string, line: number) => void;
  /** Whether a job in a task table has no word that distinguishes it from others. */
  readonly tellsNothing: (phrase: string) => boolean;
  /** The stored text of an article, by key; undefined if none is stored. */
  readonly articleText: ArticleText;
};
export type ArticleText = (key: string) => string | undefined;

/** A context that collects into `problems`. */
export function createReadContext(
  problems: Problem[],
  readCitations: ReadCitations,
  articleText: ArticleText,
  checkQuoted: CheckQuoted = () => [],
  tellsNothing: (phrase: string) => boolean = () => false,
): ReadContext {
  const report = (file: string, line: number, message: string) => {
    problems.push({ file, line, message });
  };
  return {
    report,
    text: (source, file, line, limit) => {
      const parsed = parseInline(source);
      for (const problem of parsed.problems) report(file, line, problem.message);
      checkLength(parsed.children, limit, (message) => report(file, line, message));
      return parsed.children;
    },
    citations: (source, file, line) => readCitations(source, (message) => report(file, line, message)),
    quoted: (children, citations, file, line) => {
      for (const message of checkQuoted(inlineText(children), citations)) report(file, line, message);
    },
    tellsNothing,
    articleText,
  };
}

/** Reports text that is too long for a chat. */
export function checkLength(nodes: readonly Inline[], limit: number, report: (message: string) => void): void {
  const { length } = inlineText(nodes);
  if (length > limit) report(`is ${length} characters long, at most ${limit} fit a chat: shorten it`);
}

/** Reports an answer, or a first sentence, that is too long for a chat. */
export function checkAnswer(answer: readonly Inline[], report: (message: string) => void): void {
  checkLength(answer, lengths.answer, (message) => report(`the answer ${message}`));
  const [first] = inlineText(answer).split(/(?<=[.?])\s/);
  if ((first ?? '').length > lengths.sentence) {
    report(
      `the first sentence of the answer is ${first?.length} characters long, at most ${lengths.sentence}: shorten it`,
    );
  }
}

/** Everything these views cite, to prove the quotations in their answer. */
export const citationsOf = (views: readonly View[]): readonly Citation[] => views.flatMap(({ citations }) => citations);
