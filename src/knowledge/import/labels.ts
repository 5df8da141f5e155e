// Short forms of titles, for buttons.
import { lengths } from '../schemas.js';

/** A title's label; if titles begin alike (`shared` has the beginnings), what comes after the common part tells them apart. */
export function labelFor(title: string, shared: ReadonlySet<string>): string {
  const own = title.slice(title.lastIndexOf(': ') + 1).trim();
  const label = clip(title, lengths.label);
  return shared.has(label) && own.length > 1 ? clip(own, lengths.label) : label;
}

/** The names that occur more than once. */
export function twice(names: readonly string[]): ReadonlySet<string> {
  const seen = new Set<string>();
  return new Set(names.filter((name) => seen.has(name) || !seen.add(name)));
}

/** Shortens text between words, with an ellipsis. */
export function clip(words: string, length: number): string {
  if (words.length <= length) return words;
  const cut = words.slice(0, length);
  const at = cut.lastIndexOf(' ');
  return `${(at > length / 2 ? cut.slice(0, at) : cut.slice(0, length - 1)).replace(/[\s,:;–-]+$/, '')}…`;
}
