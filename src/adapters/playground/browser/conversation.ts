// The turns of the conversation: asking, showing what comes back, trying again.
import type { Answer } from '../ports.js';
import { all, copyOf, one, oneOf, scrollToStart } from './dom.js';
import type { Panel } from './panel.js';

export type Chat = {
  /** Adds a turn, and says whether it could: one question is answered at a time. */
  readonly add: (query: string, words: string, isTyped: boolean) => boolean;
};

const timeoutMs = 10_000;

/** `goOnFrom` is told what the next question goes on from. */
export function createConversation(panel: Panel, goOnFrom: (context: string) => void): Chat {
  const main = one('main');
  const turns = one('.turns');
  const status = one('[role=status]');
  let isBusy = false;

  // A table that fits needs no stop for the keyboard.
  const widths = new ResizeObserver((entries) => {
    for (const { target } of entries) {
      if (target.scrollWidth > target.clientWidth) target.setAttribute('tabindex', '0');
      else target.removeAttribute('tabindex');
    }
  });
  const prepare = (article: HTMLElement): void => {
    one('.inspect', article).hidden = false;
    for (const region of all('.scroll', article)) widths.observe(region);
  };

  const showAnswer = (turn: HTMLElement, query: string, answer: Answer, isTyped: boolean): void => {
    const article = one('.answer', turn);
    one('.document', article).innerHTML = answer.html;
    article.dataset['outcome'] = answer.outcome;
    article.setAttribute('aria-label', answer.title || 'Answer');
    one('.tools', article).hidden = false;
    oneOf(HTMLAnchorElement, '.permalink', article).href = `/?${query}`;
    goOnFrom(answer.context);
    panel.keep(article, answer);
    prepare(article);
    panel.inspect(article);
    history.replaceState(null, '', `/?${query}`);
    document.title = `${answer.title ? `${answer.title} · ` : ''}AI Diff playground`;
    // Whoever typed goes on typing and hears the answer; whoever pressed a button goes on reading at the answer.
    if (isTyped) status.textContent = one('.document', article).innerText;
    else article.focus({ preventScroll: true });
  };

  const showFailure = (turn: HTMLElement, query: string, message: string, isTyped: boolean): void => {
    const article = one('.answer', turn);
    const failure = copyOf('#failure');
    one('p', failure).textContent = message;
    const retry = one('.retry', failure);
    retry.hidden = false;
    retry.addEventListener('click', () => {
      if (isBusy) return;
      failure.remove();
      void load(turn, query, isTyped);
    });
    one('.document', article).replaceChildren(failure);
    one('.tools', article).hidden = true;
    if (!isTyped) retry.focus({ preventScroll: true });
  };

  const load = async (turn: HTMLElement, query: string, isTyped: boolean): Promise<void> => {
    const article = one('.answer', turn);
    isBusy = true;
    status.textContent = '';
    main.setAttribute('aria-busy', 'true');
    article.classList.add('pending');
    scrollToStart(turn);
    const found = await fetchAnswer(query);
    if (found.type === 'answer') showAnswer(turn, query, found.answer, isTyped);
    else showFailure(turn, query, found.message, isTyped);
    isBusy = false;
    main.removeAttribute('aria-busy');
    article.classList.remove('pending');
    scrollToStart(turn);
  };

  for (const article of all('.answer', turns)) {
    panel.keepShown(article);
    prepare(article);
  }
  return {
    add: (query, words, isTyped) => {
      if (isBusy) return false;
      const turn = copyOf('#turn');
      one('.words', turn).textContent = words;
      one('.asked', turn).hidden = false;
      for (const gone of all('.welcome, .conversation > .failure')) gone.remove();
      main.classList.add('started');
      one('.bar .new').hidden = false;
      turns.append(turn);
      void load(turn, query, isTyped);
      return true;
    },
  };
}

type Found =
  | { readonly type: 'answer'; readonly answer: Answer }
  | { readonly type: 'failure'; readonly message: string };

async function fetchAnswer(query: string): Promise<Found> {
  try {
    const response = await fetch(`/answer?${query}`, { signal: AbortSignal.timeout(timeoutMs), redirect: 'error' });
    const body: unknown = await response.json();
    // It comes from the same server, whose types these are.
    if (response.ok) return { type: 'answer', answer: body as Answer };
    return { type: 'failure', message: (body as { readonly message: string }).message };
  } catch {
    return {
      type: 'failure',
      message: 'The bot did not answer. Check that it is still running, then try again.',
    };
  }
}
