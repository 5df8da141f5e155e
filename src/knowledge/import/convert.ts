// Converts Word and PDF files to HTML, which is then read like a page. The parsers are loaded when needed.
import type { Decoded } from './decode.js';

type Converted = { readonly type: 'page'; readonly html: string } | Extract<Decoded, { readonly type: 'refused' }>;

export const convertible = /\.(?:docx|pdf)$/i;

/** The HTML of a Word or PDF file; refused with a reason if it has no text. */
export async function convert(file: string, bytes: Uint8Array): Promise<Converted> {
  try {
    return /\.pdf$/i.test(file) ? await convertPdf(bytes) : await convertWord(bytes);
  } catch (error) {
    const why = error instanceof Error ? error.message.split('\n')[0]?.slice(0, 160) : 'unknown error';
    return { type: 'refused', why: `cannot be read (${why}): is it broken, or locked with a password?` };
  }
}

async function convertWord(bytes: Uint8Array): Promise<Converted> {
  const { default: mammoth } = await import('mammoth');
  const options = {
    styleMap: ["p[style-name='Title'] => h1:fresh", "p[style-name='Subtitle'] => p:fresh"],
    includeEmbeddedStyleMap: false,
  };
  const { value } = await mammoth.convertToHtml(
    { buffer: Buffer.from(bytes) },
    { ...options, convertImage: mammoth.images.imgElement(async () => ({ src: '' })) },
  );
  return { type: 'page', html: value };
}

type PdfText = {
  readonly words: string;
  readonly x: number;
  readonly y: number;
  readonly height: number;
  readonly width: number;
  readonly isEnd: boolean;
};
type PdfLine = {
  readonly words: string;
  readonly x: number;
  readonly y: number;
  readonly height: number;
  readonly page: number;
};

// A thick book; longer files must be split first.
const mostPages = 500;

async function convertPdf(bytes: Uint8Array): Promise<Converted> {
  const { getDocumentProxy } = await import('unpdf');
  // The parser takes ownership of the bytes, hence a copy.
  const pdf = await getDocumentProxy(new Uint8Array(bytes));
  if (pdf.numPages > mostPages)
    return { type: 'refused', why: `has ${pdf.numPages} pages, at most ${mostPages} are read: split it` };
  const lines: PdfLine[] = [];
  for (let page = 1; page <= pdf.numPages; page += 1) {
    const content = await (await pdf.getPage(page)).getTextContent();
    const items = content.items.flatMap((item): PdfText[] =>
      'str' in item
        ? [
            {
              words: item.str,
              x: Number(item.transform[4]),
              y: Number(item.transform[5]),
              height: item.height,
              width: item.width,
              isEnd: item.hasEOL,
            },
          ]
        : [],
    );
    for (const line of linesOf(items, page)) lines.push(line);
  }
  if (lines.reduce((sum, { words }) => sum + words.length, 0) < leastLetters)
    return { type: 'refused', why: 'is a PDF without text, such as a scan: run text recognition on it first' };
  return { type: 'page', html: layOut(withoutFurniture(lines, pdf.numPages)) };
}
const leastLetters = 40;

function linesOf(items: readonly PdfText[], page: number): PdfLine[] {
  const lines: PdfLine[] = [];
  let open: PdfText[] = [];
  const end = () => {
    const [first] = open;
    const words = open
      .map(({ words: own, x }, at) => {
        const before = open[at - 1];
        const gap = before === undefined ? 0 : x - before.x - before.width;
        return gap > 0.15 * Math.max(1, before?.height ?? 1) && !before?.words.endsWith(' ') ? ` ${own}` : own;
      })
      .join('')
      .replace(/\s+/g, ' ')
      .trim();
    const height = open.reduce((most, each) => Math.max(most, each.height), 0);
    if (first !== undefined && words !== '') lines.push({ words, x: first.x, y: first.y, height, page });
    open = [];
  };
  for (const item of items) {
    const last = open.at(-1);
    if (last !== undefined && item.words.trim() !== '' && Math.abs(item.y - last.y) > Math.max(2, last.height * 0.4))
      end();
    if (item.words !== '') open.push(item);
    if (item.isEnd) end();
  }
  end();
  return lines;
}

// Removes lines that are at the top or bottom of most pages, and page numbers.
function withoutFurniture(lines: readonly PdfLine[], pages: number): readonly PdfLine[] {
  if (pages < 3) return lines.filter(({ words }) => !isPageNumber(words));
  const counts = new Map<string, number>();
  for (const { words } of lines) counts.set(shape(words), (counts.get(shape(words)) ?? 0) + 1);
  return lines.filter(
    ({ words }) => !isPageNumber(words) && (words.length > 80 || (counts.get(shape(words)) ?? 0) < pages * 0.6),
  );
}
const shape = (words: string) => words.replace(/\d+/g, '#');
const isPageNumber = (words: string) => /^(?:page )?\d{1,4}(?: (?:of|\/) \d{1,4})?$/i.test(words);

// Headings by font size, paragraphs by line spacing, items by their bullets.
function layOut(lines: readonly PdfLine[]): string {
  const body = commonHeight(lines);
  const sizes = [
    ...new Set(lines.map(({ height }) => Math.round(height)).filter((height) => height > body * 1.12)),
  ].sort((a, b) => b - a);
  const gap = commonGap(lines);
  const out: string[] = [];
  let open: { readonly tag: string; words: string } | undefined;
  const end = () => {
    if (open !== undefined) out.push(`<${open.tag}>${escapeHtml(open.words)}</${open.tag}>`);
    open = undefined;
  };
  lines.forEach((line, at) => {
    const before = lines[at - 1];
    const level = sizes.indexOf(Math.round(line.height));
    const isNext =
      before !== undefined && before.page === line.page && before.y - line.y < gap * 1.35 && before.y > line.y;
    const goesOver = before !== undefined && before.page !== line.page && !/[.!?:]$/.test(before.words);
    const [, mark, rest] = /^([•●▪◦‣–*-]|\d{1,2}[.)])\s+(.+)$/.exec(line.words) ?? [];
    const tag = level >= 0 && line.words.length < 200 ? `h${Math.min(6, level + 1)}` : mark !== undefined ? 'li' : 'p';
    const isSame =
      open !== undefined &&
      (tag === open.tag || (tag === 'p' && open.tag === 'li')) &&
      mark === undefined &&
      (isNext || (goesOver && tag !== 'h1'));
    if (isSame && open !== undefined) {
      // Rejoins a word hyphenated at the end of a line.
      open.words =
        /\p{Ll}-$/u.test(open.words) && /^\p{Ll}/u.test(line.words)
          ? open.words.slice(0, -1) + line.words
          : `${open.words} ${line.words}`;
      return;
    }
    end();
    open = { tag, words: rest ?? line.words };
  });
  end();
  return out.join('\n');
}

function commonHeight(lines: readonly PdfLine[]): number {
  const letters = new Map<number, number>();
  for (const { words, height } of lines)
    letters.set(Math.round(height), (letters.get(Math.round(height)) ?? 0) + words.length);
  return [...letters].sort(([, a], [, b]) => b - a)[0]?.[0] ?? 10;
}

function commonGap(lines: readonly PdfLine[]): number {
  const gaps = new Map<number, number>();
  lines.forEach(({ y, page }, at) => {
    const before = lines[at - 1];
    const gap = before === undefined || before.page !== page ? 0 : Math.round(before.y - y);
    if (gap > 0) gaps.set(gap, (gaps.get(gap) ?? 0) + 1);
  });
  return [...gaps].sort(([, a], [, b]) => b - a)[0]?.[0] ?? 14;
}

const escapeHtml = (words: string) =>
  words.replace(/[&<>]/g, (each) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[each] ?? each);
