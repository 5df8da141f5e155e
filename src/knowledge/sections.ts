// Where the headings that can be cited stand in the text of an article, and so what is written below each.
import type { Problem } from './yaml.js';

/** An article as articles.yaml has it: the headings in the order of the article, a long one by its opening words. */
export type Headed = { readonly key: string; readonly headings: readonly string[] };

/** The lines of an article below each of its headings, as far as the next one, with the heading itself. */
export type SectionLines = ReadonlyMap<string, readonly string[]>;

/** The text before the first heading is cited under this name. */
const beforeHeadings = 'Introduction';

/** Splits a text at these headings; `missing` are those that are not in it, in this order. */
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
 * The sections of every article whose text is among `texts` (file name to text). Files may have any name: a text belongs to the
 * article most of whose headings it has. `problems` are the headings that the text of an article lacks.
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

// The line that is the heading, else the first that opens with it: a heading is cited by its opening words.
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
