// The panel next to the answers: why, previews, plain text and JSON of the selected answer.
import type { Answer } from '../ports.js';
import { all, one, oneOf, scrollToStart } from './dom.js';

export type Panel = {
  /** Stores an answer's panel, so that earlier answers can be inspected again. */
  readonly keep: (article: HTMLElement, answer: Answer) => void;
  /** The same for the answer that came with the page. */
  readonly keepShown: (article: HTMLElement) => void;
  /** Stores the panel of an open part of an answer; undefined once it is closed. The "why" stays the answer's. */
  readonly keepPart: (article: HTMLElement, part: Answer | undefined) => void;
  /** Shows an answer's details in the panel, without opening it. */
  readonly inspect: (article: HTMLElement) => void;
  /** Opens the panel. */
  readonly open: (article: HTMLElement) => void;
};

type Behind = { readonly title: string; readonly html: readonly string[]; readonly text: readonly string[] };

const narrow = matchMedia('(max-width: 999px)');
// Plain text and JSON are not markup.
const textPanes = 2;

export function createPanel(): Panel {
  const panel = one('.panel');
  const toggle = one('.panel-toggle');
  const tabs = all('[role=tab]', panel);
  const panes = all('.pane', panel);
  const about = oneOf(HTMLAnchorElement, '.panel-about > a', panel);
  const contents = panes.map((pane) => one('.pane-content', pane));
  const kept = new WeakMap<HTMLElement, Behind>();
  const parts = new WeakMap<HTMLElement, Behind>();

  const collapse = (isCollapsed: boolean): void => {
    panel.classList.toggle('collapsed', isCollapsed);
    toggle.setAttribute('aria-expanded', String(!isCollapsed));
  };
  const select = (chosen: number): void => {
    tabs.forEach((tab, index) => {
      tab.setAttribute('aria-selected', String(index === chosen));
      tab.tabIndex = index === chosen ? 0 : -1;
    });
    panes.forEach((pane, index) => {
      pane.hidden = index !== chosen;
    });
  };
  const inspect = (article: HTMLElement): void => {
    const behind = parts.get(article) ?? kept.get(article);
    if (behind === undefined) return;
    about.textContent = behind.title || 'Answer';
    about.href = `#${article.id}`;
    contents.forEach((content, index) => {
      const html = behind.html[index];
      if (html === undefined) content.textContent = behind.text[index - behind.html.length] ?? '';
      else content.innerHTML = html;
    });
    panel.hidden = false;
    for (const other of all('.answer')) other.classList.toggle('inspected', other === article);
  };

  one('.tabs', panel).hidden = false;
  toggle.hidden = false;
  toggle.addEventListener('click', () => collapse(!panel.classList.contains('collapsed')));
  tabs.forEach((tab, index) => {
    const pane = panes[index];
    pane?.setAttribute('role', 'tabpanel');
    pane?.setAttribute('aria-labelledby', tab.id);
    // The tab already says it, but screen readers navigate by headings.
    if (pane !== undefined) one('h3', pane).classList.add('visually-hidden');
    tab.addEventListener('click', () => select(index));
    tab.addEventListener('keydown', (event) => {
      const next = tabAfter(event.key, index, tabs.length);
      if (next === undefined) return;
      event.preventDefault();
      select(next);
      tabs[next]?.focus();
    });
  });
  collapse(true);
  select(0);

  return {
    keep: (article, answer) => {
      kept.set(article, behindOf(answer, answer.whyHtml));
      parts.delete(article);
    },
    keepPart: (article, part) => {
      if (part === undefined) parts.delete(article);
      else parts.set(article, behindOf(part, kept.get(article)?.html[0] ?? part.whyHtml));
    },
    keepShown: (article) => {
      kept.set(article, {
        title: about.textContent,
        html: contents.slice(0, -textPanes).map((content) => content.innerHTML),
        text: contents.slice(-textPanes).map((content) => content.textContent),
      });
      about.href = `#${article.id}`;
      article.classList.add('inspected');
    },
    inspect,
    open: (article) => {
      inspect(article);
      select(0);
      collapse(false);
      if (narrow.matches) scrollToStart(panel);
      // If the panel already shows what was asked for, highlight it.
      panel.classList.remove('shown');
      void panel.offsetWidth;
      panel.classList.add('shown');
      tabs[0]?.focus({ preventScroll: true });
    },
  };
}

function behindOf(answer: Answer, whyHtml: string): Behind {
  return {
    title: answer.title,
    html: [whyHtml, ...answer.previews.map(({ html }) => html)],
    text: [answer.text, JSON.stringify(answer.document, null, 2)],
  };
}

function tabAfter(key: string, index: number, count: number): number | undefined {
  switch (key) {
    case 'ArrowRight':
      return (index + 1) % count;
    case 'ArrowLeft':
      return (index + count - 1) % count;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return undefined;
  }
}
