import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeTarget, encodeTarget, isId, maxIdLength, type Target } from '../../src/document/target.js';

const ids = fc
  .array(fc.stringMatching(/^[a-z0-9]{1,8}$/), { minLength: 1, maxLength: 4 })
  .map((words) => words.join('-'));
const targets: fc.Arbitrary<Target> = fc.oneof(
  fc.record({ type: fc.constant('entry' as const), id: ids }),
  fc.record({ type: fc.constant('entry' as const), id: ids, part: fc.constantFrom('views', 'rows', 'aspects') }),
  fc.record({ type: fc.constant('entry' as const), id: ids, row: fc.nat(999) }),
  fc.record({ type: fc.constant('comparison' as const), ids: fc.tuple(ids, ids) }),
  fc.record({ type: fc.constant('guide' as const), step: ids }),
  fc.record({ type: fc.constant('question' as const), question: fc.string({ minLength: 1, unit: 'binary' }) }),
  fc.record({ type: fc.constant('tip' as const), id: ids }),
  fc.constant({ type: 'help' as const }),
  fc.record({ type: fc.constant('action' as const), action: fc.constantFrom('gaps', 'forget') }),
  fc.record({
    type: fc.constant('action' as const),
    action: fc.constantFrom('gap-done', 'gap-draft'),
    of: fc.stringMatching(/^[\w-]{1,40}$/),
  }),
);

describe('the short string of a target', () => {
  test.each<[Target, string]>([
    [{ type: 'entry', id: 'rag' }, 'e:rag'],
    [{ type: 'entry', id: 'rag', part: 'views' }, 'e:rag:views'],
    [{ type: 'entry', id: 'use-case-matrix', part: 'rows' }, 'e:use-case-matrix:rows'],
    [{ type: 'entry', id: 'llm-vs-generative-ai', part: 'aspects' }, 'e:llm-vs-generative-ai:aspects'],
    [{ type: 'entry', id: 'use-case-matrix', row: 12 }, 'e:use-case-matrix:row:12'],
    [{ type: 'comparison', ids: ['gan', 'gpt-4o'] }, 'c:gan:gpt-4o'],
    [{ type: 'guide', step: 'output' }, 'g:output'],
    [{ type: 'question', question: 'GAN: what is it?' }, 'q:GAN: what is it?'],
    [{ type: 'tip', id: 'add-the-medium' }, 't:add-the-medium'],
    [{ type: 'help' }, 'h'],
    [{ type: 'action', action: 'gaps' }, 'a:gaps'],
    [{ type: 'action', action: 'gap-done', of: 'Ab_-9' }, 'a:gap-done:Ab_-9'],
  ])('of %o stays %s, since it lives in buttons of old messages', (target, code) => {
    expect(encodeTarget(target)).toBe(code);
    expect(decodeTarget(code)).toEqual(target);
  });

  test('brings every target back', () => {
    fc.assert(
      fc.property(targets, (target) => {
        expect(decodeTarget(encodeTarget(target))).toEqual(target);
      }),
    );
  });

  test('leaves room for a platform’s prefix, even with the longest ids', () => {
    const longest = 'a'.repeat(maxIdLength);
    expect(isId(longest)).toBe(true);
    const codes: Target[] = [
      { type: 'entry', id: longest, row: 999 },
      { type: 'entry', id: longest, part: 'aspects' },
      { type: 'comparison', ids: [longest, longest] },
      { type: 'guide', step: longest },
    ];
    for (const target of codes) {
      expect(encodeTarget(target).length).toBeLessThanOrEqual(90);
      expect(decodeTarget(encodeTarget(target))).toEqual(target);
    }
  });
});

describe('a string that is no target', () => {
  test.each([
    '',
    ' ',
    'e',
    'e:',
    'e:RAG',
    'e:rag:',
    'e:rag:everything',
    'e:rag:views:2',
    'e:rag:row',
    'e:rag:row:',
    'e:rag:row:-1',
    'e:rag:row:1.5',
    'e:rag:row:1e3',
    'e:rag:row:1000',
    'e:rag:row:1:2',
    'e:-rag',
    'e:rag-',
    'e:a--b',
    'e:../../etc/passwd',
    'e:__proto__',
    `e:${'a'.repeat(41)}`,
    'c:gan',
    'c:gan:',
    'c:gan:vae:llm',
    'g:',
    'g:output:more',
    'q:',
    'h:',
    'help',
    'x:rag',
    'e:rag\n',
    'javascript:alert(1)',
  ])('%j decodes to undefined', (code) => {
    expect(decodeTarget(code)).toBeUndefined();
  });

  test('never throws, and what decodes can be encoded again', () => {
    const nearly = fc
      .tuple(fc.constantFrom('e', 'c', 'g', 'q', 'h', 'z'), fc.array(fc.oneof(ids, fc.string()), { maxLength: 4 }))
      .map(([form, parts]) => [form, ...parts].join(':'));
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), nearly), (code) => {
        const target = decodeTarget(code);
        if (target !== undefined) expect(decodeTarget(encodeTarget(target))).toEqual(target);
      }),
    );
  });
});

describe('an id', () => {
  test.each(['rag', 'gpt-4-5', '3d', 'a'.repeat(40)])('can be %s', (id) => {
    expect(isId(id)).toBe(true);
  });

  test.each([
    '',
    '-',
    'RAG',
    'a_b',
    'a b',
    'a--b',
    '-a',
    'a-',
    'é',
    'a\n',
    'constructor:',
    'a'.repeat(41),
  ])('cannot be %j', (id) => {
    expect(isId(id)).toBe(false);
  });
});
