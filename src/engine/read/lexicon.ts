// Turns words and phrases into concepts. Names of entries, synonyms and turns of phrase form one dictionary, scanned for the longest match,
// so that "LLMs", "large language model" and "languagemodel" as one word are the same token of a question.

import { stemmer } from 'stemmer';
import { once } from '../../document/once.js';
import type { English } from '../../language/english.js';
import type { Entry, Vocabulary } from '../entry.js';
import { remember } from '../remember.js';
import { type Intent, intents } from './intent.js';
import { tokenize } from './normalize.js';

/** A concept as a string: a stem, `@id` for an entry's name, `#intent` for a turn of phrase, `!words` for what is outside, `~` for filler. */
export type Concept = string;
/** A concept and the tokens from `start` up to `end` that it stands for; `isPhrase` if the dictionary has them. */
export type Occurrence = {
  readonly concept: Concept;
  readonly start: number;
  readonly end: number;
  readonly isPhrase: boolean;
};

export type Lexicon = {
  /** Reads tokens from left to right as concepts, taking the longest known phrase. */
  readonly scan: (tokens: readonly string[]) => Occurrence[];
  /** The words of the dictionary, except those in names, which may be misspelt on purpose. */
  readonly words: ReadonlySet<string>;
};

export const filler: Concept = '~';
export const nameOf = (id: string): Concept => `@${id}`;
export const intentOf = (intent: Intent): Concept => `#${intent}`;
const outsideOf = (term: string): Concept => `!${term}`;
export const asksOutside = (concept: Concept): boolean => concept.startsWith('!');
export const isName = (concept: Concept): boolean => concept.startsWith('@');
export const isIntent = (concept: Concept): boolean => concept.startsWith('#');

// Five words are enough for every name and turn of phrase; a longer one is found by its words.
const maxPhrase = 5;

// Entries that are things with names; the names of questions and tables are searched like questions instead.
const namedKinds: ReadonlySet<Entry['kind']> = new Set(['definition', 'product']);

/**
 * Builds the dictionary. If two claim a phrase, the first wins: names, then synonyms, filler and intents, and last the words that mean the
 * same everywhere (`everyday`).
 */
export function createLexicon(
  entries: readonly Entry[],
  vocabulary: Vocabulary,
  everyday: English['synonyms'],
): Lexicon {
  const stem = createStem();
  const dictionary = createDictionary(stem, everydayOf(everyday));
  const { exact, stemmed, add } = dictionary;
  const words = new Set<string>();
  for (const entry of entries.filter(({ kind }) => namedKinds.has(kind))) {
    for (const name of namesOf(entry)) add(name, nameOf(entry.id));
  }
  const addWords = (phrase: string, concept: Concept) => {
    add(phrase, concept);
    for (const token of tokenize(phrase)) words.add(token);
  };
  addGroups(vocabulary.synonyms, stem, addWords);
  for (const word of vocabulary.filler) addWords(word, filler);
  for (const saying of vocabulary.sayings ?? []) add(saying, filler);
  for (const term of vocabulary.outside) addWords(term, outsideOf(term));
  for (const [intent, cues] of Object.entries(intents)) {
    for (const cue of cues) addWords(cue, intentOf(intent as Intent));
  }
  // Texts repeat their words, so each is looked up only once.
  const read = remember((token: string): Read => {
    const key = stem(token);
    return {
      stem: key,
      concept: exact.get(token) ?? stemmed.get(key),
      goesOn: exact.reach(token) > token.length || stemmed.reach(key) > key.length,
    };
  });
  return {
    scan: (tokens) => scan(tokens.map(read), tokens, exact, stemmed),
    words,
  };
}

// Word endings by Porter (1980, An algorithm for suffix stripping).
const createStem = () => remember((word: string) => americanised(stemmer(word)));
type Stem = (word: string) => string;

type Dictionary = {
  readonly exact: Phrases;
  readonly stemmed: Phrases;
  readonly add: (phrase: string, concept: Concept) => void;
};

// As written, and by word stems; an exact match wins: "prompt" is not "prompting". `behind` has what this one lacks.
function createDictionary(stem: Stem, behind?: Dictionary): Dictionary {
  // "Programme" is "program" everywhere, and that may be "code" here.
  const named = (concept: Concept): Concept => stemmed.own(concept.replaceAll(' ', '')) ?? concept;
  const exact = createPhrases(behind?.exact, named);
  const stemmed: Phrases = createPhrases(behind?.stemmed, named);
  return {
    exact,
    stemmed,
    add: (phrase, concept) => {
      const tokens = tokenize(phrase);
      if (tokens.length === 0 || tokens.length > maxPhrase) return;
      // Phrases are compared without spaces: "mid journey" is Midjourney, "deeplearning" is deep learning.
      exact.add(tokens.join(''), concept);
      stemmed.add(tokens.map(stem).join(''), concept);
    },
  };
}

function addGroups(groups: readonly (readonly string[])[], stem: Stem, add: Dictionary['add']): void {
  for (const [first = '', ...others] of groups) {
    const concept = tokenize(first).map(stem).join(' ');
    for (const word of [first, ...others]) add(word, concept);
  }
}

// The same for every knowledge, of which a process may have thousands. A folder that never says these words has no use for them as what a
// typo was meant to be, so they are in no list of its words.
const everydayOf = once((groups: English['synonyms']): Dictionary => {
  const stem = createStem();
  const dictionary = createDictionary(stem);
  addGroups(groups, stem, dictionary.add);
  return dictionary;
});

// "Quantisation" equals "quantization", "summarise" equals "summarize": works on what the stemmer leaves of both endings.
const americanised = (stem: string): string =>
  stem.length > shortStem && stem.endsWith('is') ? `${stem.slice(0, -1)}z` : stem;
const shortStem = 4;

/** An entry's names: its title with and without the abbreviation in brackets, label and aliases. */
export function namesOf(entry: Entry): string[] {
  const [, before = entry.title, inside] = /^(.*?)\s*\(([^()]*)\)\s*$/.exec(entry.title) ?? [];
  const titles = entry.kind === 'definition' ? before.split(',') : [before];
  return [...titles, ...(inside === undefined ? [] : [inside]), entry.label, ...entry.aliases];
}

/** What the dictionary has for a token alone, and whether a longer phrase may begin with it. */
type Read = { readonly stem: string; readonly concept: Concept | undefined; readonly goesOn: boolean };

function scan(reads: readonly Read[], tokens: readonly string[], exact: Phrases, stemmed: Phrases): Occurrence[] {
  const found: Occurrence[] = [];
  for (let start = 0; start < tokens.length; ) {
    const { stem = '', concept, goesOn = false } = reads[start] ?? {};
    let best: Occurrence = { concept: concept ?? stem, start, end: start + 1, isPhrase: concept !== undefined };
    if (goesOn) best = longestFrom(start, best, reads, tokens, exact, stemmed);
    found.push(best);
    start = best.end;
  }
  return found;
}

function longestFrom(
  start: number,
  single: Occurrence,
  reads: readonly Read[],
  tokens: readonly string[],
  exact: Phrases,
  stemmed: Phrases,
): Occurrence {
  let written = tokens[start] ?? '';
  let key = reads[start]?.stem ?? '';
  let best = single;
  for (let end = start + 2; end <= Math.min(tokens.length, start + maxPhrase); end += 1) {
    written += tokens[end - 1];
    key += reads[end - 1]?.stem;
    const more = Math.max(exact.reach(written) - written.length, stemmed.reach(key) - key.length);
    if (more < 0) break;
    const concept = exact.get(written) ?? stemmed.get(key);
    if (concept !== undefined) best = { concept, start, end, isPhrase: true };
    if (more === 0) break;
  }
  return best;
}

/** Phrases without spaces; the first one wins. `reach` is the length of the longest phrase that may begin like a text. */
type Phrases = {
  readonly add: (phrase: string, concept: Concept) => void;
  readonly get: (phrase: string) => Concept | undefined;
  /** The same without what is behind it. */
  readonly own: (phrase: string) => Concept | undefined;
  readonly reach: (text: string) => number;
};

// This many letters distinguish most words from the beginnings of phrases.
const beginningLength = 4;

function createPhrases(behind: Phrases | undefined, named: (concept: Concept) => Concept): Phrases {
  const concepts = new Map<string, Concept>();
  const longest = new Map<string, number>();
  return {
    add: (phrase, concept) => {
      if (!concepts.has(phrase)) concepts.set(phrase, concept);
      const beginning = phrase.slice(0, beginningLength);
      longest.set(beginning, Math.max(phrase.length, longest.get(beginning) ?? 0));
    },
    get: (phrase) => {
      const concept = concepts.get(phrase);
      if (concept !== undefined || behind === undefined) return concept;
      const further = behind.get(phrase);
      return further === undefined ? undefined : named(further);
    },
    own: (phrase) => concepts.get(phrase),
    reach: (text) =>
      text.length < beginningLength
        ? Number.POSITIVE_INFINITY
        : Math.max(longest.get(text.slice(0, beginningLength)) ?? 0, behind?.reach(text) ?? 0),
  };
}
