// Plain lists of questions: further ways to ask for an entry (`asked/<id>.txt`), questions that no entry answers (`outside.txt`), and what
// people say to the bot itself (`small-talk.txt`).
// One per line; # starts a comment.
import type { Entry } from '../engine/entry.js';
import type { Draft, ReportLine } from './context.js';

type AskedLine = { readonly question: string; readonly line: number };

/** The questions of a list, with their lines. */
export function readQuestions(source: string): AskedLine[] {
  return source
    .split('\n')
    .map((line, index) => ({ question: line.trim(), line: index + 1 }))
    .filter(({ question }) => question !== '' && !question.startsWith('#'));
}

/**
 * The drafts with the lists' questions added: file to text, named after the entry. Reports a list for a non-existent entry, and a question
 * in two lists, since nobody could learn from it which entry is meant; `same` returns the same text for questions that are read
 * alike.
 */
export function addQuestions(
  drafts: readonly Draft[],
  lists: ReadonlyMap<string, string>,
  same: (question: string) => string,
  report: ReportLine,
): Draft[] {
  const seen = new Map<string, string>();
  const added = new Map<string, string[]>();
  const ids = new Set(drafts.map(({ entry }) => entry.id));
  for (const [file, source] of lists) {
    const id = file.replace(/^.*\//, '').replace(/\.txt$/, '');
    if (!ids.has(id)) report(file, 1, `asks for "${id}": there is no such entry`);
    for (const { question, line } of readQuestions(source)) {
      const key = same(question);
      const before = seen.get(key);
      if (before === undefined) added.set(id, [...(added.get(id) ?? []), question]);
      else report(file, line, `is asked before, in ${before}`);
      seen.set(key, `${file}:${line}`);
    }
  }
  return drafts.map((draft) => ({ ...draft, entry: withQuestions(draft.entry, added.get(draft.entry.id) ?? []) }));
}

function withQuestions(entry: Entry, questions: readonly string[]): Entry {
  return questions.length === 0 ? entry : { ...entry, questions: [...entry.questions, ...questions] };
}
