// Parses a page into a tree as browsers do (parse5). Nothing is run or fetched.
import { type DefaultTreeAdapterMap, defaultTreeAdapter, parse, type TreeAdapter } from 'parse5';
import { AppError } from '../../errors.js';

export type Node = DefaultTreeAdapterMap['node'];
export type HtmlElement = DefaultTreeAdapterMap['element'];
type ParentNode = DefaultTreeAdapterMap['parentNode'];

// Browsers flatten deeper nesting (Blink's kMaximumHTMLParserDOMTreeDepth); the parser's time grows with depth.
const deepest = 512;
const tooDeep = () =>
  new AppError(
    'badInput',
    `nests more than ${deepest} elements deep, which no page written by a person does: is it broken?`,
  );

/** Parses a page. If it nests too deeply, meaningless elements are removed first; throws if that isn't enough. */
export function parsePage(source: string): HtmlElement {
  let root: ParentNode;
  try {
    root = parseBounded(source);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    root = parseBounded(
      source.replace(/<\/?(?:div|span|font|b|i|u|em|strong|center|section|blockquote)\b[^<>]{0,2000}>/gi, ' '),
    );
  }
  const html = root.childNodes.find((node): node is HtmlElement => isElement(node) && node.tagName === 'html');
  if (html === undefined) throw new AppError('badInput', 'has no page in it');
  return html;
}

function parseBounded(source: string): ParentNode {
  const depths = new WeakMap<object, number>();
  const note = (parent: object, node: object) => {
    const depth = (depths.get(parent) ?? 0) + 1;
    if (depth > deepest) throw tooDeep();
    depths.set(node, depth);
  };
  const bounded: TreeAdapter<DefaultTreeAdapterMap> = {
    ...defaultTreeAdapter,
    appendChild: (parent, node) => {
      note(parent, node);
      defaultTreeAdapter.appendChild(parent, node);
    },
    insertBefore: (parent, node, before) => {
      note(parent, node);
      defaultTreeAdapter.insertBefore(parent, node, before);
    },
  };
  return parse(source, { treeAdapter: bounded, scriptingEnabled: false });
}

export const isElement = (node: Node | undefined): node is HtmlElement => node !== undefined && 'tagName' in node;
export const isText = (node: Node): node is DefaultTreeAdapterMap['textNode'] => node.nodeName === '#text';
export const childrenOf = (node: Node): readonly Node[] => ('childNodes' in node ? node.childNodes : []);
export const elementsOf = (node: Node): readonly HtmlElement[] => childrenOf(node).filter(isElement);

export function attribute({ attrs }: HtmlElement, name: string): string | undefined {
  return attrs.find((each) => each.name === name)?.value;
}

/** The words in an element's class, id and role: "faqItem card--open" has faq, item, card and open. */
export function marksOf(element: HtmlElement, from: readonly string[] = ['class', 'id', 'role']): ReadonlySet<string> {
  const names = from.flatMap((name) => attribute(element, name) ?? []);
  return new Set(
    names
      .join(' ')
      .slice(0, 2000)
      .replace(/([a-z])([A-Z])/g, '$1 $2')
      .toLowerCase()
      .split(/[^a-z]+/),
  );
}

/** An element and everything below it, in page order. */
export function* walk(root: Node): Generator<HtmlElement> {
  const stack: Node[] = [root];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (isElement(node)) yield node;
    const children = childrenOf(node);
    for (let at = children.length - 1; at >= 0; at -= 1) stack.push(children[at] as Node);
  }
}

export function find(root: Node, fits: (element: HtmlElement) => boolean): HtmlElement | undefined {
  for (const element of walk(root)) if (fits(element)) return element;
  return undefined;
}

// Elements without readable text.
const silent = new Set(
  'script style noscript template iframe object embed svg canvas audio video link meta head annotation'.split(' '),
);
export const isSilent = ({ tagName }: HtmlElement) => silent.has(tagName);

/** The text of some nodes: line breaks in the source become spaces, <br> stays a line break. */
export function textOf(nodes: readonly Node[], isSkipped: (element: HtmlElement) => boolean = () => false): string {
  const parts: string[] = [];
  const stack: (Node | ' ')[] = [...nodes].reverse();
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (node === ' ') parts.push(node);
    else if (isText(node)) parts.push(node.value.replace(/\s+/g, ' '));
    else if (isElement(node)) {
      if (node.tagName === 'br') parts.push('\n');
      if (isSilent(node) || isSkipped(node)) continue;
      // Neighbours without white space between them, as in a menu.
      if (isBlock(node) || isApart(node)) {
        parts.push(' ');
        stack.push(' ');
      }
      const children = childrenOf(node);
      for (let at = children.length - 1; at >= 0; at -= 1) stack.push(children[at] as Node);
    }
  }
  return parts.join('');
}

const isApart = (element: HtmlElement) =>
  (element.tagName === 'a' || element.tagName === 'button') && !standsInText(element);

// Remembered, since an element may have thousands of links.
const withText = new WeakMap<object, boolean>();

/** Whether there is text next to an element, which is then part of a sentence. */
export function standsInText({ parentNode }: HtmlElement): boolean {
  if (parentNode === null) return false;
  const known = withText.get(parentNode);
  if (known !== undefined) return known;
  const found = parentNode.childNodes.some((each) => isText(each) && each.value.trim() !== '');
  withText.set(parentNode, found);
  return found;
}

/** The text with its white space, for code. */
export function rawTextOf(root: Node): string {
  const parts: string[] = [];
  const stack: Node[] = [root];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (isText(node)) parts.push(node.value);
    else if (isElement(node) && node.tagName === 'br') parts.push('\n');
    const children = childrenOf(node);
    for (let at = children.length - 1; at >= 0; at -= 1) stack.push(children[at] as Node);
  }
  return parts.join('');
}

const blocks = new Set(
  'address article aside blockquote body center dd details dialog div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr html li main nav ol p pre search section summary table tbody td tfoot th thead tr ul'.split(
    ' ',
  ),
);
export const isBlock = ({ tagName }: HtmlElement) => blocks.has(tagName);

const following = new WeakMap<object, ReadonlyMap<HtmlElement, HtmlElement>>();

/** The element after one, in the same parent. */
export function nextElement(element: HtmlElement): HtmlElement | undefined {
  const { parentNode } = element;
  if (parentNode === null) return undefined;
  let known = following.get(parentNode);
  if (known === undefined) {
    const all = elementsOf(parentNode);
    known = new Map(all.slice(1).map((each, at) => [all[at] ?? each, each] as const));
    following.set(parentNode, known);
  }
  return known.get(element);
}

/** Words on one line. */
export const oneLine = (words: string) => words.replace(/\s+/g, ' ').trim();

/** "[12]", a footnote mark. */
export const isReference = (element: HtmlElement) =>
  element.tagName === 'sup' && (marksOf(element).has('reference') || /^\s*\[\w{1,4}\]\s*$/.test(textOf([element])));
