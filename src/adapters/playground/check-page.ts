// The page that checks a pasted list of questions: which are answered, offered something, or neither. Works without a script.
import { escapeHtml } from './escape.js';
import { type PageLink, pageLinks, renderFrame } from './frame.js';
import type { Covered } from './ports.js';

/** `list` is what was pasted. `left` is how many of its questions were over the limit. */
export type CheckContent = {
  readonly list: string;
  readonly problem?: string;
  readonly covered?: readonly Covered[];
  readonly left?: number;
};

/** The page as an HTML document. `most` is how many questions are checked at once. */
export function renderCheckPage(content: CheckContent, most: number, links: readonly PageLink[]): string {
  const { list, problem, covered } = content;
  return renderFrame({
    title: 'Check questions · AI Diff playground',
    skipTo: { id: 'questions', name: 'Skip to the questions' },
    links,
    main: `<main class="import">
<h1>Check questions</h1>
<p>Paste questions, one a line, to see which of them the knowledge answers. Nothing is kept.</p>
${problem === undefined ? '' : `<div class="failure" role="alert"><p>${escapeHtml(problem)}</p></div>`}
${covered === undefined ? '' : renderCovered(covered, content.left ?? 0)}
<form class="check" action="${pageLinks.check.href}" method="post">
<label for="questions">Questions, at most ${most}</label>
<textarea id="questions" name="questions" rows="10" required spellcheck="false">${escapeHtml(`\n${list}`)}</textarea>
<button type="submit">Check</button>
</form>
</main>`,
  });
}

const names: Readonly<Record<Covered['type'], string>> = {
  answered: 'Answered',
  offered: 'Offered',
  nothing: 'Nothing',
  help: 'Help',
};
const meanings: Readonly<Record<Covered['type'], string>> = {
  answered: 'answered',
  offered: 'with an offer (“Did you mean …?”)',
  nothing: 'without anything',
  help: 'taken for talk, or for a question about the bot',
};

const columns = ['Question', 'Result', 'With'];

function renderCovered(covered: readonly Covered[], left: number): string {
  const counts = (['answered', 'offered', 'nothing', 'help'] as const).flatMap((type) => {
    const count = covered.filter((each) => each.type === type).length;
    return count === 0 ? [] : [`<li><strong>${count}</strong> ${meanings[type]}</li>`];
  });
  const rows = covered.map(({ question, type, titles }) => {
    const address = escapeHtml(`/?${new URLSearchParams({ q: question })}`);
    return `<tr role="row" class="${type}"><th role="rowheader" scope="row"><a href="${address}">${escapeHtml(question)}</a></th><td role="cell" data-label="Result"><span>${names[type]}</span></td>${renderTitles(titles)}</tr>`;
  });
  const note =
    left === 0 ? '' : `<p>${left} further ${left === 1 ? 'question was' : 'questions were'} not checked.</p>`;
  return `<section class="result" aria-label="Result"><h2>${covered.length} ${covered.length === 1 ? 'question' : 'questions'}</h2>
<ul class="counts">${counts.join('')}</ul>${note}
<div class="scroll" role="group" tabindex="0" aria-label="Table: questions and what becomes of them"><table role="table" class="covered">
<caption>Questions and what becomes of them</caption>
<thead role="rowgroup"><tr role="row">${columns.map((name) => `<th role="columnheader" scope="col">${name}</th>`).join('')}</tr></thead>
<tbody role="rowgroup">${rows.join('\n')}</tbody></table></div></section>`;
}

function renderTitles(titles: readonly string[]): string {
  const told = titles.length === 0 ? '' : `<span>${titles.map(escapeHtml).join('<br>')}</span>`;
  return `<td role="cell" data-label="With">${told}</td>`;
}
