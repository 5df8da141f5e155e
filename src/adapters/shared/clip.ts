// Shortens texts that are too long for their place.

/** The start of a text, at most `most` UTF-16 units; breaks between words if it can, never inside a character. */
export function cut(text: string, most: number): string {
  if (text.length <= most) return text;
  const start = text.slice(0, most).replace(/[\uD800-\uDBFF]$/, '');
  const space = start.search(/\s\S*$/);
  return space > most / 2 ? start.slice(0, space) : start;
}

/** The same, with an ellipsis if something is missing. */
export function clip(text: string, most: number): string {
  return text.length <= most ? text : `${cut(text, most - 1).trimEnd()}…`;
}
