// A word list that is usable as soon as its bytes are read: a hash table made at build time, so that a start doesn't fill a Map with tens of
// thousands of words.

/** Words by position. Positions index columns that are stored with the list: counts, vectors. */
export type Words = {
  readonly size: number;
  /** The position of a word, or -1 if it isn't in the list. */
  readonly indexOf: (word: string) => number;
  /** The word at a position from 0 up to `size`; empty outside. */
  readonly at: (index: number) => string;
};

// 32-bit numbers in the machine's byte order: the file is read where it was built. First the numbers of words and slots; then the slots
// (a position + 1, or 0 if free), where each word ends in the text, and the text in UTF-16, 16 bits each.
const headerLength = 2;
const numberBytes = Uint32Array.BYTES_PER_ELEMENT;
// A table that is at most half full finds a word, or its absence, in one or two steps.
const slotsPerWord = 2;

/** The bytes of a list, for `openWords`. Each word may occur once. */
export function packWords(words: readonly string[]): Uint8Array {
  const slots = new Uint32Array(2 ** Math.ceil(Math.log2(words.length * slotsPerWord + 1)));
  const ends = new Uint32Array(words.length);
  let end = 0;
  words.forEach((word, index) => {
    end += word.length;
    ends[index] = end;
    let slot = hashOf(word) & (slots.length - 1);
    while (slots[slot] !== 0) slot = (slot + 1) & (slots.length - 1);
    slots[slot] = index + 1;
  });
  const text = Uint16Array.from(words.join('').split(''), (unit) => unit.charCodeAt(0));
  const parts = [Uint32Array.of(words.length, slots.length), slots, ends, text];
  const bytes = new Uint8Array(parts.reduce((sum, { byteLength }) => sum + byteLength, 0));
  let at = 0;
  for (const { buffer, byteLength } of parts) {
    bytes.set(new Uint8Array(buffer), at);
    at += byteLength;
  }
  return bytes;
}

/** Opens the bytes of `packWords`. They must start at a multiple of four in their buffer, as a file's own do. */
export function openWords(bytes: Uint8Array): Words {
  const [size = 0, slotCount = 0] = new Uint32Array(bytes.buffer, bytes.byteOffset, headerLength);
  const slots = new Uint32Array(bytes.buffer, bytes.byteOffset + headerLength * numberBytes, slotCount);
  const ends = new Uint32Array(bytes.buffer, slots.byteOffset + slots.byteLength, size);
  const text = new Uint16Array(bytes.buffer, ends.byteOffset + ends.byteLength, ends[size - 1] ?? 0);
  const startOf = (index: number) => (index === 0 ? 0 : (ends[index - 1] ?? 0));
  return {
    size,
    indexOf: (word) => {
      for (let slot = hashOf(word) & (slotCount - 1); ; slot = (slot + 1) & (slotCount - 1)) {
        const index = (slots[slot] ?? 0) - 1;
        if (index < 0) return -1;
        const start = startOf(index);
        if ((ends[index] ?? 0) - start === word.length && isAt(text, start, word)) return index;
      }
    },
    at: (index) => String.fromCharCode(...text.subarray(startOf(index), ends[index] ?? 0)),
  };
}

function isAt(text: Uint16Array, start: number, word: string): boolean {
  for (let at = 0; at < word.length; at += 1) if (text[start + at] !== word.charCodeAt(at)) return false;
  return true;
}

// FNV-1a (Fowler, Noll and Vo, http://www.isthe.com/chongo/tech/comp/fnv/) over the UTF-16 units.
function hashOf(word: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < word.length; at += 1) hash = Math.imul(hash ^ word.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}
