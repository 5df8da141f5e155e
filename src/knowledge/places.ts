// Which files of a knowledge folder are read, and which are misplaced. Links are followed, since a mounted folder may consist only of links;
// but only known names are visited, so that a link to somewhere large does no harm.
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Problem } from './yaml.js';

/** The folders of entries, with the kind of each. */
export const entryFolders = { definitions: 'definition', comparisons: 'comparison', faq: 'faq' } as const;

/** Imported entries are served from this folder or its subfolders, in addition to the rest. */
const importedFolder = 'imported';

const ownFiles = [
  'articles.yaml',
  'products.yaml',
  'figures.yaml',
  'tips.yaml',
  'guide.yaml',
  'synonyms.yaml',
  'messages.yaml',
  'outside.txt',
  'small-talk.txt',
];
const endings: Readonly<Record<string, string>> = {
  definitions: '.md',
  comparisons: '.md',
  faq: '.md',
  asked: '.txt',
  articles: '.txt',
};
// Common mistakes in names, and what was meant.
const mistaken: Readonly<Record<string, string>> = {
  definition: 'definitions/',
  comparison: 'comparisons/',
  compare: 'comparisons/',
  faqs: 'faq/',
  questions: 'asked/',
  ask: 'asked/',
  import: 'imported/',
  imports: 'imported/',
};

/** A folder's files with an extension, including through links, sorted. Hidden files are ignored: some systems add one for every file. */
export function listFiles(folder: string, name: string, ending: string): string[] {
  return listNames(folder, name, ending).filter((item) => isFile(join(folder, item)));
}

function listNames(folder: string, name: string, ending: string): string[] {
  return namesIn(join(folder, name))
    .filter((item) => item.endsWith(ending))
    .map((item) => `${name}/${item}`);
}

/** The places that entries are read from, with a trailing slash: the folder itself and its imports. */
export function placesIn(folder: string): string[] {
  const names = namesIn(join(folder, importedFolder));
  return [
    '',
    ...[`${importedFolder}/`, ...names.map((name) => `${importedFolder}/${name}/`)].filter((place) =>
      isFile(join(folder, place, 'articles.yaml')),
    ),
  ];
}

/** Every file that reading the folder looks at, by its name in the folder. */
export function filesRead(folder: string): string[] {
  return namesRead(folder).filter((name) => isFile(join(folder, name)));
}

/** The same as names only, whether the files exist or not. */
export function namesRead(folder: string): string[] {
  return placesIn(folder).flatMap((place) => [
    ...ownFiles.map((name) => place + name),
    ...Object.entries(endings).flatMap(([name, ending]) => listNames(folder, place + name, ending)),
  ]);
}

/** Files that wouldn't be read, although an author surely wants them to be. */
export function findMisplaced(folder: string): readonly Problem[] {
  const problems: Problem[] = [];
  const report = (file: string, message: string): void => {
    problems.push({ file, line: 1, message });
  };
  for (const place of placesIn(folder)) {
    for (const name of namesIn(join(folder, place))) {
      const meant = mistaken[name.toLowerCase()];
      if (meant !== undefined && isFolder(join(folder, place, name)))
        report(place + name, `is not read: call it ${meant}`);
      const yaml = name.toLowerCase().replace(/\.yml$/, '.yaml');
      if (yaml !== name && ownFiles.includes(yaml)) report(place + name, `is not read: call it ${yaml}`);
    }
    for (const name of Object.keys(entryFolders)) {
      for (const item of namesIn(join(folder, place, name))) {
        const path = `${place}${name}/${item}`;
        if (isFolder(join(folder, path))) report(path, `is not read: put its files into ${place}${name}/ itself`);
        else if (/\.(?:md|markdown|mdown)$/i.test(item) && !item.endsWith('.md'))
          report(path, 'is not read: let its name end in .md');
        else if (item.endsWith('.md') && !isFile(join(folder, path))) report(path, 'is a link that leads to no file');
      }
    }
  }
  return problems;
}

function namesIn(path: string): string[] {
  if (!isFolder(path)) return [];
  return readdirSync(path)
    .filter((name) => !name.startsWith('.'))
    .sort();
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}
