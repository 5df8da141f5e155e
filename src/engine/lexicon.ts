// Words and phrases to concepts. Names of entries, synonyms and turns of phrase are one dictionary, scanned for the longest
// match, so that "LLMs", "large language model" and "languagemodel" written in one are the same token of a question.
import { stemmer } from 'stemmer';
import type { Entry, Vocabulary } from './entry.js';
import { type Intent, intents } from './intent.js';
import { tokenize } from './normalize.js';

/** A concept as a string: a stem, `@id` for the name of an entry, `#intent` for a turn of phrase, `~` for filler. */
export type Concept = string;
/** A concept and the tokens from `start` up to `end` that it stands for. */
export type Occurrence = { readonly concept: Concept; readonly start: number; readonly end: number };

export type Lexicon = {
  /** Reads tokens from left to right, each into one concept, taking the longest phrase that is known. */
  readonly scan: (tokens: readonly string[]) => Occurrence[];
  /** Whether a word occurs in the dictionary by itself, as written or as written in one. */
  readonly has: (word: string) => boolean;
  /** All single words of the dictionary. */
  readonly words: () => Iterable<string>;
};

export const filler: Concept = '~';
export const nameOf = (id: string): Concept => `@${id}`;
export const intentOf = (intent: Intent): Concept => `#${intent}`;
export const isName = (concept: Concept): boolean => concept.startsWith('@');
export const isIntent = (concept: Concept): boolean => concept.startsWith('#');

// Five words are enough for every name and turn of phrase; a longer one is found by its words.
const maxPhrase = 5;

// Entries that are things one can name; the names of questions and tables are searched like questions instead.
const namedKinds: ReadonlySet<Entry['kind']> = new Set(['definition', 'product']);

/** Builds the dictionary. What comes first wins where two claim a phrase: names, then synonyms, filler and intents. */
export function createLexicon(entries: readonly Entry[], vocabulary: Vocabulary): Lexicon {
  const phrases = new Map<string, Concept>();
  const words = new Set<string>();
  const add = (phrase: string, concept: Concept) => {
    const tokens = tokenize(phrase);
    for (const token of tokens) words.add(token);
    const key = keyOf(tokens);
    if (key !== '' && tokens.length <= maxPhrase && !phrases.has(key)) phrases.set(key, concept);
  };
  for (const entry of entries.filter(({ kind }) => namedKinds.has(kind))) {
    for (const name of namesOf(entry)) add(name, nameOf(entry.id));
  }
  for (const [first = '', ...others] of vocabulary.synonyms) {
    const concept = tokenize(first).map(stemmer).join(' ');
    for (const word of [first, ...others]) add(word, concept);
  }
  for (const word of vocabulary.filler) add(word, filler);
  for (const [intent, { cues }] of Object.entries(intents)) {
    for (const cue of cues) add(cue, intentOf(intent as Intent));
  }
  return {
    scan: (tokens) => scan(tokens, phrases),
    has: (word) => words.has(word) || phrases.has(stemmer(word)),
    words: () => words,
  };
}

/** What an entry is called: its title without and with its abbreviation in brackets, label and aliases. */
export function namesOf(entry: Entry): string[] {
  const [, before = entry.title, inside] = /^(.*?)\s*\(([^()]*)\)\s*$/.exec(entry.title) ?? [];
  const titles = entry.kind === 'definition' ? before.split(',') : [before];
  return [...titles, ...(inside === undefined ? [] : [inside]), entry.label, ...entry.aliases];
}

function scan(tokens: readonly string[], phrases: ReadonlyMap<string, Concept>): Occurrence[] {
  const stems = tokens.map(stemmer);
  const found: Occurrence[] = [];
  for (let start = 0; start < tokens.length; ) {
    let end = Math.min(tokens.length, start + maxPhrase);
    let concept: Concept | undefined;
    for (; end > start; end -= 1) {
      concept = phrases.get(stems.slice(start, end).join(''));
      if (concept !== undefined) break;
    }
    if (concept === undefined) end = start + 1;
    found.push({ concept: concept ?? stems[start] ?? '', start, end });
    start = end;
  }
  return found;
}

// Phrases are compared without spaces: "mid journey" is Midjourney, "deeplearning" is deep learning.
function keyOf(tokens: readonly string[]): string {
  return tokens.map(stemmer).join('');
}
