// The small buttons under an answer: votes, copy, and a link.
import { sendVote } from './answers.js';
import { all, copyOf, one, oneOf } from './dom.js';

/** `tell` shows a message at an answer; `voted` is told of stored votes. */
type ToolParts = {
  readonly tell: (article: HTMLElement, words: string) => void;
  readonly voted: (article: HTMLElement, vote: string) => void;
};

const notCopied = 'The browser does not let this page copy.';

/** Handles the buttons of all answers, including future ones. */
export function createTools({ tell, voted }: ToolParts): void {
  // Undefined unless the page comes from this machine or over TLS.
  const clipboard: Clipboard | undefined = navigator.clipboard;
  const copy = async (article: HTMLElement, text: string, done: string): Promise<void> => {
    tell(
      article,
      await clipboard.writeText(text).then(
        () => done,
        () => notCopied,
      ),
    );
  };
  const vote = async (form: HTMLFormElement, submitter: HTMLElement | null): Promise<void> => {
    const article = form.closest<HTMLElement>('.answer');
    if (article === null) return;
    const { isNoted, message } = await sendVote(new FormData(form, submitter));
    tell(article, message);
    if (!isNoted) return;
    const given = submitter instanceof HTMLButtonElement ? submitter.value : '';
    markVote(article, given);
    voted(article, given);
    for (const old of all('.reason', article)) old.remove();
    if (given === '0' && form.classList.contains('vote')) askReason(article, form);
    else if (form.classList.contains('reason')) one('.vote [value="0"]', article).focus();
  };

  document.addEventListener('click', (event) => {
    if (!(event.target instanceof Element) || clipboard === undefined) return;
    const article = event.target.closest<HTMLElement>('.answer');
    if (article === null) return;
    if (event.target.closest('.copy') !== null)
      void copy(article, oneOf(HTMLTemplateElement, '.copied', article).content.textContent, 'Copied.');
    const link = event.target.closest<HTMLAnchorElement>('.permalink');
    if (link === null || isForAnotherTab(event)) return;
    event.preventDefault();
    void copy(article, link.href, 'Link copied.');
  });
  document.addEventListener('submit', (event) => {
    const { target, submitter } = event;
    if (!(target instanceof HTMLFormElement) || !target.matches('.vote, .reason')) return;
    event.preventDefault();
    void vote(target, submitter);
  });
}

/** Whether a click on a link should open it in another tab. */
export function isForAnotherTab(event: MouseEvent): boolean {
  return event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
}

/** Shows an answer's tools that need the script. */
export function readyTools(article: HTMLElement): void {
  one('.inspect', article).hidden = false;
  one('.copy', article).hidden = navigator.clipboard === undefined;
  markVote(article, undefined);
}

/** Shows the vote: "1" is helpful, "0" is not. */
export function markVote(article: HTMLElement, vote: string | undefined): void {
  for (const button of all('.vote > button', article))
    button.setAttribute('aria-pressed', String(vote !== undefined && button.getAttribute('value') === vote));
}

function askReason(article: HTMLElement, vote: HTMLFormElement): void {
  const form = copyOf('#reason');
  for (const name of ['about', 'query'])
    oneOf(HTMLInputElement, `[name=${name}]`, form).value = oneOf(HTMLInputElement, `[name=${name}]`, vote).value;
  const close = one('.close', form);
  const leave = (): void => {
    form.remove();
    one('[value="0"]', vote).focus();
  };
  close.hidden = false;
  close.addEventListener('click', leave);
  form.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') leave();
  });
  one('.tools', article).after(form);
  form.scrollIntoView({ block: 'nearest' });
  one('textarea', form).focus({ preventScroll: true });
}
