// Splits a question into parts, each as weighted concepts with the names and intents in it.
import type { Intent } from './intent.js';
import { type Concept, filler, isIntent, isName, type Lexicon } from './lexicon.js';
import { clip, normalizeText, tokenize } from './normalize.js';

/** A part of a question that can be answered by itself. */
export type Segment = {
  readonly tokens: readonly string[];
  /** Each concept once, in order. */
  readonly concepts: readonly Concept[];
  /** Ids of the named entries, in order. */
  readonly names: readonly string[];
  readonly intents: ReadonlySet<Intent>;
  /** The words behind each concept. */
  readonly words: ReadonlyMap<Concept, string>;
  /** What the whole message writes with hyphens, as words: "gpt 5 chat". */
  readonly compounds: readonly string[];
};

// A message with more parts is a paste, not a question.
const maxParts = 10;
// A text with more tokens is read only in parts.
const longest = 40;
// Where a question may start within a sentence: "my boss wants to know | what RAG is".
const openers = new Set(
  'what why how when which who whose where explain define describe tell compare list name give show recommend suggest'.split(
    ' ',
  ),
);
// These start one only at the beginning of a clause: "my boss asks: | is it safe".
const verbs = new Set('is are was does do did can could should would will has have am'.split(' '));
const leastTokens = 2;

/**
 * A part of a message and its role: all of it, one sentence of several, what follows a preamble that asks nothing, or one of the two
 * questions in a sentence.
 */
export type Part = {
  readonly type: 'whole' | 'sentence' | 'fragment' | 'question';
  readonly segment: Segment;
  readonly isAsked: boolean;
};

/**
 * The parts of a message that may be what is asked: all of it, its sentences, and within a sentence what follows a preamble. `isAsked` marks
 * sentences with a question mark among others without, and the parts of such sentences.
 */
export function readParts(
  text: string,
  lexicon: Lexicon,
  correct: (tokens: readonly string[]) => readonly string[],
): Part[] {
  const question = withoutStops(text);
  const sentences = sentencesOf(question);
  const isMarked = sentences.some(({ isAsked }) => !isAsked);
  const compounds = question
    .split(/\s/)
    .filter((word) => word.includes('-'))
    .map(normalizeText);
  const seen = new Set<string>();
  const parts: Part[] = [];
  const add = (type: Part['type'], tokens: readonly string[], isAsked: boolean) => {
    const words = tokens.join(' ');
    if (tokens.length === 0 || seen.has(words) || parts.length >= maxParts) return;
    const segment = readTokens(correct(tokens), lexicon, compounds);
    if (type === 'fragment' && tokens.length < leastTokens && segment.names.length === 0) return;
    seen.add(words);
    parts.push({ type, segment, isAsked });
  };
  const whole = tokenize(question);
  if (whole.length <= longest) add('whole', whole, false);
  for (const { sentence, isAsked } of sentences) add('sentence', tokenize(sentence), isAsked && isMarked);
  for (const { sentence } of sentences)
    for (const tokens of questionsOf(sentence, lexicon)) add('question', tokens, false);
  for (const { sentence, isAsked } of sentences)
    for (const tokens of fragmentsOf(sentence)) add('fragment', tokens, isAsked && isMarked);
  return parts;
}

/** A text as one segment, however long. */
export function readWhole(
  text: string,
  lexicon: Lexicon,
  correct: (tokens: readonly string[]) => readonly string[],
): Segment {
  return readTokens(correct(tokenize(withoutStops(text))), lexicon);
}

// The stop of "vs." doesn't end a sentence.
function withoutStops(text: string): string {
  return clip(text).replace(/\bvs\./gi, 'vs ');
}

// The sentences of a text, and whether each ends in a question mark.
function sentencesOf(text: string): { sentence: string; isAsked: boolean }[] {
  const pieces = text.split(/([!?\n;]+|\.(?=\s|$))/);
  return pieces
    .flatMap((sentence, at) => (at % 2 === 0 ? [{ sentence, isAsked: (pieces[at + 1] ?? '').includes('?') }] : []))
    .filter(({ sentence }) => /\p{L}|\p{N}/u.test(sentence))
    .slice(-maxParts);
}

// "What is a token, and how is it counted?" asks twice; both parts begin like questions. The second is on the thing that the first names.
function questionsOf(sentence: string, lexicon: Lexicon): (readonly string[])[] {
  const questions = sentence
    .split(/\sand\s(?=(?:what|why|how|when|which|who|where|is|are|does|do|can|should)\b)/i)
    .map(tokenize);
  const [first = [], second = []] = questions;
  if (questions.length !== 2 || !questions.every(([word = '']) => openers.has(word) || verbs.has(word))) return [];
  const named = lexicon.scan(first).filter(({ concept }) => isName(concept));
  const [thing] = named;
  if (thing === undefined || named.length > 1 || lexicon.scan(second).some(({ concept }) => isName(concept)))
    return [first, second];
  return [first, second.flatMap((token) => (things.has(token) ? first.slice(thing.start, thing.end) : [token]))];
}
const things = new Set(['it', 'they', 'them']);

// The clauses of a sentence up to the first that asks, and from there what follows a question word. Anything after a question is part of it:
// "what is chunking, and why do we chunk" doesn't ask why.
function fragmentsOf(sentence: string): (readonly string[])[] {
  const clauses = sentence.split(/[,:()"“”*\]]|\s[-–—]\s|\p{Extended_Pictographic}|\.\.+/u).map(tokenize);
  const fragments: (readonly string[])[] = [];
  for (const clause of clauses) {
    fragments.push(clause);
    const opener = clause.findIndex((token) => openers.has(token));
    if (opener > 0) fragments.push(clause.slice(opener));
    if (opener >= 0 || verbs.has(clause[0] ?? '')) break;
  }
  return fragments;
}

/** Reads tokens as one segment. */
export function readTokens(tokens: readonly string[], lexicon: Lexicon, compounds: readonly string[] = []): Segment {
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
    compounds,
  };
}
