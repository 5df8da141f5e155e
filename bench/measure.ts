// Measures one contender at one size: builds the index, measures its memory, asks each question once.
import type { Knowledge } from '../src/engine/entry.js';
import type { Ask, Contender, Hit } from './contenders.js';
import type { BenchQuestion, Corpus, Origin } from './corpus.js';

/**
 * The same limits for all contenders at one size. One that takes `hopelessMs` per question isn't tried at the next size.
 */
export const bounds = { buildMs: 60_000, askMs: 60_000, hopelessMs: 2000 } as const;

export type Count = { readonly right: number; readonly of: number };
export type Measured = {
  readonly type: 'measured';
  readonly entries: number;
  readonly buildMs: number;
  /** What the index takes in addition to the entries: JavaScript heap and memory outside it, after a collection. */
  readonly bytes: number;
  /** How many of the questions could be asked in time. */
  readonly asked: number;
  readonly of: number;
  /** Milliseconds; p99 is missing if too few were asked. */
  readonly p50: number;
  readonly p99?: number;
  /** Answerable questions whose first hit is right and given as an answer. */
  readonly tuning: Count;
  readonly heldBack: Count;
  readonly generated: Count;
  /** Held back and generated together; a right entry that is only offered, first of all, counts too. */
  readonly rankedFirst: Count;
  /** All questions: a right answer, or none if none is right. */
  readonly all: Count;
  readonly byTag: Readonly<Record<string, Count>>;
};
/** A contender that failed, and why. */
export type Failed = { readonly type: 'failed'; readonly entries: number; readonly reason: string };
export type Outcome = Measured | Failed;

const warmUpMs = 3000;
// With fewer, the 99th percentile is just the slowest question.
const enoughForP99 = 100;
// Slow contenders are asked at least this many, to see how slow they are.
const leastAsked = 3;

/** Measures a contender. `collect` runs the garbage collector; `built` is called when the index is ready. */
export function measure(contender: Contender, corpus: Corpus, collect: () => void, built: () => void): Measured {
  const { knowledge, questions, warmUp } = corpus;
  const { ask, buildMs, bytes } = buildAndWeigh(contender, knowledge, collect);
  built();
  warm(ask, warmUp);
  const { times, hits } = askAll(ask, questions);
  const judged = hits.map((hit, at) => judge(questions[at] as BenchQuestion, hit));
  const answerable = judged.filter(({ question }) => isAnswerable(question));
  const hitsOf = (origin: Origin) =>
    count(
      answerable.filter(({ question }) => question.origin === origin),
      'hit',
    );
  const tags = [...new Set(judged.map(({ question }) => question.tag))].sort();
  return {
    type: 'measured',
    entries: knowledge.entries.length,
    buildMs,
    bytes,
    asked: hits.length,
    of: questions.length,
    p50: percentile(times, 0.5),
    ...(hits.length < enoughForP99 ? {} : { p99: percentile(times, 0.99) }),
    tuning: hitsOf('tuning'),
    heldBack: hitsOf('heldBack'),
    generated: hitsOf('generated'),
    rankedFirst: count(
      answerable.filter(({ question }) => question.origin !== 'tuning'),
      'first',
    ),
    all: count(judged, 'right'),
    byTag: Object.fromEntries(
      tags.map((tag) => [
        tag,
        count(
          judged.filter(({ question }) => question.tag === tag),
          'right',
        ),
      ]),
    ),
  };
}

/** The value below which the given share of the values lies (nearest rank). */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;
}

export const median = (values: readonly number[]): number => percentile(values, 0.5);

function buildAndWeigh({ build }: Contender, knowledge: Knowledge, collect: () => void) {
  collect();
  const before = inUse();
  const start = performance.now();
  const ask = build(knowledge);
  const buildMs = performance.now() - start;
  collect();
  return { ask, buildMs, bytes: inUse() - before };
}

// `external` includes array buffers.
function inUse(): number {
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

// Runs the code until it is compiled.
function warm(ask: Ask, questions: readonly string[]): void {
  const start = performance.now();
  for (const question of questions) {
    ask(question);
    if (performance.now() - start > warmUpMs) break;
  }
}

// Each question only once: a second time it would be answered from caches (corrected words, normalised terms), which real users don't
// see. If the time is up, the questions so far are the sample.
function askAll(ask: Ask, questions: readonly BenchQuestion[]) {
  const start = performance.now();
  const times: number[] = [];
  const hits: Hit[] = [];
  for (const { question } of questions) {
    if (hits.length >= leastAsked && performance.now() - start > bounds.askMs) break;
    const { result, ms } = timed(() => ask(question));
    hits.push(result);
    times.push(ms);
  }
  return { hits, times };
}

function timed<T>(action: () => T): { result: T; ms: number } {
  const start = performance.now();
  const result = action();
  return { result, ms: performance.now() - start };
}

// Only the engine answers requests for help; they aren't searches.
const isAnswerable = ({ accept }: BenchQuestion) => accept.length > 0 && !accept.includes('help');

function judge(question: BenchQuestion, { id, answered }: Hit) {
  const first = id !== undefined && question.accept.includes(id);
  const abstains = question.accept.length === 0 || question.abstainAllowed;
  return { question, first, hit: answered && first, right: answered ? first : abstains };
}

type Judged = ReturnType<typeof judge>;

const count = (judged: readonly Judged[], by: 'first' | 'hit' | 'right'): Count => ({
  right: judged.filter((one) => one[by]).length,
  of: judged.length,
});
