// Checks that need several files: ids, names claimed by two entries, and references to what doesn't exist.
import type { View } from '../document/nodes.js';
import type { Entry, Guide } from '../engine/entry.js';
import { normalizeText } from '../engine/read/normalize.js';
import type { CitableArticle } from './citations.js';
import type { Draft, ReportLine } from './context.js';

type CheckedParts = {
  readonly drafts: readonly Draft[];
  /** Entries of quotes shown as part of other drafts, see merge.ts. */
  readonly merged: readonly Draft[];
  readonly tips: readonly { readonly id: string; readonly entry: string; readonly line: number }[];
  readonly guide: Guide;
  /** Line numbers in the guide and the articles, by path. */
  readonly guideLine: (path: readonly PropertyKey[]) => number;
  readonly articles: readonly (Pick<CitableArticle, 'key'> & { readonly file: string; readonly line: number })[];
};

// Ids are used in `related`, `columns`, tips and the guide, and are checked everywhere.
export function checkKnowledge(
  { drafts, merged, tips, guide, guideLine, articles }: CheckedParts,
  report: ReportLine,
): void {
  const all = [...drafts, ...merged];
  const ids = new Set(all.map((draft) => draft.entry.id));
  reportTwice(
    articles.map(({ key, file, line }) => ({ name: key, file, line })),
    'article key',
    report,
  );
  reportTwice(
    all.map(({ entry, file, lineOf }) => ({ name: entry.id, file, line: lineOf(['id']) })),
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
  checkGuide(guide, guideLine, ids, report);
}

function reportTwice(
  items: readonly { name: string; file: string; line: number }[],
  what: string,
  report: ReportLine,
): void {
  const first = new Map<string, string>();
  for (const { name, file, line } of items) {
    const before = first.get(name);
    if (before === undefined) first.set(name, `${file}:${line}`);
    else report(file, line, `duplicate ${what} "${name}", first in ${before}`);
  }
}

// Titles and aliases, as the engine reads them, must each belong to one entry.
function checkNames(drafts: readonly Draft[], report: ReportLine): void {
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

function checkEntry({ entry, file, lineOf }: Draft, ids: ReadonlySet<string>, report: ReportLine): void {
  entry.lists?.forEach((id, index) => {
    if (!ids.has(id)) report(file, lineOf(['lists', index]), `listed entry "${id}" does not exist`);
  });
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
  // Quoted steps of one article may be a view each, since each has its own section.
  for (const view of entry.views.filter(({ verbatim }) => !verbatim)) {
    const sections = sectionsOf(view);
    if (seen.has(sections)) report(`two views from "${sections}" in "${entry.id}": make them one`);
    seen.add(sections);
  }
}

const sectionsOf = (view: View) =>
  [...new Set(view.citations.map(({ article, heading }) => `${article} > ${heading}`))].sort().join('; ');

function checkGuide(
  guide: Guide,
  lineOf: CheckedParts['guideLine'],
  ids: ReadonlySet<string>,
  report: ReportLine,
): void {
  if (guide.steps.length === 0) return;
  const known = new Set([...guide.steps, ...guide.verdicts].map((step) => step.id));
  const targets = guide.steps.flatMap((step, index) =>
    step.options.map(({ to }, option) => ({ to, path: ['steps', index, 'options', option, 'to'] as PropertyKey[] })),
  );
  for (const { to, path } of [{ to: guide.start, path: ['start'] as PropertyKey[] }, ...targets]) {
    if (!known.has(to)) report('guide.yaml', lineOf(path), `leads to "${to}", which is neither a step nor a verdict`);
  }
  guide.verdicts.forEach(({ id, entry }, index) => {
    if (ids.has(entry)) return;
    report(
      'guide.yaml',
      lineOf(['verdicts', index, 'entry']),
      `verdict "${id}" names "${entry}", which does not exist`,
    );
  });
}
