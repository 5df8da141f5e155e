import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pack, unpack } from '../../src/knowledge/packed.js';

const numbers = fc.oneof(
  fc.uint8Array(),
  fc.int8Array(),
  fc.uint16Array(),
  fc.int32Array(),
  fc.uint32Array(),
  fc.float32Array(),
  fc.float64Array(),
);
const { value } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.dictionary(
    fc.string().filter((key) => key !== 'array' && key !== '__proto__'),
    fc.oneof(
      { depthSize: 'small' },
      numbers,
      fc.array(fc.string({ unit: 'grapheme' })),
      fc.integer(),
      fc.constant(null),
      tie('value'),
    ),
    { noNullPrototype: true },
  ),
}));

test('what was packed comes out as it was', () => {
  fc.assert(
    fc.property(value, (packed) => {
      expect(unpack(pack(packed))).toStrictEqual(packed);
    }),
  );
});

test('a part of a larger array is packed by itself', () => {
  expect(unpack(pack({ part: Int32Array.of(1, 2, 3, 4).subarray(1, 3) }))).toEqual({ part: Int32Array.of(2, 3) });
});
