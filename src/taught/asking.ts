// Looks up a workspace's own answers. Most questions are for the articles, so a question's words are first compared with those of the
// answers: if they share too few, the engine for the answers isn't asked, or even made.
import { once } from '../document/once.js';
import type { Engine } from '../engine/engine.js';
import type { Entry } from '../engine/entry.js';
import { entryOf } from './answer.js';
import type { TaughtAnswer } from './ports.js';

/** An answer and its certainty, 0 to 1; `same`: the question is word for word one it was taught for. */
export type TaughtMatch = { readonly answer: TaughtAnswer; readonly score: number; readonly same: boolean };
/** `rival` is the articles' certainty for the question, 0 to 1; an answer that can't reach it needn't be found. */
export type AskTaught = (question: string, rival?: number) => TaughtMatch | undefined;
/** An engine for taught answers. */
export type OwnEngine = Pick<Engine, 'ask' | 'keyOf'>;

export type AskParts = {
  /** Makes an engine for just these entries, at once. */
  readonly make: (entries: readonly Entry[]) => OwnEngine;
  /** Makes one that has learned from them, which takes a while; undefined if it can't. Without it, only the first is used. */
  readonly learn?: ((entries: readonly Entry[]) => Promise<OwnEngine | undefined>) | undefined;
  readonly reading: Reading;
};

/** A way of asking for an answer, with its significant words; `isTerm`: it is only the name of what is asked for. */
type Way = { readonly asked: string; readonly isTerm: boolean; readonly answer: TaughtAnswer; readonly words: WordSet };

/** What is read from answers; each is read once, even if it appears in several successive lists. */
export type Reading = {
  readonly keyOf: Engine['keyOf'];
  readonly entryOf: (answer: TaughtAnswer) => Entry;
  readonly waysOf: (answer: TaughtAnswer) => readonly Way[];
};

/** `keyOf` returns a question's significant words as the shipped engine reads them, separated by spaces. */
export function createReading(keyOf: Engine['keyOf']): Reading {
  return {
    keyOf,
    entryOf: once(entryOf),
    waysOf: once((answer) => {
      const { question, ways, term } = answer;
      const asked = [question, ...ways].map((words) => ({ asked: words, isTerm: false }));
      const all = [...asked, ...(term === undefined ? [] : [{ asked: term, isTerm: true }])];
      return all.map((way) => ({ ...way, answer, words: wordsOf(keyOf(way.asked)) }));
    }),
  };
}

export function createAsk(answers: readonly TaughtAnswer[], { make, learn, reading }: AskParts): AskTaught {
  let ask: ((question: string, near: readonly Way[]) => TaughtMatch | undefined) | undefined;
  const nearest = createNearness(answers.flatMap(reading.waysOf));
  const begin = () => {
    const entries = answers.map(reading.entryOf);
    void learn?.(entries).then((learned) => {
      if (learned !== undefined) ask = askEngine(answers, learned);
    });
    return askEngine(answers, make(entries));
  };
  return (question, rival = 0) => {
    const near = nearest(wordsOf(reading.keyOf(question)), rival >= certain);
    if (near.length === 0) return undefined;
    ask ??= begin();
    return ask(question, near);
  };
}

function askEngine(answers: readonly TaughtAnswer[], engine: OwnEngine) {
  const byId = new Map(answers.map((answer) => [answer.id, answer]));
  const keyOf = once(({ asked }: Way) => engine.keyOf(asked));
  return (question: string, near: readonly Way[]): TaughtMatch | undefined => {
    const key = engine.keyOf(question);
    const exact = key === '' ? undefined : near.findLast((way) => !way.isTerm && keyOf(way) === key);
    if (exact !== undefined) return { answer: exact.answer, score: 1, same: true };
    const { type, entries, score } = engine.ask(question);
    const answer = type === 'answered' && entries.length === 1 ? byId.get(entries[0] ?? '') : undefined;
    return answer === undefined ? undefined : { answer, score, same: false };
  };
}

// A question must have half the words of a way of asking, since people leave some out. A single shared word is enough only if there are few
// others; around two, people say more.
const shareOfWay = 1 / 2;
const shareOfQuestion = 1 / 3;
// A word-for-word match in the articles is overruled only by one among the taught answers.
const certain = 1;

type WordSet = ReadonlySet<string>;

/** The ways of asking that share enough words with a question, in their order; with `all`, those that share all words. */
function createNearness(ways: readonly Way[]): (question: WordSet, all: boolean) => readonly Way[] {
  const waysWith = new Map<string, number[]>();
  ways.forEach(({ words }, number) => {
    for (const word of words) push(waysWith, word, number);
  });
  const slips = new Map<string, string[]>();
  for (const word of waysWith.keys()) for (const shorter of withoutOneLetter(word)) push(slips, shorter, word);
  const waysBySlip = (word: string): Iterable<number> => {
    const meant: string[] = [];
    for (const shorter of withoutOneLetter(word)) meant.push(...(slips.get(shorter) ?? []));
    return meant.length === 0 ? [] : new Set(meant.flatMap((each) => waysWith.get(each) ?? []));
  };
  const sizes = Int32Array.from(ways, ({ words }) => words.size);
  // How many words of the question each way has, during one call.
  const shared = new Int32Array(ways.length);

  return (question, all) => {
    const found: number[] = [];
    for (const word of question)
      for (const number of waysWith.get(word) ?? waysBySlip(word)) {
        const count = shared[number] ?? 0;
        if (count === 0) found.push(number);
        shared[number] = count + 1;
      }
    const least = all ? question.size : question.size * shareOfQuestion > 1 ? 2 : 1;
    const leastOfWay = all ? 1 : shareOfWay;
    const near: number[] = [];
    for (const number of found) {
      const count = shared[number] ?? 0;
      if (count >= least && count >= leastOfWay * (sizes[number] ?? 0)) near.push(number);
      shared[number] = 0;
    }
    return near.sort((a, b) => a - b).flatMap((number) => ways[number] ?? []);
  };
}

// Words at least this long that differ by one typo (a letter extra, missing, wrong or swapped with the next) share one of these keys.
const leastSlipped = 5;

function withoutOneLetter(word: string): readonly string[] {
  const keys = [word];
  if (word.length < leastSlipped) return keys;
  for (let at = 0; at < word.length; at += 1) keys.push(word.slice(0, at) + word.slice(at + 1));
  return keys;
}

function wordsOf(key: string): WordSet {
  return new Set(key.split(' '));
}

function push<Key, Value>(lists: Map<Key, Value[]>, key: Key, value: Value): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
}
