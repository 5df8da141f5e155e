// Knowledge of English itself, whatever the subject: how often its words are said. The tables are made by `npm run build`
// (bin/build-data.ts) and read here, so that the engine needs no file access.
import { readFileSync } from 'node:fs';
import { AppError } from '../errors.js';
import { openWords, type Words } from './words.js';

/** English words, commonest first, and how often each occurs in the 51 million words of SUBTLEX-US; groups of words that mean the same. */
export type English = {
  readonly words: Words;
  readonly counts: Uint32Array;
  readonly synonyms: readonly (readonly string[])[];
};

/** The build's data folder; the path is the same from src/ and dist/. */
export const dataFolder = new URL('../../dist/data/', import.meta.url);
export const wordsFile = 'english-words.bin';
export const countsFile = 'english-counts.bin';
/** Written by us, in this folder. */
export const everydayFile = 'everyday.txt';

/** Reads the tables, in about a millisecond. Throws an AppError if they weren't built. */
export function readEnglish(): English {
  return {
    words: openWords(readData(wordsFile)),
    counts: new Uint32Array(readData(countsFile).buffer),
    synonyms: groupsIn(new TextDecoder().decode(readData(everydayFile))),
  };
}

function groupsIn(text: string): readonly (readonly string[])[] {
  return text
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => line.split(', '));
}

/** The bytes of a file made by the build, in a buffer of their own. */
function readData(name: string): Uint8Array {
  try {
    return new Uint8Array(readFileSync(new URL(name, dataFolder)));
  } catch (error) {
    throw new AppError('build', `dist/data/${name} cannot be read: build it with npm run build`, { cause: error });
  }
}
