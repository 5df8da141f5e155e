// Makes what people wrote storable in both databases.

/** PostgreSQL text can't contain NUL. */
export function storable(words: string): string {
  return words.replaceAll('\0', '');
}
