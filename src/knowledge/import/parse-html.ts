// Parses HTML into blocks of plain text. Pages, Markdown, Word, PDF and tables of questions all become such a tree first.
import {
  boldLevel,
  createTextWriter,
  longestHeading,
  type Omission,
  type ParsedArticle,
  type TextWriter,
  withoutKicker,
} from './blocks.js';
import { writeTable } from './html-tables.js';
import { isSentence, namesIn, termsAfter } from './html-terms.js';
import { markOf } from './list-marks.js';
import { readPage, type WebPage } from './page.js';
import {
  attribute,
  childrenOf,
  elementsOf,
  type HtmlElement,
  isBlock,
  isElement,
  isReference,
  isSilent,
  isText,
  marksOf,
  type Node,
  oneLine,
  parsePage,
  rawTextOf,
  standsInText,
  textOf,
  walk,
} from './tree.js';

type Walk = {
  readonly writer: TextWriter;
  readonly foreign: WebPage['foreign'];
  /** What is left out of the article; written after it, so that it doesn't split anything. */
  readonly aside: { readonly why: Omission; readonly words: string }[];
  /** Whether an element contains blocks, and so isn't part of a line. */
  readonly hasBlocks: ReadonlySet<Node>;
  readonly type: 'paragraph' | 'item';
  readonly isAside?: boolean;
  /** What the next paragraph of a list item begins with. */
  readonly mark?: { text: string };
};

/** Parses a web page: its article, and its surroundings as left out. */
export function parseHtml(source: string): ParsedArticle {
  // Inline images are long and say nothing.
  const html = parsePage(source.replace(/\bdata:[\w/+.-]+;base64,[A-Za-z0-9+/=\s]+/g, ''));
  const { content, foreign, details } = readPage(html);
  const writer = createTextWriter();
  const at: Walk = { writer, foreign, aside: [], hasBlocks: withBlocks(html), type: 'paragraph' };
  const title = details.title;
  if (title !== undefined && !startsWith(content, title) && find1(content) === undefined)
    writer.add({ type: 'heading', level: 1 }, title);
  writeElement(content, at);
  // The review also lists the page around the article.
  const body = [...walk(html)].find(({ tagName }) => tagName === 'body') ?? html;
  for (const { why, words } of at.aside) writer.add({ type: 'omitted', why }, words);
  if (body !== content) writeAround(body, content, at);
  return withoutKicker(writer.result(details));
}

/** Parses a converter's output: all of it is the article. */
export function parseMadeHtml(source: string): ParsedArticle {
  const html = parsePage(source);
  const writer = createTextWriter();
  writeElement(html, { writer, foreign: new Map(), aside: [], hasBlocks: withBlocks(html), type: 'paragraph' });
  const first = [...walk(html)].find(({ tagName }) => /^(?:h[1-6]|p|li|td)$/.test(tagName));
  const title = first?.tagName.startsWith('h') === true ? { title: oneLine(textOf([first])) } : {};
  return withoutKicker(writer.result(title));
}

const find1 = (content: HtmlElement) => [...walk(content)].find(({ tagName }) => tagName === 'h1');

function startsWith(content: HtmlElement, title: string): boolean {
  const first = [...walk(content)].find(({ tagName }) => tagName === 'h1' || tagName === 'h2');
  return first !== undefined && oneLine(textOf([first])) === oneLine(title);
}

function withBlocks(root: HtmlElement): ReadonlySet<Node> {
  const found = new Set<Node>();
  for (const element of [...walk(root)].reverse()) {
    if (elementsOf(element).some((child) => isBlock(child) || found.has(child) || isAsked(child))) found.add(element);
  }
  return found;
}

function writeAround(body: HtmlElement, content: HtmlElement, { writer, foreign }: Walk): void {
  const path = new Set<Node>();
  for (
    let node: Node | null = content;
    node !== null && node !== body;
    node = 'parentNode' in node ? node.parentNode : null
  )
    path.add(node);
  // Elements with a reason of their own inside are listed separately.
  const holders = new Set<Node>(path);
  for (const each of foreign.keys())
    for (
      let node: Node | null = each.parentNode;
      node !== null && !holders.has(node);
      node = 'parentNode' in node ? node.parentNode : null
    )
      holders.add(node);
  const visit = (element: HtmlElement, why: Omission) => {
    writer.add({ type: 'omitted', why }, textOf(childrenOf(element).filter(isText)));
    for (const child of elementsOf(element)) {
      if (child === content || isSilent(child)) continue;
      const own = foreign.get(child) ?? why;
      if (holders.has(child)) visit(child, own);
      else writer.add({ type: 'omitted', why: own }, textOf([child]));
    }
  };
  visit(body, 'navigation');
}

// Text and inline elements between blocks form a paragraph.
function writeChildren(parent: Node, at: Walk): void {
  const fold = soleQuestion(parent);
  let run: Node[] = [];
  const flush = () => {
    writeParagraph(run, at);
    run = [];
  };
  for (const node of childrenOf(parent)) {
    if (
      isElement(node) &&
      (isBlock(node) || at.hasBlocks.has(node) || at.foreign.has(node) || isAsked(node) || isFreeButton(node))
    ) {
      flush();
      if (node === fold) at.writer.add({ type: 'heading', level: boldLevel, scope: 'fold' }, headingText(node));
      else writeElement(node, at);
      continue;
    }
    const last = run.at(-1);
    if (isElement(node) && node.tagName === 'br' && isElement(last) && last.tagName === 'br') flush();
    else if (isText(node) || isElement(node)) run.push(node);
  }
  flush();
  if (fold !== undefined) at.writer.add({ type: 'close' }, '');
}

// An element with one question, followed by its answer, has nothing else: what is after it doesn't belong to the answer.
function soleQuestion(parent: Node): HtmlElement | undefined {
  const [first, ...rest] = elementsOf(parent).filter((child) => !isSilent(child));
  if (first === undefined || rest.length === 0 || !isElement(parent) || parent.tagName === 'body') return undefined;
  return isAsked(first) && !rest.some(isAsked) ? first : undefined;
}

function writeElement(element: HtmlElement, at: Walk): void {
  const { tagName } = element;
  const { writer } = at;
  const why = at.foreign.get(element);
  if (why !== undefined) {
    at.aside.push({ why, words: textOf([element]) });
    return;
  }
  if (isSilent(element)) return;
  const level = levelOf(element);
  if (level !== undefined) writer.add({ type: 'heading', level }, headingText(element));
  else if (tagName === 'details' || tagName === 'dl') writeFolds(element, at);
  else if (tagName === 'table') writeTable(element, writer, (cell) => writeChildren(cell, at));
  else if (tagName === 'pre') writer.add({ type: 'code' }, rawTextOf(element));
  else if (tagName === 'button') writer.add({ type: 'omitted', why: 'a form or a button' }, textOf([element]));
  else if ((tagName === 'ul' || tagName === 'ol' || !at.hasBlocks.has(element)) && isContents(element))
    writer.add({ type: 'omitted', why: 'navigation' }, textOf([element]));
  else if (tagName !== 'hr')
    writeChildren(element, {
      ...at,
      type: tagName === 'li' ? 'item' : tagName === 'dd' ? 'paragraph' : at.type,
      ...(tagName === 'li' ? { mark: { text: markOf(element) } } : {}),
      ...(tagName === 'blockquote' || marksOf(element).has('pullquote') ? { isAside: true } : {}),
    });
}

// A heading, or what a page uses as one: an accordion's button, a question in a list of questions.
function levelOf(element: HtmlElement): number | undefined {
  const { tagName } = element;
  if (/^h[1-6]$/.test(tagName)) return Number(tagName[1]);
  if (attribute(element, 'role') === 'heading') return Number(attribute(element, 'aria-level')) || boldLevel;
  return isAsked(element) ? boldLevel : undefined;
}

const askedMarks = ['question', 'accordion', 'faq', 'toggle', 'collapse', 'expander'];
const titleMarks = ['title', 'header', 'heading', 'button', 'trigger', 'question', 'toggle', 'head', 'control'];
function isAsked(element: HtmlElement): boolean {
  const { tagName } = element;
  const isButton = tagName === 'button' || attribute(element, 'role') === 'button';
  if (!isButton && !['div', 'span', 'p', 'a'].includes(tagName)) return false;
  const opens = attribute(element, 'aria-expanded') !== undefined || attribute(element, 'aria-controls') !== undefined;
  const marks = marksOf(element);
  const isMarked = askedMarks.some((mark) => marks.has(mark)) && titleMarks.some((mark) => marks.has(mark));
  if (!isButton && !isMarked && !(opens && tagName !== 'p')) return false;
  const words = oneLine(textOf([element]));
  if (words === '' || words.length > longestHeading) return false;
  return (
    /[?？]$/.test(words) ||
    (!isButton && isMarked && elementsOf(element).every((child) => !isBlock(child))) ||
    (isButton && opens && words.split(' ').length > 1)
  );
}

// Removes marks of permalinks: "Soil ¶", "Soil [edit]", "Soil #".
function headingText(element: HtmlElement): string {
  const isAnchor = (each: HtmlElement) => {
    const marks = marksOf(each);
    if (marks.has('editsection')) return true;
    return each.tagName === 'a' && /^[\s#¶§🔗​]*$/u.test(textOf([each]));
  };
  return textOf([element], isAnchor).replace(/\s*(?:¶|\{#[\w-]+\})\s*$/u, '');
}

// What a fold hides, or a list of terms explains, belongs to its summary or term, and to nothing after it.
function writeFolds(list: HtmlElement, at: Walk): void {
  const { writer } = at;
  let isOpen = false;
  const joined = new Set<Node>();
  let loose: Node[] = [];
  const flush = () => {
    writeParagraph(loose, at);
    loose = [];
  };
  const visit = (parent: HtmlElement) => {
    for (const node of childrenOf(parent)) {
      if (!isElement(node) || !(isBlock(node) || at.hasBlocks.has(node))) {
        if (isElement(node) || isText(node)) loose.push(node);
        continue;
      }
      flush();
      if (joined.has(node)) continue;
      if (node.tagName === 'summary' || node.tagName === 'dt') {
        if (isOpen) writer.add({ type: 'close' }, '');
        isOpen = false;
        const scope = node.tagName === 'dt' ? 'term' : 'fold';
        const others = node.tagName === 'dt' ? termsAfter(node) : [];
        for (const other of others) joined.add(other);
        const words = [headingText(node), namesIn(others.map(headingText))].join(' ').trim();
        if (words === '') continue;
        isOpen = oneLine(words).length <= longestHeading && !isSentence(words);
        writer.add(isOpen ? { type: 'heading', level: boldLevel, scope } : { type: 'paragraph' }, words);
      } else if (list.tagName === 'dl' && node.tagName === 'div') visit(node);
      else writeElement(node, at);
    }
    flush();
  };
  visit(list);
  if (isOpen) writer.add({ type: 'close' }, '');
}

// A button that isn't part of a sentence.
const isFreeButton = (element: HtmlElement) => element.tagName === 'button' && !standsInText(element);

// A list of links to parts of the same page, or a bar of them.
function isContents(list: HtmlElement): boolean {
  const links = [...walk(list)].filter(({ tagName }) => tagName === 'a');
  if (links.length < 2) return false;
  const within = links.filter((link) => attribute(link, 'href')?.startsWith('#') === true);
  const letters = (nodes: readonly Node[]) => textOf(nodes).replace(/[^\p{L}\p{N}]+/gu, '').length;
  return within.length === links.length && letters(links) >= letters([list]) * 0.8;
}

function writeParagraph(nodes: readonly Node[], { writer, type, isAside, mark }: Walk): void {
  const said = nodes.filter((node) => (isText(node) ? node.value.trim() !== '' : textOf([node]).trim() !== ''));
  const [first, ...rest] = said;
  if (first === undefined) return;
  const isSkipped = isReference;
  const isBold = isElement(first) && /^(?:b|strong)$/.test(first.tagName);
  const lead = isBold ? oneLine(textOf([first], isSkipped)) : '';
  const isAlone = rest.length === 0 || (rest.length === 1 && /^\s*:\s*$/.test(textOf(rest)));
  const asks = /[?？]$/.test(lead);
  if (
    lead !== '' &&
    lead.length <= longestHeading &&
    (asks || (isAlone && type === 'paragraph' && !/[.!;,]$/.test(lead)))
  ) {
    writer.add({ type: 'heading', level: boldLevel }, lead.replace(/\s*:$/, ''));
    if (!isAlone) writer.add({ type }, textOf(rest, isSkipped));
    return;
  }
  const named = lead !== '' ? lead : leadBefore(first, rest);
  const linked = { ...(named === '' ? {} : { lead: named }), ...(isMostlyLinks(nodes) ? { isLinked: true } : {}) };
  const prefix = type === 'item' ? (mark?.text ?? '• ') : '';
  if (mark !== undefined) mark.text = '';
  writer.add({ type, ...linked, ...(isAside === true ? { isAside } : {}) }, textOf(nodes, isSkipped), prefix);
}

function isMostlyLinks(nodes: readonly Node[]): boolean {
  const links = nodes.flatMap((node) => [...walk(node)].filter(({ tagName }) => tagName === 'a'));
  return links.length > 0 && oneLine(textOf(links)).length >= oneLine(textOf(nodes)).length * 0.6;
}

// In italics or as code, "*Tunnel* - a way through": a name if a dash or a colon follows.
function leadBefore(first: Node, rest: readonly Node[]): string {
  if (!isElement(first) || !/^(?:em|i|code|dfn)$/.test(first.tagName)) return '';
  return /^\s?[:–—]|^\s-\s/.test(textOf(rest.slice(0, 1))) ? oneLine(textOf([first])) : '';
}
