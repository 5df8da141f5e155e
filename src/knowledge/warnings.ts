// Warnings for authors about a folder that can still be served: files that aren't read, invisible characters, lines in two lists.
import { existsSync, lstatSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { join, sep } from 'node:path';
import type { Knowledge } from '../engine/entry.js';
import { normalizeText } from '../engine/read/normalize.js';
import { readQuestions } from './asked.js';
import { placesIn } from './places.js';
import type { Problem } from './yaml.js';

// A knowledge folder is text that people wrote; a larger one is something else.
const mostFiles = 20_000;
const mostBytes = 256 * 1024 * 1024;
const largestFile = 4 * 1024 * 1024;

/** What is wrong with the folder itself, before anything in it is read; undefined if it can be read. */
export function refuseFolder(folder: string): string | undefined {
  const stat = lstatSync(folder, { throwIfNoEntry: false });
  if (stat === undefined) return `There is no folder ${folder}.`;
  if (!statSync(folder).isDirectory()) return `${folder} is a file, not a folder.`;
  let [files, bytes] = [0, 0];
  for (const name of listAll(folder)) {
    files += 1;
    bytes += lstatSync(join(folder, name)).size;
    if (files > mostFiles || bytes > mostBytes)
      return `${folder} is too large to be knowledge (more than ${mostFiles} files or ${mostBytes / 1024 / 1024} MB): name the folder that has articles.yaml in it.`;
  }
  return undefined;
}

/** Warnings about a folder's files and what was read from them. */
export function findWarnings(folder: string, knowledge: Knowledge): readonly Problem[] {
  const files = [...listAll(folder)].sort();
  return [
    ...files.flatMap((file) => lookAtFile(folder, file)),
    ...findTwice(folder, files, knowledge),
    ...findStrayHeadings(folder, knowledge),
    ...knowledge.entries.flatMap(({ id, kind, questions, answer }): Problem[] =>
      questions.length > 1 || answer.length === 0
        ? []
        : [{ file: `${kind} ${id}`, line: 1, message: 'has one way of asking: write more, as people would ask' }],
    ),
  ];
}

// A heading cited in our own words that the article's text lacks: two articles may have been put under one key, or a later edition has lost it.
// Quotes are proved by their places.
function findStrayHeadings(folder: string, { articles, entries }: Knowledge): Problem[] {
  const texts = new Map(
    placesIn(folder).flatMap((place) =>
      articles.flatMap(({ key, title }) => {
        const path = join(folder, place, 'articles', `${key}.txt`);
        return existsSync(path) ? [[key, straighten(`${title} ${readFileSync(path, 'utf8')}`)] as const] : [];
      }),
    ),
  );
  if (texts.size === 0) return [];
  return entries.flatMap(({ id, kind, views, facts }): Problem[] => {
    const cited = [...views.filter(({ verbatim }) => !verbatim), ...facts].flatMap(({ citations }) => citations);
    const stray = cited.find(({ article, heading }) => texts.get(article)?.includes(straighten(heading)) === false);
    if (stray === undefined) return [];
    const { article, heading } = stray;
    const message = `cites “${heading}”, which articles/${article}.txt does not have: is "${article}" in articles.yaml two articles?`;
    return [{ file: `${kind} ${id}`, line: 1, message }];
  });
}

const straighten = (text: string) => text.toLowerCase().replaceAll('’', "'").replaceAll(';', ',').replace(/\s+/g, ' ');

function* listAll(folder: string, within = ''): Generator<string> {
  for (const item of readdirSync(join(folder, within), { withFileTypes: true })) {
    if (item.name.startsWith('.') || item.name === 'node_modules') continue;
    const name = within === '' ? item.name : `${within}/${item.name}`;
    if (item.isDirectory()) yield* listAll(folder, name);
    else yield name;
  }
}

function lookAtFile(folder: string, file: string): Problem[] {
  const path = join(folder, file);
  const at = (line: number, message: string): Problem => ({ file, line, message });
  if (lstatSync(path).isSymbolicLink()) {
    if (!existsSync(path)) return [at(1, 'is a link to nothing')];
    const isWithin = realpathSync(path).startsWith(realpathSync(folder) + sep);
    return isWithin ? [] : [at(1, 'is a link out of the folder: it is not read; put the file itself here')];
  }
  if (/\.(?:MD|YAML|TXT)$|\.(?:markdown|yml)$/.test(file))
    return [at(1, `is not read: its name must end in ${endingOf(file)}`)];
  // Texts of articles aren't ours to correct.
  if (!/\.(?:md|yaml|txt)$/.test(file) || /(?:^|\/)(?:articles|review)\//.test(file)) return [];
  const bytes = readFileSync(path);
  if (bytes.length > largestFile)
    return [at(1, `is ${Math.round(bytes.length / 1024 / 1024)} MB large, more than anybody writes by hand`)];
  const found: Problem[] = [];
  const text = bytes.toString('utf8');
  if (text.includes('\ufffd'))
    found.push(at(lineOf(text, text.indexOf('\ufffd')), 'is not in UTF-8 here: save it as UTF-8'));
  text.split('\n').forEach((line, index) => {
    if (unseen.test(line))
      found.push(
        at(index + 1, 'has an invisible character (zero width, or one that changes the direction of text): remove it'),
      );
    const [word] = mixed.exec(line) ?? [];
    if (word !== undefined)
      found.push(
        at(index + 1, `has a letter of another alphabet that looks like a Latin one, in "${word.slice(0, 40)}"`),
      );
  });
  return found;
}

const endingOf = (file: string) => (/md|markdown$/i.test(file) ? '.md' : /ya?ml$/i.test(file) ? '.yaml' : '.txt');
const lineOf = (text: string, at: number) => text.slice(0, at).split('\n').length;
// The zero-width joiner is allowed: emoji use it.
const unseen = /[\u200b\u200c\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\u00ad]|(?!^)\ufeff/;
// Latin and Cyrillic, or Latin and Greek, in one word.
const mixed =
  /[A-Za-z]{1,30}[\u0370-\u03ff\u0400-\u04ff][\w\u0370-\u04ff]{0,30}|[\u0370-\u03ff\u0400-\u04ff]{1,30}[A-Za-z][\w\u0370-\u04ff]{0,30}/;

// A line that one list says is answered and another says isn't teaches nothing.
function findTwice(folder: string, files: readonly string[], knowledge: Knowledge): Problem[] {
  const first = new Map<string, string>();
  for (const { id, questions } of knowledge.entries)
    for (const each of questions) first.set(normalizeText(each), `entry ${id}`);
  const lists = files.filter((file) => file === 'outside.txt' || file === 'small-talk.txt');
  return lists.flatMap((file) =>
    readQuestions(readFileSync(join(folder, file), 'utf8')).flatMap(({ question, line }): Problem[] => {
      const key = normalizeText(question);
      const before = first.get(key);
      first.set(key, file);
      if (before === undefined || before === file) return [];
      return [{ file, line, message: `"${question.slice(0, 60)}" is in ${before} too: keep one` }];
    }),
  );
}
