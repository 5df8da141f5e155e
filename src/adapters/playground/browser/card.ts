// An answer's card: the answer, a part opened in its place, and the way back.
import type { Answer } from '../ports.js';
import { all, one, oneOf } from './dom.js';

export type Card = {
  readonly article: HTMLElement;
  readonly show: (answer: Answer, query: string) => void;
  /** Shows a part of the answer in its place; one at a time. */
  readonly open: (part: Answer) => void;
  /** Shows the answer again. */
  readonly close: () => void;
  /** Whether a link leads from an open part back to the whole answer. */
  readonly leadsBack: (link: HTMLAnchorElement) => boolean;
  /** The link in the card that leads back to the whole answer, or to a query. */
  readonly wayBack: () => HTMLAnchorElement | undefined;
  readonly linkTo: (query: string) => HTMLAnchorElement | undefined;
  /** Title and first line, announced to screen readers. */
  readonly firstLine: () => string;
};

// A table that fits needn't be a tab stop.
const widths = new ResizeObserver((entries) => {
  for (const { target } of entries) {
    if (target.scrollWidth > target.clientWidth) target.setAttribute('tabindex', '0');
    else target.removeAttribute('tabindex');
  }
});

let cards = 0;

/** The card of a turn on the page, which may already show an answer. */
export function createCard(turn: HTMLElement): Card {
  const article = one('.answer', turn);
  const shown = one('.document', article);
  const prefix = `answer-${++cards}`;
  let whole: string | undefined;

  const put = (html: string): void => {
    shown.innerHTML = html;
    for (const region of all('.scroll', shown)) widths.observe(region);
  };
  // The page has several answers: each one's ids get a prefix.
  const setApart = (): void => {
    for (const each of all('[id]', shown)) each.id = `${prefix}-${each.id}`;
    for (const link of all('a[href^="#"]', shown))
      link.setAttribute('href', `#${prefix}-${link.getAttribute('href')?.slice(1) ?? ''}`);
  };
  const links = () => [...shown.querySelectorAll<HTMLAnchorElement>('a[data-opens]')];
  const leadsBack = (link: HTMLAnchorElement): boolean =>
    whole !== undefined && new URL(link.href).searchParams.get('t') === article.dataset['about'];

  article.id = prefix;
  put(shown.innerHTML);
  setApart();
  return {
    article,
    show: (answer, query) => {
      whole = undefined;
      put(answer.html);
      setApart();
      article.dataset['about'] = answer.about;
      article.setAttribute('aria-label', answer.title || 'Answer');
      oneOf(HTMLAnchorElement, '.permalink', article).href = `/?${query}`;
      oneOf(HTMLTemplateElement, '.copied', article).content.textContent = answer.copy;
      one('.tools', article).hidden = false;
      for (const form of all('.vote', article)) {
        form.hidden = answer.about === '';
        oneOf(HTMLInputElement, '[name=about]', form).value = answer.about;
        oneOf(HTMLInputElement, '[name=query]', form).value = query;
      }
    },
    open: (part) => {
      for (const details of all('details[open]', shown)) details.removeAttribute('open');
      whole ??= shown.innerHTML;
      put(part.html);
      setApart();
    },
    close: () => {
      if (whole !== undefined) put(whole);
      whole = undefined;
    },
    leadsBack,
    wayBack: () => links().find(leadsBack),
    linkTo: (query) => links().find((link) => new URL(link.href).search.slice(1) === query),
    firstLine: () => {
      const texts = ['.title', 'p'].map((selector) => shown.querySelector(selector)?.textContent.trim() ?? '');
      return texts.filter((text) => text !== '').join(': ');
    },
  };
}
