import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeButton, encodeButton, type Press } from '../../../src/adapters/discord/buttons.js';
import { maxCustomId } from '../../../src/adapters/discord/out/limits.js';
import type { Asked } from '../../../src/adapters/shared/asked.js';
import type { Target } from '../../../src/document/target.js';

const id = fc.stringMatching(/^[a-z0-9]{1,19}-[a-z0-9]{1,20}$/);
const target: fc.Arbitrary<Target> = fc.oneof(
  id.map((each): Target => ({ type: 'entry', id: each })),
  id.map((each): Target => ({ type: 'entry', id: each, part: 'views' })),
  fc.tuple(id, id).map((ids): Target => ({ type: 'comparison', ids })),
  id.map((step): Target => ({ type: 'guide', step })),
  fc.constant<Target>({ type: 'help' }),
);
const words = fc.string({ minLength: 1, maxLength: 120 });
const part = fc.option(fc.stringMatching(/^[^|]{1,30}$/), { nil: undefined });
const asked: fc.Arbitrary<Asked> = fc.oneof(
  target.map((each): Asked => ({ type: 'press', target: each })),
  fc
    .tuple(words, fc.option(target, { nil: undefined }))
    .map(([text, context]): Asked => ({ type: 'question', text, ...(context === undefined ? {} : { context }) })),
  fc.tuple(part, part, part).map(
    ([a, b, aspect]): Asked => ({
      type: 'diff',
      ...(a === undefined ? {} : { a }),
      ...(b === undefined ? {} : { b }),
      ...(aspect === undefined ? {} : { aspect }),
    }),
  ),
  words.map((term): Asked => ({ type: 'define', term })),
  fc
    .option(words, { nil: undefined })
    .map((task): Asked => (task === undefined ? { type: 'choose' } : { type: 'choose', task })),
  fc.constant<Asked>({ type: 'help' }),
);
const press: fc.Arbitrary<Press> = fc.oneof(
  fc
    .tuple(fc.constantFrom('message', 'here', 'aside'), target)
    .map(([place, to]): Press => ({ type: 'show', place, target: to })),
  fc.tuple(fc.integer({ min: 0, max: 999 }), asked).map(([page, each]): Press => ({ type: 'page', page, asked: each })),
  fc
    .tuple(fc.constantFrom('block', 'records'), asked)
    .map(([layout, each]): Press => ({ type: 'table', layout, asked: each })),
  asked.map((each): Press => ({ type: 'sources', asked: each })),
  asked.map((each): Press => ({ type: 'why', asked: each })),
  fc.constant<Press>({ type: 'commands' }),
  fc.tuple(fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }), fc.option(target, { nil: undefined })).map(
    ([asker, context]): Press => ({
      type: 'dismiss',
      asker: asker.toString(),
      ...(context === undefined ? {} : { context }),
    }),
  ),
  fc.tuple(fc.boolean(), target).map(([helpful, about]): Press => ({ type: 'vote', helpful, about })),
  target.map((about): Press => ({ type: 'reason', about })),
  fc.integer({ min: 0, max: 39 }).map((index): Press => ({ type: 'select', index })),
);

describe('the id of a button', () => {
  test('carries its press there and back, or is undefined because it would be too long', () => {
    fc.assert(
      fc.property(press, (each) => {
        const code = encodeButton(each);
        if (code === undefined) return;
        expect(code.length).toBeLessThanOrEqual(maxCustomId);
        expect(decodeButton(code)).toEqual(each);
      }),
      { numRuns: 500 },
    );
  });

  test('has room for an asker and the longest context', () => {
    const ids = ['a'.repeat(40), 'b'.repeat(40)] as const;
    const code = encodeButton({ type: 'dismiss', asker: '18446744073709551615', context: { type: 'comparison', ids } });
    expect(code?.length).toBe(100);
  });

  test('is undefined for an asker with an invalid id', () => {
    expect(encodeButton({ type: 'dismiss', asker: 'somebody' })).toBeUndefined();
    expect(encodeButton({ type: 'dismiss', asker: '99999999999999999999' })).toBeUndefined();
  });

  test('may be anything, and is then not a press', () => {
    fc.assert(fc.property(fc.string({ maxLength: 120 }), (code) => void decodeButton(code)));
    for (const code of [
      '',
      'v1',
      'v1:',
      'v1:t:',
      'v1:t:nothing',
      'v2:t:h',
      'v1:p:x:h',
      'v1:d:short',
      'v1:k:x',
      'v1:z:h',
    ]) {
      expect(decodeButton(code), code).toBeUndefined();
    }
  });

  // Messages from years ago have these ids: changing one breaks its buttons.
  test.each([
    ['v1:t:e:rag', { type: 'show', place: 'message', target: { type: 'entry', id: 'rag' } }],
    ['v1:u:g:output', { type: 'show', place: 'here', target: { type: 'guide', step: 'output' } }],
    ['v1:m:e:rag:views', { type: 'show', place: 'aside', target: { type: 'entry', id: 'rag', part: 'views' } }],
    ['v1:p:2:qwhat is RAG', { type: 'page', page: 2, asked: { type: 'question', text: 'what is RAG' } }],
    ['v1:b:frag|gan|', { type: 'table', layout: 'block', asked: { type: 'diff', a: 'rag', b: 'gan' } }],
    ['v1:l:drag', { type: 'table', layout: 'records', asked: { type: 'define', term: 'rag' } }],
    ['v1:s:pe:rag', { type: 'sources', asked: { type: 'press', target: { type: 'entry', id: 'rag' } } }],
    [
      'v1:w:re:rag|and cost?',
      { type: 'why', asked: { type: 'question', text: 'and cost?', context: { type: 'entry', id: 'rag' } } },
    ],
    ['v1:w:ca logo', { type: 'why', asked: { type: 'choose', task: 'a logo' } }],
    ['v1:d:C0GlQhMmccc:e:rag', { type: 'dismiss', asker: '811111111111111111', context: { type: 'entry', id: 'rag' } }],
    ['v1:y:e:rag', { type: 'vote', helpful: true, about: { type: 'entry', id: 'rag' } }],
    ['v1:n:h', { type: 'vote', helpful: false, about: { type: 'help' } }],
    ['v1:r:e:rag', { type: 'reason', about: { type: 'entry', id: 'rag' } }],
    ['v1:k:0', { type: 'select', index: 0 }],
  ] as const)('%s keeps its meaning for ever', (code, meaning) => {
    expect(decodeButton(code)).toEqual(meaning);
    expect(encodeButton(meaning)).toBe(code);
  });
});
