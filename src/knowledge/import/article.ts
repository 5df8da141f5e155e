// Reads a file as an article to import: its text, its details, and what can be asked of it.

import { AppError } from '../../errors.js';
import { type Details, type ParsedArticle, wordsAt } from './blocks.js';
import { convert, convertible } from './convert.js';
import { toDate } from './dates.js';
import { decode } from './decode.js';
import { type ArticleItem, hashOf } from './entries.js';
import { type Extract, extract } from './extract.js';
import { clip } from './labels.js';
import { parseHtml, parseMadeHtml } from './parse-html.js';
import { parseMarkdown } from './parse-markdown.js';
import { parseText } from './parse-text.js';
import { parseCsv, parseJson } from './rows.js';
import { readByline } from './text-headings.js';
import { toHeading } from './write-quotes.js';

/** What people state about the article; it overrides what the file says. */
export type StatedDetails = Details & { readonly key: string };
export type ReadArticle =
  | {
      readonly type: 'article';
      readonly text: string;
      readonly item: ArticleItem;
      readonly found: Extract;
      /** The encoding that was detected. */
      readonly encoding: string;
    }
  | { readonly type: 'refused'; readonly why: string };

/** Larger files aren't articles: a book has about 1 MB of text, a web page with its scripts seldom 2 MB. */
export const maxBytes = 8 * 1024 * 1024;
/** Readable files, by extension. */
export const readable = /\.(?:txt|text|mdx?|markdown|html?|xhtml|csv|tsv|json|docx|pdf)$/i;
/** The same, for people. */
export const readableNames = '.txt, .md, .html, .csv, .json, .docx or .pdf';

/** Nobody would review more from one file. */
const mostEntries = 3000;

/** The limit of articles.yaml. */
export const longestName = 30;

/**
 * Reads the bytes of a file named `file`. Unreadable files are refused with a reason, whatever the bytes are. `takenBack` are the marks of
 * pieces that a reviewer wants although they would be left out.
 */
export async function importArticle(
  file: string,
  bytes: Uint8Array,
  given: StatedDetails,
  takenBack: ReadonlySet<string> = new Set(),
): Promise<ReadArticle> {
  if (!convertible.test(file)) return readArticle(file, bytes, given, takenBack);
  if (bytes.length > maxBytes) return { type: 'refused', why: tooLarge(bytes.length) };
  const converted = await convert(file, bytes);
  if (converted.type === 'refused') return converted;
  const format = /\.pdf$/i.test(file) ? 'PDF' : 'Word';
  return read(file, format, () => parseMadeHtml(converted.html), given, takenBack);
}

/** Reads text, Markdown, HTML, CSV and JSON, as `importArticle` does. */
export function readArticle(
  file: string,
  bytes: Uint8Array,
  given: StatedDetails,
  takenBack: ReadonlySet<string> = new Set(),
): ReadArticle {
  if (bytes.length > maxBytes) return { type: 'refused', why: tooLarge(bytes.length) };
  if (!readable.test(file)) return { type: 'refused', why: `is not a readable article: ${readableNames}` };
  const decoded = decode(bytes);
  if (decoded.type === 'refused') return decoded;
  return read(file, decoded.encoding, () => parserFor(file, decoded.text)(decoded.text), given, takenBack);
}

function read(
  file: string,
  encoding: string,
  parse: () => ParsedArticle,
  given: StatedDetails,
  takenBack: ReadonlySet<string>,
): ReadArticle {
  let parsed: ParsedArticle;
  try {
    parsed = parse();
  } catch (error) {
    // A parser may give up on malicious input (endless nesting); the folder's other files go on.
    if (error instanceof AppError) return { type: 'refused', why: error.message };
    return {
      type: 'refused',
      why: `cannot be parsed (${error instanceof Error ? error.name : 'unknown error'}): is it broken?`,
    };
  }
  if (!parsed.blocks.some(({ type }) => ['paragraph', 'item', 'table', 'code'].includes(type)))
    return { type: 'refused', why: 'has no text that could be quoted' };
  const { text } = parsed;
  const details = { ...bylineOf(parsed), ...parsed.details };
  const about = { ...details, ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) };
  const first = parsed.blocks.find(({ type }) => type === 'heading');
  const title =
    oneLine(about.title) ?? titleFrom(file) ?? oneLine(first && text.slice(first.start, first.end)) ?? 'Untitled';
  const names = [about.publisher, about.author].flatMap((name) => oneLine(name) ?? []);
  const found = extract(parsed, { title, names, isTakenBack: (words) => takenBack.has(markOf(words)) });
  if (found.findings.length > mostEntries)
    return {
      type: 'refused',
      why: `would become ${found.findings.length} entries, at most ${mostEntries} are made of one file: split it`,
    };
  const optional = {
    author: oneLine(about.author),
    publisher: oneLine(about.publisher),
    date: toDate(about.date),
    url: about.url !== undefined && /^https?:\/\/\S+$/.test(about.url) ? about.url : undefined,
  };
  const item: ArticleItem = {
    key: given.key,
    name: clip(names[0] ?? title, longestName),
    title,
    ...(Object.fromEntries(
      Object.entries(optional).filter(([, value]) => value !== undefined),
    ) as Partial<ArticleItem>),
    headings: [...new Set(found.headings.map(toHeading))],
    sha256: hashOf(text),
  };
  return { type: 'article', text, item, found, encoding };
}

/** How a reviewer refers to a left-out piece. */
export const markOf = (words: string) => hashOf(words).slice(0, 8);

/** States a file's size and the limit. */
export function tooLarge(bytes: number): string {
  const megabytes = (count: number) => `${Math.round(count / 1024 / 1024)} MB`;
  return `is ${megabytes(bytes)} large, at most ${megabytes(maxBytes)} are read: split it, or save its text alone`;
}

function parserFor(file: string, text: string): (source: string) => ParsedArticle {
  if (/\.[ct]sv$/i.test(file)) return parseCsv;
  if (/\.json$/i.test(file)) return parseJson;
  if (/\.(?:html?|xhtml)$/i.test(file) || /^\s*<(?:!doctype html|html[\s>])/i.test(text)) return parseHtml;
  return /\.(?:mdx?|markdown)$/i.test(file) ? parseMarkdown : parseText;
}

// For articles that name their author and date only in a line near the top.
const topBlocks = 8;
function bylineOf({ text, blocks }: ParsedArticle): Details {
  const found = blocks.slice(0, topBlocks).map((block, at) => readByline(wordsAt(text, block), at) ?? {});
  return Object.assign({}, ...found.reverse());
}

const longestTitle = 200;
function oneLine(words: string | undefined): string | undefined {
  const line = words?.replace(/\s+/g, ' ').trim().slice(0, longestTitle);
  return line === undefined || line === '' ? undefined : line;
}

// A number or a hash makes no title.
function titleFrom(file: string): string | undefined {
  const name = (file.split(/[\\/]/).at(-1) ?? file)
    .replace(/\.\w+$/, '')
    .replace(/[-_\s]+/g, ' ')
    .trim();
  if (!/\p{L}{3,}/u.test(name) || /\d[a-f\d]{7,}|[a-f\d]{7,}\d/.test(name)) return undefined;
  return name.charAt(0).toUpperCase() + name.slice(1);
}
