// Writes what was found in an article as entry files for review. Pure: from findings to file names and contents.
import { createHash } from 'node:crypto';
import { stringify } from 'yaml';
import { isId, maxIdLength } from '../../document/target.js';
import { quoteAt } from '../quote.js';
import { lengths } from '../schemas.js';
import { termKey } from './definitions.js';
import type { Askable, Extract } from './extract.js';
import { clip, labelFor, twice } from './labels.js';
import { bodyOf, quotesOf } from './write-quotes.js';

/** An article as in articles.yaml. */
export type ArticleItem = {
  readonly key: string;
  readonly name: string;
  readonly title: string;
  readonly author?: string;
  readonly publisher?: string;
  readonly date?: string;
  readonly url?: string;
  readonly headings: readonly string[];
  readonly sha256: string;
};

/** An entry to write. `quote` is its text, to recognise it even if its title was changed. */
export type EntryFile = {
  readonly id: string;
  readonly type: Askable['type'];
  readonly title: string;
  readonly quote: string;
  readonly file: string;
  readonly content: string;
};

/** An entry written by an earlier import. */
type ImportedEntry = {
  readonly id: string;
  readonly type: string;
  readonly title: string;
  readonly quote: string;
};

export type EntryNames = {
  /** What earlier imports of this article wrote; their ids are kept. */
  readonly known: readonly ImportedEntry[];
  /** Whether something else uses an id. */
  readonly isTakenId: (id: string) => boolean;
  /** Whether another table has the title; tables need unique ones. */
  readonly isTakenTitle: (title: string) => boolean;
  /** Whether the served knowledge already has this name, possibly for something else. */
  readonly isServedName: (name: string) => boolean;
  /** The served entry that a reviewer said answers the same question. */
  readonly sameAs: (id: string) => string | undefined;
};

export function toEntryFiles(
  text: string,
  article: ArticleItem,
  { findings, code }: Pick<Extract, 'findings' | 'code'>,
  names: EntryNames,
): EntryFile[] {
  const said = findings.map((finding) => sayingOf(text, finding));
  const ids = assignIds(article.key, findings, said, names);
  const definitions = new Map(
    findings.flatMap((finding, at) =>
      finding.type === 'definition'
        ? [finding.title, ...finding.aliases].map((name) => [termKey(name), ids[at] ?? ''] as const)
        : [],
    ),
  );
  const shared = twice(findings.map(({ title }) => clip(title, lengths.label)));
  return findings.map((finding, at) => {
    const id = ids[at] ?? '';
    const kind = kinds[finding.type];
    const sameAs = finding.type === 'table' ? undefined : names.sameAs(id);
    const isTaken = (name: string) =>
      (finding.type === 'table' && names.isTakenTitle(name)) || (sameAs === undefined && names.isServedName(name));
    const isServed = sameAs === undefined && names.isServedName(finding.title);
    const title = isServed ? `${finding.title}${besideServed}` : freeTitle(finding.title, article.name, isTaken);
    const questions = finding.questions.filter((each) => sameAs !== undefined || !names.isServedName(each));
    const aliases = finding.aliases.filter((alias) => !isTaken(alias));
    const columns = finding.type === 'table' ? columnsOf(finding.header, definitions) : undefined;
    const related = relatedTo(finding, at, ids, definitions);
    const front = {
      id,
      kind,
      title,
      ...(title.length > lengths.label ? { label: labelFor(title, shared) } : {}),
      ...(aliases.length === 0 ? {} : { aliases }),
      questions: questions.length === 0 ? [title] : questions,
      verbatim: true,
      ...(sameAs === undefined || sameAs === id ? {} : { sameAs }),
      ...(columns === undefined ? {} : { columns }),
      ...(article.date === undefined ? {} : { asOf: Number(article.date.slice(0, 4)) }),
      ...(related.length === 0 ? {} : { related }),
    };
    const content = `---\n${stringify(front, { lineWidth: 0 })}---\n\n${bodyOf(text, article.key, finding, code)}`;
    return {
      id,
      type: finding.type,
      title: finding.title,
      quote: hashOf(said[at] ?? ''),
      file: `${folders[kind]}/${id}.md`,
      content,
    };
  });
}

/** Suffix for a title that the served knowledge also has. Two articles with the same title still answer together. */
const besideServed = ' (from articles)';

const kinds = {
  question: 'faq',
  definition: 'definition',
  examples: 'faq',
  section: 'faq',
  table: 'comparison',
} as const;
const folders = { faq: 'faq', definition: 'definitions', comparison: 'comparisons' } as const;

export const hashOf = (text: string) => createHash('sha256').update(text).digest('hex');

function sayingOf(text: string, finding: Askable): string {
  return finding.type === 'table'
    ? finding.rows.map(({ cells }) => cells.join('|')).join('\n')
    : quotesOf(finding)
        .map((spans) => quoteAt(text, spans))
        .join('\n');
}

// Existing entries keep their id, recognised by title or else by text; new ones get an unused id.
function assignIds(key: string, findings: readonly Askable[], said: readonly string[], names: EntryNames): string[] {
  const ids: (string | undefined)[] = findings.map(() => undefined);
  const claimed = new Set<string>();
  const claim = (markOf: (each: { readonly title: string; readonly quote: string }) => string) => {
    const free = new Map<string, ImportedEntry[]>();
    for (const known of names.known) {
      if (claimed.has(known.id)) continue;
      const mark = `${kinds[known.type as Askable['type']]} ${markOf(known)}`;
      free.set(mark, [...(free.get(mark) ?? []), known]);
    }
    findings.forEach(({ type, title }, at) => {
      if (ids[at] !== undefined) return;
      const known = free.get(`${kinds[type]} ${markOf({ title, quote: hashOf(said[at] ?? '') })}`)?.shift();
      if (known === undefined) return;
      ids[at] = known.id;
      claimed.add(known.id);
    });
  };
  claim(({ title, quote }) => `${title}\n${quote}`);
  claim(({ title }) => title);
  claim(({ quote }) => quote);
  const given = new Set(names.known.map(({ id }) => id));
  // How often each id has been assigned, so that a thousand equal ones don't take quadratic time.
  const counts = new Map<string, number>();
  return findings.map((finding, at) => {
    const known = ids[at];
    if (known !== undefined) return known;
    const wanted = `${clipSlug(slugOf(key), longestKeyInId)}-${slugOf(nameFor(finding))}`;
    const base = clipSlug(wanted, maxIdLength);
    const id = freeId(wanted, counts.get(base) ?? 1, (each) => given.has(each) || names.isTakenId(each));
    counts.set(base, Number(/-(\d+)$/.exec(id)?.[1] ?? 1));
    given.add(id);
    return id;
  });
}

const longestKeyInId = 14;
const nameFor = (finding: Askable) => (finding.type === 'table' ? `table ${finding.title}` : finding.title);

function freeId(wanted: string, from: number, isTaken: (id: string) => boolean): string {
  const base = clipSlug(wanted, maxIdLength);
  if (isId(base) && !isTaken(base)) return base;
  for (let count = from + 1; ; count += 1) {
    const id = `${clipSlug(wanted, maxIdLength - String(count).length - 1)}-${count}`;
    if (!isTaken(id)) return id;
  }
}

export function slugOf(words: string): string {
  const slug = words
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/['’]/g, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  // Words in other scripts give no id; a hash tells them apart.
  return slug === '' ? hashOf(words).slice(0, 8) : slug;
}

/** Shortens a slug between words. */
export function clipSlug(slug: string, length: number): string {
  if (slug.length <= length) return slug;
  const cut = slug.slice(0, length + 1);
  const at = cut.lastIndexOf('-');
  return (at > length / 2 ? cut.slice(0, at) : slug.slice(0, length)).replace(/-$/, '');
}

function freeTitle(title: string, article: string, isTaken: (title: string) => boolean): string {
  if (!isTaken(title)) return title;
  const own = `${title} (${article})`;
  for (let count = 1; ; count += 1) {
    const next = count === 1 ? own : `${own} ${count}`;
    if (!isTaken(next)) return next;
  }
}

function columnsOf(header: readonly string[], definitions: ReadonlyMap<string, string>): string[] | undefined {
  const ids = header.slice(1).flatMap((name) => {
    const [, long = name, short = ''] = /^(.*?)\s*\(([^()]*)\)$/.exec(name) ?? [];
    return definitions.get(termKey(name)) ?? definitions.get(termKey(long)) ?? definitions.get(termKey(short)) ?? [];
  });
  return ids.length === header.length - 1 && new Set(ids).size === ids.length && ids.length > 1 ? ids : undefined;
}

// The next part of the article, and the terms in the title.
const mostRelated = 3;
const mostTitleWords = 30;
function relatedTo(
  finding: Askable,
  at: number,
  ids: readonly string[],
  definitions: ReadonlyMap<string, string>,
): string[] {
  const words = termKey(finding.title).split(' ').slice(0, mostTitleWords).map(termKey);
  const terms = words.flatMap((_, from) =>
    [1, 2, 3, 4].flatMap((count) => definitions.get(words.slice(from, from + count).join(' ')) ?? []),
  );
  const next = [ids[at + 1], ids[at + 2], ids[at - 1]].flatMap((id) => id ?? []);
  return [...new Set([...terms, ...next])].filter((id) => id !== ids[at]).slice(0, mostRelated);
}
