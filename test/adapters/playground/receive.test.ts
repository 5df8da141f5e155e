import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { maxContextLength, maxQuestionLength, receiveQuery } from '../../../src/adapters/playground/receive.js';

const from = { platform: 'playground' };
const receive = (query: string) => receiveQuery(new URLSearchParams(query));

describe('a web request', () => {
  test('that asks is a question, as it was written', () => {
    expect(receive('q=What+is+%3CRAG%3E%3F')).toEqual({
      type: 'incoming',
      incoming: { from, type: 'question', text: 'What is <RAG>?' },
    });
  });

  test('carries the context of its conversation', () => {
    expect(receive('q=and+for+images&c=c:llm:gan')).toEqual({
      type: 'incoming',
      incoming: {
        from,
        type: 'question',
        text: 'and for images',
        context: { type: 'comparison', ids: ['llm', 'gan'] },
      },
    });
  });

  test('at the start of a conversation has an empty context, which is ignored', () => {
    expect(receive('q=hi&c=')).toEqual({ type: 'incoming', incoming: { from, type: 'question', text: 'hi' } });
  });

  test('that presses is a press', () => {
    expect(receive('t=e:rag:views&c=')).toEqual({
      type: 'incoming',
      incoming: { from, type: 'press', target: { type: 'entry', id: 'rag', part: 'views' } },
    });
  });

  test('without a question or a target asks for nothing', () => {
    expect(receive('')).toEqual({ type: 'nothing' });
    expect(receive('utm=1&c=e:rag')).toEqual({ type: 'nothing' });
  });

  test('with an empty question is left to the engine to answer', () => {
    expect(receive('q=')).toEqual({ type: 'incoming', incoming: { from, type: 'question', text: '' } });
  });

  test.each([
    ['a target that is none', 't=javascript:alert(1)', 'That link leads nowhere. Ask in your own words.'],
    [
      'an endless target',
      `t=q:${'a'.repeat(maxQuestionLength + 1)}`,
      'That link leads nowhere. Ask in your own words.',
    ],
    ['a context that is none', 'q=hi&c=../../etc', 'This conversation cannot be followed up. Start a new one.'],
    [
      'an endless context',
      `q=hi&c=q:${'a'.repeat(maxContextLength)}`,
      'This conversation cannot be followed up. Start a new one.',
    ],
    ['an endless question', `q=${'a'.repeat(1001)}`, 'A question may be 1000 characters long here, this one has 1001.'],
    ['a question and a target', 'q=hi&t=h', 'Give a question (q) or a target (t), not both.'],
    ['two questions', 'q=a&q=b', 'Give each of q, t and c once.'],
  ])('with %s is malformed and says why', (_, query, message) => {
    expect(receive(query)).toEqual({ type: 'malformed', message });
  });

  test('of any kind is read without a throw', () => {
    const anything = fc.string({ unit: 'binary', maxLength: 1200 });
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.constantFrom('q', 't', 'c', 'x'), anything), { maxLength: 4 }), (pairs) => {
        expect(['nothing', 'incoming', 'malformed']).toContain(receiveQuery(new URLSearchParams(pairs)).type);
      }),
    );
  });
});
