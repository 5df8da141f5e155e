// What can only be checked across files: ids, names that two entries claim, and references to what does not exist.
import type { View } from '../document/nodes.js';
import type { Entry, Guide } from '../engine/entry.js';
import { normalizeText } from '../engine/normalize.js';
import type { CitableArticle } from './citations.js';
import type { Draft } from './context.js';

type Parts = {
  readonly drafts: readonly Draft[];
  readonly tips: readonly { readonly id: string; readonly entry: string; readonly line: number }[];
  readonly guide: Guide;
  readonly articles: readonly Pick<CitableArticle, 'key'>[];
};
type Report = (file: string, line: number, message: string) => void;

// Used in `related`, `columns`, tips and the guide; an id is checked against the entries wherever it is named.
export function checkKnowledge({ drafts, tips, guide, articles }: Parts, report: Report): void {
  const ids = new Set(drafts.map((draft) => draft.entry.id));
  reportTwice(
    articles.map(({ key }) => ({ name: key, file: 'articles.yaml', line: 1 })),
    'article key',
    report,
  );
  reportTwice(
    drafts.map(({ entry, file, lineOf }) => ({ name: entry.id, file, line: lineOf(['id']) })),
    'id',
    report,
  );
  reportTwice(
    tips.map(({ id, line }) => ({ name: id, file: 'tips.yaml', line })),
    'id',
    report,
  );
  checkNames(drafts, report);
  for (const draft of drafts) checkEntry(draft, ids, report);
  for (const tip of tips) {
    if (!ids.has(tip.entry)) report('tips.yaml', tip.line, `a tip without an entry: there is no entry "${tip.entry}"`);
  }
  checkGuide(guide, ids, report);
}

function reportTwice(
  items: readonly { name: string; file: string; line: number }[],
  what: string,
  report: Report,
): void {
  const first = new Map<string, string>();
  for (const { name, file, line } of items) {
    const before = first.get(name);
    if (before === undefined) first.set(name, `${file}:${line}`);
    else report(file, line, `duplicate ${what} "${name}", first in ${before}`);
  }
}

// A title or an alias, as the engine reads it, leads to one entry.
function checkNames(drafts: readonly Draft[], report: Report): void {
  const claimed = new Map<string, string>();
  for (const { entry, file, lineOf } of drafts) {
    const names = new Map([[normalizeText(entry.title), ['title'] as PropertyKey[]]]);
    entry.aliases.forEach((alias, index) => {
      names.set(normalizeText(alias), ['aliases', index]);
    });
    for (const [name, path] of names) {
      const other = claimed.get(name);
      if (name === '') report(file, lineOf(path), 'a name needs letters or digits');
      else if (other !== undefined) report(file, lineOf(path), `the name "${name}" is claimed by "${other}" too`);
      claimed.set(name, entry.id);
    }
  }
}

function checkEntry({ entry, file, lineOf }: Draft, ids: ReadonlySet<string>, report: Report): void {
  entry.related.forEach((id, index) => {
    if (id === entry.id) report(file, lineOf(['related', index]), 'is related to itself');
    if (!ids.has(id)) report(file, lineOf(['related', index]), `related entry "${id}" does not exist`);
  });
  for (const id of (entry.table?.columns ?? []).flatMap((column) => column.entries)) {
    if (!ids.has(id)) report(file, lineOf(['columns']), `column entry "${id}" does not exist`);
  }
  checkCited(entry, (message) => report(file, lineOf(['id']), message));
}

function checkCited(entry: Entry, report: (message: string) => void): void {
  const cited = [...entry.views, ...(entry.table?.rows ?? []), ...entry.facts].some(
    (part) => part.citations.length > 0,
  );
  if (!cited) report(`missing citation: nothing in "${entry.id}" says which article it comes from`);
  const seen = new Set<string>();
  for (const view of entry.views) {
    const article = articlesOf(view);
    if (seen.has(article)) report(`two views from "${article}" in "${entry.id}": make them one`);
    seen.add(article);
  }
}

const articlesOf = (view: View) =>
  [...new Set(view.citations.map((citation) => citation.article))].sort().join(' and ');

function checkGuide(guide: Guide, ids: ReadonlySet<string>, report: Report): void {
  const steps = new Set([...guide.steps, ...guide.verdicts].map((step) => step.id));
  const targets = guide.steps.flatMap((step) => step.options.map((option) => option.to));
  for (const to of guide.steps.length === 0 ? [] : [guide.start, ...targets]) {
    if (!steps.has(to)) report('guide.yaml', 1, `leads to "${to}", which is neither a step nor a verdict`);
  }
  for (const verdict of guide.verdicts) {
    if (!ids.has(verdict.entry))
      report('guide.yaml', 1, `verdict "${verdict.id}" names "${verdict.entry}", which does not exist`);
  }
}
