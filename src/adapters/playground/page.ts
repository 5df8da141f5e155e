// The playground's page as one HTML document. Pure, and complete without the script: the script only saves reloads.
import { assertNever } from '../../document/nodes.js';
import { renderPlain } from '../../document/plain.js';
import { encodeTarget } from '../../document/target.js';
import type { Reply } from '../../ports.js';
import { escapeHtml } from './escape.js';
import type { Answer } from './ports.js';
import { maxContextLength, maxQuestionLength } from './receive.js';
import { documentTitle, renderDocument } from './render.js';

/** What was said in the conversation that the page shows: at most one turn, the script adds further ones. */
export type Turn = {
  /** As the person would put it; empty where a button was pressed whose label is not known. */
  readonly question: string;
  /** The query that brings this turn back. */
  readonly query: string;
  readonly answer: Answer;
};

/** `platforms` are the names of the previews that every answer of this page has. */
export type PageContent = { readonly platforms: readonly string[]; readonly links?: readonly PageLink[] } & (
  | { readonly type: 'start'; readonly examples: readonly string[] }
  | { readonly type: 'turn'; readonly turn: Turn }
  | { readonly type: 'problem'; readonly message: string }
);

export const playgroundAssets = { script: '/playground.js', style: '/playground.css' } as const;
const plainWidth = 60;
const productName = 'AI Diff';

/** A link in the bar. */
export type PageLink = {
  readonly href: string;
  readonly name: string;
  readonly hidden?: boolean;
  readonly isNew?: boolean;
};

/** The whole page for its content, as an HTML document. */
export function renderPage(content: PageContent): string {
  return renderFrame({
    title: pageTitle(content),
    script: playgroundAssets.script,
    skipTo: { id: 'question', name: 'Skip to the question box' },
    links: [
      ...(content.links ?? []),
      { href: '/', name: 'New conversation', isNew: true, hidden: content.type === 'start' },
    ],
    main: `<main${content.type === 'turn' ? ' class="started"' : ''}>
<h1 class="visually-hidden">${productName} playground</h1>
<section class="conversation" aria-label="Conversation">
${renderContent(content)}
</section>
${renderPanel(content)}
${renderComposer(content)}
</main>
<div class="visually-hidden" role="status" aria-live="polite"></div>
<template id="turn">${renderTurn('', '', '')}</template>
<template id="failure">${renderFailure('')}</template>`,
  });
}

/** What all pages have around their main part, which is markup. */
export function renderFrame(frame: {
  readonly title: string;
  readonly script: string;
  readonly skipTo: { readonly id: string; readonly name: string };
  readonly links: readonly PageLink[];
  readonly main: string;
}): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, interactive-widget=resizes-content">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(frame.title)}</title>
<link rel="icon" href="${favicon}">
<link rel="stylesheet" href="${playgroundAssets.style}">
<script src="${frame.script}" defer></script>
</head>
<body>
<a class="skip" href="#${frame.skipTo.id}">${frame.skipTo.name}</a>
<header class="bar">
<a class="brand" href="/">${logo}<span>${productName}</span> <span class="room">Playground</span></a>
<span class="links">${frame.links.map(renderLink).join('')}</span>
</header>
${frame.main}
</body>
</html>
`;
}

function renderLink({ href, name, hidden = false, isNew = false }: PageLink): string {
  return `<a class="${isNew ? 'new' : 'go'}" href="${escapeHtml(href)}"${hidden ? ' hidden' : ''}>${escapeHtml(name)}</a>`;
}

/** All views of a reply; `previews` are drawn by whoever knows the platforms. */
export function renderAnswer(reply: Reply, previews: Answer['previews']): Answer {
  const context = reply.context === undefined ? '' : encodeTarget(reply.context);
  return {
    html: renderDocument(reply.document),
    whyHtml: renderDocument(reply.why, { headingLevel: 4 }),
    previews,
    text: renderPlain(reply.document, { width: plainWidth }),
    document: reply.document,
    title: documentTitle(reply.document),
    context: context.length > maxContextLength ? '' : context,
    outcome: reply.outcome,
  };
}

function pageTitle(content: PageContent): string {
  const name = `${productName} playground`;
  return content.type === 'turn' && content.turn.answer.title !== '' ? `${content.turn.answer.title} · ${name}` : name;
}

function renderContent(content: PageContent): string {
  switch (content.type) {
    case 'start':
      return `${renderWelcome(content.examples)}\n<ol class="turns"></ol>`;
    case 'turn': {
      const { question, query, answer } = content.turn;
      return `<ol class="turns">${renderTurn(question, query, answer.html)}</ol>`;
    }
    case 'problem':
      return `${renderFailure(content.message)}\n<ol class="turns"></ol>`;
    default:
      return assertNever(content);
  }
}

function renderWelcome(examples: readonly string[]): string {
  const links = examples.map((question) => {
    const address = escapeHtml(`/?${new URLSearchParams({ q: question })}`);
    return `<a class="press press-examples" href="${address}">${escapeHtml(question)}</a>`;
  });
  const group =
    links.length === 0 ? '' : `<div class="choices" role="group" aria-label="Examples to try">${links.join('')}</div>`;
  return `<div class="welcome">${logo}<h2>LLM or generative AI?</h2><p>Ask about either. Every answer names its sources.</p>${group}</div>`;
}

// Empty strings make the template that the script fills.
function renderTurn(question: string, query: string, html: string): string {
  const hidden = question.trim() === '' ? ' hidden' : '';
  return [
    '<li class="turn">',
    `<p class="asked"${hidden}><span class="visually-hidden">You asked: </span><span class="words" dir="auto">${escapeHtml(question)}</span></p>`,
    '<article class="answer" tabindex="-1" aria-label="Answer">',
    `<div class="document">${html}</div>`,
    '<footer class="tools">',
    '<button type="button" class="inspect" hidden>Why this answer</button>',
    `<a class="permalink" href="${escapeHtml(query === '' ? '/' : `/?${query}`)}">Link to this answer</a>`,
    '</footer></article></li>',
  ].join('');
}

// The button to try again needs the script; without it, reloading the page does the same.
function renderFailure(message: string): string {
  return `<div class="failure" role="alert"><p>${escapeHtml(message)}</p><button type="button" class="retry" hidden>Try again</button></div>`;
}

type Pane = { readonly name: string; readonly html: string };

function renderPanel(content: PageContent): string {
  const answer = content.type === 'turn' ? content.turn.answer : undefined;
  const panes: readonly Pane[] = [
    { name: 'Why this answer', html: `<div class="pane-content why">${answer?.whyHtml ?? ''}</div>` },
    ...content.platforms.map((platform, index) => ({
      name: platform,
      html: `<div class="pane-content preview">${answer?.previews[index]?.html ?? ''}</div>`,
    })),
    { name: 'Plain text', html: renderSource(answer?.text ?? '', 'Plain text') },
    { name: 'JSON', html: renderSource(answer === undefined ? '' : JSON.stringify(answer.document, null, 2), 'JSON') },
  ];
  const tabs = panes.map(
    (pane, index) =>
      `<button type="button" role="tab" id="tab-${index}" aria-controls="pane-${index}">${escapeHtml(pane.name)}</button>`,
  );
  const sections = panes.map(
    (pane, index) => `<section class="pane" id="pane-${index}"><h3>${escapeHtml(pane.name)}</h3>${pane.html}</section>`,
  );
  return [
    `<aside class="panel" aria-label="Behind the answer"${answer === undefined ? ' hidden' : ''}>`,
    '<h2>Behind the answer</h2>',
    '<button type="button" class="panel-toggle" aria-expanded="false" aria-controls="panel-body" hidden>Behind the answer</button>',
    `<div id="panel-body"><p class="panel-about">${escapeHtml(answer?.title ?? '')}</p>`,
    `<div class="tabs" role="tablist" aria-label="Behind the answer" hidden>${tabs.join('')}</div>`,
    `${sections.join('\n')}</div></aside>`,
  ].join('\n');
}

function renderSource(source: string, label: string): string {
  return `<pre class="pane-content" tabindex="0" role="region" aria-label="${label}">${escapeHtml(source)}</pre>`;
}

function renderComposer(content: PageContent): string {
  const context = content.type === 'turn' ? content.turn.answer.context : '';
  const focus = content.type === 'start' ? ' autofocus' : '';
  return `<form class="composer" action="/" method="get" autocomplete="off">
<div class="box">
<label class="visually-hidden" for="question">Your question</label>
<textarea id="question" name="q" rows="1" maxlength="${maxQuestionLength}" required placeholder="Ask a question" aria-describedby="keys"${focus}></textarea>
<input type="hidden" name="c" value="${escapeHtml(context)}">
<button type="submit">Ask</button>
</div>
<p class="hint"><span id="keys" hidden>Enter asks, Shift+Enter starts a new line, Escape clears.</span> <span class="count" hidden></span></p>
</form>`;
}

// The set of all LLMs inside the set of all generative AI.
const logo =
  '<svg class="logo" viewBox="0 0 32 32" width="28" height="28" aria-hidden="true" focusable="false"><circle class="outer" cx="16" cy="16" r="14"/><circle class="inner" cx="19.5" cy="18.5" r="7"/></svg>';
const favicon = `data:image/svg+xml,${encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><circle cx="16" cy="16" r="15" fill="#c9cffb"/><circle cx="19.5" cy="18.5" r="8" fill="#4453d6"/></svg>',
).replaceAll("'", '%27')}`;
