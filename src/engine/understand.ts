// A question to what it is about: its segments, each as weighted concepts, with the names and intents that occur in it.
import type { Intent } from './intent.js';
import { type Concept, filler, isIntent, isName, type Lexicon } from './lexicon.js';
import { tokenize } from './normalize.js';

/** A part of a question that can be answered by itself. */
export type Segment = {
  readonly tokens: readonly string[];
  /** Each concept once, in order. */
  readonly concepts: readonly Concept[];
  /** Ids of the entries that are named, in order. */
  readonly names: readonly string[];
  readonly intents: ReadonlySet<Intent>;
  /** The words behind each concept. */
  readonly words: ReadonlyMap<Concept, string>;
};

// More than this many parts is a paste, not a question.
const maxSegments = 8;
// Where a question starts within a sentence: "my boss wants to know | what RAG is".
const openers = new Set(['what', 'why', 'how', 'when', 'which', 'who', 'whether', 'if', 'where']);
const maxOpeners = 3;

/** The segments of a question: its sentences, what follows an opening word within them, and all of it, if that is short. */
export function readSegments(question: string, lexicon: Lexicon, correct: (token: string) => string): Segment[] {
  const sentences = question
    .split(/[!?\n;]+|\.(?=\s|$)/)
    .map((sentence) => tokenize(sentence).map(correct))
    .filter((tokens) => tokens.length > 0);
  const whole = sentences.flat();
  const parts = sentences.length > 1 && whole.length <= 40 ? [whole, ...sentences] : sentences;
  const seen = new Set<string>();
  return parts
    .slice(0, maxSegments)
    .concat(sentences.slice(-2))
    .flatMap((tokens) => [tokens, ...suffixes(tokens)])
    .filter((tokens) => !seen.has(tokens.join(' ')) && seen.add(tokens.join(' ')))
    .map((tokens) => readTokens(tokens, lexicon));
}

function suffixes(tokens: readonly string[]): (readonly string[])[] {
  return tokens
    .flatMap((token, at) => (at > 0 && at < tokens.length - 1 && openers.has(token) ? [tokens.slice(at)] : []))
    .slice(0, maxOpeners);
}

/** Reads tokens as one segment. */
export function readTokens(tokens: readonly string[], lexicon: Lexicon): Segment {
  const words = new Map<Concept, string>();
  for (const { concept, start, end } of lexicon.scan(tokens)) {
    if (concept !== filler && !words.has(concept)) words.set(concept, tokens.slice(start, end).join(' '));
  }
  const concepts = [...words.keys()];
  return {
    tokens,
    concepts,
    names: concepts.filter(isName).map((concept) => concept.slice(1)),
    intents: new Set(concepts.filter(isIntent).map((concept) => concept.slice(1) as Intent)),
    words,
  };
}
