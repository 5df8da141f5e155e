// Separates a page's article from the page around it: navigation, banners, comments, forms.
import type { Details, Omission } from './blocks.js';
import { toDate } from './dates.js';
import { readByline } from './text-headings.js';
import {
  attribute,
  childrenOf,
  find,
  type HtmlElement,
  isElement,
  isSilent,
  isText,
  marksOf,
  type Node,
  textOf,
  walk,
} from './tree.js';

/** Where a page's article is, and why each other element isn't part of it. */
export type WebPage = {
  readonly content: HtmlElement;
  readonly foreign: ReadonlyMap<HtmlElement, Omission>;
  readonly details: Details;
};

// By a word in an element's class, id or role. Such a word may occur in any name, so an element with most of the page's words stays.
const marks: readonly (readonly [why: Omission, words: readonly string[]])[] = [
  ['cookie banner', ['cookie', 'cookies', 'consent', 'gdpr']],
  ['comments', ['comments', 'respond', 'disqus', 'commentlist']],
  [
    'navigation',
    [
      'nav',
      'navbar',
      'navigation',
      'breadcrumb',
      'breadcrumbs',
      'toc',
      'sidebar',
      'pagination',
      'related',
      'share',
      'social',
      'search',
      'contentinfo',
      'skip',
      'editsection',
    ],
  ],
  [
    'promotion',
    [
      'newsletter',
      'subscribe',
      'promo',
      'advert',
      'advertisement',
      'ads',
      'sponsor',
      'sponsored',
      'banner',
      'cta',
      'popup',
      'upsell',
    ],
  ],
  ['a form or a button', ['tablist']],
  ['about the author', ['authorbox', 'authorbio']],
  ['caption', ['caption']],
  ['byline', ['byline']],
];
const authorMarks = ['author', 'bio', 'box', 'about'];
// An element with more of the page's words than this is its article, whatever its name.
const mostForeign = 0.4;

export function readPage(html: HtmlElement): WebPage {
  const body = find(html, ({ tagName }) => tagName === 'body') ?? html;
  const lengths = measure(body);
  const all = Math.max(1, lengths.get(body) ?? 1);
  const foreign = new Map<HtmlElement, Omission>();
  const revealed = controlled(body);
  for (const element of walk(body)) {
    const why = element === body ? undefined : reasonFor(element, body, revealed);
    if (why !== undefined && (lengths.get(element) ?? 0) <= all * mostForeign && !holdsTitle(element))
      foreign.set(element, why);
  }
  return { content: contentOf(body, lengths), foreign, details: readDetails(html) };
}

function reasonFor(element: HtmlElement, body: HtmlElement, revealed: ReadonlySet<string>): Omission | undefined {
  const { tagName } = element;
  if (tagName === 'nav') return 'navigation';
  if (tagName === 'figcaption') return 'caption';
  if (tagName === 'select' || tagName === 'textarea' || tagName === 'input' || tagName === 'form')
    return 'a form or a button';
  if (
    [
      'main',
      'article',
      'h1',
      'h2',
      'h3',
      'h4',
      'summary',
      'button',
      'code',
      'pre',
      'td',
      'th',
      'dt',
      'dd',
      'caption',
    ].includes(tagName)
  )
    return undefined;
  if (attribute(element, 'rel') === 'author') return 'byline';
  const own = marksOf(element);
  const found = marks
    .map(([why, words]) => [why, words.find((word) => own.has(word))] as const)
    .find((each): each is readonly [Omission, string] => each[1] !== undefined);
  // The id of a part may be the word that it is about.
  const isNamed = found !== undefined && isTold.has(found[0]) && !marksOf(element, ['class', 'role']).has(found[1]);
  if (found !== undefined && !(isNamed && hasSentences(element))) return found[0];
  if (own.has('author') && authorMarks.filter((word) => own.has(word)).length > 1) return 'about the author';
  if (marksOf(element, ['class']).has('ad')) return 'promotion';
  if (own.has('comment') && own.has('count')) return 'comments';
  if (own.has('author') && textOf([element]).trim().length <= longestByline) return 'byline';
  if (tagName === 'footer' && !isQuoted(element) && !hasParagraph(element)) return 'navigation';
  const parent = element.parentNode;
  const isTop = parent === body || (parent !== null && 'parentNode' in parent && parent.parentNode === body);
  if ((tagName === 'header' || tagName === 'footer' || own.has('contentinfo')) && isTop) return 'navigation';
  if (tagName === 'aside' && isMostlyLinks(element)) return 'navigation';
  // An answer may be hidden until its question is clicked.
  const isHidden = attribute(element, 'hidden') !== undefined || attribute(element, 'aria-hidden') === 'true';
  if (!isHidden || [...own].some((word) => opened.has(word)) || revealed.has(attribute(element, 'id') ?? ''))
    return undefined;
  return 'hidden on the page';
}

const isTold: ReadonlySet<Omission> = new Set(['navigation', 'promotion', 'caption', 'byline']);

// A part with a heading of its own and a paragraph below.
const leastSentence = 30;
function hasSentences(element: HtmlElement): boolean {
  if (find(element, ({ tagName }) => /^h[2-6]$/.test(tagName)) === undefined || isMostlyLinks(element)) return false;
  return hasParagraph(element);
}

function hasParagraph(element: HtmlElement): boolean {
  const isSentence = (words: string) => words.length >= leastSentence && /[.!?:]$/.test(words);
  return find(element, (each) => each.tagName === 'p' && isSentence(textOf([each]).trim())) !== undefined;
}

const longestByline = 60;

// The footer of a quotation names who said it.
const isQuoted = ({ parentNode }: HtmlElement) =>
  parentNode !== null && ['blockquote', 'figure', 'figcaption'].includes(parentNode.nodeName);

const opened = new Set(
  'accordion collapse collapsible faq answer panel tabpanel region toggle expand expander content'.split(' '),
);

const holdsTitle = (element: HtmlElement) =>
  (element.tagName === 'header' || element.tagName === 'form') &&
  find(element, ({ tagName }) => tagName === 'h1') !== undefined;

// Ids of what a button or link on the page opens.
function controlled(body: HtmlElement): ReadonlySet<string> {
  const ids = new Set<string>();
  for (const element of walk(body)) {
    for (const name of ['aria-controls', 'data-target', 'data-bs-target']) {
      const value = attribute(element, name);
      if (value !== undefined) ids.add(value.replace(/^#/, ''));
    }
  }
  return ids;
}

function isMostlyLinks(element: HtmlElement): boolean {
  const all = textOf([element]).length;
  let linked = 0;
  for (const each of walk(element)) if (each.tagName === 'a') linked += textOf([each]).length;
  return linked > all / 2;
}

// Text length below each element, added up once from the leaves.
function measure(body: HtmlElement): ReadonlyMap<Node, number> {
  const lengths = new Map<Node, number>();
  const order = [...walk(body)];
  for (const element of order.reverse()) {
    let sum = 0;
    if (!isSilent(element))
      for (const child of childrenOf(element))
        sum += isText(child) ? child.value.trim().length : (lengths.get(child) ?? 0);
    lengths.set(element, sum);
  }
  return lengths;
}

// The element that claims to be the article, if it has most of the page.
const leastOwn = 0.35;
function contentOf(body: HtmlElement, lengths: ReadonlyMap<Node, number>): HtmlElement {
  const all = lengths.get(body) ?? 0;
  const share = (element: HtmlElement | undefined) =>
    element === undefined ? 0 : (lengths.get(element) ?? 0) / Math.max(1, all);
  const mains = [...walk(body)].filter(
    (element) => element.tagName === 'main' || element.tagName === 'article' || attribute(element, 'role') === 'main',
  );
  // The innermost one with nearly all the words of the outermost.
  const best = mains.toSorted((a, b) => share(b) - share(a))[0];
  if (best === undefined || share(best) < leastOwn) return body;
  return mains.findLast((each) => share(each) >= share(best) * 0.9) ?? best;
}

function readDetails(html: HtmlElement): Details {
  const metas = [...walk(html)].filter(({ tagName }) => tagName === 'meta');
  const meta = (...names: readonly string[]) =>
    names
      .map((name) =>
        attribute(
          metas.find((each) => attribute(each, 'property') === name || attribute(each, 'name') === name) ?? html,
          'content',
        )?.trim(),
      )
      .find((content) => content !== undefined && content !== '');
  const first = (name: string) => find(html, ({ tagName }) => tagName === name);
  const title = first('title');
  const time = first('time');
  const canonical = find(html, (each) => each.tagName === 'link' && attribute(each, 'rel') === 'canonical');
  const found = {
    title: meta('og:title') ?? (title === undefined ? undefined : textTitle(title)),
    author: meta('author', 'article:author'),
    publisher: meta('og:site_name'),
    date: toDate(
      meta('article:published_time', 'date', 'article:modified_time') ??
        (time === undefined ? undefined : attribute(time, 'datetime')),
    ),
    url: (canonical === undefined ? undefined : attribute(canonical, 'href')) ?? meta('og:url'),
  };
  const told = Object.fromEntries(
    Object.entries(found).filter(([, each]) => each !== undefined && each !== ''),
  ) as Details;
  const h1s = [...walk(html)].filter(({ tagName }) => tagName === 'h1');
  const only = h1s.length === 1 && h1s[0] !== undefined ? textOf(h1s).replace(/\s+/g, ' ').trim() : '';
  // The heading is the title if the page's own title begins with it: "Soil for balconies | Greenpatch".
  const heading = only !== '' && (told.title === undefined || told.title.startsWith(only)) ? { title: only } : {};
  // The visible byline, if the page has no metadata.
  const byline = find(html, (element) => marksOf(element).has('byline') || marksOf(element).has('meta'));
  const seen = byline === undefined ? undefined : readByline(textOf([byline]).replace(/\s+/g, ' ').trim(), 0);
  return { ...seen, ...siteOf(title === undefined ? '' : textTitle(title), only), ...told, ...heading };
}

// "Soil for balconies | Greenpatch": what follows the heading in a page's title is the site.
function siteOf(title: string, heading: string): { readonly publisher?: string } {
  if (heading === '' || !title.startsWith(`${heading} `)) return {};
  const [, site] = /^[|–—·•»:-] (\p{L}.*)$/u.exec(title.slice(heading.length).trim()) ?? [];
  return site === undefined || /\s[|–—·•»]\s/.test(site) ? {} : { publisher: site };
}

const textTitle = (title: HtmlElement) =>
  title.childNodes
    .flatMap((node) => (isText(node) ? node.value : isElement(node) ? textOf([node]) : []))
    .join('')
    .replace(/\s+/g, ' ')
    .trim();
