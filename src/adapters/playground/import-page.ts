// The page that previews an import: a form, what the article would become, and a box to question it. Works without the script, which only
// adds dropping files.
import { assertNever } from '../../document/nodes.js';
import { escapeHtml } from './escape.js';
import { type PageLink, pageLinks, renderFrame } from './frame.js';
import type { Answer, ImportedPart, ImportPreview } from './ports.js';
import { maxQuestionLength } from './receive.js';
import { renderDocument } from './render.js';

/** `id` identifies the preview in URLs. */
export type ImportContent =
  | { readonly type: 'form'; readonly problem?: string }
  | {
      readonly type: 'preview';
      readonly id: string;
      readonly preview: ImportPreview;
      readonly question: string;
      readonly answer?: Answer;
      readonly problem?: string;
    };

export const importAssets = { script: '/playground-import.js' } as const;
export const importPath = pageLinks.import.href;

/** The page as an HTML document. */
export function renderImportPage(content: ImportContent, links: readonly PageLink[]): string {
  const title = content.type === 'preview' ? `${content.preview.title} · Import preview` : 'Import preview';
  return renderFrame({
    title: `${title} · AI Diff playground`,
    script: importAssets.script,
    skipTo:
      content.type === 'preview'
        ? { id: 'question', name: 'Skip to the question box' }
        : { id: 'file', name: 'Skip to the file' },
    links,
    main: `<main class="import">\n${renderContent(content)}\n</main>`,
  });
}

function renderContent(content: ImportContent): string {
  switch (content.type) {
    case 'form':
      return `<h1>Preview an import</h1>\n<p>See what an article would become. Nothing is written, and nothing leaves this machine.</p>\n${renderProblem(content.problem)}\n${renderForm()}`;
    case 'preview':
      return renderPreview(content);
    default:
      return assertNever(content);
  }
}

const renderProblem = (problem: string | undefined) =>
  problem === undefined ? '' : `<div class="failure" role="alert"><p>${escapeHtml(problem)}</p></div>`;

function renderForm(): string {
  return `<form class="drop" action="${importPath}" method="post" enctype="multipart/form-data">
<label for="file">Article: text, Markdown, HTML, Word, PDF, CSV or JSON, at most 1 MB</label>
<input id="file" name="file" type="file" accept=".txt,.text,.md,.mdx,.markdown,.html,.htm,.xhtml,.csv,.tsv,.json,.docx,.pdf" required>
<button type="submit">Preview</button>
<p class="drop-hint" hidden>Or drop a file here.</p>
</form>`;
}

function renderPreview({ id, preview, question, answer, problem }: ImportContent & { type: 'preview' }): string {
  const { title, entries, unclear, leftOut } = preview;
  const shown =
    answer === undefined
      ? ''
      : `<article class="answer" aria-label="Answer"><div class="document">${within(answer.html, id)}</div></article>`;
  const asked =
    question === ''
      ? ''
      : `<p class="asked"><span class="visually-hidden">You asked: </span>${escapeHtml(question)}</p>`;
  return [
    `<h1>${escapeHtml(title)}</h1>`,
    `<p>${count(entries.length, 'entry', 'entries')}, ${count(unclear.length, 'part', 'parts')} to look at, ${count(leftOut.length, 'part', 'parts')} left out. Nothing was written.</p>`,
    renderProblem(problem),
    `<section aria-label="Questions">${asked}${shown}
<form class="ask" action="${importPath}" method="get" autocomplete="off">
<input type="hidden" name="p" value="${escapeHtml(id)}">
<label for="question">Ask this article</label>
<div class="box"><input id="question" name="q" maxlength="${maxQuestionLength}" required placeholder="Ask a question"><button type="submit">Ask</button></div>
</form></section>`,
    `<section><h2>Entries</h2>${entries.map((entry) => renderEntry(entry, id)).join('\n')}</section>`,
    renderParts('To look at', unclear, true),
    renderParts('Left out', leftOut, false),
    `<section><h2>Another article</h2>${renderForm()}</section>`,
  ].join('\n');
}

function renderEntry({ type, title, document }: ImportPreview['entries'][number], id: string): string {
  const body = within(renderDocument(document, { headingLevel: 3 }), id);
  return `<details class="entry"><summary><span class="kind">${escapeHtml(type)}</span> ${escapeHtml(title)}</summary><div class="document">${body}</div></details>`;
}

function renderParts(name: string, parts: readonly ImportedPart[], isOpen: boolean): string {
  if (parts.length === 0) return '';
  const items = parts.map(
    ({ why, line, words }) =>
      `<li><span class="kind">${escapeHtml(why)}, line ${line}</span> <span class="words">${escapeHtml(words)}</span></li>`,
  );
  return `<section><details class="parts"${isOpen ? ' open' : ''}><summary><h2>${name} (${parts.length})</h2></summary><ul>${items.join('')}</ul></details></section>`;
}

const count = (number: number, one: string, many: string) => `${number} ${number === 1 ? one : many}`;

// Links in an answer lead to the bot, but here they must stay within the preview. Quotes in texts are escaped, so this only ever matches
// an attribute.
function within(html: string, id: string): string {
  return html.replaceAll('href="/?t=', `href="${importPath}?p=${encodeURIComponent(id)}&amp;t=`);
}
