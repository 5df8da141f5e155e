// A workspace's own answer: parsing and checking what was typed, and how the answer is shown. Pure.
import { choice, choices, document, heading, inline, paragraph, tableRow, text } from '../document/build.js';
import { type MarkdownBlock, parseMarkdown } from '../document/markdown.js';
import type { Block, Document, Inline } from '../document/nodes.js';
import { inlineText } from '../document/plain.js';
import type { Target } from '../document/target.js';
import type { Entry } from '../engine/entry.js';
import type { TaughtAnswer, TaughtContent } from './ports.js';

/** The limits of the form's fields, in characters. */
export const most = { question: 200, ways: 1_500, answer: 2_000, source: 400, term: 60 } as const;
// The first paragraph must be short, as in the entries.
const mostFirst = 360;
const mostWays = 20;
const mostLabel = 40;

/** The fields as typed; `ways` has one per line, `source` is a title and a link. */
export type Typed = {
  readonly question: string;
  readonly ways: string;
  readonly answer: string;
  readonly source: string;
  readonly term: string;
};

/** The typed fields as content; `problems` are sentences for whoever typed them, none if it can be published. */
export function readTyped(typed: Partial<Typed>): {
  readonly content: TaughtContent;
  readonly problems: readonly string[];
} {
  const question = oneLine(typed.question ?? '').slice(0, most.question);
  const ways = unique((typed.ways ?? '').split('\n').map((way) => oneLine(way).slice(0, most.question)));
  const answer = (typed.answer ?? '').replaceAll('\r\n', '\n').trim();
  const term = oneLine(typed.term ?? '').slice(0, most.term);
  const { source, problem } = readSource(oneLine(typed.source ?? ''));
  const content = {
    question,
    ways: ways.filter((way) => way !== question).slice(0, mostWays),
    answer,
    ...(source === undefined ? {} : { source }),
    ...(term === '' ? {} : { term }),
  };
  const problems = [
    ...(question === '' ? ['There is no question: say what people ask.'] : []),
    ...(ways.length > mostWays ? [`At most ${mostWays} other ways to ask are kept.`] : []),
    ...(problem === undefined ? [] : [problem]),
    ...problemsOf(answer),
  ];
  return { content, problems };
}

/** The fields that would produce this content. */
export function typedOf({ question, ways, answer, source, term = '' }: TaughtContent): Typed {
  const said = source === undefined ? '' : `${source.title} ${source.url ?? ''}`.trim();
  return { question, ways: ways.join('\n'), answer, source: said, term };
}

function readSource(typed: string): { readonly source?: TaughtContent['source']; readonly problem?: string } {
  if (typed === '') return {};
  const url = /\bhttps?:\/\/[^\s<>()[\]]+/i.exec(typed)?.[0];
  if (url === undefined) return { source: { title: typed.slice(0, most.source) } };
  const title = oneLine(typed.replace(url, ' ').replace(/[<>()[\]|]+/g, ' ')).replace(/[\s:,-]+$/, '');
  // Problems are reported on every preview until they are fixed.
  return isSafe(url)
    ? { source: { title: title === '' ? new URL(url).host : title, url } }
    : { source: { title, url }, problem: 'The link of the source must begin with https:// and lead to a site.' };
}

function isSafe(url: string): boolean {
  return URL.canParse(url) && new URL(url).protocol === 'https:' && new URL(url).username === '';
}

function problemsOf(answer: string): readonly string[] {
  if (answer === '') return ['There is no answer.'];
  if (answer.length > most.answer) return [`The answer is longer than ${most.answer} characters.`];
  const { blocks, problems } = parseMarkdown(answer, { lists: true });
  const [first] = blocks;
  const links = [...linksIn(blocks.flatMap(inlinesOf))];
  return [
    ...problems.map(({ line, message }) => `Answer, line ${line}: ${message}.`),
    ...blocks.flatMap(({ type, line }) =>
      type === 'heading' || type === 'blockquote'
        ? [`Answer, line ${line}: use paragraphs, lists and tables; headings and quotes are for articles.`]
        : [],
    ),
    ...(first === undefined || first.type === 'paragraph' ? [] : ['The answer begins with a paragraph.']),
    ...(first?.type === 'paragraph' && inlineText(first.children).length > mostFirst
      ? [`The first paragraph is longer than ${mostFirst} characters: begin with the short answer.`]
      : []),
    ...links.filter((url) => !isSafe(url)).map((url) => `A link must begin with https://, not "${url.slice(0, 40)}".`),
  ];
}

function inlinesOf(block: MarkdownBlock): readonly Inline[] {
  switch (block.type) {
    case 'heading':
    case 'paragraph':
      return block.children;
    case 'blockquote':
      return block.paragraphs.flat();
    case 'list':
      return block.items.flat();
    case 'table':
      return block.rows.flatMap(({ cells }) => cells.flat());
  }
}

function linksIn(inlines: readonly Inline[]): readonly string[] {
  return inlines.flatMap((each) => {
    const inner = 'children' in each ? linksIn(each.children) : [];
    return each.type === 'link' ? [each.url, ...inner] : inner;
  });
}

// It was checked when it was taught; content from elsewhere loses whatever isn't safe.
function blocksOf(answer: string): readonly Block[] {
  return parseMarkdown(answer, { lists: true }).blocks.flatMap(shownAs);
}

function shownAs(block: MarkdownBlock): readonly Block[] {
  switch (block.type) {
    case 'heading':
    case 'paragraph':
      return [paragraph(safe(block.children))];
    case 'blockquote':
      return block.paragraphs.map((each) => paragraph(safe(each)));
    case 'list':
      return [{ type: 'list', children: block.items.map((item) => ({ type: 'listItem', children: safe(item) })) }];
    case 'table':
      return [{ type: 'table', children: block.rows.map(({ cells }) => tableRow(cells.map(safe))) }];
  }
}

function safe(inlines: readonly Inline[]): readonly Inline[] {
  return inlines.flatMap((each): readonly Inline[] => {
    if (each.type === 'link' && !isSafe(each.url)) return safe(each.children);
    return 'children' in each ? [{ ...each, children: safe(each.children) }] : [each];
  });
}

const ownMark = 'Answer of this server';

/** The answer as shown. `rest` leads to what the articles say on the same question: as a button, never mixed into the text. */
export function answerDocument(answer: TaughtAnswer, rest?: Target): Document {
  const { source, at, question, term } = answer;
  const day = new Date(at).toISOString().slice(0, 10);
  const from: readonly Inline[] =
    source === undefined
      ? [text('no source given')]
      : [
          text('source: '),
          source.url === undefined || !isSafe(source.url)
            ? text(source.title)
            : { type: 'link', url: source.url, children: inline(source.title) },
        ];
  return document(
    [
      heading(term ?? question),
      ...blocksOf(answer.answer),
      paragraph([
        { type: 'emphasis', children: [text(`${ownMark}, not from the articles; `)] },
        ...from,
        text(`; ${day}. Whoever may use /ai-teach here can change it.`),
      ]),
      ...choices('related', rest === undefined ? [] : [choice('What the articles say', rest)]),
    ],
    { type: 'entry', id: answer.id },
  );
}

/** The answer as an entry for the engine. */
export function entryOf({ id, question, ways, answer, term }: TaughtAnswer): Entry {
  const inlines = parseMarkdown(answer, { lists: true }).blocks.flatMap((block) => [...inlinesOf(block), text(' ')]);
  return {
    id,
    kind: term === undefined ? 'faq' : 'definition',
    title: term ?? question,
    label: cut(term ?? question, mostLabel),
    aliases: term === undefined ? [] : [term],
    questions: unique([question, ...ways]),
    related: [],
    answer: inlines,
    views: [],
    facts: [],
  };
}

/** At most `length` characters, whole ones. */
export function cut(words: string, length: number): string {
  const characters = [...words];
  return characters.length <= length
    ? words
    : `${characters
        .slice(0, length - 1)
        .join('')
        .trimEnd()}…`;
}

function oneLine(words: string): string {
  return words.replace(/\s+/g, ' ').trim();
}

function unique(words: readonly string[]): readonly string[] {
  return [...new Set(words)].filter((each) => each !== '');
}
