// Words and phrases to concepts. Names of entries, synonyms and turns of phrase are one dictionary, scanned for the longest
// match, so that "LLMs", "large language model" and "languagemodel" written in one are the same token of a question.

import type { Entry, Vocabulary } from './entry.js';
import { type Intent, intents } from './intent.js';
import { tokenize } from './normalize.js';
import { createStemmer, type Stem } from './stem.js';

/** A concept as a string: a stem, `@id` for the name of an entry, `#intent` for a turn of phrase, `!words` for what is outside, `~` for filler. */
export type Concept = string;
/** A concept and the tokens from `start` up to `end` that it stands for; `isPhrase` where the dictionary has them. */
export type Occurrence = {
  readonly concept: Concept;
  readonly start: number;
  readonly end: number;
  readonly isPhrase: boolean;
};

export type Lexicon = {
  /** Reads tokens from left to right, each into one concept, taking the longest phrase that is known. */
  readonly scan: (tokens: readonly string[]) => Occurrence[];
  /** The words of the dictionary but for those of names, which may be misspelt on purpose. */
  readonly words: ReadonlySet<string>;
};

export const filler: Concept = '~';
export const nameOf = (id: string): Concept => `@${id}`;
export const intentOf = (intent: Intent): Concept => `#${intent}`;
export const outsideOf = (term: string): Concept => `!${term}`;
export const asksOutside = (concept: Concept): boolean => concept.startsWith('!');
export const isName = (concept: Concept): boolean => concept.startsWith('@');
export const isIntent = (concept: Concept): boolean => concept.startsWith('#');

// Five words are enough for every name and turn of phrase; a longer one is found by its words.
const maxPhrase = 5;

// Entries that are things one can name; the names of questions and tables are searched like questions instead.
const namedKinds: ReadonlySet<Entry['kind']> = new Set(['definition', 'product']);

/** Builds the dictionary. What comes first wins where two claim a phrase: names, then synonyms, filler and intents. */
export function createLexicon(entries: readonly Entry[], vocabulary: Vocabulary): Lexicon {
  const stem = createStemmer();
  // As written, and by word stems; what is written exactly so wins: "prompt" is not "prompting".
  const exact = createPhrases();
  const stemmed = createPhrases();
  const words = new Set<string>();
  const add = (phrase: string, concept: Concept) => {
    const tokens = tokenize(phrase);
    if (tokens.length === 0 || tokens.length > maxPhrase) return;
    // Phrases are compared without spaces: "mid journey" is Midjourney, "deeplearning" is deep learning.
    exact.add(tokens.join(''), concept);
    stemmed.add(tokens.map(stem).join(''), concept);
  };
  for (const entry of entries.filter(({ kind }) => namedKinds.has(kind))) {
    for (const name of namesOf(entry)) add(name, nameOf(entry.id));
  }
  const addWords = (phrase: string, concept: Concept) => {
    add(phrase, concept);
    for (const token of tokenize(phrase)) words.add(token);
  };
  for (const [first = '', ...others] of vocabulary.synonyms) {
    const concept = tokenize(first).map(stem).join(' ');
    for (const word of [first, ...others]) addWords(word, concept);
  }
  for (const word of vocabulary.filler) addWords(word, filler);
  for (const term of vocabulary.outside) addWords(term, outsideOf(term));
  for (const [intent, { cues }] of Object.entries(intents)) {
    for (const cue of cues) addWords(cue, intentOf(intent as Intent));
  }
  return {
    scan: (tokens) => scan(tokens, exact, stemmed, stem),
    words,
  };
}

/** What an entry is called: its title without and with its abbreviation in brackets, label and aliases. */
export function namesOf(entry: Entry): string[] {
  const [, before = entry.title, inside] = /^(.*?)\s*\(([^()]*)\)\s*$/.exec(entry.title) ?? [];
  const titles = entry.kind === 'definition' ? before.split(',') : [before];
  return [...titles, ...(inside === undefined ? [] : [inside]), entry.label, ...entry.aliases];
}

function scan(tokens: readonly string[], exact: Phrases, stemmed: Phrases, stem: Stem): Occurrence[] {
  const stems = tokens.map(stem);
  const found: Occurrence[] = [];
  for (let start = 0; start < tokens.length; ) {
    let written = '';
    let key = '';
    let best: Occurrence = { concept: stems[start] ?? '', start, end: start + 1, isPhrase: false };
    for (let end = start + 1; end <= Math.min(tokens.length, start + maxPhrase); end += 1) {
      written += tokens[end - 1];
      key += stems[end - 1];
      const concept = exact.get(written) ?? stemmed.get(key);
      if (concept !== undefined) best = { concept, start, end, isPhrase: true };
      if (!exact.goesOn(written) && !stemmed.goesOn(key)) break;
    }
    found.push(best);
    start = best.end;
  }
  return found;
}

/** Phrases without spaces; what comes first wins. `goesOn` is false where no phrase can be longer and begin like this. */
type Phrases = {
  readonly add: (phrase: string, concept: Concept) => void;
  readonly get: (phrase: string) => Concept | undefined;
  readonly goesOn: (beginning: string) => boolean;
};

// So many letters tell most words from the beginnings of phrases.
const beginningLength = 4;

function createPhrases(): Phrases {
  const concepts = new Map<string, Concept>();
  const longest = new Map<string, number>();
  return {
    add: (phrase, concept) => {
      if (!concepts.has(phrase)) concepts.set(phrase, concept);
      const beginning = phrase.slice(0, beginningLength);
      longest.set(beginning, Math.max(phrase.length, longest.get(beginning) ?? 0));
    },
    get: (phrase) => concepts.get(phrase),
    goesOn: (beginning) =>
      beginning.length < beginningLength || beginning.length < (longest.get(beginning.slice(0, beginningLength)) ?? 0),
  };
}
