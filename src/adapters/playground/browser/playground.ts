// The playground's script. It saves reloads and keeps the conversation on the page; whatever it does, links and the form do too.
// It inserts only HTML from /answer, which is escaped there.
import { createComposer } from './composer.js';
import { createConversation } from './conversation.js';
import { createPanel } from './panel.js';

const panel = createPanel();
const composer = createComposer((words, context) => {
  const query = new URLSearchParams({ q: words });
  if (context !== '') query.set('c', context);
  return conversation.add(query.toString(), words, true);
});
const conversation = createConversation(panel, composer.goOnFrom);

document.addEventListener('click', (event) => {
  if (!(event.target instanceof Element)) return;
  const answer = event.target.closest('.inspect')?.closest<HTMLElement>('.answer');
  if (answer != null) panel.open(answer);
  const press = event.target.closest<HTMLAnchorElement>('a.press');
  if (press === null || isForAnotherTab(event)) return;
  event.preventDefault();
  const query = new URL(press.href).search.slice(1);
  conversation.add(query, press.getAttribute('aria-label') ?? press.textContent ?? '', false);
});

function isForAnotherTab(event: MouseEvent): boolean {
  return event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
}
