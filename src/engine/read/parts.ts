// A question to what it is about: its parts, each as weighted concepts, with the names and intents that occur in it.
import type { Intent } from './intent.js';
import { type Concept, filler, isIntent, isName, type Lexicon } from './lexicon.js';
import { clip, tokenize } from './normalize.js';

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
  /** Whether it is the sentence of a longer message that asks something. */
  readonly isAsked?: boolean;
};

// More than this many parts is a paste, not a question.
const maxParts = 10;
// A text of more tokens is read in parts only.
const longest = 40;
// Where a question starts within a sentence: "my boss wants to know | what RAG is".
const openers = new Set(
  'what why how when which who whether if where explain define describe tell compare list name give show recommend suggest'.split(
    ' ',
  ),
);
const maxOpeners = 3;
const leastTokens = 2;

/**
 * The parts of a question that may be what is asked, in stages: all of it, its sentences; then what follows an opening word; then
 * clauses. A later stage is looked at where an earlier one gives no answer.
 */
export function readSegments(
  text: string,
  lexicon: Lexicon,
  correct: (tokens: readonly string[]) => readonly string[],
): Segment[][] {
  // The whole, its only sentence and its only clause are the same words.
  const corrected = new Map<string, readonly string[]>();
  const read = (part: string) => {
    const tokens = tokenize(part);
    const words = tokens.join(' ');
    const known = corrected.get(words) ?? correct(tokens);
    corrected.set(words, known);
    return known;
  };
  const question = clip(text);
  const { sentences, marked } = sentencesOf(question);
  const clauses = sentences
    .flatMap((sentence) => sentence.split(/[,:()"“”]|\s[-–—]\s|\p{Extended_Pictographic}/u))
    .map(read);
  const whole = read(question);
  const first = [...(whole.length <= longest ? [whole] : []), ...(sentences.length > 1 ? sentences.map(read) : [])];
  const asked = new Set(marked.map((sentence) => read(sentence).join(' ')));
  const seen = new Set<string>();
  return [first, [...first, ...clauses].flatMap(suffixes), clauses].map((stage, at) =>
    stage
      .filter((tokens) => tokens.length > 0 && !seen.has(tokens.join(' ')) && seen.add(tokens.join(' ')))
      .slice(0, maxParts)
      .map((tokens) => ({ ...readTokens(tokens, lexicon), isAsked: asked.has(tokens.join(' ')) }))
      .filter(({ tokens, names }) => at === 0 || tokens.length >= leastTokens || names.length > 0),
  );
}

// The sentences of a text, and those of several that have a question mark.
function sentencesOf(text: string) {
  const parts = text.split(/([!?\n;]+|\.(?=\s|$))/);
  const sentences = parts
    .flatMap((part, at) => (at % 2 === 0 ? [{ part, mark: parts[at + 1] ?? '' }] : []))
    .filter(({ part }) => /\p{L}|\p{N}/u.test(part))
    .slice(-maxParts);
  const marked = sentences.filter(({ mark }) => mark.includes('?'));
  return {
    sentences: sentences.map(({ part }) => part),
    marked: marked.length < sentences.length ? marked.map(({ part }) => part) : [],
  };
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
