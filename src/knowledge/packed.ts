// Serialises plain data with typed arrays: a line of JSON, then the arrays, which are used in place without copying. Numbers are in the
// machine's byte order, so the file is only for the machine that made it; it is trusted and not validated.

type Numbers = Uint8Array | Int8Array | Uint16Array | Int32Array | Uint32Array | Float32Array | Float64Array;
const kinds = { Uint8Array, Int8Array, Uint16Array, Int32Array, Uint32Array, Float32Array, Float64Array } as const;
type ArrayKind = keyof typeof kinds;
/** An array's place in the JSON: its type, its offset (from the first array), and its length. */
type ArrayPlace = { readonly array: ArrayKind; readonly at: number; readonly length: number };

// Offsets must be multiples of the widest number's size.
const alignment = 8;
const aligned = (bytes: number) => Math.ceil(bytes / alignment) * alignment;

/** Packs a value of objects, lists and JSON scalars; typed arrays may be in objects, but not in lists. No object may have a key `array`. */
export function pack(value: unknown): Uint8Array {
  const arrays: { readonly at: number; readonly numbers: Numbers }[] = [];
  let end = 0;
  const json = JSON.stringify(value, (_, part: unknown) => {
    if (!ArrayBuffer.isView(part)) return part;
    const numbers = part as Numbers;
    const place: ArrayPlace = { array: numbers.constructor.name as ArrayKind, at: end, length: numbers.length };
    arrays.push({ at: end, numbers });
    end = aligned(end + numbers.byteLength);
    return place;
  });
  const head = new TextEncoder().encode(`${json}\n`);
  const first = aligned(head.length);
  const bytes = new Uint8Array(first + end);
  bytes.set(head);
  for (const { at, numbers } of arrays)
    bytes.set(new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength), first + at);
  return bytes;
}

/** Opens what `pack` made. The bytes must start at a multiple of eight in their buffer, as a file's own do. */
export function unpack(bytes: Uint8Array): unknown {
  const end = bytes.indexOf('\n'.charCodeAt(0)) + 1;
  const first = bytes.byteOffset + aligned(end);
  const open = (value: unknown): unknown => {
    // Lists aren't searched: they are long, and arrays are only in objects.
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
    if (!isPlace(value)) return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, open(part)]));
    return new kinds[value.array](bytes.buffer as ArrayBuffer, first + value.at, value.length);
  };
  return open(JSON.parse(new TextDecoder().decode(bytes.subarray(0, end))));
}

function isPlace(value: object): value is ArrayPlace {
  return 'array' in value;
}
