// The vote buttons, and the thank-you page without the script. Pure.
import { escapeHtml } from './escape.js';
import { type PageLink, renderFrame } from './frame.js';

export const votePath = '/vote';
/** In characters, as on Discord. */
export const maxReason = 1000;
export const thanks = 'Thanks, noted.';

/** The target that a vote is about, and the query of the page it was cast on. */
type Voted = { readonly about: string; readonly query: string };

/** The two buttons under an answer; hidden if there is nothing to vote on. */
export function renderVoteForm(voted: Voted): string {
  return `<form class="vote" action="${votePath}" method="post"${voted.about === '' ? ' hidden' : ''}>${hiddenFields(voted)}${[
    renderButton(1, 'Helpful'),
    renderButton(0, 'Not helpful'),
  ].join('')}</form>`;
}

// An SVG, since not every system has the emoji; the style sheet turns it upside down.
const thumb =
  '<svg viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path d="M7 10v11H3V10zM7 10l4-8c1.7 0 2.6 1.4 2.2 3L12.3 9H19a2 2 0 0 1 2 2.4l-1.4 7.9A2 2 0 0 1 17.6 21H7"/></svg>';

function renderButton(value: 0 | 1, words: string): string {
  return `<button name="helpful" value="${value}">${thumb} <span class="wide">${words}</span></button>`;
}

export function renderReasonForm(voted: Voted): string {
  return [
    `<form class="reason" action="${votePath}" method="post">${hiddenFields(voted)}`,
    `<label>What was missing or wrong? (optional) <textarea name="reason" rows="2" maxlength="${maxReason}"></textarea></label>`,
    '<button type="submit" name="helpful" value="0">Send</button>',
    '<button type="button" class="close" hidden>Close</button></form>',
  ].join('');
}

function hiddenFields({ about, query }: Voted): string {
  return `<input type="hidden" name="about" value="${escapeHtml(about)}"><input type="hidden" name="query" value="${escapeHtml(query)}">`;
}

/** The page after a vote without the script. `asksReason`: it was a vote against the answer, so far without a reason. */
export function renderThanks(voted: Voted, asksReason: boolean, links: readonly PageLink[]): string {
  return renderFrame({
    title: 'Thanks · AI Diff playground',
    skipTo: { id: 'back', name: 'Skip to the link back' },
    links,
    main: `<main class="import"><h1>${thanks}</h1>${asksReason ? renderReasonForm(voted) : ''}<p><a id="back" href="${escapeHtml(`/?${voted.query}`)}">Back to the answer</a></p></main>`,
  });
}
