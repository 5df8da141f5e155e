import { describe, expect, test } from 'vitest';
import { document } from '../src/document/build.js';
import type { Answer } from '../src/engine/answer/answer.js';
import { evaluate, parseQuestions, type Question } from '../src/evaluation.js';

const question = (asked: string, accept: readonly string[], more: Partial<Question> = {}): Question => ({
  question: asked,
  accept,
  tag: 'untagged',
  abstainAllowed: false,
  ...more,
});

// An engine that answers "type entry entry ...".
const ask = (asked: string): Answer => {
  const [type, ...ids] = asked.split(' ');
  return {
    type: type as Answer['type'],
    entries: ids,
    candidates: ids,
    score: 0.5,
    why: { intents: [], matched: [], unknown: [] },
    document: document([]),
  };
};
const measure = (...questions: Question[]) => evaluate(questions, ask, () => 0);

describe('a line of questions', () => {
  test('has a question and what is right; the rest is optional', () => {
    const { questions, problems } = parseQuestions(
      '{"question":"a","accept":["rag"]}\n\n{"question":"b","accept":[],"tag":"off-topic","abstainAllowed":true,"more":1}\r\n',
    );
    expect(problems).toEqual([]);
    expect(questions).toEqual([question('a', ['rag']), question('b', [], { tag: 'off-topic', abstainAllowed: true })]);
  });

  test.each([
    ['no JSON', 'what is RAG?'],
    ['cut off', '{"question":"a","accept":["rag"]'],
    ['a list', '["a"]'],
    ['nothing', 'null'],
    ['without a question', '{"accept":["rag"]}'],
    ['without what is right', '{"question":"a"}'],
    ['with one id for a list', '{"question":"a","accept":"rag"}'],
    ['with a tag that is no text', '{"question":"a","accept":[],"tag":1}'],
    ['with a word for yes', '{"question":"a","accept":[],"abstainAllowed":"yes"}'],
  ])('that is %s is a problem with its number, and the others are read', (_, line) => {
    const good = '{"question":"a","accept":["rag"]}';
    const { questions, problems } = parseQuestions(`${good}\n\n${line}\n${good}`);
    expect(questions).toHaveLength(2);
    expect(problems).toEqual([{ line: 3, message: expect.stringMatching(/./) }]);
  });

  test('may begin with a byte order mark', () => {
    expect(parseQuestions('\uFEFF{"question":"a","accept":["rag"]}').problems).toEqual([]);
  });
});

describe('what counts as right', () => {
  test.each<[string, Question, boolean]>([
    ['the first entry', question('answered rag gan', ['rag', 'llm']), true],
    ['not the second one', question('answered gan rag', ['rag']), false],
    ['help where help is right', question('help help', ['help']), true],
    ['not an offer', question('suggested rag', ['rag']), false],
    ['not silence', question('unanswered', ['rag']), false],
    ['silence where it is allowed', question('unanswered', ['rag'], { abstainAllowed: true }), true],
    ['an offer where silence is allowed', question('suggested gan', ['rag'], { abstainAllowed: true }), true],
    ['not a wrong answer where silence is allowed', question('answered gan', ['rag'], { abstainAllowed: true }), false],
    ['silence where nothing is right', question('unanswered', []), true],
    ['an offer where nothing is right', question('suggested rag', []), true],
    ['no answer where nothing is right', question('answered rag', []), false],
    ['no help where nothing is right', question('help help', []), false],
  ])('%s', (_, asked, right) => {
    expect(measure(asked).correct).toBe(right ? 1 : 0);
  });
});

describe('the measures', () => {
  const measured = measure(
    question('answered rag', ['rag'], { tag: 'plain' }),
    question('answered gan rag', ['rag'], { tag: 'plain' }),
    question('suggested llm gan vae rag', ['rag']),
    question('unanswered', ['rag']),
    question('answered rag', [], { tag: 'off-topic' }),
    question('unanswered', [], { tag: 'off-topic' }),
  );

  test('are shares of what each is about', () => {
    expect(measured).toMatchObject({
      total: 6,
      correct: 2,
      accuracy: 2 / 6,
      offTopicAnswered: { count: 1, of: 2, share: 0.5 },
      wrongAnswers: { count: 1, of: 4, share: 0.25 },
      hitAt3: 2 / 4,
      mrr: (1 + 1 / 2 + 1 / 4 + 0) / 4,
      byTag: {
        plain: { correct: 1, total: 2 },
        untagged: { correct: 0, total: 2 },
        'off-topic': { correct: 1, total: 2 },
      },
    });
  });

  test('name every miss with what came instead', () => {
    expect(measured.misses).toContainEqual({
      question: 'answered gan rag',
      accept: ['rag'],
      tag: 'plain',
      type: 'answered',
      entries: ['gan', 'rag'],
      score: 0.5,
    });
    expect(measured.misses).toHaveLength(4);
  });

  test('are zero, not broken, without questions', () => {
    expect(measure()).toMatchObject({ total: 0, accuracy: 0, hitAt3: 0, mrr: 0, msPerQuestion: 0, misses: [] });
  });

  test('give the time per question', () => {
    let time = 0;
    const now = () => {
      time += 10;
      return time;
    };
    expect(evaluate([question('help help', ['help']), question('help help', ['help'])], ask, now).msPerQuestion).toBe(
      5,
    );
  });

  test('count by any tag, also one that every object has', () => {
    expect(measure(question('answered rag', ['rag'], { tag: 'constructor' })).byTag).toEqual({
      constructor: { correct: 1, total: 1 },
    });
  });
});
