// Markdown to the tree of a page, and that to blocks. Front matter tells the details of the article; components of documentation
// sites (MDX, admonitions) give way to what they hold.
import MarkdownIt from 'markdown-it';
import { parseDocument } from 'yaml';
import type { Details, ParsedArticle } from './blocks.js';
import { toDate } from './dates.js';
import { parseMadeHtml } from './parse-html.js';

// markdown-it takes time linear in the length of what it reads, and has a bound on nesting.
const markdown = new MarkdownIt({ html: true });

export function parseMarkdown(source: string): ParsedArticle {
  const { head, body } = splitFrontMatter(source);
  const article = parseMadeHtml(withoutRawText(markdown.render(readable(body))));
  return { ...article, details: { ...article.details, ...readFrontMatter(head) } };
}

// Within these a page's parser reads no tags: one that is not closed (an <iframe/> of MDX) would swallow the rest.
function withoutRawText(html: string): string {
  const rest = html.replace(/<\/?(?:title|textarea|xmp|iframe|noembed|noframes|plaintext)\b[^<>]*>/gi, ' ');
  const count = (pattern: RegExp) => rest.match(pattern)?.length ?? 0;
  const isClosed = count(/<(?:script|style)\b/gi) === count(/<\/(?:script|style)\b/gi);
  return isClosed ? rest : rest.replace(/<\/?(?:script|style)\b[^<>]*>/gi, ' ');
}

const longestFrontMatter = 20_000;
function splitFrontMatter(source: string): { readonly head: string; readonly body: string } {
  if (!/^---[ \t]*\n/.test(source)) return { head: '', body: source };
  const end = /\n---[ \t]*(?:\n|$)/.exec(source.slice(0, longestFrontMatter));
  if (end === null) return { head: '', body: source };
  return { head: source.slice(source.indexOf('\n') + 1, end.index), body: source.slice(end.index + end[0].length) };
}

/** A component that is open, and how far what it holds is indented. */
type Component = { readonly isFold: boolean; indent?: number };

// Deeper than this the parser reads no further.
const mostQuotes = 20;
const deepestIndent = 60;

/** Lines as plain Markdown has them: what is of MDX, of templates or of admonitions is gone, with blank lines in its place. */
function readable(body: string): string {
  const out: string[] = [];
  const open: Component[] = [];
  let fence: string | undefined;
  let tag: string[] | undefined;
  for (const written of body.split('\n')) {
    // No mark of a component or a template stands in a line of this length, and looking for one takes long.
    if (written.length > longestLine) {
      out.push(written);
      continue;
    }
    const line = dedented(written, open);
    const [, mark] = /^\s{0,60}(?:[-*+>] |\d{1,3}[.)] )?\s{0,60}(`{3,}|~{3,})/.exec(line) ?? [];
    if (mark !== undefined && (fence === undefined || (mark.startsWith(fence) && line.trim() === mark))) {
      fence = fence === undefined ? mark : undefined;
      out.push(line);
      continue;
    }
    if (fence !== undefined) {
      out.push(line);
      continue;
    }
    // A component whose attributes stand on lines of their own.
    if (tag !== undefined) {
      tag.push(line.trim());
      if (!line.includes('>') && tag.length < mostTagLines) continue;
      out.push(...readLine(tag.join(' '), open));
      tag = undefined;
    } else if (/^\s*<[A-Z][\w.]*\b[^<>]*$/.test(line)) tag = [line.trimEnd()];
    else out.push(...readLine(line, open));
  }
  return [...out, ...(tag ?? [])].join('\n');
}
const mostTagLines = 20;
const longestLine = 2000;

// What a component holds is often indented, as deep as code would be.
function dedented(line: string, open: Component[]): string {
  const last = open.at(-1);
  if (last === undefined || line.trim() === '') return line;
  const own = line.length - line.trimStart().length;
  last.indent ??= own;
  return line.slice(Math.min(own, last.indent));
}

function readLine(line: string, open: Component[]): readonly string[] {
  if (/^(?:import|export)\s.*(?:from\s*['"]|=\s|['"];?\s*$)/.test(line)) return [''];
  const [, close, name, attributes = ''] = /^\s*<(\/?)([A-Z][\w.]*)\b([^<>]*)>\s*$/.exec(line) ?? [];
  if (name !== undefined) return readComponent(close === '/', attributes, open);
  if (/^\s*:::|^\s*\[\[?toc\]?\]\s*$/i.test(line))
    return ['', bold(/^\s*:::+\s*\w+[ [{]+([^\]}]+)/.exec(line)?.[1]), ''];
  const [, title] = /^(?:!!!|\?\?\?\+?)\s+\w+(?:\s+"([^"]*)")?\s*$/.exec(line) ?? [];
  if (/^(?:!!!|\?\?\?)/.test(line)) return ['', bold(title), ''];
  if (/^\s*<\/?(?:details|div|section|center|aside|summary)\b[^<>]*>\s*$/i.test(line) || /<\/summary>\s*$/i.test(line))
    return ['', line, ''];
  return [
    line
      .replace(/\{%[^%]*%\}|\{\{[^{}]*\}\}|\{\/\*.*\*\/\}/g, '')
      .replace(/^(\s*>\s*)\[!\w+\]/, '$1')
      .replace(/^(?:\s?>){21,}/, (quotes) => '> '.repeat(Math.min(mostQuotes, quotes.length)))
      .replace(/^ {61,}/, ' '.repeat(deepestIndent)),
  ];
}

const bold = (title: string | undefined) => (title === undefined || title.trim() === '' ? '' : `**${title.trim()}**`);

// A component with a title is a fold: an accordion, a tab, a step.
function readComponent(isClosed: boolean, attributes: string, open: Component[]): readonly string[] {
  if (isClosed) return open.pop()?.isFold === true ? ['', '</details>', ''] : [''];
  const [, quoted, braced] =
    /\b(?:title|question|label|summary|header|heading)=(?:"([^"]*)"|\{?['"`]([^'"`]*)['"`]\}?)/.exec(attributes) ?? [];
  const title = quoted ?? braced ?? '';
  const isFold = title !== '';
  if (attributes.trimEnd().endsWith('/')) return ['', bold(title), ''];
  open.push({ isFold });
  return isFold ? ['', `<details><summary>${markdown.utils.escapeHtml(title)}</summary>`, ''] : [''];
}

function readFrontMatter(head: string): Details {
  if (head === '') return {};
  const parsed = parseDocument(head, { prettyErrors: false });
  const value: unknown = parsed.errors.length > 0 ? undefined : safely(() => parsed.toJS({ maxAliasCount: 0 }));
  if (typeof value !== 'object' || value === null) return {};
  const read = (...names: readonly string[]) => {
    const name = names.find((each) => Object.hasOwn(value, each));
    const found: unknown = name === undefined ? undefined : (value as Record<string, unknown>)[name];
    if (found instanceof Date) return found.toISOString().slice(0, 10);
    return typeof found === 'string' || typeof found === 'number' ? String(found).trim() || undefined : undefined;
  };
  const found = {
    title: read('title'),
    author: read('author', 'by'),
    publisher: read('publisher', 'site'),
    date: toDate(read('date', 'published', 'updated')),
    url: read('url', 'canonical', 'canonical_url', 'link'),
  };
  return Object.fromEntries(Object.entries(found).filter(([, each]) => each !== undefined));
}

function safely(read: () => unknown): unknown {
  try {
    return read();
  } catch {
    return undefined;
  }
}
