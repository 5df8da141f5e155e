// The panel next to the answers: why, platform previews, plain text, JSON. Without the script all of it is shown.
import { escapeHtml } from './escape.js';
import type { Answer } from './ports.js';

type Pane = { readonly name: string; readonly html: string };

/** The panel of an answer, hidden if there is none. `platforms` are the names of the previews. */
export function renderPanel(answer: Answer | undefined, platforms: readonly string[]): string {
  const panes: readonly Pane[] = [
    { name: 'Why this answer', html: `<div class="pane-content why">${answer?.whyHtml ?? ''}</div>` },
    ...platforms.map((platform, index) => ({
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
    (pane, index) => `<div class="pane" id="pane-${index}"><h3>${escapeHtml(pane.name)}</h3>${pane.html}</div>`,
  );
  return [
    `<section class="panel" aria-label="Behind the answer"${answer === undefined ? ' hidden' : ''}>`,
    '<h2>Behind the answer</h2>',
    '<button type="button" class="panel-toggle" aria-expanded="false" aria-controls="panel-body" hidden>Behind the answer</button>',
    `<div id="panel-body"><p class="panel-about"><a href="#answer">${escapeHtml(answer?.title || 'Answer')}</a></p>`,
    `<div class="tabs" role="tablist" aria-label="Behind the answer" hidden>${tabs.join('')}</div>`,
    `${sections.join('\n')}</div></section>`,
  ].join('\n');
}

function renderSource(source: string, label: string): string {
  return `<pre class="pane-content" tabindex="0" role="group" aria-label="${label}">${escapeHtml(source)}</pre>`;
}
