// Reads a Markdown file as an entry: front matter, answer, views, and the tables, facts, disagreement and exception in its body.
import { type MarkdownBlock, parseMarkdown } from '../document/markdown.js';
import type { Inline, View } from '../document/nodes.js';
import { inlineText } from '../document/plain.js';
import type { Entry, EntryDisagreement } from '../engine/entry.js';
import { checkAnswer, checkLength, citationsOf, type Draft, type ReadContext } from './context.js';
import { readFacts, readTable } from './entry-table.js';
import { disproveQuote } from './quote.js';
import { type FrontMatter, frontMatter, lengths } from './schemas.js';
import { readSource, type SourceFile } from './source.js';
import { type Problem, parseYaml } from './yaml.js';

type EntrySection = 'body' | 'pairs' | 'facts' | 'disagreement' | 'exception';

const sections: Readonly<Record<string, EntrySection>> = {
  Pairs: 'pairs',
  Facts: 'facts',
  Disagreement: 'disagreement',
  Exception: 'exception',
};

/** Reads the text of an entry file. Undefined if its front matter is broken; other problems leave parts out. */
export function readEntryFile(
  source: string,
  file: string,
  problems: Problem[],
  context: ReadContext,
): Draft | undefined {
  const [, head = '', body = ''] = /^---\r?\n([\s\S]*?)\r?\n---[ \t]*(?:\r?\n|$)([\s\S]*)$/.exec(source) ?? [];
  if (head === '') {
    context.report(file, 1, 'must start with front matter between two lines of ---');
    return undefined;
  }
  const front = parseYaml(head, frontMatter, file, problems, 2);
  if (front === undefined) return undefined;
  const firstLine = head.split('\n').length + 3;
  const { sameAs, verbatim, title } = front.value;
  if (!verbatim && title.length > lengths.title)
    context.report(
      file,
      front.lineOf(['title']),
      `title: must be at most ${lengths.title} characters long: shorten it`,
    );
  return {
    entry: readBody(front.value, body, firstLine, file, context),
    file,
    lineOf: front.lineOf,
    ...(sameAs === undefined ? {} : { sameAs }),
  };
}

function readBody(front: FrontMatter, body: string, firstLine: number, file: string, context: ReadContext): Entry {
  const parsed = parseMarkdown(body);
  const lineOf = (line: number) => line + firstLine - 1;
  const report = (line: number, message: string) => context.report(file, lineOf(line), message);
  for (const problem of parsed.problems) report(problem.line, problem.message);
  const parts = splitSections(parsed.blocks, report);
  const at = { front, file, context, lineOf, report };
  const [answer = [], ...more] = paragraphsOf(parts.body);
  const [first, second] = parts.body.filter((block) => block.type === 'paragraph').map((block) => block.line);
  // Quotes, or quoted cells, are an answer by themselves.
  if (answer.length === 0 && !front.verbatim) report(1, 'has no answer: write a paragraph before the first quote');
  if (more.length > 0)
    report(second ?? 1, 'has more than one paragraph of answer: make it one, or a quote with its citation');
  checkAnswer(answer, (message) => report(first ?? 1, message));
  if (front.verbatim && !parts.body.some(({ type }) => type === 'blockquote' || type === 'table'))
    report(1, 'has no quote: an entry that is word for word needs one');
  const views = readViews(parts.body, at);
  if (!front.verbatim) context.quoted(answer, citationsOf(views), file, lineOf(first ?? 1));
  const table = readTable(parts.body, parts.pairs, at);
  const [exception] = readViews(parts.exception, at);
  const disagreement = readDisagreement(parts.disagreement, at);
  return {
    id: front.id,
    kind: front.kind,
    title: front.title,
    label: front.label ?? front.title,
    aliases: front.aliases,
    questions: front.questions,
    related: front.related,
    answer,
    views,
    facts: readFacts(parts.facts, at),
    ...(front.lists.length === 0 ? {} : { lists: front.lists }),
    ...(front.asOf === undefined ? {} : { asOf: front.asOf }),
    ...(table === undefined ? {} : { table }),
    ...(exception === undefined ? {} : { exception }),
    ...(disagreement === undefined ? {} : { disagreement }),
  };
}

function splitSections(
  blocks: readonly MarkdownBlock[],
  report: SourceFile['report'],
): Record<EntrySection, MarkdownBlock[]> {
  const parts: Record<EntrySection, MarkdownBlock[]> = {
    body: [],
    pairs: [],
    facts: [],
    disagreement: [],
    exception: [],
  };
  let section: EntrySection = 'body';
  for (const block of blocks) {
    if (block.type !== 'heading') {
      parts[section].push(block);
      continue;
    }
    const name = inlineText(block.children);
    const known = Object.hasOwn(sections, name) ? sections[name] : undefined;
    if (known === undefined)
      report(block.line, `unknown section "${name}": ${Object.keys(sections).join(', ')} are known`);
    else section = known;
  }
  return parts;
}

function paragraphsOf(blocks: readonly MarkdownBlock[]): (readonly Inline[])[] {
  return blocks.flatMap((block) => (block.type === 'paragraph' ? [block.children] : []));
}

function readViews(blocks: readonly MarkdownBlock[], at: SourceFile): View[] {
  return blocks.flatMap((block) => {
    if (block.type !== 'blockquote') return [];
    const [text, cite, ...rest] = block.paragraphs;
    if (text === undefined || cite === undefined || rest.length > 0) {
      at.report(block.line, 'missing citation: a quote is one paragraph of text and one with "article > heading"');
      return [];
    }
    const { citations, spans } = readSource(cite, block.line, at, disproveQuote, inlineText(text));
    checkLength(text, spans === undefined ? lengths.view : lengths.quote, (message) =>
      at.report(block.line, `the view ${message}`),
    );
    if (spans === undefined) at.context.quoted(text, citations, at.file, at.lineOf(block.line));
    if (citations.length === 0) return [];
    return [
      {
        type: 'view',
        verbatim: spans !== undefined,
        ...(spans === undefined ? {} : { spans }),
        children: text,
        citations,
      },
    ];
  });
}

function readDisagreement(blocks: readonly MarkdownBlock[], at: SourceFile): EntryDisagreement | undefined {
  const [first] = blocks;
  if (first === undefined) return undefined;
  const [point] = paragraphsOf(blocks);
  const views = readViews(blocks, at);
  if (point === undefined || views.length < 2) {
    at.report(first.line, 'a disagreement is one sentence and a quote with its citation for each side');
    return undefined;
  }
  return { point, views };
}
