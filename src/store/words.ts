// What people wrote, as both databases take it.

/** PostgreSQL has no text with NUL in it. */
export function storable(words: string): string {
  return words.replaceAll('\0', '');
}
