// Measures and wraps fixed-width text. The packages that handle every script and emoji load Unicode tables, which takes longer than answering
// a question. Most text consists of characters one column wide and doesn't need them, so they are loaded with the first text that does.
import { createRequire } from 'node:module';

// Latin letters, dashes, quotes, bullets, arrows and box-drawing lines: each is one column wide and combines with no other character.
const narrow = '!-~\u00a1-\u00ac\u00ae-\u02af\u2010-\u2015\u2018-\u2027\u2030-\u203a\u2190-\u2193\u2500-\u257f';
const isNarrow = new RegExp(`^[ ${narrow}]*$`);
const isNarrowWords = new RegExp(`^[${narrow}]+(?: [${narrow}]+)*$`);

// An import would load them at once. From 20.19 on, `require` can load ES modules too.
const require = createRequire(import.meta.url);
type WithDefault<T extends (...args: never[]) => unknown> = { readonly default: T };
const stringWidth = (line: string) => (require('string-width') as WithDefault<(text: string) => number>).default(line);
const wrapAnsi = (text: string, width: number) =>
  (require('wrap-ansi') as WithDefault<(text: string, width: number, options: { hard: boolean }) => string>).default(
    text,
    width,
    { hard: true },
  );

/** The columns a line of text takes; an emoji or a CJK character takes two. */
export function widthOf(line: string): number {
  return isNarrow.test(line) ? line.length : stringWidth(line);
}

/** Wraps text to lines of at most `width` columns, between words if possible. */
export function wrap(text: string, width: number): string {
  const words = isNarrowWords.test(text) ? text.split(' ') : undefined;
  if (words?.every(({ length }) => length <= width) !== true) return wrapAnsi(text, width);
  const lines: string[] = [];
  let line = '';
  for (const word of words) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = '';
    }
    line += line === '' ? word : ` ${word}`;
  }
  return [...lines, line].join('\n');
}
