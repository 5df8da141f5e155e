// A web page to blocks of plain text: its readable part alone. Scripts do not run, nothing is fetched.
import { Readability } from '@mozilla/readability';
import { parseHTML } from 'linkedom';
import { createTextWriter, type Details, isEven, type Omission, type ParsedArticle } from './blocks.js';
import { toDate } from './dates.js';
import { readByline } from './text-headings.js';

type Writer = ReturnType<typeof createTextWriter>;
/** What is used of a DOM, so that nothing here depends on a browser's types. */
type Node = {
  readonly nodeType: number;
  textContent: string | null;
  readonly childNodes: ArrayLike<Node>;
};
type Element = Node & {
  readonly localName: string;
  readonly children: ArrayLike<Element>;
  readonly outerHTML: string;
  getAttribute(name: string): string | null;
  querySelectorAll(selector: string): ArrayLike<Element>;
  querySelector(selector: string): Element | null;
  remove(): void;
  replaceWith(other: Element): void;
};
type Page = {
  createElement(name: string): Element;
  readonly documentElement: Element | null;
  readonly body: Element | null;
} & Element;

const elementNode = 1;
const textNode = 3;
// Elements nest deeper on no page that a person wrote; what does is read as text.
const deepest = 120;
// Readability is followed where it keeps at least this share of the page's own article, or of its cleaned body.
const leastKept = 0.6;
const boldLevel = 6;

// What is on a page and not part of its article, by element, role, or by a word of its class or id.
const foreign: readonly (readonly [selector: string, why: Omission | undefined])[] = [
  [
    'script, style, noscript, template, iframe, object, embed, svg, canvas, audio, video, link, meta, head, select, input, textarea, [hidden], [aria-hidden="true"]',
    undefined,
  ],
  [
    '[class*="cookie" i], [id*="cookie" i], [class*="consent" i], [id*="consent" i], [id*="gdpr" i], [class*="gdpr" i]',
    'cookie banner',
  ],
  [
    '#comments, .comments, .comment-list, .comment-respond, #respond, [id^="disqus" i], [class*="comment-form" i], [class*="comments-area" i]',
    'comments',
  ],
  [
    'nav, [role="navigation"], [role="search"], [class*="breadcrumb" i], [id="toc"], [class~="toc"], [class*="table-of-contents" i], [class*="related-" i], [class*="share-" i], [class*="social-" i], [class*="sidebar" i], [id*="sidebar" i], [class*="pagination" i], aside',
    'navigation',
  ],
  [
    '[class*="newsletter" i], [id*="newsletter" i], [class*="subscribe" i], [class*="promo" i], [class*="advert" i], [class~="ad"], [class~="ads"], [class*="sponsor" i], [class*="banner" i], [class*="cta" i]:not([class*="section" i]), [class*="popup" i], [class*="modal" i], [role="dialog"], form',
    'promotion',
  ],
  ['[class*="author-bio" i], [class*="about-author" i], [class*="author-box" i], [rel="author"]', 'about the author'],
  ['figcaption, [class*="caption" i]', 'caption'],
  ['body > header, body > footer, [role="banner"], [role="contentinfo"]', 'navigation'],
];

/** The words of a piece of HTML, and those of its summary where it is a fold. */
export function readFragment(source: string): { readonly summary: string; readonly words: string } {
  const { body } = parseHTML(wrap(source)).document as unknown as Page;
  for (const element of Array.from(body?.querySelectorAll(foreign[0]?.[0] ?? '') ?? [])) element.remove();
  const fold = body?.querySelector('summary');
  const summary = fold === null || fold === undefined ? '' : textOf([fold]);
  fold?.remove();
  return { summary, words: body === null ? '' : textOf([body]) };
}

export function parseHtml(source: string): ParsedArticle {
  // Pictures in the text are long and say nothing.
  const { document } = parseHTML(wrap(source.replace(/\bdata:[\w/+.-]+;base64,[A-Za-z0-9+/=\s]+/g, '')));
  const page = document as unknown as Page;
  const details = readDetails(page);
  const writer = createTextWriter();
  const omitted = clean(page);
  const heading = page.querySelector('h1')?.textContent?.trim() ?? '';
  const own =
    page.querySelector('article') ?? page.querySelector('main') ?? page.querySelector('[role="main"]') ?? page.body;
  const content = own === null ? undefined : chooseContent(own, page);
  if (content !== undefined) {
    const title = heading === '' ? (details.title ?? '') : heading;
    if (title !== '' && !startsWith(content, title)) writer.add({ type: 'heading', level: 1 }, title);
    writeChildren(content, writer, 0);
  }
  for (const { why, words } of omitted) writer.add({ type: 'omitted', why }, words.slice(0, longestOmitted));
  return writer.result({ ...details, ...(heading === '' ? {} : { title: heading }) });
}

// What was left out goes to the end of the text, where nothing is taken from, so that the report can show it.
const longestOmitted = 300;

// A page may lack its frame, or close it in the middle; what comes after that would be lost.
function wrap(source: string): string {
  return `<!doctype html><html><body>${source.replace(/<\/?(?:html|body)\b[^<>]*>/gi, '')}</body></html>`;
}

function clean(page: Page): { why: Omission; words: string }[] {
  const omitted: { why: Omission; words: string }[] = [];
  for (const [selector, why] of foreign) {
    for (const element of Array.from(page.querySelectorAll(selector))) {
      // A class name on the whole page, or on most of it, tells nothing of a part.
      if (['html', 'body', 'main', 'article'].includes(element.localName)) continue;
      const words = (element.textContent ?? '').replace(/\s+/g, ' ').trim();
      if (why !== undefined && words !== '') omitted.push({ why, words });
      element.remove();
    }
  }
  // The button that opens an answer is its question; Readability would take it away.
  for (const button of Array.from(page.querySelectorAll('button, [role="button"]'))) {
    const words = (button.textContent ?? '').replace(/\s+/g, ' ').trim();
    if (!words.endsWith('?')) continue;
    const heading = page.createElement('h6');
    heading.textContent = words;
    button.replaceWith(heading);
  }
  return omitted;
}

function chooseContent(own: Element, page: Page): Element {
  const length = lengthOf(own);
  const readable = readability(page);
  return readable !== undefined && lengthOf(readable) >= length * leastKept ? readable : own;
}

const lengthOf = (element: Element) => (element.textContent ?? '').replace(/\s+/g, ' ').length;

function readability(page: Page): Element | undefined {
  // It takes the document apart, so it works on a copy.
  const { document } = parseHTML(page.documentElement?.outerHTML ?? '');
  try {
    const article = new Readability(document as never, { keepClasses: false, charThreshold: 200 }).parse();
    if (article === null || typeof article.content !== 'string') return undefined;
    return (parseHTML(`<html><body>${article.content}</body></html>`).document as unknown as Page).body ?? undefined;
  } catch {
    // Broken pages are beyond it; ours needs less.
    return undefined;
  }
}

function startsWith(content: Element, title: string): boolean {
  const first = content.querySelector('h1, h2');
  return (first?.textContent ?? '').replace(/\s+/g, ' ').trim() === title.replace(/\s+/g, ' ');
}

const blockElements = new Set(
  'address article aside blockquote body center dd details div dl dt fieldset figure footer form h1 h2 h3 h4 h5 h6 header hr li main ol p pre section summary table ul button'.split(
    ' ',
  ),
);

const blockSelector = [...blockElements].join(',');

// Text and inline elements between blocks are a paragraph.
function writeChildren(parent: Element, writer: Writer, depth: number, type: 'paragraph' | 'item' = 'paragraph'): void {
  let run: Node[] = [];
  const flush = () => {
    writeParagraph(run, writer, type);
    run = [];
  };
  for (const node of Array.from(parent.childNodes)) {
    if (isElement(node) && (blockElements.has(node.localName) || hasBlocks(node, depth))) {
      flush();
      writeElement(node, writer, depth + 1, type);
    } else if (
      isElement(node) &&
      node.localName === 'br' &&
      isElement(run.at(-1)) &&
      (run.at(-1) as Element).localName === 'br'
    ) {
      flush();
    } else if (node.nodeType === textNode || isElement(node)) run.push(node);
  }
  flush();
}

const isElement = (node: Node | undefined): node is Element => node?.nodeType === elementNode;
const hasBlocks = (element: Element, depth: number) => depth < deepest && element.querySelector(blockSelector) !== null;

function writeElement(element: Element, writer: Writer, depth: number, type: 'paragraph' | 'item'): void {
  const name = element.localName;
  if (depth > deepest) {
    writer.add({ type }, textOf([element]));
    return;
  }
  if (/^h[1-6]$/.test(name)) writer.add({ type: 'heading', level: Number(name[1]) }, textOf([element]));
  else if (name === 'dt' || name === 'summary') writer.add({ type: 'heading', level: boldLevel }, textOf([element]));
  else if (name === 'table') writeTable(element, writer, depth);
  else if (name === 'pre') writer.add({ type: 'omitted', why: 'code' }, element.textContent ?? '');
  else if (name === 'button' || name === 'hr') return;
  else writeChildren(element, writer, depth, name === 'li' ? 'item' : name === 'p' ? type : type);
}

function writeParagraph(nodes: readonly Node[], writer: Writer, type: 'paragraph' | 'item'): void {
  const said = nodes.filter((node) => (node.textContent ?? '').trim() !== '');
  const [first, ...rest] = said;
  const isBold = isElement(first) && /^(?:b|strong)$/.test(first.localName);
  const lead = isBold ? textOf([first]).replace(/\s+/g, ' ').trim() : '';
  if (lead.endsWith('?') || (lead !== '' && rest.length === 0 && type === 'paragraph' && !/[.!:;,]$/.test(lead))) {
    writer.add({ type: 'heading', level: boldLevel }, lead);
    if (rest.length > 0) writer.add({ type }, textOf(rest));
    return;
  }
  writer.add({ type }, textOf(nodes), type === 'item' ? '• ' : '');
}

// Line breaks of the source are spaces; those of <br> are kept. Iterative, since pages nest without end.
function textOf(nodes: readonly Node[]): string {
  const parts: string[] = [];
  const stack = [...nodes].reverse();
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (node.nodeType === textNode) parts.push((node.textContent ?? '').replace(/\s+/g, ' '));
    else if (isElement(node) && node.localName === 'br') parts.push('\n');
    else if (isElement(node)) stack.push(...Array.from(node.childNodes).reverse());
  }
  return parts.join('');
}

function writeTable(table: Element, writer: Writer, depth: number): void {
  const rows = Array.from(table.querySelectorAll('tr')).map((row) =>
    Array.from(row.children).filter(({ localName }) => localName === 'td' || localName === 'th'),
  );
  const isLayout =
    rows.length < 2 ||
    rows.every((cells) => cells.length < 2) ||
    table.querySelector('table, h1, h2, h3, h4') !== null ||
    rows.flat().some((cell) => cell.querySelectorAll('p').length > 2);
  if (isLayout) {
    for (const cell of rows.flat()) writeChildren(cell, writer, depth + 1);
    return;
  }
  const grid = spread(rows);
  // A row that begins with its name has no names of columns above it.
  const named = rows.map((cells) => cells.map(({ localName }) => localName).join(' '));
  if (named.every((names) => /^th(?: td)+$/.test(names))) {
    const why = 'a table without names of its columns';
    writer.add({ type: 'unclear', why }, grid.map((cells) => cells.join(' | ')).join('\n'));
    return;
  }
  if (isEven(grid.map((cells) => ({ cells })))) writer.addTable(grid);
  else
    writer.add(
      { type: 'unclear', why: 'a table whose rows differ in their number of cells' },
      grid.map((cells) => cells.join(' | ')).join('\n'),
    );
}

// A page may claim that a cell spans millions of columns.
const widestSpan = 50;

// Cells that span columns or rows stand in each of them.
function spread(rows: readonly (readonly Element[])[]): string[][] {
  const grid: string[][] = rows.map(() => []);
  rows.forEach((cells, row) => {
    let column = 0;
    for (const cell of cells) {
      while (grid[row]?.[column] !== undefined) column += 1;
      const words = textOf([cell]).replace(/\s+/g, ' ').trim();
      for (let down = 0; down < spanOf(cell, 'rowspan') && row + down < grid.length; down += 1) {
        for (let right = 0; right < spanOf(cell, 'colspan'); right += 1) {
          const line = grid[row + down];
          if (line !== undefined) line[column + right] = words;
        }
      }
    }
  });
  return grid.filter((cells) => cells.length > 0).map((cells) => Array.from(cells, (cell) => cell ?? ''));
}

const spanOf = (cell: Element, name: string) => Math.min(widestSpan, Math.max(1, Number(cell.getAttribute(name)) || 1));

function readDetails(page: Page): Details {
  const meta = (...names: readonly string[]) =>
    names
      .map((name) =>
        page.querySelector(`meta[property="${name}"], meta[name="${name}"]`)?.getAttribute('content')?.trim(),
      )
      .find((content) => content !== undefined && content !== '');
  const site = meta('og:site_name');
  const found = {
    title: meta('og:title') ?? (page.querySelector('title')?.textContent?.trim() || undefined),
    author: meta('author', 'article:author'),
    publisher: site,
    date: toDate(
      meta('article:published_time', 'date') ?? page.querySelector('time')?.getAttribute('datetime') ?? undefined,
    ),
    url: page.querySelector('link[rel="canonical"]')?.getAttribute('href') ?? meta('og:url'),
  };
  // What people see of it, where the page says nothing to machines.
  const [byline] = Array.from(page.querySelectorAll('[class*="byline" i], [class*="meta" i]')).flatMap(
    (element) => readByline((element.textContent ?? '').replace(/\s+/g, ' ').trim(), 0) ?? [],
  );
  const told = Object.entries(found).filter(([, each]) => each !== undefined && each !== null);
  return { ...byline, ...Object.fromEntries(told) } as Details;
}
