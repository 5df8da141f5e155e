// Checks that knowledge is written in our own words: no run of words may be shared with an article.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Problem } from './yaml.js';

/** More words in a row are copied, not paraphrased. */
export const longestSharedRun = 8;

// Titles of articles are names and kept as they are; quotes are declared as such; imported articles keep their text.
const notRetold = /(^|\/)articles(\.yaml$|\/)/;
const isQuoted = /^---\r?\n(?:(?!---)[^\n]*\n)*verbatim: true\r?\n/;

export function readTexts(folder: string): ReadonlyMap<string, string> {
  const names = readdirSync(folder).filter((file) => file.endsWith('.txt'));
  return new Map(names.map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
}

/** Every run of more than `longestSharedRun` words that a knowledge file, including lists, shares with one of these texts. */
export function findSharedRuns(knowledgeFolder: string, texts: ReadonlyMap<string, string>): Problem[] {
  const runs = new Map<string, string>();
  for (const [name, text] of texts) {
    const words = text.split('\n').flatMap((line, at) => wordsOf(line, at).map(({ word }) => word));
    for (const run of runsOf(words)) runs.set(run, name);
  }
  return textFiles(knowledgeFolder).flatMap((file) => {
    const text = readFileSync(join(knowledgeFolder, file), 'utf8');
    return passages(file, text).flatMap((words) =>
      runsOf(words.map(({ word }) => word)).flatMap((run, at) => {
        const article = runs.get(run);
        return article === undefined
          ? []
          : [{ file, line: words[at]?.line ?? 1, message: `shares words with ${article}: "${run}"` }];
      }),
    );
  });
}

type Word = { readonly word: string; readonly line: number };

// A run may continue over a line break, but not from one question of a list to the next.
function passages(file: string, text: string): readonly (readonly Word[])[] {
  if (isQuoted.test(text)) return [];
  const words = text.split('\n').map(wordsOf);
  return file.endsWith('.txt') ? words : [words.flat()];
}

function runsOf(words: readonly string[]): string[] {
  const length = longestSharedRun + 1;
  return Array.from({ length: Math.max(0, words.length - length + 1) }, (_, at) =>
    words.slice(at, at + length).join(' '),
  );
}

const wordsOf = (content: string, at: number): Word[] =>
  (
    content
      .replace(/[’']/g, '')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  ).map((word) => ({ word, line: at + 1 }));

function textFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
    (file) => /\.(md|yaml|txt)$/.test(file) && !notRetold.test(file.replaceAll('\\', '/')),
  );
}
