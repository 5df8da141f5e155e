// The playground's script. It saves reloads and keeps the conversation on the page; links and forms work without it. It inserts only HTML
// from /answer, which is escaped there.
import { createComposer } from './composer.js';
import { createConversation } from './conversation.js';
import { all, focusOn, one, scrollToStart } from './dom.js';
import { createPanel } from './panel.js';
import { createTools, isForAnotherTab } from './tools.js';

const status = one('[role=status]');
const say = (words: string): void => {
  status.textContent = words;
};
const tell = (article: HTMLElement, words: string): void => {
  one('.done', article).textContent = words;
  say(words);
};

const panel = createPanel();
const composer = createComposer((words, context) => {
  const query = new URLSearchParams({ q: words });
  if (context !== '') query.set('c', context);
  return conversation.add(query.toString(), words, true);
});
const conversation = createConversation({ panel, goOnFrom: composer.goOnFrom, say, tell });
createTools({ tell, voted: conversation.keepVote });

document.addEventListener('click', (event) => {
  if (!(event.target instanceof Element)) return;
  const article = event.target.closest<HTMLElement>('.answer');
  if (article !== null && event.target.closest('.inspect') !== null) panel.open(article);
  const link = event.target.closest('a');
  if (link === null || isForAnotherTab(event)) return;
  const follow = followerOf(link, article);
  if (follow === undefined) return;
  event.preventDefault();
  follow();
});

/** What the script does instead of following a link. */
function followerOf(link: HTMLAnchorElement, article: HTMLElement | null): (() => void) | undefined {
  if (link.dataset['opens'] !== undefined && article !== null) return () => void conversation.open(article, link);
  if (link.matches('.press')) {
    const query = new URL(link.href).search.slice(1);
    return () => void conversation.add(query, link.getAttribute('aria-label') ?? link.textContent, false);
  }
  const part = link.getAttribute('href')?.startsWith('#') ? document.getElementById(link.hash.slice(1)) : null;
  return part === null ? undefined : () => goTo(part);
}

/** Scrolls within the page without a history entry: those are for turns. */
function goTo(part: HTMLElement): void {
  const details = part.closest('details');
  if (details !== null) details.open = true;
  if (part.matches('.answer, .answer *')) scrollToStart(part);
  focusOn(part);
}

// Only one part of an answer is open at a time. The event doesn't bubble.
document.addEventListener(
  'toggle',
  ({ target }) => {
    if (!(target instanceof HTMLDetailsElement) || !target.open) return;
    const shown = target.closest('.document');
    if (shown !== null)
      for (const other of all('details[open]', shown)) if (other !== target) other.removeAttribute('open');
  },
  true,
);
