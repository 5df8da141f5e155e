// npm run import-article -- FILE-OR-FOLDER [--out DIR] [--key KEY ...]: turns articles into entries of word-for-word quotes, for review.
// Exit code 0 if anything was imported, otherwise 1.
import { existsSync, lstatSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { basename, join, relative, resolve, sep } from 'node:path';
import { parseArgs } from 'node:util';
import { isId, maxIdLength } from '../document/target.js';
import { AppError } from '../errors.js';
import {
  importArticle,
  maxBytes,
  type ReadArticle,
  readable,
  readableNames,
  tooLarge,
} from '../knowledge/import/article.js';
import { type AlreadyServed, besideNothing, createBeside } from '../knowledge/import/beside.js';
import { clipSlug, hashOf, slugOf } from '../knowledge/import/entries.js';
import { type FileOutcome, openImportFolder } from '../knowledge/import/folder.js';
import type { KeyOwner } from '../knowledge/import/keys.js';
import { countBy } from '../knowledge/import/review.js';
import { shareOf, writeShare } from '../knowledge/import/share.js';
import { openMade, readMade } from '../knowledge/load.js';
import { readKnowledge } from '../knowledge/read.js';
import { runCommand } from './command.js';
import { startProgress } from './progress.js';

const usage =
  'npm run import-article -- FILE-OR-FOLDER [--out DIR] [--key KEY --title T --author A --publisher P --url U --date D]';
const defaultOut = './imported';
// Folders without articles.
const skipped = /^(?:\.|node_modules$)/;
const deepest = 20;
// How many lines to print about a folder; the rest is in review/.
const mostLines = 30;

type Values = Readonly<Record<'out' | 'key' | 'title' | 'author' | 'publisher' | 'url' | 'date', string | undefined>>;

async function main(): Promise<number> {
  const option = { type: 'string' } as const;
  const { values, positionals } = parseArgs({
    options: { out: option, key: option, title: option, author: option, publisher: option, url: option, date: option },
    allowPositionals: true,
  });
  const [input, ...others] = positionals;
  if (input === undefined || others.length > 0)
    throw new AppError('badInput', `Which file or folder?\nUsage: ${usage}`);
  const given = {
    out: undefined,
    key: undefined,
    title: undefined,
    author: undefined,
    publisher: undefined,
    url: undefined,
    date: undefined,
    ...values,
  };
  checkGiven(given);
  const out = resolve(given.out ?? defaultOut);
  const { files, skippedFiles } = listFiles(input, out);
  if (files.length > 1 && given.key !== undefined)
    throw new AppError(
      'badInput',
      '--key is for one file: leave it out for a folder, each article is named after its file',
    );
  if (files.length === 0) throw new AppError('badInput', `${input} has no ${readableNames} file`);
  return importAll(files, skippedFiles, out, given);
}

function checkGiven({ key, url, date, out }: Values): void {
  if (key !== undefined && !isId(key))
    throw new AppError('badInput', '--key must be lower-case words joined by hyphens, at most 40 characters');
  if (url !== undefined && !(/^https?:\/\/\S+$/.test(url) && URL.canParse(url)))
    throw new AppError('badInput', '--url must start with http:// or https://');
  if (date !== undefined && !/^\d{4}(-\d\d-\d\d)?$/.test(date))
    throw new AppError('badInput', '--date must be a year or YYYY-MM-DD');
  if (out !== undefined && out.trim() === '') throw new AppError('badInput', '--out needs a folder');
}

type File = { readonly path: string; readonly name: string; readonly bytes: number };

// Doesn't follow links: a folder's import is limited to its own content.
function listFiles(input: string, out: string): { files: File[]; skippedFiles: number } {
  const stat = statSync(input);
  if (stat.isFile()) return { files: [{ path: input, name: basename(input), bytes: stat.size }], skippedFiles: 0 };
  if (!stat.isDirectory()) throw new AppError('badInput', `${input} is neither a file nor a folder`);
  const own = existsSync(out) ? realpathSync(out) : out;
  if (realpathSync(input) === own)
    throw new AppError('badInput', `${input} is where the import is written: choose another place with --out`);
  const files: File[] = [];
  let skippedFiles = 0;
  const walk = (folder: string, level: number) => {
    for (const name of readdirSync(folder).sort()) {
      const path = join(folder, name);
      const found = lstatSync(path);
      if (found.isDirectory() && !skipped.test(name) && level < deepest && realpathSync(path) !== own)
        walk(path, level + 1);
      else if (found.isFile() && readable.test(name) && !skipped.test(name))
        files.push({ path, name: relative(input, path), bytes: found.size });
      else if (!found.isDirectory()) skippedFiles += 1;
    }
  };
  walk(input, 0);
  return { files, skippedFiles };
}

async function importAll(files: readonly File[], skippedFiles: number, out: string, given: Values): Promise<number> {
  const folder = openImportFolder(out, readBeside());
  const keys = new Set<string>();
  const lines: string[] = [];
  const statuses: string[] = [];
  let refused = 0;
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  const progress = startProgress({ name: 'Importing', steps: files.length, bytes }, process.stderr);
  for (const file of files) {
    const key = given.key ?? keyFor(file.name, keys);
    const { read, taken } = await readFor(folder, file, key, given);
    if (read.type === 'refused') {
      refused += 1;
      lines.push(`${file.name}: ${read.why}`);
    } else {
      const outcomes = folder.write(read, given);
      statuses.push(...outcomes.map(({ status }) => status));
      lines.push(...reportOf(file.name, read, outcomes, files.length === 1));
      if (taken !== undefined) lines.push(describeTaken(key, read.item.key, taken));
    }
    progress.step();
  }
  progress.stop();
  if (refused < files.length) folder.close();
  console.log(lines.slice(0, files.length === 1 ? undefined : mostLines).join('\n'));
  if (files.length > 1 && lines.length > mostLines) console.log(`... and ${lines.length - mostLines} more lines`);
  if (files.length > 1)
    console.log(`\n${files.length - refused} articles: ${countBy(statuses)}; ${refused} files refused`);
  if (skippedFiles > 0) console.log(`${skippedFiles} other files left out (hidden, links, or no ${readableNames})`);
  if (refused === files.length) return 1;
  const shown = relative('', out) || '.';
  console.log(
    `\nWritten to ${shown}: read ${join(shown, 'review')}${sep}*.md, then\n  npm run check-knowledge -- ${shown}\n  KNOWLEDGE_DIR=${shown} npm run -s ask`,
  );
  return 0;
}

type Folder = ReturnType<typeof openImportFolder>;

// An article whose key belongs to another gets one of its own, and is read again with what was taken back under it.
async function readFor(
  folder: Folder,
  file: File,
  wanted: string,
  given: Values,
): Promise<{ readonly read: ReadArticle; readonly taken?: KeyOwner }> {
  if (file.bytes > maxBytes) return { read: { type: 'refused', why: tooLarge(file.bytes) } };
  const bytes = readFileSync(file.path);
  const readAs = (key: string) => importArticle(file.path, bytes, { key, ...details(given) }, folder.takenBack(key));
  const read = await readAs(wanted);
  if (read.type === 'refused') return { read };
  const chosen = folder.keyFor(wanted, given.key !== undefined, read);
  if (chosen.type === 'refused') return { read: chosen };
  if (chosen.taken === undefined) return { read };
  return { read: await readAs(chosen.key), taken: chosen.taken };
}

function describeTaken(wanted: string, key: string, { title, isImported }: KeyOwner): string {
  const next = isImported ? `; if it is a new edition of that, undo this import and add --key ${wanted}` : '';
  return `  the key is "${key}", since "${wanted}" is that of another article, “${title}”${next}`;
}

function details({ title, author, publisher, url, date }: Values) {
  return Object.fromEntries(
    Object.entries({ title, author, publisher, url, date }).filter(([, value]) => value !== undefined),
  );
}

function reportOf(
  name: string,
  read: Parameters<Folder['write']>[0],
  outcomes: readonly FileOutcome[],
  isLong: boolean,
): string[] {
  const { found, encoding, item } = read;
  const head = `${name} (${encoding}): ${outcomes.length} entries: ${countBy(outcomes.map(({ type }) => type))}; ${countBy(outcomes.map(({ status }) => status))}`;
  const unclear = found.unclear.map(({ why }) => `  look at: ${why} (review/${item.key}.md)`);
  const conflicts = outcomes
    .filter(({ status }) => status === 'conflict')
    .map(({ file }) => `  edited by hand and changed in the article: ${file}`);
  const rejected = outcomes.filter(({ status }) => status === 'rejected').length;
  const share = `  ${writeShare(shareOf(read.text, found))}`;
  if (!isLong) return [head, share, ...unclear, ...conflicts];
  return [
    head,
    share,
    ...outcomes.map(
      ({ status, type, title, file }) =>
        `  ${status === 'new' ? '+' : status === 'unchanged' ? '=' : '*'} ${type}: ${title} [${file}]${status === 'new' || status === 'unchanged' ? '' : ` (${status})`}`,
    ),
    ...unclear,
    ...conflicts,
    ...(rejected > 0 ? [`  ${rejected} that you have deleted were not written again`] : []),
    `  left out: ${countBy(found.leftOut.map(({ why }) => why)) || 'nothing'} (review/${item.key}.md)`,
  ];
}

// Named after the file, with a hash if two files would get the same key.
function keyFor(name: string, keys: Set<string>): string {
  const slug = slugOf(name.replace(/\.\w+$/, ''));
  const plain = clipSlug(slug, maxIdLength);
  const key =
    plain === slug && isId(plain) && !keys.has(plain)
      ? plain
      : `${clipSlug(slug, maxIdLength - 9)}-${hashOf(name).slice(0, 8)}`;
  keys.add(key);
  return key;
}

function readBeside(): AlreadyServed {
  const served = process.env['KNOWLEDGE_DIR'] ?? './knowledge';
  if (!existsSync(join(served, 'articles.yaml'))) return besideNothing;
  const made = readMade(served);
  if (made !== undefined) {
    const { knowledge, engine } = openMade(made);
    return createBeside(knowledge, engine);
  }
  const { knowledge } = readKnowledge(served);
  return knowledge.entries.some(({ answer }) => answer.length > 0) ? createBeside(knowledge) : besideNothing;
}

await runCommand(usage, main);
