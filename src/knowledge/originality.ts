// Whether knowledge is written in our own words: no run of words may be shared with an article.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Problem } from './yaml.js';

/** So many words in a row are copied, not retold. */
export const longestSharedRun = 8;

// Titles of articles are names, and carried over as they are; quotes are meant to be word for word, and say so.
const notRetold = /(^|\/)articles\.yaml$/;
const isQuoted = /^---\r?\n(?:(?!---)[^\n]*\n)*verbatim: true\r?\n/;

/** Every run of more than `longestSharedRun` words that a knowledge file shares with a text file (.txt) of the articles' folder. */
export function findSharedRuns(knowledgeFolder: string, articlesFolder: string): Problem[] {
  const runs = new Map<string, string>();
  for (const name of readdirSync(articlesFolder).filter((file) => file.endsWith('.txt'))) {
    const words = wordsOf(readFileSync(join(articlesFolder, name), 'utf8')).map(({ word }) => word);
    for (const run of runsOf(words)) runs.set(run, name);
  }
  return textFiles(knowledgeFolder).flatMap((file) => {
    const text = readFileSync(join(knowledgeFolder, file), 'utf8');
    const words = isQuoted.test(text) ? [] : wordsOf(text);
    return runsOf(words.map(({ word }) => word)).flatMap((run, at) => {
      const article = runs.get(run);
      return article === undefined
        ? []
        : [{ file, line: words[at]?.line ?? 1, message: `shares words with ${article}: "${run}"` }];
    });
  });
}

function runsOf(words: readonly string[]): string[] {
  const length = longestSharedRun + 1;
  return Array.from({ length: Math.max(0, words.length - length + 1) }, (_, at) =>
    words.slice(at, at + length).join(' '),
  );
}

function wordsOf(text: string): { word: string; line: number }[] {
  return text
    .replace(/[’']/g, '')
    .split('\n')
    .flatMap((content, index) =>
      (content.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).map((word) => ({ word, line: index + 1 })),
    );
}

function textFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
    (file) => /\.(md|yaml)$/.test(file) && !notRetold.test(file.replaceAll('\\', '/')),
  );
}
