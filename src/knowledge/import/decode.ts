// Decodes a file's bytes as text, in the encoding that the file declares or its bytes suggest. Other files are refused.
import chardet from 'chardet';
import iconv from 'iconv-lite';

export type Decoded =
  | { readonly type: 'text'; readonly text: string; readonly encoding: string }
  | { readonly type: 'refused'; readonly why: string };

// Formats that people mistake for text, by their first bytes.
const formats: readonly (readonly [bytes: string, name: string])[] = [
  ['%PDF', 'a PDF'],
  ['PK\u0003\u0004', 'a Word, Excel or ZIP file'],
  ['\u00d0\u00cf\u0011\u00e0', 'an old Word or Excel file'],
  ['\u0089PNG', 'a picture'],
  ['\u00ff\u00d8\u00ff', 'a picture'],
  ['GIF8', 'a picture'],
  ['\u001f\u008b', 'a gzip file'],
  ['{\\rtf', 'an RTF file'],
];
// Less certain guesses are tried too, but only if they decode without any doubt.
const leastConfidence = 10;
// Text has hardly any control characters.
const mostControls = 0.002;

export function decode(bytes: Uint8Array): Decoded {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const start = buffer.subarray(0, 8).toString('latin1');
  const format = formats.find(([mark]) => start.startsWith(mark));
  if (format !== undefined)
    return {
      type: 'refused',
      why: `is ${format[1]}: give it the ending of its kind, or save it as text, Markdown or HTML first`,
    };
  for (const encoding of encodingsOf(buffer)) {
    const text = decodeAs(buffer, encoding);
    if (text === undefined) continue;
    if (text.trim() === '') return { type: 'refused', why: 'is empty' };
    return { type: 'text', text, encoding };
  }
  return { type: 'refused', why: 'is not text, or in an unknown encoding: save it as UTF-8' };
}

function encodingsOf(buffer: Buffer): string[] {
  const [a, b, c] = buffer;
  if (a === 0xef && b === 0xbb && c === 0xbf) return ['UTF-8'];
  if (a === 0xff && b === 0xfe) return ['UTF-16LE'];
  if (a === 0xfe && b === 0xff) return ['UTF-16BE'];
  const sample = buffer.subarray(0, 4096);
  const zeros = [0, 1].map((odd) => sample.filter((byte, at) => at % 2 === odd && byte === 0).length);
  if ((zeros[1] ?? 0) > sample.length / 5 && zeros[0] === 0) return ['UTF-16LE'];
  if ((zeros[0] ?? 0) > sample.length / 5 && zeros[1] === 0) return ['UTF-16BE'];
  const [, declared] =
    /<meta[^>]+charset\s*=\s*["']?\s*([\w-]{2,30})/i.exec(buffer.subarray(0, 2048).toString('latin1')) ?? [];
  const guessed = chardet
    .analyse(buffer.subarray(0, 256 * 1024))
    .filter(({ confidence }) => confidence >= leastConfidence)
    .map(({ name }) => name);
  return ['UTF-8', ...(declared === undefined ? [] : [declared]), ...guessed].filter((name) =>
    iconv.encodingExists(name),
  );
}

function decodeAs(buffer: Buffer, encoding: string): string | undefined {
  const text = encoding === 'UTF-8' ? decodeUtf8(buffer) : iconv.decode(buffer, encoding);
  if (text === undefined || (encoding !== 'UTF-8' && text.includes('\ufffd'))) return undefined;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  const controls = text.match(/[\u0000-\u0008\u000e-\u001f\u007f]/g)?.length ?? 0;
  if (controls > text.length * mostControls) return undefined;
  return normalizeLines(text);
}

function decodeUtf8(buffer: Buffer): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(buffer);
  } catch {
    return undefined;
  }
}

function normalizeLines(text: string): string {
  return (
    text
      .replace(/^\ufeff/, '')
      .replace(/\r\n?/g, '\n')
      // biome-ignore lint/suspicious/noControlCharactersInRegex: nothing may carry them on
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u2028\u2029]/g, ' ')
  );
}
