import fc from 'fast-check';
import stringWidth from 'string-width';
import { expect, test } from 'vitest';
import wrapAnsi from 'wrap-ansi';
import { widthOf, wrap } from '../../src/document/width.js';

// Characters that occur in answers: Latin letters, plain-text symbols, styles, and some that are wider or combine.
const character = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom(...'abcxyz .,-'.split('')) },
  { weight: 4, arbitrary: fc.constantFrom(...'éüßøﬁ–—‘’“”•…‹›→↓┃─·×©'.split('')) },
  { weight: 1, arbitrary: fc.constantFrom('\u001b[1m', '\u001b[22m', '\u001b[2m', '\n') },
);
const narrowText = fc.array(character, { maxLength: 60 }).map((parts) => parts.join(''));
const anyText = fc.oneof(
  narrowText,
  fc.string({ unit: 'grapheme' }),
  fc
    .array(fc.oneof(character, fc.constantFrom('漢', '👩‍💻', '❤️', '\u00a0', '\u0301', '\u200b', '한')), {
      maxLength: 40,
    })
    .map((parts) => parts.join('')),
);

test('text is as wide as string-width says', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      expect(widthOf(text)).toBe(stringWidth(text));
    }),
    { numRuns: 1000 },
  );
});

test('every character of the first 65,536 is as wide as string-width says', () => {
  const different = Array.from({ length: 0x10000 }, (_, code) => String.fromCharCode(code)).filter(
    (one) => widthOf(one) !== stringWidth(one) || widthOf(`a${one}b`) !== stringWidth(`a${one}b`),
  );
  expect(different).toEqual([]);
});

test('text is wrapped as wrap-ansi wraps it', () => {
  fc.assert(
    fc.property(anyText, fc.integer({ min: 1, max: 30 }), (text, width) => {
      expect(wrap(text, width)).toBe(wrapAnsi(text, width, { hard: true }));
    }),
    { numRuns: 3000 },
  );
});
