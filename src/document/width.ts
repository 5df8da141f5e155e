// Widths and lines in columns of fixed-width type. The packages that know every script and emoji load the tables of Unicode, which
// takes longer than to answer a question; so text of characters that take one column each, which most is, does without them, and they
// are loaded with the first text that is not so.
import { createRequire } from 'node:module';

// Latin letters, dashes, quotes, bullets, arrows and lines to draw with: each is one column wide and joins with no other character.
const narrow = '!-~\u00a1-\u00ac\u00ae-\u02af\u2010-\u2015\u2018-\u2027\u2030-\u203a\u2190-\u2193\u2500-\u257f';
const isNarrow = new RegExp(`^[ ${narrow}]*$`);
const isNarrowWords = new RegExp(`^[${narrow}]+(?: [${narrow}]+)*$`);

// An import would load them at once. Node loads ES modules by `require` too, from 20.19 on.
const require = createRequire(import.meta.url);
type WithDefault<T extends (...args: never[]) => unknown> = { readonly default: T };
const stringWidth = (line: string) => (require('string-width') as WithDefault<(text: string) => number>).default(line);
const wrapAnsi = (text: string, width: number) =>
  (require('wrap-ansi') as WithDefault<(text: string, width: number, options: { hard: boolean }) => string>).default(
    text,
    width,
    { hard: true },
  );

/** How many columns a line of text takes; an emoji or a CJK letter takes two. */
export function widthOf(line: string): number {
  return isNarrow.test(line) ? line.length : stringWidth(line);
}

/** Text in lines of at most `width` columns, broken between words where that is possible. */
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
