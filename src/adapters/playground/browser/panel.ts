// The panel beside the answers: why, the previews, plain text, JSON, of whichever answer is looked into.
import type { Answer } from '../ports.js';
import { all, one, scrollToStart } from './dom.js';

export type Panel = {
  /** Keeps what the panel shows for an answer, so that earlier answers can be looked into again. */
  readonly keep: (article: HTMLElement, answer: Answer) => void;
  /** The same for the answer that the server already put on the page. */
  readonly keepShown: (article: HTMLElement) => void;
  /** Shows what is behind an answer, in the panel as it is. */
  readonly inspect: (article: HTMLElement) => void;
  /** Goes there. */
  readonly open: (article: HTMLElement) => void;
};

type Behind = { readonly title: string; readonly html: readonly string[]; readonly text: readonly string[] };

const narrow = matchMedia('(max-width: 999px)');
// Plain text and JSON are no markup.
const textPanes = 2;

export function createPanel(): Panel {
  const panel = one('.panel');
  const toggle = one('.panel-toggle');
  const tabs = all('[role=tab]', panel);
  const panes = all('.pane', panel);
  const contents = panes.map((pane) => one('.pane-content', pane));
  const kept = new WeakMap<HTMLElement, Behind>();

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
    const behind = kept.get(article);
    if (behind === undefined) return;
    one('.panel-about', panel).textContent = behind.title;
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
    if (pane !== undefined) one('h3', pane).hidden = true;
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
      kept.set(article, {
        title: answer.title,
        html: [answer.whyHtml, ...answer.previews.map(({ html }) => html)],
        text: [answer.text, JSON.stringify(answer.document, null, 2)],
      });
    },
    keepShown: (article) => {
      kept.set(article, {
        title: one('.panel-about', panel).textContent ?? '',
        html: contents.slice(0, -textPanes).map((content) => content.innerHTML),
        text: contents.slice(-textPanes).map((content) => content.textContent ?? ''),
      });
      article.classList.add('inspected');
    },
    inspect,
    open: (article) => {
      inspect(article);
      select(0);
      collapse(false);
      if (narrow.matches) scrollToStart(panel);
      tabs[0]?.focus({ preventScroll: true });
    },
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
