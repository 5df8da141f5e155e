// Parses Markdown into the tree of a page, and that into blocks. Front matter gives the article's details; components of documentation sites
// (MDX, admonitions) are replaced by their content.
import MarkdownIt from 'markdown-it';
import definitionLists from 'markdown-it-deflist';
import { parseDocument } from 'yaml';
import type { Details, ParsedArticle } from './blocks.js';
import { toDate } from './dates.js';
import { parseMadeHtml } from './parse-html.js';

// markdown-it takes linear time and limits nesting.
const markdown = new MarkdownIt({ html: true }).use(definitionLists);

export function parseMarkdown(source: string): ParsedArticle {
  const { head, body } = splitFrontMatter(source);
  const article = parseMadeHtml(withoutRawText(markdown.render(withFootnotes(readable(body)))));
  return { ...article, details: { ...article.details, ...readFrontMatter(head) } };
}

// Inside these, an HTML parser reads no tags: an unclosed one (an <iframe/> in MDX) would swallow the rest.
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

/** An open component, and the indentation of its content. `outer`: it ends at a line that is indented no more than this. */
type Component = {
  readonly type: 'tag' | 'fence' | 'indented';
  readonly isFold: boolean;
  readonly outer?: number;
  indent?: number;
};

// The parser reads no deeper than this.
const mostQuotes = 20;
const deepestIndent = 60;

/** Plain Markdown: syntax of MDX, templates and admonitions is replaced by blank lines. */
function readable(body: string): string {
  const out: string[] = [];
  const open: Component[] = [];
  let fence: string | undefined;
  let tag: string[] | undefined;
  for (const written of body.split('\n')) {
    // No line this long has component or template syntax, and searching it is slow.
    if (written.length > longestLine) {
      out.push(written);
      continue;
    }
    if (fence === undefined) out.push(...closeIndented(written, open));
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
    // A component whose attributes are on lines of their own.
    if (tag !== undefined) {
      tag.push(line.trim());
      if (!line.includes('>') && tag.length < mostTagLines) continue;
      out.push(...readLine(tag.join(' '), open));
      tag = undefined;
    } else if (/^\s*<[A-Z][\w.]*\b[^<>]*$/.test(line)) tag = [line.trimEnd()];
    else out.push(...readLine(line, open));
  }
  return [...out, ...(tag ?? []), ...open.splice(0).flatMap(closing)].join('\n');
}
const mostTagLines = 20;
const longestLine = 2000;

// A component's content is often indented as far as code would be.
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
  if (/^\s*\[\[?toc\]?\]\s*$/i.test(line)) return [''];
  if (/^\s*:::/.test(line)) return readContainer(line, open);
  const admonition = /^(?:!!!|\?\?\?\+?)\s+\w+(?: (?:inline|end)){0,2}(?:\s+"([^"]*)")?\s*$/.exec(line);
  if (admonition !== null) return openPart('indented', admonition[1], open, 0);
  if (/^\s*<\/?(?:details|div|section|center|aside|summary)\b[^<>]*>\s*$/i.test(line) || /<\/summary>\s*$/i.test(line))
    return ['', line, ''];
  return [
    line
      .replace(/\{%[^%]*%\}|\{\{[^{}]*\}\}|\{\/\*.*\*\/\}/g, '')
      .replace(/^([\s>*+\d.)-]{0,40}>\s{0,4})\[!\w+\]/, '$1')
      // The box of a task.
      .replace(/^(\s{0,60}(?:[-*+]|\d{1,3}[.)]) {1,4})\[[ xX]\] /, '$1')
      .replace(/^(?:\s?>){21,}/, (quotes) => '> '.repeat(Math.min(mostQuotes, quotes.length)))
      .replace(/^ {61,}/, ' '.repeat(deepestIndent)),
  ];
}

// A footnote goes into the text, in brackets, at its mark; one without a mark is a paragraph.
function withFootnotes(body: string): string {
  if (!body.includes('[^')) return body;
  const notes = new Map<string, string>();
  for (const [, name = '', words = ''] of body.matchAll(footnote)) notes.set(name, words.trim());
  const used = new Set<string>();
  const marked = body.replace(/^(?!\[\^)(.*\[\^.*)$/gm, (line) =>
    line.replace(/\[\^([\w-]{1,40})\]/g, (mark, name: string) => {
      const words = notes.get(name);
      if (words === undefined) return mark;
      if (used.has(name) || /^\s{0,60}[#|]/.test(line)) return '';
      used.add(name);
      return ` (${words})`;
    }),
  );
  return marked.replace(footnote, (_, name: string, words: string) => (used.has(name) ? '' : words));
}
const footnote = /^\[\^([^\]\s]{1,40})\]:[ \t]*(.*)$/gm;

const bold = (title: string | undefined) => (title === undefined || title.trim() === '' ? '' : `**${title.trim()}**`);

// ":::warning Not in the rain", ":::tip[Eggs]", and ":::" at its end.
function readContainer(line: string, open: Component[]): readonly string[] {
  const [mark = ''] = /^:{3,}/.exec(line.trim()) ?? [];
  const [name = ''] = /^\w*/.exec(line.trim().slice(mark.length).trimStart()) ?? [];
  const rest = line.trim().slice(mark.length).trimStart().slice(name.length).trim();
  if (name !== '' || rest !== '') return openPart('fence', rest.replace(/^[[{]|[\]}]$/g, ''), open);
  const last = open.at(-1);
  return last?.type === 'fence' ? closing(open.pop()) : [''];
}

// "!!! tip" and "??? question" end where their indentation does.
function closeIndented(line: string, open: Component[]): readonly string[] {
  const own = line.length - line.trimStart().length;
  const out: string[] = [];
  for (let last = open.at(-1); last?.outer !== undefined && line.trim() !== ''; last = open.at(-1)) {
    if (own > last.outer) break;
    out.push(...closing(open.pop()));
  }
  return out;
}

const closing = (part: Component | undefined) => (part?.isFold === true ? ['', '</details>', ''] : ['']);

// A part with a title is a fold.
function openPart(
  type: Component['type'],
  title: string | undefined,
  open: Component[],
  outer?: number,
): readonly string[] {
  const named = title?.trim() ?? '';
  open.push({ type, isFold: named !== '', ...(outer === undefined ? {} : { outer }) });
  return named === '' ? [''] : ['', `<details><summary>${markdown.utils.escapeHtml(named)}</summary>`, ''];
}

// A component with a title is a fold: an accordion, a tab, a step.
function readComponent(isClosed: boolean, attributes: string, open: Component[]): readonly string[] {
  if (isClosed) return closing(open.pop());
  const [, quoted, braced] =
    /\b(?:title|question|label|summary|header|heading)=(?:"([^"]*)"|\{?['"`]([^'"`]*)['"`]\}?)/.exec(attributes) ?? [];
  const title = quoted ?? braced ?? '';
  return attributes.trimEnd().endsWith('/') ? ['', bold(title), ''] : openPart('tag', title, open);
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
    date: toDate(read(...dated)),
    url: read('url', 'canonical', 'canonical_url', 'link'),
  };
  return Object.fromEntries(Object.entries(found).filter(([, each]) => each !== undefined));
}

const dated =
  'date published updated last_updated lastUpdated last_modified lastmod modified last_reviewed lastReviewed reviewed'.split(
    ' ',
  );

function safely(read: () => unknown): unknown {
  try {
    return read();
  } catch {
    return undefined;
  }
}
