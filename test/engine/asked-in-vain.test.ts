// Questions that newcomers once asked in vain, on the shipped knowledge.
import { beforeAll, describe, expect, test } from 'vitest';
import { renderPlain } from '../../src/document/plain.js';
import type { Answer } from '../../src/engine/answer/answer.js';
import type { Engine } from '../../src/engine/engine.js';
import { createShippedEngine, readShipped } from '../fixtures/shipped.js';

const { entries, articles } = readShipped();
let engine: Engine;
beforeAll(() => {
  engine = createShippedEngine();
});
const brief = ({ type, entries: [first] }: Answer) => `${type} ${first ?? ''}`.trim();

describe('the points on which articles disagree', () => {
  const overview = entries.find(({ id }) => id === 'where-articles-disagree');

  test.each([
    'where do the articles disagree?',
    'what do the articles disagree on',
    'Do your sources contradict each other?',
    'disagreements',
    'what is disputed',
    'on what are the authors divided?',
  ])('is told for %j', (question) => {
    expect(brief(engine.ask(question))).toBe('answered where-articles-disagree');
  });

  test.each(['i disagree', 'what are your sources', 'who wrote the articles'])('is not what %j asks', (remark) => {
    expect(engine.ask(remark).type).toBe('help');
  });

  test('has a dispute that is named in a question answered by the entry on it', () => {
    expect(brief(engine.ask('do the articles disagree on code generation?'))).toBe(
      'answered code-generation-llm-or-genai',
    );
  });

  test('has a word of every article, two sides at first, and leads on to disputes alone', () => {
    const cited = new Set(overview?.views.flatMap(({ citations }) => citations.map(({ article }) => article)));
    expect([...cited].sort()).toEqual(articles.map(({ key }) => key).sort());
    const shown = engine.ask('where do the articles disagree?').document;
    const sides = shown.children.filter(({ type }) => type === 'view');
    expect(sides).toHaveLength(2);
    expect(renderPlain(shown)).toMatch(/"text-in, text-out".*"natively multimodal"/s);
    const ahead = overview?.related.map((id) => entries.find((entry) => entry.id === id));
    expect(ahead?.filter((entry) => entry?.disagreement === undefined)).toEqual([]);
  });
});

describe('a job', () => {
  const said = (question: string) => renderPlain(engine.ask(question).document);

  test.each([
    ['which AI for photo editing', /^Image editing: Generative AI/],
    ['AI for data analysis', /^Data analysis: LLM/],
    ['which AI for clinical notes', /^Clinical notes\n+Use case: Document summarization/],
    ['which AI for editing text', /^Edit text: LLM\n+Task: Writing and editing/],
    ['photo editing', /^What is generative AI used for\?\n+Generative AI is used to make and edit images/],
    ['podcast editing', /^Podcasts and audio: /],
  ])('gets what the articles tell of it: %j', (question, first) => {
    expect(said(question)).toMatch(first);
  });

  test('of editing sound is no case of editing text', () => {
    expect(said('which AI for podcast editing')).not.toMatch(/^(Edit|Podcast editing|Writing and editing): LLM/);
  });
});

describe('a number', () => {
  test.each([
    ['How many parameters does GPT-4 have?', 'gpt4-parameters'],
    ['how many parameters does Gemini have?', 'gpt4-parameters'],
    ['how many parameters does Qwen have', 'qwen-parameters'],
    ['how many parameters does GPT-3 have', 'gpt3-parameters'],
    ['what are parameters', 'parameters'],
    ['how many languages does GPT-4.5 support', 'llm-languages'],
  ])('is told for %j by %s', (question, id) => {
    expect(brief(engine.ask(question))).toBe(`answered ${id}`);
  });
});

test('a product has no cells that the table tells of generative AI as a whole', () => {
  const aspects = entries.find(({ id }) => id === 'sora')?.facts.map(({ aspect }) => aspect);
  expect(aspects).toEqual(['Kind', 'Medium', 'How it works', 'Output']);
});
