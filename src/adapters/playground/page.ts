// The playground's page as one HTML document. Pure, and complete without the script, which only saves reloads.
import { assertNever } from '../../document/nodes.js';
import { escapeHtml } from './escape.js';
import { logo, type PageLink, playgroundAssets, productName, renderFrame } from './frame.js';
import { renderPanel } from './panel.js';
import type { Answer } from './ports.js';
import { maxQuestionLength } from './receive.js';
import { renderReasonForm, renderVoteForm } from './vote-page.js';

/** A turn of the conversation. The server renders at most one; the script adds the others. */
type Turn = {
  /** In the person's words; empty if a button was pressed whose label is unknown. */
  readonly question: string;
  /** The query that recreates this turn. */
  readonly query: string;
  readonly answer: Answer;
};

/** `platforms` are the names of the previews that each answer has; `takesVotes`: votes are stored. */
export type PageContent = OwnContent & {
  readonly platforms: readonly string[];
  readonly takesVotes?: boolean;
  readonly links?: readonly PageLink[];
};

/** What is between the bar and the question box. */
export type OwnContent =
  | { readonly type: 'start'; readonly welcome: Welcome }
  | { readonly type: 'turn'; readonly turn: Turn }
  | { readonly type: 'problem'; readonly message: string };

/** What the first page says: what can be asked, in the knowledge's words, and questions to try. */
export type Welcome = { readonly title: string; readonly text: string; readonly examples: readonly string[] };

/** The page as an HTML document. */
export function renderPage(content: PageContent): string {
  return renderFrame({
    title: pageTitle(content),
    script: playgroundAssets.script,
    skipTo: { id: 'question', name: 'Skip to the question box' },
    links: [
      ...(content.links ?? []),
      { href: '/', name: 'New conversation', short: 'New', isNew: true, hidden: content.type === 'start' },
    ],
    main: `<main${content.type === 'turn' ? ' class="started"' : ''}>
<h1 class="visually-hidden">${productName} playground</h1>
<section class="conversation" aria-label="Conversation">
${renderContent(content)}
</section>
${renderPanel(content.type === 'turn' ? content.turn.answer : undefined, content.platforms)}
${renderComposer(content)}
</main>
<div class="visually-hidden" role="status" aria-live="polite"></div>
<template id="turn">${renderTurn(undefined, content)}</template>
<template id="failure">${renderFailure('')}</template>
<template id="reason">${renderReasonForm({ about: '', query: '' })}</template>`,
  });
}

function pageTitle(content: PageContent): string {
  const name = `${productName} playground`;
  return content.type === 'turn' && content.turn.answer.title !== '' ? `${content.turn.answer.title} · ${name}` : name;
}

function renderContent(content: PageContent): string {
  switch (content.type) {
    case 'start':
      return `${renderWelcome(content.welcome)}\n<ol class="turns"></ol>`;
    case 'turn':
      return `<ol class="turns">${renderTurn(content.turn, content)}</ol>`;
    case 'problem':
      return `${renderFailure(content.message)}\n<ol class="turns"></ol>`;
    default:
      return assertNever(content);
  }
}

function renderWelcome({ title, text, examples }: Welcome): string {
  const links = examples.map((question) => {
    const address = escapeHtml(`/?${new URLSearchParams({ q: question })}`);
    return `<a class="press press-examples" href="${address}">${escapeHtml(question)}</a>`;
  });
  const group =
    links.length === 0 ? '' : `<div class="choices" role="group" aria-label="Examples to try">${links.join('')}</div>`;
  return `<div class="welcome">${logo}<h2>${escapeHtml(title)}</h2><p>${escapeHtml(text)}</p>${group}</div>`;
}

// Without a turn it is the template that the script fills.
function renderTurn(turn: Turn | undefined, { takesVotes = false }: PageContent): string {
  const question = turn?.question ?? '';
  const query = turn?.query ?? '';
  const hidden = question.trim() === '' ? ' hidden' : '';
  return [
    '<li class="turn">',
    `<p class="asked"${hidden}><span class="visually-hidden">You asked: </span><span class="words" dir="auto">${escapeHtml(question)}</span></p>`,
    `<article class="answer"${turn === undefined ? '' : ' id="answer"'} data-about="${escapeHtml(turn?.answer.about ?? '')}" tabindex="-1" aria-label="${escapeHtml(turn?.answer.title || 'Answer')}">`,
    `<div class="document">${turn?.answer.html ?? ''}</div>`,
    '<footer class="tools">',
    takesVotes ? renderVoteForm({ about: turn?.answer.about ?? '', query }) : '',
    '<button type="button" class="copy" hidden>Copy</button>',
    `<a class="permalink" href="${escapeHtml(query === '' ? '/' : `/?${query}`)}">Link<span class="wide"> to this answer</span></a>`,
    '<button type="button" class="inspect" hidden>Why<span class="wide"> this answer</span></button>',
    '<span class="done"></span>',
    '</footer>',
    `<template class="copied">${escapeHtml(turn?.answer.copy ?? '')}</template>`,
    '</article></li>',
  ].join('');
}

// The retry button needs the script; without it, reloading does the same.
function renderFailure(message: string): string {
  return `<div class="failure" role="alert"><p>${escapeHtml(message)}</p><button type="button" class="retry" hidden>Try again</button></div>`;
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
