// Imports into a temporary folder without a process: what the command does, as a function.
import { readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Document, View } from '../../../src/document/nodes.js';
import type { Engine } from '../../../src/engine/engine.js';
import type { Entry } from '../../../src/engine/entry.js';
import { type ReadArticle, readArticle, type StatedDetails } from '../../../src/knowledge/import/article.js';
import { besideNothing, createBeside } from '../../../src/knowledge/import/beside.js';
import { type FileOutcome, openImportFolder } from '../../../src/knowledge/import/folder.js';
import { quoteAt } from '../../../src/knowledge/quote.js';
import { createShippedEngine, readShipped, root } from '../../fixtures/shipped.js';

export type Article = ReadArticle & { readonly type: 'article' };

/** A fixture read as an article; throws if it isn't one. */
export function readFixture(name: string, given: Partial<StatedDetails> = {}): Article {
  return readFile(`${root}test/fixtures/articles/${name}`, given);
}

export function readFile(path: string, given: Partial<StatedDetails> = {}): Article {
  return asArticle(basename(path), readFileSync(path), given);
}

export function asArticle(name: string, bytes: Uint8Array | string, given: Partial<StatedDetails> = {}): Article {
  const read = readArticle(name, Buffer.from(bytes), { key: 'own', ...given });
  if (read.type === 'refused') throw new Error(`${name} ${read.why}`);
  return read;
}

/** What was found, by title: the quote, or the cells of a table. */
export function foundIn({ text, found }: Article): Record<string, string | readonly (readonly string[])[]> {
  return Object.fromEntries(
    found.findings.map((finding) => [
      finding.title,
      finding.type === 'table'
        ? finding.rows.map(({ cells }) => cells)
        : [finding.spans, ...(finding.more ?? [])].map((spans) => quoteAt(text, spans)).join(' '),
    ]),
  );
}

/** Everything quoted from an article. */
export function quotesOf(article: Article): string[] {
  return article.found.findings.flatMap((finding) =>
    finding.spans === undefined
      ? []
      : [finding.spans, ...(finding.more ?? [])].map((spans) => quoteAt(article.text, spans)),
  );
}

/** What was left out of an article, with the reasons. */
export function leftOutOf({ text, found }: Article): { why: string; words: string }[] {
  return found.leftOut.map(({ why, start, end }) => ({ why, words: text.slice(start, end).replace(/\s+/g, ' ') }));
}

/** Writes articles into a folder. */
export function writeAll(out: string, articles: readonly Article[], beside = besideNothing): FileOutcome[] {
  const folder = openImportFolder(out, beside);
  const outcomes = articles.flatMap((article) => folder.write(article, {}));
  folder.close();
  return outcomes;
}

/** The entry that answers for an id, by itself or merged with others. */
export function entryFor(entries: readonly Entry[], id: string): Entry | undefined {
  return entries.find((entry) => entry.id === id || entry.merged?.includes(id) === true);
}

/** Writes them next to the shipped knowledge, with all proposals accepted. */
export function writeTicked(out: string, articles: readonly Article[]): void {
  const beside = createBeside(readShipped(), createShippedEngine());
  writeAll(out, articles, beside);
  for (const { item } of articles) {
    const path = join(out, 'review', `${item.key}.md`);
    writeFileSync(path, readFileSync(path, 'utf8').replace(/^- \[ \] (`[a-z0-9-]+` = )/gm, '- [x] $1'));
  }
  writeAll(out, articles, beside);
}

/** What each article says in an answer, initially shown or behind a button. */
export function allViews(engine: Engine, document: Document, entries: readonly string[]): View[] {
  const more = entries.map((id) => engine.show({ type: 'entry', id, part: 'views' }).document);
  return [document, ...more].flatMap(({ children }) =>
    children.filter((block): block is View => block.type === 'view'),
  );
}
