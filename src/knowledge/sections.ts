// Locates the citable headings in an article's text, and thereby the text below each.
import type { Problem } from './yaml.js';

/** An article as in articles.yaml: its headings in order, long ones by their opening words. */
type Headed = { readonly key: string; readonly headings: readonly string[] };

/** The lines below each heading up to the next one, including the heading itself. */
export type SectionLines = ReadonlyMap<string, readonly string[]>;

const beforeHeadings = 'Introduction';

/** Splits a text at these headings; `missing` are those that aren't in it, in this order. */
export function splitText(text: string, headings: readonly string[]): { sections: SectionLines; missing: string[] } {
  const lines = text.split('\n').map((line) => line.replace(/\s+/g, ' ').trim());
  const starts: { heading: string; at: number }[] = [];
  const missing: string[] = [];
  let from = 0;
  for (const heading of headings) {
    const at = heading === beforeHeadings ? 0 : findHeading(lines, heading, from);
    if (at < 0) missing.push(heading);
    else {
      starts.push({ heading, at });
      from = heading === beforeHeadings ? 0 : at + 1;
    }
  }
  const sections = new Map(
    starts.map(({ heading, at }, index) => [heading, lines.slice(at, starts[index + 1]?.at ?? lines.length)]),
  );
  return { sections, missing };
}

/**
 * The sections of every article whose text is in `texts` (file name to text). File names don't matter: a text belongs to the article most
 * of whose headings it has. `problems` are headings missing from an article's text.
 */
export function findSections(
  articles: readonly Headed[],
  texts: ReadonlyMap<string, string>,
): { readonly sections: ReadonlyMap<string, SectionLines>; readonly problems: readonly Problem[] } {
  const problems: Problem[] = [];
  const sections = new Map<string, SectionLines>();
  for (const { key, headings } of articles) {
    const [best] = [...texts]
      .map(([name, text]) => ({ name, ...splitText(text, headings) }))
      .sort((a, b) => a.missing.length - b.missing.length);
    if (best === undefined || best.missing.length * 2 > headings.length) continue;
    sections.set(key, best.sections);
    for (const heading of best.missing) {
      const message = `"${key}" has no heading "${heading}" in ${best.name}, or not in this order`;
      problems.push({ file: 'articles.yaml', line: 1, message });
    }
  }
  return { sections, problems };
}

// The line that is the heading, otherwise the first that begins with it: long headings are cited by their opening words.
function findHeading(lines: readonly string[], heading: string, from: number): number {
  const wanted = plain(heading);
  const later = lines.map((line) => plain(line.replace(/^(?:#+|•|\d+\.)\s+/, '')));
  const whole = later.indexOf(wanted, from);
  if (whole >= 0) return whole;
  return later.findIndex(
    (line, at) => at >= from && line.startsWith(wanted) && !/^[\p{L}\p{N}]/u.test(line.slice(wanted.length)),
  );
}

const plain = (text: string) => text.replace(/[‘’]/g, "'").replace(/[“”]/g, '"').toLowerCase();
