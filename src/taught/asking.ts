// Asks a workspace's own answers. Most questions are for the articles, so the words of a question are held against those of the answers first:
// where they share too little, the engine that knows the answers is not asked, and not even made.
import type { Engine } from '../engine/engine.js';
import type { Entry } from '../engine/entry.js';
import { entryOf } from './answer.js';
import type { TaughtAnswer } from './ports.js';

/** An answer and how sure it is that it was asked for, 0 to 1; `same` is whether it was asked in the very words. */
export type TaughtMatch = { readonly answer: TaughtAnswer; readonly score: number; readonly same: boolean };
export type AskTaught = (question: string) => TaughtMatch | undefined;

export type AskParts = {
  /** An engine that knows these entries alone. */
  readonly make: (entries: readonly Entry[]) => Pick<Engine, 'ask' | 'keyOf'>;
  /** The telling words of a question as the shipped engine reads them, with spaces between. */
  readonly keyOf: (question: string) => string;
};

export function createAsk(answers: readonly TaughtAnswer[], { make, keyOf }: AskParts): AskTaught {
  let made: AskTaught | undefined;
  const isNear = createNearness(answers.flatMap(waysOf).map((way) => wordsOf(keyOf(way))));
  return (question) => {
    if (!isNear(wordsOf(keyOf(question)))) return undefined;
    made ??= askEngine(answers, make);
    return made(question);
  };
}

function waysOf({ question, ways, term }: TaughtAnswer): readonly string[] {
  return [question, ...ways, ...(term === undefined ? [] : [term])];
}

function askEngine(answers: readonly TaughtAnswer[], make: AskParts['make']): AskTaught {
  const engine = make(answers.map(entryOf));
  const byId = new Map(answers.map((answer) => [answer.id, answer]));
  const byKey = new Map(
    answers.flatMap((answer) =>
      [answer.question, ...answer.ways].map((words) => [engine.keyOf(words), answer] as const),
    ),
  );
  return (question) => {
    const key = engine.keyOf(question);
    const exact = key === '' ? undefined : byKey.get(key);
    if (exact !== undefined) return { answer: exact, score: 1, same: true };
    const { type, entries, score } = engine.ask(question);
    const answer = type === 'answered' && entries.length === 1 ? byId.get(entries[0] ?? '') : undefined;
    return answer === undefined ? undefined : { answer, score, same: false };
  };
}

// A question that asks for something in a way has half of its words at least, since people leave out some. One word alone is enough only where
// there are few others; people say more around two.
const shareOfWay = 1 / 2;
const shareOfQuestion = 1 / 3;

type WordSet = ReadonlySet<string>;

/** Whether any of these ways of asking shares enough words with a question. */
function createNearness(ways: readonly WordSet[]): (question: WordSet) => boolean {
  const waysWith = new Map<string, number[]>();
  ways.forEach((way, number) => {
    for (const word of way) push(waysWith, word, number);
  });
  const slips = new Map<string, string[]>();
  for (const word of waysWith.keys()) for (const shorter of withoutOneLetter(word)) push(slips, shorter, word);
  const meant = (word: string): Iterable<string> =>
    waysWith.has(word) ? [word] : new Set(withoutOneLetter(word).flatMap((shorter) => slips.get(shorter) ?? []));

  return (question) => {
    const shared = new Map<number, number>();
    for (const word of question) {
      const found = new Set([...meant(word)].flatMap((each) => waysWith.get(each) ?? []));
      for (const way of found) {
        const count = (shared.get(way) ?? 0) + 1;
        const isMost = count >= shareOfWay * (ways[way]?.size ?? 0);
        if (isMost && (count > 1 || count >= shareOfQuestion * question.size)) return true;
        shared.set(way, count);
      }
    }
    return false;
  };
}

// Words this long that are one slip of the pen apart (a letter too many, missing, wrong or swapped with the next) have one of these in common.
const leastSlipped = 5;

function withoutOneLetter(word: string): readonly string[] {
  if (word.length < leastSlipped) return [word];
  return [word, ...Array.from(word, (_, at) => word.slice(0, at) + word.slice(at + 1))];
}

function wordsOf(key: string): WordSet {
  return new Set(key.split(' '));
}

function push<Key, Value>(lists: Map<Key, Value[]>, key: Key, value: Value): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
}
