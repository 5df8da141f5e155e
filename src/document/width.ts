// Widths and lines in columns of fixed-width type. The packages that know every script and emoji load tables of Unicode when they
// first meet a character beyond ASCII; what answers mostly have there (quotes, dashes, accents, the signs of plain text) takes one
// column each, so such text is measured and wrapped without them, several times as fast.
import stringWidth from 'string-width';
import wrapAnsi from 'wrap-ansi';

// Latin letters, dashes, quotes, bullets, arrows and lines to draw with: each is one column wide and joins with no other character.
const narrow = '\u00a1-\u00ac\u00ae-\u02af\u2010-\u2015\u2018-\u2027\u2030-\u203a\u2190-\u2193\u2500-\u257f';
const style = '\u001b\\[[\\d;]*m';
const isNarrow = new RegExp(`^(?:[ -~\n${narrow}]|${style})*$`);
const styles = new RegExp(style, 'g');
const narrowCharacter = new RegExp(`[${narrow}]`, 'g');
const styleOrCharacter = new RegExp(`${style}|\\S`, 'g');

/** How many columns a line of text takes; an emoji or a CJK letter takes two. */
export function widthOf(line: string): number {
  return isNarrow.test(line) && !line.includes('\n') ? line.replace(styles, '').length : stringWidth(line);
}

/** Text in lines of at most `width` columns, broken between words where that is possible. */
export function wrap(text: string, width: number): string {
  if (!isNarrow.test(text) || !narrowCharacter.test(text)) return wrapAnsi(text, width, { hard: true });
  // Letters stand in for what is not ASCII, and are taken back one by one: wrapping changes spaces and styles only.
  const characters = withoutStyles(text).values();
  return wrapAnsi(text.replace(narrowCharacter, 'x'), width, { hard: true }).replace(styleOrCharacter, (found) =>
    found.length > 1 ? found : (characters.next().value ?? ''),
  );
}

function withoutStyles(text: string): string[] {
  return text.replace(styles, '').match(/\S/g) ?? [];
}
