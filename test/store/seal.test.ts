import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createSeal } from '../../src/store/seal.js';

const key = Buffer.alloc(32, 7);
const seal = createSeal(key);

describe('a sealed text', () => {
  test('is opened by its key, in its place alone', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string(), (text, place) => {
        const kept = seal.close(text, place);
        expect(seal.open(kept, place)).toBe(text);
        expect(() => seal.open(kept, `${place}x`)).toThrow('DATABASE_KEY');
      }),
    );
  });

  test('shows nothing of itself, and is another one each time', () => {
    const [a, b] = [seal.close('xoxb-token', 'slack:T1'), seal.close('xoxb-token', 'slack:T1')];
    expect(a).not.toBe(b);
    expect(Buffer.from(a.split(':').at(-1) ?? '', 'base64').toString('latin1')).not.toContain('xoxb');
  });

  test('is not opened by another key, without one, or once it was changed', () => {
    const kept = seal.close('xoxb-token', 'slack:T1');
    expect(() => createSeal(Buffer.alloc(32, 8)).open(kept, 'slack:T1')).toThrow('not the key that was used');
    expect(() => createSeal(undefined).open(kept, 'slack:T1')).toThrow('set DATABASE_KEY');
    const bytes = Buffer.from(kept.slice('sealed:1:'.length), 'base64');
    for (const at of [0, 12, 28, bytes.length - 1]) {
      const changed = Buffer.from(bytes);
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(() => seal.open(`sealed:1:${changed.toString('base64')}`, 'slack:T1')).toThrow('not the key');
    }
    expect(() => seal.open('sealed:1:', 'slack:T1')).toThrow('not the key');
  });

  test('stays as it is without a key, and is distinguished from one that should be sealed by now', () => {
    expect(createSeal(undefined).close('{}', 'slack:T1')).toBe('{}');
    expect(seal.open('{}', 'slack:T1')).toBe('{}');
    expect(seal.isOpen('{}')).toBe(true);
    expect(seal.isOpen(seal.close('{}', 'slack:T1'))).toBe(false);
    expect(createSeal(undefined).isOpen('{}')).toBe(false);
  });
});
