// The playground's script, as it is sent to the browser: `tsc` copies no assets, so it lives in a string. It saves reloads
// and keeps the conversation on the page; whatever it does, links and the form do too. It inserts only HTML from /answer,
// which is escaped there.

/** The body of /playground.js. */
export const clientScript = String.raw`'use strict';
(() => {
  const one = (selector, within) => (within || document).querySelector(selector);
  const all = (selector, within) => [...(within || document).querySelectorAll(selector)];
  const main = one('main');
  const turns = one('.turns');
  const form = one('.composer');
  const field = form.elements.namedItem('q');
  const context = form.elements.namedItem('c');
  const status = one('[role=status]');
  const panel = one('.panel');
  const toggle = one('.panel-toggle');
  const tabs = all('[role=tab]');
  const panes = all('.pane');
  const timeoutMs = 10000;
  const narrow = matchMedia('(max-width: 999px)');
  const calm = matchMedia('(prefers-reduced-motion: reduce)');
  // What the panel shows for each answer, kept so that earlier answers can be looked into again.
  const details = new WeakMap();
  let busy = false;

  // Asking

  async function addTurn(query, words, fromComposer) {
    if (busy) return;
    const turn = one('#turn').content.cloneNode(true).firstElementChild;
    one('.words', turn).textContent = words;
    one('.asked', turn).hidden = false;
    for (const gone of all('.welcome, .conversation > .failure')) gone.remove();
    main.classList.add('started');
    one('.bar .new').hidden = false;
    turns.append(turn);
    await load(turn, query, fromComposer);
  }

  async function load(turn, query, fromComposer) {
    const article = one('.answer', turn);
    busy = true;
    status.textContent = '';
    main.setAttribute('aria-busy', 'true');
    article.classList.add('pending');
    scrollTo(turn);
    try {
      showAnswer(turn, query, await fetchAnswer(query), fromComposer);
    } catch (error) {
      showFailure(turn, query, error, fromComposer);
    } finally {
      busy = false;
      main.removeAttribute('aria-busy');
      article.classList.remove('pending');
      scrollTo(turn);
    }
  }

  async function fetchAnswer(query) {
    let response;
    let body;
    try {
      response = await fetch('/answer?' + query, { signal: AbortSignal.timeout(timeoutMs), redirect: 'error' });
      body = await response.json();
    } catch {
      throw new Error('The bot did not answer. Check that it is still running, then try again.');
    }
    if (!response.ok) throw new Error(body.message);
    return body;
  }

  function showAnswer(turn, query, answer, fromComposer) {
    const article = one('.answer', turn);
    one('.document', article).innerHTML = answer.html;
    article.dataset.outcome = answer.outcome;
    article.setAttribute('aria-label', answer.title || 'Answer');
    one('.tools', article).hidden = false;
    one('.permalink', article).href = '/?' + query;
    context.value = answer.context;
    details.set(article, {
      title: answer.title,
      html: [answer.whyHtml].concat(answer.previews.map((preview) => preview.html)),
      text: [answer.text, JSON.stringify(answer.document, null, 2)],
    });
    prepare(article);
    inspect(article);
    history.replaceState(null, '', '/?' + query);
    document.title = (answer.title ? answer.title + ' · ' : '') + 'AI Diff playground';
    // Whoever typed goes on typing and hears the answer; whoever pressed a button goes on reading at the answer.
    if (fromComposer) status.textContent = one('.document', article).innerText;
    else article.focus({ preventScroll: true });
  }

  function showFailure(turn, query, error, fromComposer) {
    const article = one('.answer', turn);
    const failure = one('#failure').content.cloneNode(true).firstElementChild;
    one('p', failure).textContent = error.message;
    const retry = one('.retry', failure);
    retry.hidden = false;
    retry.addEventListener('click', () => {
      if (busy) return;
      failure.remove();
      load(turn, query, fromComposer);
    });
    one('.document', article).replaceChildren(failure);
    one('.tools', article).hidden = true;
    if (!fromComposer) retry.focus({ preventScroll: true });
  }

  function scrollTo(turn) {
    turn.scrollIntoView({ behavior: calm.matches ? 'instant' : 'smooth', block: 'start' });
  }

  // The question box

  function ask() {
    const words = field.value.trim();
    if (words === '' || busy) return;
    const query = new URLSearchParams({ q: words });
    if (context.value !== '') query.set('c', context.value);
    clear();
    addTurn(query.toString(), words, true);
  }

  function clear() {
    field.value = '';
    fit();
  }

  // Browsers without field-sizing need the height told, and everybody the count near the limit.
  function fit() {
    if (!CSS.supports('field-sizing', 'content')) {
      field.rows = Math.min(8, field.value.split('\n').length);
    }
    const count = one('.count', form);
    count.hidden = field.value.length < field.maxLength * 0.9;
    count.textContent = field.value.length + ' of ' + field.maxLength + ' characters';
  }

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    ask();
    field.focus();
  });
  field.addEventListener('input', fit);
  field.addEventListener('keydown', (event) => {
    // Enter also picks a word while one is being composed (Japanese, Chinese, ...).
    if (event.isComposing) return;
    if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      ask();
    } else if (event.key === 'Escape') {
      clear();
    }
  });
  one('#keys').hidden = false;

  // Buttons in answers

  document.addEventListener('click', (event) => {
    if (!(event.target instanceof Element)) return;
    const inspector = event.target.closest('.inspect');
    if (inspector) openPanel(inspector.closest('.answer'));
    const press = event.target.closest('a.press');
    if (!press || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    const query = new URL(press.href).search.slice(1);
    addTurn(query, press.getAttribute('aria-label') || press.textContent, false);
  });

  function prepare(article) {
    one('.inspect', article).hidden = false;
    for (const region of all('.scroll', article)) widths.observe(region);
  }

  // A table that fits needs no stop for the keyboard.
  const widths = new ResizeObserver((entries) => {
    for (const { target } of entries) {
      if (target.scrollWidth > target.clientWidth) target.tabIndex = 0;
      else target.removeAttribute('tabindex');
    }
  });

  // The panel beside the answers

  function inspect(article) {
    const shown = details.get(article);
    if (!shown) return;
    one('.panel-about').textContent = shown.title;
    panes.forEach((pane, index) => {
      const content = one('.pane-content', pane);
      const html = shown.html[index];
      if (html === undefined) content.textContent = shown.text[index - shown.html.length];
      else content.innerHTML = html;
    });
    panel.hidden = false;
    for (const other of all('.answer')) other.classList.toggle('inspected', other === article);
  }

  function openPanel(article) {
    inspect(article);
    select(0);
    collapse(false);
    if (narrow.matches) panel.scrollIntoView({ behavior: calm.matches ? 'instant' : 'smooth', block: 'start' });
    tabs[0].focus({ preventScroll: true });
  }

  function collapse(collapsed) {
    panel.classList.toggle('collapsed', collapsed);
    toggle.setAttribute('aria-expanded', String(!collapsed));
  }

  function select(chosen) {
    tabs.forEach((tab, index) => {
      tab.setAttribute('aria-selected', String(index === chosen));
      tab.tabIndex = index === chosen ? 0 : -1;
    });
    panes.forEach((pane, index) => {
      pane.hidden = index !== chosen;
    });
  }

  toggle.addEventListener('click', () => collapse(!panel.classList.contains('collapsed')));
  tabs.forEach((tab, index) => {
    panes[index].setAttribute('role', 'tabpanel');
    panes[index].setAttribute('aria-labelledby', tab.id);
    one('h3', panes[index]).hidden = true;
    tab.addEventListener('click', () => select(index));
    tab.addEventListener('keydown', (event) => {
      const last = tabs.length - 1;
      const next = { ArrowRight: index === last ? 0 : index + 1, ArrowLeft: index === 0 ? last : index - 1, Home: 0, End: last };
      if (!Object.hasOwn(next, event.key)) return;
      event.preventDefault();
      select(next[event.key]);
      tabs[next[event.key]].focus();
    });
  });

  // What the server already put on the page

  one('.tabs').hidden = false;
  toggle.hidden = false;
  collapse(true);
  select(0);
  for (const article of all('.turns .answer')) {
    const contents = panes.map((pane) => one('.pane-content', pane));
    details.set(article, {
      title: one('.panel-about').textContent,
      html: contents.slice(0, -2).map((content) => content.innerHTML),
      text: contents.slice(-2).map((content) => content.textContent),
    });
    article.classList.add('inspected');
    prepare(article);
  }
})();
`;
