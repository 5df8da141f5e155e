// The folder that an import writes for review, itself a knowledge folder. Importing again updates untouched files, keeps manual edits, and
// loses nothing; see docs/decisions/0021-importing-again.md.
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as v from 'valibot';
import { type Document, isMap, isSeq, parseDocument, stringify } from 'yaml';
import { AppError } from '../../errors.js';
import { neutralMessages } from '../messages.js';
import { longestName, type ReadArticle } from './article.js';
import { type EntryFile, type EntryNames, hashOf, toEntryFiles } from './entries.js';
import type { Askable } from './extract.js';
import { type ChosenKey, chooseKey, type KeyOwner } from './keys.js';
import { clip } from './labels.js';
import { movePlaces } from './move-places.js';
import { type Proposal, readTicked, type Ticked, writeReview } from './review.js';
import { refuseLink, writeWhole } from './whole-files.js';

/** The outcome for an entry. */
export type Status = 'new' | 'updated' | 'unchanged' | 'kept' | 'conflict' | 'rejected' | 'removed';
export type FileOutcome = {
  readonly status: Status;
  readonly file: string;
  readonly title: string;
  readonly type: string;
};
export type Imported = ReadArticle & { readonly type: 'article' };

type ImportFolder = {
  /** What a reviewer ticked to take back from an article, by marks; for reading it again. */
  readonly takenBack: (key: string) => ReadonlySet<string>;
  /** The key for an article that would get `wanted`; `isStated` if a person named it. */
  readonly keyFor: (wanted: string, isStated: boolean, article: Imported) => ChosenKey;
  /** Writes an article and its entries; returns the outcome for each entry. */
  readonly write: (article: Imported, given: Readonly<Record<string, string | undefined>>) => readonly FileOutcome[];
  /** Writes the list of articles, without which nothing is served. */
  readonly close: () => void;
};

const reviewFolder = 'review';
const entryFolders = ['definitions', 'comparisons', 'faq'];

const manifest = v.object({
  entries: v.array(
    v.object({
      id: v.string(),
      type: v.string(),
      title: v.string(),
      quote: v.string(),
      file: v.string(),
      sha256: v.string(),
    }),
  ),
});
type Manifest = v.InferOutput<typeof manifest>;
type Written = Manifest['entries'][number];

/** Opens (or creates) the folder `out`. `sameAs` and `isTaken` describe the served knowledge. */
export function openImportFolder(
  out: string,
  shipped: {
    readonly sameAs: (finding: Askable) => string | undefined;
    readonly isTakenId: (id: string) => boolean;
    readonly isServedName: (name: string) => boolean;
    readonly isTakenName: (name: string) => boolean;
  },
): ImportFolder {
  for (const name of ['', reviewFolder, 'articles', ...entryFolders]) refuseLink(join(out, name));
  mkdirSync(out, { recursive: true });
  const articles = readArticles(out);
  const ids = new Set(entryFolders.flatMap((name) => listIds(join(out, name))));
  const titles = readTitles(out);
  const put = (file: string, content: string) => writeWhole(join(out, file), content);

  const examples: string[] = [];
  let subject: string | undefined;

  const write: ImportFolder['write'] = (article, given) => {
    const { key } = article.item;
    subject = subject === undefined ? article.item.title : 'these articles';
    for (const { type, title } of article.found.findings) if (type === 'question') examples.push(title);
    const path = join(out, 'articles', `${key}.txt`);
    const oldText = existsSync(path) ? readFileSync(path, 'utf8') : undefined;
    const known = readManifest(out, key);
    const ticked = readReview(out, key);
    const own = new Set(known.map(({ title, type }) => (type === 'table' ? title.toLowerCase() : '')));
    const names: EntryNames = {
      known,
      isTakenId: (id) => ids.has(id) || shipped.isTakenId(id),
      isTakenTitle: (title) => titles.has(title.toLowerCase()) && !own.has(title.toLowerCase()),
      isServedName: shipped.isServedName,
      sameAs: (id) => ticked.same.get(id),
    };
    const entries = toEntryFiles(article.text, article.item, article.found, names);
    const proposals = entries.flatMap(({ id, title }, at): Proposal[] => {
      const finding = article.found.findings[at];
      const sameAs = ticked.same.get(id) ?? (finding === undefined ? undefined : shipped.sameAs(finding));
      return sameAs === undefined ? [] : [{ id, title, sameAs }];
    });
    const knownById = new Map(known.map((each) => [each.id, each]));
    const written = new Set(entries.map(({ id }) => id));
    const move = (disk: string) => movePlaces(disk, key, oldText, article.text);
    const results = [
      ...entries.map((entry) => settle(entry, knownById.get(entry.id), { out, put, move })),
      ...known.filter(({ id }) => !written.has(id)).flatMap((old) => retire(old, { out, put, move })),
    ];
    put(`articles/${key}.txt`, article.text);
    put(
      `${reviewFolder}/${key}.json`,
      `${JSON.stringify({ entries: results.flatMap(({ written }) => written ?? []) }, null, 1)}\n`,
    );
    put(
      `${reviewFolder}/${key}.md`,
      writeReview(
        article,
        results.map(({ outcome }) => outcome),
        proposals,
        ticked,
      ),
    );
    for (const { id, type, title } of entries) {
      ids.add(id);
      if (type === 'table') titles.add(title.toLowerCase());
    }
    updateArticle(articles, { ...article.item, name: freeName(article.item, articles, shipped.isTakenName) }, given);
    return results.map(({ outcome }) => outcome);
  };

  return {
    takenBack: (key) => readReview(out, key).pieces,
    keyFor: (wanted, isStated, { item, text }) =>
      chooseKey(wanted, isStated, { title: item.title, text }, (key) => readOwner(out, key, articles)),
    write,
    close: () => {
      put('articles.yaml', articles.toString({ lineWidth: 0 }));
      // A folder served on its own needs messages; next to other knowledge, that knowledge's messages are used.
      if (!existsSync(join(out, 'messages.yaml')))
        put('messages.yaml', stringify(neutralMessages(subject ?? 'these articles', examples), { lineWidth: 0 }));
    },
  };
}

type Rim = {
  readonly out: string;
  readonly put: (file: string, content: string) => void;
  readonly move: (disk: string) => string | undefined;
};
type Settled = { readonly outcome: FileOutcome; readonly written?: Written };

// One entry: written if nobody has touched it, kept if somebody has.
function settle(entry: EntryFile, old: Written | undefined, { out, put, move }: Rim): Settled {
  const { id, type, title, quote, file, content } = entry;
  const path = join(out, file);
  const disk = existsSync(path) ? readFileSync(path, 'utf8') : undefined;
  const written = { id, type, title, quote, file, sha256: hashOf(content) };
  const as = (status: Status): Settled => ({ outcome: { status, file, title, type }, written });
  if (disk === undefined) {
    // What a reviewer has deleted stays deleted.
    if (old !== undefined) return as('rejected');
    put(file, content);
    return as('new');
  }
  if (disk === content) return as('unchanged');
  if (old !== undefined && hashOf(disk) === old.sha256) {
    put(file, content);
    return as('updated');
  }
  if (old?.sha256 === written.sha256) return as('kept');
  const moved = move(disk);
  if (moved !== undefined && moved !== disk) put(file, moved);
  const isSameQuote = old?.quote === quote;
  if (moved !== undefined && isSameQuote) return as('kept');
  put(`${reviewFolder}/new/${file}`, content);
  return as('conflict');
}

// An entry whose words the article no longer has is moved away if nobody has touched it.
function retire(old: Written, { out, put, move }: Rim): readonly Settled[] {
  const { file, title, type } = old;
  const path = join(out, file);
  if (!existsSync(path)) return [];
  const disk = readFileSync(path, 'utf8');
  if (hashOf(disk) === old.sha256) {
    const aside = join(out, reviewFolder, 'removed', file);
    mkdirSync(dirname(aside), { recursive: true });
    renameSync(path, aside);
    return [{ outcome: { status: 'removed', file, title, type } }];
  }
  const moved = move(disk);
  if (moved !== undefined && moved !== disk) put(file, moved);
  return [{ outcome: { status: moved === undefined ? 'conflict' : 'kept', file, title, type }, written: old }];
}

function readReview(out: string, key: string): Ticked {
  const path = join(out, reviewFolder, `${key}.md`);
  return readTicked(existsSync(path) ? readFileSync(path, 'utf8') : '');
}

function readManifest(out: string, key: string): readonly Written[] {
  const path = join(out, reviewFolder, `${key}.json`);
  if (!existsSync(path)) return [];
  const checked = v.safeParse(v.pipe(v.string(), v.parseJson(), manifest), readFileSync(path, 'utf8'));
  if (checked.success) return checked.output.entries.filter(({ file }) => isEntryPath(file));
  throw new AppError(
    'badInput',
    `${path} is broken: remove it to import everything again; entries that differ are then kept as yours`,
  );
}

// The file name comes from a folder that others may have written: it must not point outside.
const isEntryPath = (file: string) => /^(?:definitions|comparisons|faq)\/[a-z0-9-]+\.md$/.test(file);

// An import leaves the hash of the text; a list of articles that somebody rebuilt may lack it.
function readOwner(out: string, key: string, articles: Document): KeyOwner | undefined {
  const items = isSeq(articles.contents) ? articles.contents.items : [];
  const found = items.find((each) => isMap(each) && each.get('key') === key);
  const path = join(out, 'articles', `${key}.txt`);
  const text = existsSync(path) ? readFileSync(path, 'utf8') : undefined;
  const hasReview = existsSync(join(out, reviewFolder, `${key}.json`));
  if (!isMap(found)) return hasReview && text !== undefined ? { title: key, isImported: true, text } : undefined;
  const isImported = found.has('sha256') || hasReview || text !== undefined;
  return { title: String(found.get('title') ?? key), isImported, text };
}

function readArticles(out: string): Document {
  const path = join(out, 'articles.yaml');
  const document = parseDocument(existsSync(path) ? readFileSync(path, 'utf8') : '[]\n', { prettyErrors: false });
  const [error] = document.errors;
  if (error !== undefined)
    throw new AppError('badInput', `${path} is broken (${error.message}): repair it, then import again`);
  if (document.contents === null) document.contents = document.createNode([]) as never;
  if (!isSeq(document.contents))
    throw new AppError('badInput', `${path} is not a list of articles: repair it, then import again`);
  document.contents.flow = false;
  return document;
}

// Existing values win over what the file says now, but not over options of this import; headings are added, since edited entries may cite
// old ones.
function updateArticle(
  document: Document,
  item: Imported['item'],
  given: Readonly<Record<string, string | undefined>>,
): void {
  const list = document.contents;
  if (!isSeq(list)) return;
  const found = list.items.find((each) => isMap(each) && each.get('key') === item.key);
  if (!isMap(found)) {
    list.add(document.createNode(item));
    return;
  }
  const { sha256, headings, key: _, ...details } = item;
  for (const [name, value] of Object.entries(details)) {
    if (!found.has(name) || (given[name] !== undefined && name !== 'name')) found.set(name, value);
  }
  const old: unknown = found.has('headings') ? document.createNode(found.get('headings')).toJSON() : [];
  const before = Array.isArray(old) ? old.filter((each) => typeof each === 'string') : [];
  found.set('headings', document.createNode([...new Set([...before, ...headings])]));
  found.set('sha256', sha256);
}

// An article's short name must be unique: the publisher's if it is free, otherwise the title.
function freeName(
  { key, name, title }: Imported['item'],
  articles: Document,
  isTaken: (name: string) => boolean,
): string {
  const items = isSeq(articles.contents) ? articles.contents.items : [];
  const others = new Set(items.flatMap((each) => (isMap(each) && each.get('key') !== key ? [each.get('name')] : [])));
  const wanted = [name, clip(title, longestName), clip(key, longestName)];
  return wanted.find((each) => !others.has(each) && !isTaken(each)) ?? name;
}

function listIds(folder: string): string[] {
  return existsSync(folder)
    ? readdirSync(folder).flatMap((name) => (name.endsWith('.md') ? [name.slice(0, -3)] : []))
    : [];
}

// Tables can't be merged into another entry, so their titles must be unique.
function readTitles(out: string): Set<string> {
  const folder = join(out, 'comparisons');
  return new Set(
    listIds(folder).flatMap((id) => {
      const [, title] = /^title: (.+)$/m.exec(readFileSync(join(folder, `${id}.md`), 'utf8')) ?? [];
      const value: unknown = title === undefined ? undefined : parseDocument(title).toJSON();
      return typeof value === 'string' ? [value.toLowerCase()] : [];
    }),
  );
}
