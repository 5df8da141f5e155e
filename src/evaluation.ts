// Measures answers against a set of questions with known right entries; pure.
import * as v from 'valibot';
import type { Answer } from './engine/answer/answer.js';

/** A question of a set. If `accept` is empty, no answer is right; with `abstainAllowed`, abstaining is right as well. */
export type Question = {
  readonly question: string;
  readonly accept: readonly string[];
  readonly tag: string;
  readonly abstainAllowed: boolean;
};
export type Rate = { readonly count: number; readonly of: number; readonly share: number };
type Miss = Pick<Question, 'question' | 'accept' | 'tag'> & Pick<Answer, 'type' | 'entries' | 'score'>;
export type Evaluation = {
  readonly total: number;
  readonly correct: number;
  readonly accuracy: number;
  readonly offTopicAnswered: Rate;
  readonly wrongAnswers: Rate;
  /** Of the questions that must be answered, those answered correctly. */
  readonly must: Rate;
  /** Of the answers given, those that are right. */
  readonly precision: Rate;
  /** Of the questions that an entry answers, those answered correctly or with a right entry among the first three offered. */
  readonly found: Rate;
  /** Share of answerable questions whose right entry is among the first three shown or offered. */
  readonly hitAt3: number;
  /** Mean reciprocal rank of the right entry, over the answerable questions. */
  readonly mrr: number;
  readonly msPerQuestion: number;
  readonly byTag: Readonly<Record<string, { readonly correct: number; readonly total: number }>>;
  readonly misses: readonly Miss[];
};

const lineSchema = v.object({
  question: v.string('needs a "question"'),
  accept: v.array(v.string(), 'needs "accept", a list of entry ids (empty: no answer is right)'),
  tag: v.optional(v.string('"tag" must be text'), 'untagged'),
  abstainAllowed: v.optional(v.boolean('"abstainAllowed" must be true or false'), false),
});

/** Reads JSON lines; an invalid line becomes a problem with its number, and the others are read. */
export function parseQuestions(text: string): {
  questions: readonly Question[];
  problems: readonly { line: number; message: string }[];
} {
  const questions: Question[] = [];
  const problems: { line: number; message: string }[] = [];
  text
    .replace(/^\uFEFF/, '')
    .split('\n')
    .forEach((line, index) => {
      if (line.trim() === '') return;
      const parsed = v.safeParse(lineSchema, parseJson(line));
      if (parsed.success) questions.push(parsed.output);
      else problems.push({ line: index + 1, message: parsed.issues[0].message });
    });
  return { questions, problems };
}

/** Asks every question. `now` returns milliseconds. */
export function evaluate(
  questions: readonly Question[],
  ask: (question: string) => Answer,
  now: () => number,
): Evaluation {
  const start = now();
  const answers = questions.map((question) => ({ question, answer: ask(question.question) }));
  const elapsed = now() - start;
  const judged = answers.map((each) => ({ ...each, right: isRight(each.question, each.answer) }));
  const misses = judged.filter(({ right }) => !right);
  const offTopic = judged.filter(({ question }) => question.accept.length === 0);
  const others = judged.filter(({ question }) => question.accept.length > 0);
  const ranks = others.map(({ question, answer }) => answer.candidates.findIndex((id) => question.accept.includes(id)));
  const answered = judged.filter(({ answer }) => gaveAnswer(answer));
  const must = others.filter(({ question }) => !question.abstainAllowed);
  const byTag: Record<string, { correct: number; total: number }> = Object.create(null);
  for (const { question, right } of judged) {
    const tag = byTag[question.tag] ?? { correct: 0, total: 0 };
    byTag[question.tag] = { correct: tag.correct + (right ? 1 : 0), total: tag.total + 1 };
  }
  return {
    total: judged.length,
    correct: judged.length - misses.length,
    accuracy: ratio(judged.length - misses.length, judged.length),
    offTopicAnswered: share(offTopic.filter(({ answer }) => gaveAnswer(answer)).length, offTopic.length),
    wrongAnswers: share(others.filter(({ answer, right }) => !right && gaveAnswer(answer)).length, others.length),
    must: share(must.filter(isAnsweredRight).length, must.length),
    precision: share(answered.filter(isAnsweredRight).length, answered.length),
    found: share(others.filter((each) => isAnsweredRight(each) || isOffered(each)).length, others.length),
    hitAt3: ratio(ranks.filter((rank) => rank >= 0 && rank < 3).length, ranks.length),
    mrr: ratio(
      ranks.reduce((sum, rank) => sum + (rank < 0 ? 0 : 1 / (rank + 1)), 0),
      ranks.length,
    ),
    msPerQuestion: ratio(elapsed, judged.length),
    byTag,
    misses: misses.map(({ question: { question, accept, tag }, answer: { type, entries, score } }) => ({
      question,
      accept,
      tag,
      type,
      entries,
      score,
    })),
  };
}

type Evaluated = { readonly question: Question; readonly answer: Answer };

function isRight(question: Question, answer: Answer): boolean {
  const mayAbstain = question.accept.length === 0 || question.abstainAllowed;
  return isAnsweredRight({ question, answer }) || (mayAbstain && !gaveAnswer(answer));
}

// If help would be accepted, leaving small talk unanswered is fine too.
function isAnsweredRight({ question: { accept }, answer }: Evaluated): boolean {
  if (answer.type === 'talk') return accept.includes('help');
  const [first = ''] = answer.entries;
  return gaveAnswer(answer) && accept.includes(first);
}

const firstOffers = 3;
function isOffered({ question: { accept }, answer }: Evaluated): boolean {
  return answer.type === 'suggested' && answer.entries.slice(0, firstOffers).some((id) => accept.includes(id));
}

const gaveAnswer = ({ type }: Answer) => type === 'answered' || type === 'help';
const ratio = (part: number, whole: number) => (whole === 0 ? 0 : part / whole);
const share = (count: number, of: number): Rate => ({ count, of, share: ratio(count, of) });

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
